/** The forge against other people's verifiers: what it calls sound must pass there, and its faults must not. */
import { createHash, verify, X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { blake2b, blake3 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import * as forge from './forge/index.js';
import type { Bundle, Envelope, ForgedSigstore, KeylessFault } from './forge/index.js';

const at = new Date('2026-03-01T12:00:00Z');
const files = forge.smallModel();
const statement = await forge.buildStatement(files);

const decode = (base64: string) => Buffer.from(base64, 'base64');
const signatureOf = (e: Envelope) => decode(e.signatures[0]?.sig ?? '');

describe('statements', () => {
  it('lists files part by part, and takes the root digest over them', () => {
    const { resources } = statement.predicate;
    expect(resources.map((r) => r.name)).toEqual([
      '.note',
      'README.md',
      'config.json',
      'weights/part 1.bin',
      'weights/part 10.bin',
      'weights/é.bin',
      'weights.txt',
    ]);
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
    const digests = resources.map((r) => hash(files[r.name] ?? Buffer.alloc(0)));
    expect(resources.map((r) => r.digest)).toEqual(digests.map((d) => d.toString('hex')));
    expect(statement.subject).toEqual([
      { name: 'small-model', digest: { sha256: hash(Buffer.concat(digests)).toString('hex') } },
    ]);
    expect(statement.predicate.serialization).toEqual({
      method: 'files',
      hash_type: 'sha256',
      allow_symlinks: false,
    });
  });

  it('cuts files into shards, and has no entry for an empty one', async () => {
    const model = { a: forge.noise(2500), empty: new Uint8Array(0), exact: forge.noise(2000) };
    const { predicate } = await forge.buildStatement(model, {
      method: 'shards',
      shardSize: 1000,
      hashType: 'blake2b',
    });
    const names = ['a:0:1000', 'a:1000:2000', 'a:2000:2500', 'exact:0:1000', 'exact:1000:2000'];
    expect(predicate.resources.map((r) => r.name)).toEqual(names);
    expect(predicate.resources[2]?.digest).toBe(await blake2b(model.a.subarray(2000), 512));
    expect(predicate.serialization['shard_size']).toBe(1000);
  });

  it('hashes with blake3, names a single file either way, leaves out ignored paths, and lets itself be spoilt', async () => {
    const one = { 'model.gguf': forge.noise(100) };
    const dot = await forge.buildStatement(one, { hashType: 'blake3', singleFile: 'dot' });
    const digest = await blake3(one['model.gguf']);
    expect(dot.predicate.resources).toEqual([{ name: '.', digest, algorithm: 'blake3' }]);
    expect((await forge.buildStatement(one)).predicate.resources[0]?.name).toBe('model.gguf');
    const spoilt = await forge.buildStatement(files, {
      ignorePaths: ['weights'],
      resources: (list) => list.slice(0, 2),
      mutate: (s) => Reflect.deleteProperty(s, '_type'),
    });
    expect(spoilt.predicate.resources.map((r) => r.name)).toEqual(['.note', 'README.md']);
    expect(spoilt.predicate.serialization['ignore_paths']).toEqual(['weights']);
    expect(spoilt.subject[0]?.digest['sha256']).toBe(forge.rootDigest(spoilt.predicate.resources));
    expect(spoilt).not.toHaveProperty('_type');
  });
});

describe('pre-authentication encodings', () => {
  it('counts bytes, not characters', () => {
    expect(forge.preAuthEncoding(Buffer.from('é'), 'x').toString()).toBe('DSSEv1 1 x 2 é');
  });

  // Printed by CPython 3.11: repr(bytes.fromhex(...)).
  it.each([
    ['00090a0b0d1f207e7f80ff', String.raw`b'\x00\t\n\x0b\r\x1f ~\x7f\x80\xff'`],
    ['69742773205c', String.raw`b"it's \\"`],
    ['2722', String.raw`b'\'"'`],
    ['7b22c3a9223a317d', String.raw`b'{"\xc3\xa9":1}'`],
  ])('prints %s as CPython does', (hex, printed) => {
    const bytes = Buffer.from(hex, 'hex');
    expect(forge.reprOfBytes(bytes)).toBe(printed);
    expect(forge.preAuthEncodingV02(bytes, 'x').toString()).toBe(`DSSEV1 1 x ${bytes.length} ${printed}`);
  });
});

describe('signing with a key', () => {
  it.each([
    ['P-256', 'sha256'],
    ['P-384', 'sha384'],
    ['P-521', 'sha512'],
  ] as const)('makes a %s signature over %s', (curve, hash) => {
    const { bundle, publicKeyPem } = forge.signWithKey(statement, { curve });
    const payload = decode(bundle.dsseEnvelope.payload);
    expect(JSON.parse(payload.toString())).toEqual(statement);
    const signature = signatureOf(bundle.dsseEnvelope);
    expect(verify(hash, forge.preAuthEncoding(payload), publicKeyPem, signature)).toBe(true);
    expect(verify(hash, forge.preAuthEncoding(payload), publicKeyPem, forge.flipBit(signature))).toBe(false);
    const hint = createHash('sha256').update(publicKeyPem).digest('hex');
    expect(bundle.verificationMaterial).toEqual({ publicKey: { hint }, tlogEntries: [] });
  });

  it('writes the older shapes', () => {
    const old = forge.buildStatementV01(files);
    const { bundle, publicKeyPem } = forge.signWithKey(old, {
      curve: 'P-384',
      shape: 'rawBytes',
      format: 'v0.2.0',
    });
    const payload = decode(bundle.dsseEnvelope.payload);
    const signed = forge.preAuthEncodingV02(payload);
    expect(verify('sha384', signed, publicKeyPem, signatureOf(bundle.dsseEnvelope))).toBe(true);
    const rawBytes = Buffer.from(publicKeyPem).toString('base64');
    const publicKey = { rawBytes, keyDetails: 'PKIX_ECDSA_P384_SHA_384' };
    expect(bundle.verificationMaterial).toEqual({ publicKey });
  });
});

describe('certificate chains', () => {
  it.each(Object.entries(forge.SOUND_CHAINS))('makes a sound chain: %s', (_, make) => {
    const chain = make(at);
    const bundle = forge.signWithCertificate(statement, chain);
    const path = [...chain.certificates, chain.root.der].map((der) => new X509Certificate(der));
    for (const [i, certificate] of path.entries()) {
      const issuer = path[i + 1] ?? certificate;
      expect(certificate.checkIssued(issuer)).toBe(true);
      expect(certificate.verify(issuer.publicKey)).toBe(true);
      expect(new Date(certificate.validFrom) < at && at < new Date(certificate.validTo)).toBe(true);
      expect(certificate.toString()).toBe(forge.toPem(certificate.raw));
    }
    const signed = forge.preAuthEncoding(decode(bundle.dsseEnvelope.payload));
    const leaf = path[0]?.publicKey ?? '';
    const hash = forge.hashFor(chain.leaf.key);
    expect(verify(hash, signed, leaf, signatureOf(bundle.dsseEnvelope))).toBe(true);
  });

  it('writes names and extensions as OpenSSL reads them', () => {
    const chain = forge.SOUND_CHAINS['several-alternative-names'](at);
    const leaf = new X509Certificate(chain.leaf.der);
    expect(leaf.subject).toBe('O=touchstone.example\nCN=Model Signing');
    expect(leaf.subjectAltName).toContain(
      'email:signer@touchstone.example, URI:https://touchstone.example/signer',
    );
    expect(leaf.subjectAltName).toContain('DNS:signer.touchstone.example, IP Address:192.0.2.1');
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.3']);
    expect(leaf.ca).toBe(false);
    expect(new X509Certificate(chain.rootPem).ca).toBe(true);
  });

  it('makes faults that node:crypto can see', () => {
    const broken = forge.FAULTY_CHAINS['leaf-signature-broken'](at);
    const [leaf, issuer] = broken.certificates.map((der) => new X509Certificate(der));
    expect(issuer && leaf?.verify(issuer.publicKey)).toBe(false);
    const namesake = forge.FAULTY_CHAINS['root-with-the-same-name'](at);
    const impostor = new X509Certificate(namesake.rootPem);
    const top = new X509Certificate(namesake.certificates[1] ?? '');
    expect([top.checkIssued(impostor), top.verify(impostor.publicKey)]).toEqual([true, false]);
    const expired = new X509Certificate(forge.FAULTY_CHAINS['leaf-expired'](at).leaf.der);
    expect(new Date(expired.validTo) < at).toBe(true);
    expect(
      new X509Certificate(forge.FAULTY_CHAINS['intermediate-not-a-ca'](at).certificates[1] ?? '').ca,
    ).toBe(false);
  });

  it('signs the v0.2.0 way with SHA-256 whatever the curve, and adds the root when asked', () => {
    const chain = forge.SOUND_CHAINS['p384-and-p521'](at);
    const { dsseEnvelope, verificationMaterial } = forge.signWithCertificate(
      forge.buildStatementV01(files),
      chain,
      {
        format: 'v0.2.0',
        includeRoot: true,
      },
    );
    const signed = forge.preAuthEncodingV02(decode(dsseEnvelope.payload));
    expect(verify('sha256', signed, chain.leaf.key.publicKey, signatureOf(dsseEnvelope))).toBe(true);
    const certificates = [...chain.certificates, chain.root.der].map((der) => ({
      rawBytes: der.toString('base64'),
    }));
    expect(verificationMaterial).toEqual({ x509CertificateChain: { certificates } });
  });
});

function check(sigstore: ForgedSigstore, bundle: Bundle) {
  const material = toTrustMaterial(TrustedRoot.fromJSON(sigstore.trustedRoot));
  return new Verifier(material).verify(toSignedEntity(bundleFromJSON(bundle)));
}

/** What @sigstore/verify says to each fault; `null` where it has nothing to say. */
const ANSWERS: Record<KeylessFault, string | null> = {
  'sct-missing': 'expected 1 SCTs, got 0',
  'sct-by-another-key': 'SCT verification failed',
  'sct-of-unknown-log': 'SCT verification failed',
  'signature-by-another-key': 'signature verification failed',
  'signature-flipped': 'signature verification failed',
  'entry-of-another-signature': 'tlog entry signature mismatch',
  'entry-of-another-payload': 'DSSE payload hash mismatch',
  'entry-missing': 'expected 1 timestamps, got 0',
  'promise-by-another-key': 'inclusion promise could not be verified',
  'proof-hash-flipped': 'calculated root hash does not match inclusion proof',
  'checkpoint-by-another-key': 'invalid checkpoint signature',
  'neither-promise-nor-proof': 'invalid bundle',
  'logged-before-certificate': 'Failed to verify certificate chain',
  'logged-after-certificate': 'Failed to verify certificate chain',
  'log-unknown': 'inclusion promise could not be verified',
  'authority-unknown': 'Failed to verify certificate chain',
  'authority-impostor': 'Failed to verify certificate chain',
  'two-names': null,
  'timestamp-of-another-signature': 'timestamp could not be verified',
};

describe('keyless signing', () => {
  const sigstore = forge.makeSigstore(at);

  it.each([
    ['promise and proof', {}],
    ['promise and proof, timestamp', { timestamp: true }],
    ['proof', { inclusion: ['proof'], timestamp: true }],
    ['a URI', { identity: 'https://ci.touchstone.example/job@main', identityType: 'uri' }],
    ['another name', { identity: 'someone!touchstone.example', identityType: 'other' }],
    ['the old issuer only', { onlyOldIssuer: true }],
    ['a later clock', { at: new Date('2026-04-01T00:00:00Z') }],
  ] as const)('passes @sigstore/verify: %s', (_, options) => {
    const { bundle } = forge.signKeyless(sigstore, statement, options);
    const signer = check(sigstore, bundle);
    expect(signer.identity?.extensions?.issuer).toBe(forge.ISSUER);
    const type: string = 'identityType' in options ? options.identityType : 'email';
    const identity = 'identity' in options ? options.identity : forge.IDENTITY;
    expect(signer.identity?.subjectAlternativeName).toBe(type === 'other' ? undefined : identity);
    const signed = forge.preAuthEncoding(decode(bundle.dsseEnvelope.payload));
    expect(verify('sha256', signed, signer.key, signatureOf(bundle.dsseEnvelope))).toBe(true);
  });

  it.each(forge.KEYLESS_FAULTS)('makes a bundle with one fault: %s', (fault) => {
    const { bundle } = forge.signKeyless(sigstore, statement, { fault });
    const answer = ANSWERS[fault];
    if (answer === null) expect(() => check(sigstore, bundle)).not.toThrow();
    else expect(() => check(sigstore, bundle)).toThrow(answer);
  });

  it('has a proof of several hashes, and numbers that differ by log and by tree', () => {
    const { bundle } = forge.signKeyless(sigstore, statement);
    expect(bundle.verificationMaterial).toMatchObject({
      tlogEntries: [{ logIndex: '4009', inclusionProof: { logIndex: '9', treeSize: '13' } }],
    });
  });

  it('is not vouched for by another Sigstore with the same names', () => {
    const { bundle } = forge.signKeyless(sigstore, statement);
    expect(() => check(forge.makeSigstore(at), bundle)).toThrow('certificate');
  });
});

it('writes a model and its bundle to disk', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'forge-'));
  try {
    const { bundle } = forge.signWithKey(statement);
    await forge.writeModel(dir, files, bundle);
    expect((await readdir(dir)).sort()).toEqual([
      '.note',
      'README.md',
      'config.json',
      'model.sig',
      'weights',
      'weights.txt',
    ]);
    expect(await readFile(join(dir, 'weights/part 1.bin'))).toEqual(Buffer.from(forge.noise(1000, 1)));
    expect(JSON.parse(await readFile(join(dir, 'model.sig'), 'utf8'))).toEqual(bundle);
    const entries = forge.entriesOf(files, bundle);
    expect(entries.map((e) => e.path)).toEqual([...Object.keys(files), 'model.sig']);
  } finally {
    await rm(dir, { recursive: true });
  }
});
