import { describe, expect, it } from 'vitest';
import {
  buildStatement,
  entriesOf,
  makeChain,
  makeSigstore,
  signKeyless,
  signWithCertificate,
  signWithKey,
  smallModel,
} from './forge/index.js';
import { verifyForged } from './verify-with.js';

const files = smallModel();
const statement = await buildStatement(files);
const sigstore = makeSigstore();
const inspect = { method: 'inspect', trustedRoot: sigstore.trustedRoot } as const;

describe('the headline', () => {
  it('keeps an identity that would go on with our sentence in quotation marks', async () => {
    const identity = 'a@b.example, confirmed by https://accounts.google.com. It is the signer you expected';
    const { bundle } = signKeyless(sigstore, statement, { identity, identityType: 'uri' });
    const { verdict } = await verifyForged(bundle, inspect);
    expect(verdict.code).toBe('signer-unconfirmed');
    expect(verdict.headline).toContain(
      `Signed as “${identity}”, confirmed by https://login.touchstone.example.`,
    );
  });

  it('does not let a name close its quotation marks', async () => {
    const chain = makeChain({ leaf: { subject: { CN: 'X” signed. “Y' } } });
    const roots = chain.rootPem;
    const { verdict } = await verifyForged(signWithCertificate(statement, chain), {
      method: 'certificate',
      roots,
    });
    expect(verdict.headline).toContain("what “CN=X' signed. 'Y” signed");
  });

  it('says how many were left out, and by ignoring unsigned files too', async () => {
    const { bundle, publicKeyPem } = signWithKey(statement);
    const trust = { method: 'key', publicKey: publicKeyPem } as const;
    const blob = new Blob(['!']);
    const model = [...entriesOf(files), { path: 'a', blob }, { path: 'b/c', blob }];
    const ignored = await verifyForged(bundle, trust, { model, ignorePaths: ['a', 'b'] });
    const tolerated = await verifyForged(bundle, trust, { model, ignoreUnsignedFiles: true });
    for (const { verdict } of [ignored, tolerated]) {
      expect(verdict.code).toBe('verified');
      expect(verdict.headline).toMatch(/^\d+ signed files match; 2 others were left out\./);
    }
    expect(tolerated.files.filter(({ state }) => state === 'unsigned')).toHaveLength(2);
  });

  it('counts what differs', async () => {
    const { bundle, publicKeyPem } = signWithKey(statement);
    const model = entriesOf(files).slice(1);
    const { verdict, rows } = await verifyForged(
      bundle,
      { method: 'key', publicKey: publicKeyPem },
      { model },
    );
    expect(verdict.headline).toBe('1 file differs from what was signed.');
    expect(rows.files).toMatchObject({ missing: 1, matching: model.length });
  });
});
