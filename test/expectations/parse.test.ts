import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXPECTATIONS_PROBLEMS } from '../../src/expectations-message.js';
import { parseExpectations } from '../../src/index.js';
import { FAULTS } from './faults.js';
import { ALICE, CHAIN, ENTRY, fileOf, FULL, KEY_PEM } from './file.js';

const read = (file: unknown) => parseExpectations(typeof file === 'string' ? file : JSON.stringify(file));

/** What it gives, where it has to. */
async function good(file: unknown) {
  const result = await read(file);
  if (!result.ok) throw new Error(JSON.stringify(result.reasons));
  return result.value;
}

describe('an expectations file', () => {
  it('is read with keys and roots in their places', async () => {
    const expectations = await good(FULL);
    const [weather, byDigest, publisher] = expectations.entries;
    expect(expectations).toMatchObject({
      organisation: 'Acme',
      validFrom: '2026-01-01T00:00:00.000Z',
      validUntil: '2026-12-31T12:00:00.000Z',
    });
    expect(weather).toMatchObject({
      id: 'weather',
      scope: { kind: 'models', names: ['acme/weather', 'acme-weather-*'] },
      requires: {
        log: true,
        timestamp: true,
        hashAlgorithms: ['sha256'],
        signatureAlgorithms: ['ecdsa-p256', 'ecdsa-p384'],
        fileTypes: ['.safetensors', '.json', 'license'],
        deniedFileTypes: ['.pkl'],
      },
      validFrom: '2026-02-01T00:00:00.000Z',
      validUntil: '2026-11-30T23:59:59.999Z',
    });
    const root = '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}';
    expect(weather?.signers).toEqual([
      { ...ALICE, trustedRoot: root },
      {
        method: 'sigstore',
        identityPattern: 'https://github.com/acme/**',
        issuer: 'https://token.actions.githubusercontent.com',
      },
    ]);
    expect(byDigest?.scope).toEqual({ kind: 'digests', rootDigests: ['ab'.repeat(32)] });
    expect(byDigest?.signers).toEqual([{ method: 'key', publicKey: KEY_PEM, trustedRoot: root }]);
    expect(publisher?.scope).toEqual({ kind: 'publisher', publisher: 'Example Labs' });
    expect(publisher?.signers).toEqual([
      {
        method: 'certificate',
        roots: [CHAIN.rootPem],
        subject: 'CN=Labs',
        subjectAltName: 'labs@example.com',
      },
      {
        method: 'certificate',
        leafFingerprint: 'AB:'.repeat(31) + 'AB',
        intermediateFingerprint: 'cd'.repeat(32),
      },
    ]);
  });

  it('asks for nothing of which it does not speak', async () => {
    const { validFrom, validUntil, entries } = await good(fileOf());
    expect([validFrom, validUntil]).toEqual([null, null]);
    expect(entries[0]?.requires).toEqual({
      log: false,
      timestamp: false,
      hashAlgorithms: null,
      signatureAlgorithms: null,
      fileTypes: null,
      deniedFileTypes: [],
    });
  });

  it('is named by the digest of its bytes', async () => {
    const text = `${JSON.stringify(fileOf())}\n`;
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(await good(text)).toMatchObject({ sha256 });
    const fromBlob = await parseExpectations(new Blob([text]));
    expect(fromBlob.ok && fromBlob.value.sha256).toBe(sha256);
  });

  it('may begin with a byte order mark, which is one of its bytes', async () => {
    const text = `\ufeff${JSON.stringify(fileOf())}`;
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(await good(text)).toMatchObject({ organisation: 'Acme', sha256 });
  });

  it('is never the end of the parser, whatever it is', async () => {
    const whole = JSON.stringify(FULL);
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.nat().map((n) => whole.slice(0, n % whole.length)),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect((await read(text)).ok).toBe(false);
      }),
    );
  });

  it('may say one thing of a name after another', async () => {
    const [before, after] = [{ validUntil: '2026-06-30' }, { validFrom: '2026-07-01' }];
    const { entries } = await good(fileOf({ ...ENTRY, ...before }, { ...ENTRY, id: 'b', ...after }));
    expect(entries).toHaveLength(2);
  });

  it('that is too large is not read', async () => {
    const blob = new Blob([new Uint8Array(10_000_000)]);
    Object.defineProperty(blob, 'arrayBuffer', { value: () => Promise.reject(new Error('was read')) });
    const result = await parseExpectations(blob);
    expect(result.ok || result.reasons[0]).toMatchObject({ problem: 'too-large' });
  });

  it('that cannot be read, or is no text, is refused', async () => {
    const gone = new Blob(['{}']);
    Object.defineProperty(gone, 'arrayBuffer', { value: () => Promise.reject(new Error('gone')) });
    for (const [file, problem] of [
      [gone, 'unreadable'],
      [new Blob([new Uint8Array([0xff, 0xfe])]), 'not-json'],
    ] as const) {
      const result = await parseExpectations(file);
      expect(result.ok || result.reasons).toEqual([
        { code: 'expectations-unusable', problem, at: '', detail: '' },
      ]);
    }
  });

  it.each(FAULTS)(
    'with a fault is refused at its place: $problem $at',
    async ({ problem, at, detail, file }) => {
      const result = await read(file);
      expect(result.ok).toBe(false);
      expect(result.ok || result.reasons).toEqual([
        { code: 'expectations-unusable', problem, at, detail: detail ?? (expect.any(String) as string) },
      ]);
    },
  );

  it('has a fault here for each that there is', () => {
    const told = new Set<string>([...FAULTS.map(({ problem }) => problem), 'unreadable']);
    expect([...told].toSorted()).toEqual(Object.keys(EXPECTATIONS_PROBLEMS).toSorted());
  });
});
