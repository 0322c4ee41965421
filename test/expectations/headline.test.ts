import { describe, expect, it } from 'vitest';
import { german } from '../../src/german.js';
import { english, type Reason, type Report, type VerdictCode } from '../../src/index.js';
import { EXAMPLES } from '../docs/reason-examples.js';
import { buildStatement, signWithKey, smallModel } from '../forge/index.js';
import { expectGerman } from '../german/german-of.js';
import { verifyForged } from '../verify-with.js';

const { bundle, publicKeyPem } = signWithKey(await buildStatement(smallModel()));
const green = await verifyForged(bundle, { method: 'key', publicKey: publicKeyPem });
const basis = {
  kind: 'organisation',
  organisation: 'Example Ltd',
  entry: null,
  sha256: 'ab'.repeat(32),
} as const;

/** In English; the German says the same. */
function headline(code: VerdictCode, ...reasons: readonly Reason[]): string {
  const verdict = { ...green.verdict, code, reasons } as unknown as Report['verdict'];
  const report = { ...green, verdict, trust: { ...green.trust, basis } };
  const text = english.headline(report);
  expectGerman(german.headline(report), text, ['Example Ltd', '*@example.com']);
  return text;
}

const TYPE = EXAMPLES['file-type-not-allowed'];

describe('the headline of what an organisation asks for', () => {
  it('does not say that files differ where only their type is not allowed', () => {
    expect(headline('files-mismatch', TYPE)).toBe('1 file is of a type that “Example Ltd” does not allow.');
    expect(headline('files-mismatch', { ...TYPE, count: 3 })).toBe(
      '3 files are of types that “Example Ltd” does not allow.',
    );
    for (const differs of [EXAMPLES['files-differ'], { ...EXAMPLES['files-differ'], unsigned: 0 }])
      expect(headline('files-mismatch', differs, TYPE)).toMatch(/differs? from what was signed\.$/);
    expect(headline('files-mismatch', EXAMPLES['model-is-below'], TYPE)).toContain('differs');
    expect(headline('files-mismatch', TYPE, EXAMPLES['signature-unsupported'])).toContain('type');
  });

  it.each([
    [EXAMPLES['log-required'], 'Files match, but “Example Ltd” asks for an entry in a transparency log.'],
    [
      EXAMPLES['timestamp-required'],
      'Files match, but “Example Ltd” asks for the word of a timestamp authority.',
    ],
    [
      EXAMPLES['algorithm-not-allowed'],
      'Files match, but they were signed with a kind of digest that “Example Ltd” does not allow.',
    ],
    [
      { ...EXAMPLES['algorithm-not-allowed'], what: 'signature' },
      'Files match, but they were signed with a kind of key that “Example Ltd” does not allow.',
    ],
  ] as const)(
    'says what the signature lacks, unless nobody vouches for the signer: $0.code',
    (reason, text) => {
      expect(headline('signer-untrusted', reason)).toBe(text);
      for (const worse of [EXAMPLES['log-unknown'], EXAMPLES['key-came-with-model']])
        expect(headline('signer-untrusted', reason, worse)).toContain('nothing you trust vouches');
      expect(headline('partial', EXAMPLES['only-some-asked'], reason)).toMatch(
        /they match\. The signature is not what your organisation asks for\.$/,
      );
    },
  );

  it('says where the organisation has said nothing', () => {
    const silent = EXAMPLES['expectations-silent'];
    expect(headline('signer-unconfirmed', silent)).toMatch(
      /“Example Ltd” has not said that it expects this signer\.$/,
    );
    expect(headline('partial', EXAMPLES['only-some-asked'], silent)).toMatch(
      /Your organisation has not said whom it expects\.$/,
    );
  });
});
