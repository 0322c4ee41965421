/** Signers, versions, certificates, trust and statements of every shape, against @sigstore/verify; and against node:crypto where that falls short. */
import { createHash, verify, X509Certificate } from 'node:crypto';
import { X509Certificate as SigstoreCertificate } from '@sigstore/core';
import { ClientTrustConfig, TrustedRoot } from '@sigstore/protobuf-specs';
import { ed25519ph } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import * as forge from './forge/index.js';
import { askSigstore } from './forge/judge.js';

const at = new Date('2026-03-01T12:00:00Z');
const artifact = forge.noise(1000);
const message: forge.Content = { message: artifact };
const subject = [forge.subjectOf('weights.bin', artifact, ['sha256', 'sha512'])];
const statement: forge.Content = { statement: forge.provenanceStatement(subject) };
const CONTENTS = { message, statement };
const sigstore = forge.makeSigstore(at, { rekorV2: true });

const decode = (base64 = '') => Buffer.from(base64, 'base64');

function check(content: forge.Content, options: forge.BundleSigning = {}, from = sigstore) {
  const { bundle, key } = forge.signBundle(from, content, options);
  return askSigstore({ bundle, key, trustedRoot: from.trustedRoot, artifact });
}

const combine = <A, B>(as: readonly A[], bs: readonly B[]) =>
  as.flatMap((a) => bs.map((b) => [a, b] as const));
const BOTH = ['message', 'statement'] as const;

describe('signers', () => {
  const kinds = ['P-256', 'P-384', 'P-521', 'RSA-2048'] as const;

  it.each(combine(BOTH, kinds))('sign a %s with %s, a certificate or a managed key', (what, kind) => {
    const key = forge.pooledKey(kind);
    // The library takes SHA-256 for every envelope, whatever the curve.
    const hash = what === 'message' ? forge.hashFor(key) : 'sha256';
    expect(check(CONTENTS[what], { hash, signer: { key } }).identity?.extensions?.issuer).toBe(forge.ISSUER);
    expect(check(CONTENTS[what], { hash, signer: { type: 'key', key } }).identity).toBeUndefined();
  });

  it.each(['P-384', 'P-521'] as const)(
    'sign a statement with %s and its own hash, which @sigstore/verify refuses and node:crypto does not',
    (kind) => {
      const key = forge.pooledKey(kind);
      expect(() => check(statement, { signer: { key } })).toThrow('signature verification failed');
      const { bundle, signature, certificate } = forge.signBundle(sigstore, statement, { signer: { key } });
      const signed = forge.preAuthEncoding(decode(bundle.dsseEnvelope?.payload));
      const leaf = new X509Certificate(certificate?.pem ?? '');
      expect(verify(forge.hashFor(key), signed, leaf.publicKey, signature)).toBe(true);
      expect(verify('sha256', signed, leaf.publicKey, signature)).toBe(false);
    },
  );

  it('sign a statement with Ed25519', () => {
    check(statement, { signer: { key: 'Ed25519' } });
    check(statement, { signer: { type: 'key', key: 'Ed25519' } });
  });

  it('sign a message with Ed25519ph, which neither @sigstore/verify nor node:crypto knows: as RFC 8032 §7.3', () => {
    const jwk = {
      kty: 'OKP',
      crv: 'Ed25519',
      d: Buffer.from('833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42', 'hex'),
      x: Buffer.from('ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf', 'hex'),
    };
    const key = forge.keyFromJwk({ ...jwk, d: jwk.d.toString('base64url'), x: jwk.x.toString('base64url') });
    const expected =
      '98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae41' +
      '31f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406';
    expect(forge.signPrehashed(key, Buffer.from('abc')).toString('hex')).toBe(expected);
    const { bundle, signature, logged } = forge.signBundle(sigstore, message, {
      signer: { type: 'key', key },
    });
    expect(ed25519ph.verify(signature, artifact, jwk.x)).toBe(true);
    expect(verify(null, artifact, key.publicKey, signature)).toBe(false);
    const digest = createHash('sha512').update(artifact).digest('base64');
    expect(bundle.messageSignature?.messageDigest).toEqual({ algorithm: 'SHA2_512', digest });
    expect(logged.verifier.keyDetails).toBe('PKIX_ED25519_PH');
  });

  it('sign a message with plain Ed25519, which @sigstore/verify refuses and node:crypto does not', () => {
    const options = { prehashed: false, signer: { key: 'Ed25519' } } as const;
    expect(() => check(message, options)).toThrow('signature verification failed');
    const { signature, key } = forge.signBundle(sigstore, message, options);
    expect(verify(null, artifact, key.publicKey, signature)).toBe(true);
  });

  it('call a managed key as cosign does, or otherwise', () => {
    const key = forge.makeKey();
    const { bundle } = forge.signBundle(sigstore, message, { signer: { type: 'key', key } });
    const spki = key.publicKey.export({ type: 'spki', format: 'der' });
    const hint = createHash('sha256').update(spki).digest('base64');
    expect(bundle.verificationMaterial.publicKey).toEqual({ hint });
    expect(bundle.verificationMaterial).not.toHaveProperty('certificate');
    const other = forge.signBundle(sigstore, message, { signer: { type: 'key', key, hint: 'mine' } });
    expect(other.bundle.verificationMaterial.publicKey).toEqual({ hint: 'mine' });
  });

  it.each(['sha256', 'sha384', 'sha512'] as const)('take %s over a message', (hash) => {
    const { bundle } = forge.signBundle(sigstore, message, { hash });
    expect(bundle.messageSignature?.messageDigest).toEqual({
      algorithm: hash.replace('sha', 'SHA2_'),
      digest: createHash(hash).update(artifact).digest('base64'),
    });
    check(message, { hash });
  });

  it('sign another type of payload', () => {
    check({ statement: 'just text', payloadType: 'text/plain' });
    check({ statement: '{}', payloadType: 'application/vnd.x', keyid: 'mine' });
  });
});

describe('versions', () => {
  it.each(Object.entries(forge.BUNDLE_MEDIA_TYPES))('%s is %s', (version, mediaType) => {
    const known = Object.keys(forge.BUNDLE_MEDIA_TYPES).find((v): v is forge.BundleVersion => v === version);
    const options = known === undefined ? {} : { version: known };
    for (const content of [message, statement]) {
      const { bundle } = forge.signBundle(sigstore, content, options);
      expect(bundle.mediaType).toBe(mediaType);
      const old = version === '0.1' || version === '0.2';
      expect(bundle.verificationMaterial.x509CertificateChain !== undefined).toBe(old);
      expect(bundle.verificationMaterial.tlogEntries[0]?.inclusionProof === undefined).toBe(
        version === '0.1',
      );
      check(content, options);
    }
  });

  it.each(combine(['0.1', '0.2'] as const, ['none', 'leaf', 'intermediate', 'root'] as const))(
    '%s holds its certificate so: %s',
    (version, chain) => {
      check(message, { version, signer: { chain } });
      const { bundle } = forge.signBundle(sigstore, message, { version, signer: { chain } });
      const listed = bundle.verificationMaterial.x509CertificateChain?.certificates ?? [];
      const path = listed.map(({ rawBytes }) => new X509Certificate(decode(rawBytes)));
      expect(path).toHaveLength(['none', 'leaf', 'intermediate', 'root'].indexOf(chain));
      for (const [i, one] of path.entries()) {
        const issuer = path[i + 1];
        if (issuer) expect(one.verify(issuer.publicKey)).toBe(true);
      }
    },
  );
});

describe('certificates', () => {
  it('hold every claim of Fulcio', () => {
    const claims = forge.WORKFLOW_CLAIMS;
    const signer = { claims, altNames: [{ uri: forge.WORKFLOW_IDENTITY }] };
    expect(check(message, { signer }).identity?.subjectAlternativeName).toBe(forge.WORKFLOW_IDENTITY);
    const { certificate } = forge.signBundle(sigstore, message, { signer });
    const parsed = SigstoreCertificate.parse(certificate?.pem ?? '');
    const all = { oldIssuer: forge.ISSUER, issuer: forge.ISSUER, ...claims };
    const bare = (n: number) => parsed.extension(`1.3.6.1.4.1.57264.1.${n}`)?.value.toString();
    const wrapped = (n: number) =>
      parsed.extension(`1.3.6.1.4.1.57264.1.${n}`)?.valueObj.subs[0]?.value.toString();
    expect([1, 2, 3, 4, 5, 6].map(bare)).toEqual([
      all.oldIssuer,
      all.workflowTrigger,
      all.workflowSha,
      all.workflowName,
      all.workflowRepository,
      all.workflowRef,
    ]);
    expect(Array.from({ length: 16 }, (_, i) => wrapped(8 + i))).toEqual([
      all.issuer,
      all.buildSignerUri,
      all.buildSignerDigest,
      all.runnerEnvironment,
      all.sourceRepositoryUri,
      all.sourceRepositoryDigest,
      all.sourceRepositoryRef,
      all.sourceRepositoryIdentifier,
      all.sourceRepositoryOwnerUri,
      all.sourceRepositoryOwnerIdentifier,
      all.buildConfigUri,
      all.buildConfigDigest,
      all.buildTrigger,
      all.runInvocationUri,
      all.sourceRepositoryVisibility,
      all.deploymentEnvironment,
    ]);
    expect(bare(7)).toBeUndefined();
    expect(forge.claimOid('deploymentEnvironment')).toBe('1.3.6.1.4.1.57264.1.23');
  });

  it('hold SCTs with extensions, and two of two logs', () => {
    const extensions = Buffer.from('extension');
    const extended = forge.signBundle(sigstore, message, { signer: { scts: [{ extensions }] } });
    expect(extended.certificate?.der.includes(extensions)).toBe(true);
    askSigstore({ trustedRoot: sigstore.trustedRoot, bundle: extended.bundle, artifact });
    const log = forge.makeLog('https://ctlog-2.touchstone.example');
    const ctLogs = [{ log: sigstore.ctLog }, { log }];
    const { bundle } = forge.signBundle(sigstore, message, { signer: { scts: [{}, { log }] } });
    const trustedRoot = forge.describeTrust(sigstore, { ctLogs });
    askSigstore({ trustedRoot, bundle, artifact });
    expect(() => askSigstore({ trustedRoot: sigstore.trustedRoot, bundle, artifact })).toThrow('SCT');
  });
});

describe('trust', () => {
  const { bundle } = forge.signBundle(sigstore, message, { timestamps: [{}] });
  const ask = (options: forge.TrustOptions) =>
    askSigstore({ bundle, artifact, trustedRoot: forge.describeTrust(sigstore, options) });
  const day = (n: number) => new Date(at.getTime() + n * 86_400_000);

  it('is described in both versions, with intervals open and closed', () => {
    for (const version of ['0.1', '0.2'] as const) ask({ version });
    ask({ validFor: { start: day(-1), end: day(1) } });
    ask({ validFor: { start: null, end: day(1) } });
    ask({ validFor: null });
    const described = forge.describeTrust(sigstore, { version: '0.2', validFor: null });
    expect(described.mediaType).toBe('application/vnd.dev.sigstore.trustedroot.v0.2+json');
    expect(described.tlogs[0]).toMatchObject({ operator: 'touchstone.example' });
    expect(JSON.stringify(described)).not.toContain('validFor');
    const log = { log: sigstore.rekor, validFor: { start: null } };
    expect(forge.describeTrust(sigstore, { logs: [log] }).tlogs[0]).toMatchObject({
      publicKey: { validFor: {} },
    });
  });

  it.each([
    ['log', (validFor: forge.Validity) => ({ logs: [{ log: sigstore.rekor, validFor }] })],
    ['CT log', (validFor: forge.Validity) => ({ ctLogs: [{ log: sigstore.ctLog, validFor }] })],
    [
      'authority',
      (validFor: forge.Validity) => ({
        authorities: [{ chain: [sigstore.fulcio.intermediate, sigstore.fulcio.root], validFor }],
      }),
    ],
    [
      'timestamp authority',
      (validFor: forge.Validity) => ({
        timestampAuthorities: [{ chain: forge.tsaChain(sigstore.tsa), validFor }],
      }),
    ],
  ] as const)('ends and begins for one %s', (_, options) => {
    expect(() => ask(options({ end: day(-1) }))).toThrow();
    expect(() => ask(options({ start: day(1) }))).toThrow();
    expect(() => ask(options({ start: day(-1), end: day(1) }))).not.toThrow();
  });

  it('lists several logs, and a bad key among them, at which @sigstore/verify throws', () => {
    const other = { log: forge.makeLog('https://rekor-2.touchstone.example') };
    const logs = [other, { log: sigstore.rekor }];
    ask({ logs });
    expect(() => ask({ logs: [{ ...other, rawBytes: Buffer.from('no key') }, ...logs] })).toThrow('asn1');
    expect(() => ask({ logs: [other] })).toThrow('inclusion promise');
  });

  it('lists an authority without its root, which @sigstore/verify does not take', () => {
    const authorities = [{ chain: [sigstore.fulcio.intermediate] }];
    expect(() => ask({ authorities })).toThrow('Failed to verify certificate chain');
    const { certificateAuthorities } = forge.describeTrust(sigstore, { authorities });
    expect(certificateAuthorities[0]).toMatchObject({
      certChain: { certificates: [{ rawBytes: sigstore.fulcio.intermediate.der.toString('base64') }] },
    });
  });

  it('lists the second Rekor by the kind of its key', () => {
    expect(sigstore.trustedRoot.tlogs).toMatchObject([
      { publicKey: { keyDetails: 'PKIX_ECDSA_P256_SHA_256' } },
      { publicKey: { keyDetails: 'PKIX_ED25519' } },
    ]);
    expect(forge.makeSigstore(at).trustedRoot.tlogs).toHaveLength(1);
  });

  it('comes in a client trust config', () => {
    const config = ClientTrustConfig.fromJSON(forge.clientTrustConfig(sigstore.trustedRoot));
    expect(config.mediaType).toBe('application/vnd.dev.sigstore.clienttrustconfig.v0.1+json');
    expect(config.trustedRoot).toEqual(TrustedRoot.fromJSON(sigstore.trustedRoot));
    expect(config.signingConfig?.rekorTlogUrls[0]?.majorApiVersion).toBe(2);
  });
});

describe('statements', () => {
  it.each(forge.PREDICATE_KINDS)('%s, in both versions', (kind) => {
    for (const version of ['v0.1', 'v1'] as const) {
      const made = forge.attest(kind, subject, { version });
      expect(made._type).toBe(`https://in-toto.io/Statement/${version}`);
      const digest = (hash: string) => createHash(hash).update(artifact).digest('hex');
      expect(made.subject).toEqual([
        { name: 'weights.bin', digest: { sha256: digest('sha256'), sha512: digest('sha512') } },
      ]);
      check({ statement: made });
    }
  });

  it('are copies, and take another predicate', () => {
    const spoilt = forge.attest('spdx', subject, { predicate: { mine: true }, predicateType: 'mine' });
    spoilt.subject.pop();
    expect(forge.attest('spdx', subject).subject).toHaveLength(1);
    expect(spoilt).toMatchObject({ predicate: { mine: true }, predicateType: 'mine' });
    const old = forge.provenanceStatement(subject, { slsa: 'v0.2' });
    expect([old._type, old.predicateType]).toEqual([
      'https://in-toto.io/Statement/v0.1',
      'https://slsa.dev/provenance/v0.2',
    ]);
  });
});
