import { describe, expect, it } from 'vitest';
import { verifyModel, type Requirements } from '../../src/index.js';
import { foundIn, keyKind, unmet, type Found } from '../../src/expectations/unmet.js';
import {
  buildStatement,
  entriesOf,
  IDENTITY,
  ISSUER,
  makeChain,
  makeSigstore,
  noise,
  pemOf,
  signBundle,
  signKeyless,
  signWithCertificate,
  signWithKey,
  smallModel,
} from '../forge/index.js';
import { verifyForged } from '../verify-with.js';

const NOTHING: Requirements = {
  log: false,
  timestamp: false,
  hashAlgorithms: null,
  signatureAlgorithms: null,
  fileTypes: null,
  deniedFileTypes: [],
};
const FOUND: Found = {
  log: false,
  timestamp: false,
  hashAlgorithms: ['sha256'],
  signatureAlgorithm: 'ecdsa-p256',
  paths: ['README.md', 'weights/a.safetensors', 'weights/b.SAFETENSORS'],
};
const organisation = 'Acme';

const lacking = (requires: Partial<Requirements>, found: Partial<Found> = {}) =>
  unmet(organisation, { ...NOTHING, ...requires }, { ...FOUND, ...found });

describe('what an organisation asks for', () => {
  it('is nothing of which it does not speak', () => {
    expect(lacking({}, { hashAlgorithms: [], signatureAlgorithm: null })).toEqual([]);
  });

  it('may be a log and a timestamp', () => {
    expect(lacking({ log: true, timestamp: true })).toEqual([
      { code: 'log-required', organisation },
      { code: 'timestamp-required', organisation },
    ]);
    expect(lacking({ log: true, timestamp: true }, { log: true, timestamp: true })).toEqual([]);
  });

  it('may be algorithms; one that could not be told is none of them', () => {
    const code = 'algorithm-not-allowed';
    const allowed = ['sha512'] as const;
    const what = 'hash';
    expect(lacking({ hashAlgorithms: ['sha256'] })).toEqual([]);
    expect(lacking({ hashAlgorithms: allowed })).toEqual([
      { code, organisation, what, algorithm: 'sha256', allowed },
    ]);
    expect(lacking({ hashAlgorithms: allowed }, { hashAlgorithms: ['sha512', 'sha256'] })).toHaveLength(1);
    expect(lacking({ hashAlgorithms: allowed }, { hashAlgorithms: [] })).toEqual([
      { code, organisation, what, algorithm: '', allowed },
    ]);
    expect(lacking({ signatureAlgorithms: ['ecdsa-p256'] })).toEqual([]);
    for (const signatureAlgorithm of ['ecdsa-p384', null] as const)
      expect(lacking({ signatureAlgorithms: ['ecdsa-p256'] }, { signatureAlgorithm })).toEqual([
        {
          code,
          organisation,
          what: 'signature',
          algorithm: signatureAlgorithm ?? '',
          allowed: ['ecdsa-p256'],
        },
      ]);
  });

  it('may be types of files, by their names', () => {
    const fileTypes = ['.safetensors', '.md'];
    expect(lacking({ fileTypes })).toEqual([]);
    expect(lacking({ fileTypes: ['.safetensors', 'readme.md'] })).toEqual([]);
    const code = 'file-type-not-allowed';
    expect(lacking({ fileTypes }, { paths: ['a.md', 'x/LICENSE', 'y/b.tar.gz'] })).toEqual([
      { code, organisation, path: 'x/LICENSE', type: 'license', count: 2 },
    ]);
    expect(lacking({ deniedFileTypes: ['.gz', '.pkl'] }, { paths: ['a.md', 'b.Pkl', 'c.gz'] })).toEqual([
      { code, organisation, path: 'b.Pkl', type: '.pkl', count: 2 },
    ]);
  });

  it.each(['a.pkl', 'A.PKL', 'x/.pkl', 'a.pkl.', 'a.pkl. ', 'a.json.pkl'])(
    'denies what Windows would take for it too: %s',
    (path) => {
      expect(lacking({ fileTypes: ['.pkl'], deniedFileTypes: ['.pkl'] }, { paths: [path] })).toMatchObject([
        { type: '.pkl' },
      ]);
    },
  );

  it.each(['a.pkl/b.json', 'pkl', 'a.pkl2'])('does not deny what only resembles it: %s', (path) => {
    expect(lacking({ deniedFileTypes: ['.pkl'] }, { paths: [path] })).toEqual([]);
  });
});

describe('what a check found', () => {
  it('of a signature by key', async () => {
    const files = smallModel();
    const { bundle, publicKeyPem } = signWithKey(await buildStatement(files));
    const report = await verifyForged(bundle, { method: 'key', publicKey: publicKeyPem });
    expect(report.verdict.code).toBe('verified');
    const found = foundIn(report);
    expect(found).toMatchObject({
      log: false,
      timestamp: false,
      hashAlgorithms: ['sha256'],
      signatureAlgorithm: 'ecdsa-p256',
    });
    expect(found.paths.toSorted()).toEqual(Object.keys(files).toSorted());
  });

  it('of one by identity, with a log and a timestamp', async () => {
    const sigstore = makeSigstore();
    const { trustedRoot } = sigstore;
    const trust = { method: 'sigstore', identity: IDENTITY, issuer: ISSUER, trustedRoot } as const;
    for (const timestamp of [false, true]) {
      const { bundle } = signKeyless(sigstore, await buildStatement(smallModel()), { timestamp });
      const found = foundIn(await verifyForged(bundle, trust));
      expect(found).toMatchObject({ log: true, timestamp, signatureAlgorithm: 'ecdsa-p256' });
    }
  });

  it('of one by certificate, whose log nobody asks', async () => {
    const chain = makeChain();
    const bundle = signWithCertificate(await buildStatement(smallModel()), chain);
    const found = foundIn(await verifyForged(bundle, { method: 'certificate', roots: chain.rootPem }));
    expect(found).toMatchObject({ log: false, timestamp: false, signatureAlgorithm: 'ecdsa-p256' });
  });

  it.each([
    ['RSA-3072', 'rsa-3072', 'sha256'],
    ['Ed25519', 'ed25519', 'sha512'],
  ] as const)('of one file, by %s', async (key, kind, hash) => {
    const sigstore = makeSigstore();
    const { bundle, key: pair } = signBundle(
      sigstore,
      { message: noise(100) },
      { signer: { type: 'key', key }, entries: [] },
    );
    const report = await verifyModel({
      model: [{ path: 'weights.gguf', blob: new Blob([noise(100)]) }],
      bundle,
      trust: { method: 'key', publicKey: pemOf(pair) },
    });
    expect(report.verdict.code).toBe('verified');
    expect(foundIn(report)).toMatchObject({
      signatureAlgorithm: kind,
      hashAlgorithms: [hash],
      paths: ['weights.gguf'],
    });
  });

  it('names unsigned and missing files, and not those that were left out', async () => {
    const { bundle, publicKeyPem } = signWithKey(await buildStatement(smallModel()));
    const blob = new Blob(['!']);
    const [missing, ...here] = entriesOf(smallModel());
    const model = [...here, { path: 'added.pkl', blob }, { path: 'mine.pkl', blob }];
    const trust = { method: 'key', publicKey: publicKeyPem } as const;
    const { paths } = foundIn(await verifyForged(bundle, trust, { model, ignorePaths: ['mine.pkl'] }));
    expect(paths).toContain('added.pkl');
    expect(paths).toContain(missing?.path);
    expect(paths).not.toContain('mine.pkl');
  });

  it('does not take for names what a download cache calls its files', async () => {
    const { bundle, publicKeyPem } = signWithKey(await buildStatement(smallModel()));
    const blobs = [...Object.values(smallModel()), new Uint8Array(7)].map((bytes, i) => ({
      path: `blobs/${String(i).padStart(40, '0')}`,
      blob: new Blob([bytes]),
    }));
    const report = await verifyModel({
      model: blobs,
      listing: { source: 'entries', kind: 'directory', name: 'models--us--model' },
      bundle,
      trust: { method: 'key', publicKey: publicKeyPem },
    });
    expect(report.files).toHaveLength(blobs.length);
    expect(foundIn(report).paths.toSorted()).toEqual(Object.keys(smallModel()).toSorted());
  });

  it('names every key that we verify with', () => {
    expect(['ECDSA P-256', 'ECDSA P-384', 'ECDSA P-521', 'Ed25519'].map(keyKind)).toEqual([
      ...['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521', 'ed25519'],
    ]);
    const bits = [2047, 2048, 3071, 3072, 4095, 4096, 8192];
    expect(bits.map((n) => keyKind(`RSA ${String(n)} bit`))).toEqual([
      ...[null, 'rsa-2048', 'rsa-2048', 'rsa-3072', 'rsa-3072', 'rsa-4096', 'rsa-4096'],
    ]);
    expect(keyKind('unsupported')).toBeNull();
  });
});
