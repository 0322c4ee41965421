import type { SigstoreBundle } from './bundle-options.js';
import { cosignature } from './checkpoint.js';
import { inBundle, inEntries, type Fault } from './fault.js';
import { issueCertificate } from './fulcio.js';
import { flipBit, hashOf, makeKey, sha256, signBytes, spkiOf } from './keys.js';
import { jsonBody, type Digest, type Logged, type LoggedVerifier } from './rekor-bodies.js';
import { makeLog, makeLogV2, type InclusionProof, type LogEntry } from './rekor.js';
import { IDENTITY, ISSUER, type ForgedSigstore } from './sigstore.js';

const HOUR = 3_600_000;
const another = Buffer.from('another');

/** The entry is included soundly, and says something else than the bundle. */
const about = (change: (truth: Logged, sigstore: ForgedSigstore) => Partial<Logged>) =>
  inEntries((_, sigstore) => ({ about: (truth) => change(truth, sigstore) }));
const finished = (spoil: (entry: LogEntry) => void) => inEntries(() => ({ spoil }));
const proof = (change: (proof: InclusionProof) => void) =>
  finished(({ inclusionProof }) => {
    if (inclusionProof) change(inclusionProof);
  });

const ofAnother = ({ hash }: Digest): Digest => ({ hash, value: hashOf(hash, another) });

/** Of somebody with the same name from the same authority, or another bare key. */
function anotherVerifier({ type, keyDetails }: LoggedVerifier, sigstore: ForgedSigstore): LoggedVerifier {
  const { at, ctLog, fulcio } = sigstore;
  if (type === 'publicKey') return { type, keyDetails, der: spkiOf(makeKey()) };
  const names = { altNames: [{ email: IDENTITY }], issuer: ISSUER };
  return { type, keyDetails, der: issueCertificate(fulcio.intermediate, { at, ctLog, ...names }).der };
}

export const ENTRY_FAULTS = {
  'entry-missing': (options) => ({ ...options, entries: [] }),
  'entry-twice': inBundle(({ verificationMaterial: material }) => {
    material.tlogEntries = material.tlogEntries.flatMap((entry) => [entry, structuredClone(entry)]);
  }),
  'entry-of-another-artifact': about((truth) => ({
    signedDigest: ofAnother(truth.signedDigest),
    payloadDigest: ofAnother(truth.payloadDigest),
    envelopeDigest: ofAnother(truth.envelopeDigest),
  })),
  'entry-of-another-verifier': about(({ verifier }, sigstore) => ({
    verifier: anotherVerifier(verifier, sigstore),
  })),
  'entry-of-another-signature': about(() => ({ signature: signBytes(makeKey(), another) })),
  // The digest is right, and the name of its algorithm is not. Envelopes' entries have it only as hashedrekord.
  'hashedrekord-algorithm-misnamed': about(({ signedDigest: { hash, value } }) => ({
    signedDigest: { hash: hash === 'sha512' ? 'sha256' : 'sha512', value },
  })),
  // Of kinds dsse and intoto only.
  'envelope-entry-of-two-signatures': about(() => ({ signatureCount: 2 })),
  'envelope-entry-without-signatures': about(() => ({ signatureCount: 0 })),
  'entry-kind-disagrees': finished(({ kindVersion }) => {
    kindVersion.kind = kindVersion.kind === 'dsse' ? 'hashedrekord' : 'dsse';
  }),
  'entry-version-disagrees': finished(({ kindVersion }) => {
    kindVersion.version = kindVersion.version === '0.0.1' ? '0.0.2' : '0.0.1';
  }),
  'entry-kind-unknown': inEntries(() => ({ body: () => jsonBody('jar', '0.0.1', {}) })),
  'entry-version-unknown': inEntries(() => ({ body: ({ kind }) => jsonBody(kind, '0.0.9', {}) })),
  'entry-without-spec': inEntries(() => ({ body: ({ kind, version }) => jsonBody(kind, version, {}) })),
  'entry-not-json': inEntries(() => ({ body: (truth) => ({ ...truth, bytes: another }) })),
  'log-unknown': inEntries(({ log }, { rekor }) => {
    const { version, baseUrl } = log ?? rekor;
    return { log: version === 2 ? makeLogV2(baseUrl) : makeLog(baseUrl) };
  }),
  // A stranger's key under the name and identifier of the log.
  'log-impostor': inEntries(({ log }, { rekor }) => {
    const known = log ?? rekor;
    const ed25519 = known.key.publicKey.asymmetricKeyType === 'ed25519';
    return { log: { ...known, key: makeKey(ed25519 ? 'Ed25519' : 'P-256') } };
  }),
  'entry-log-id-of-another': finished((entry) => {
    entry.logId.keyId = sha256(another).toString('base64');
  }),
  'entry-index-negative': inEntries(() => ({ logIndex: -1 })),
  // What the log promised is another number.
  'promise-of-another-index': inEntries(() => ({ promised: { logIndex: 4321 } })),
  'promise-of-another-time': inEntries((_, _sigstore, at) => ({
    promised: { integratedTime: at.getTime() / 1000 - 5 },
  })),
  'promise-of-another-body': inEntries(() => ({ promised: { body: another.toString('base64') } })),
  'promise-by-another-key': inEntries(() => ({ promiseKey: makeKey() })),
  'neither-promise-nor-proof': inEntries(() => ({ promise: false, proof: false })),
  'logged-before-certificate': inEntries((_, _sigstore, at) => ({ at: new Date(at.getTime() - HOUR) })),
  'logged-after-certificate': inEntries((_, _sigstore, at) => ({ at: new Date(at.getTime() + HOUR) })),
  'proof-hash-flipped': proof(({ hashes }) => {
    hashes.splice(0, 1, flipBit(Buffer.from(hashes[0] ?? '', 'base64')).toString('base64'));
  }),
  'proof-hash-missing': proof(({ hashes }) => void hashes.pop()),
  'proof-hash-too-many': proof(({ hashes }) => void hashes.push(sha256(another).toString('base64'))),
  'proof-index-of-neighbour': proof((it) => (it.logIndex = '8')),
  'proof-index-negative': proof((it) => (it.logIndex = '-1')),
  'proof-index-outside': proof((it) => (it.logIndex = '13')),
  // Neither is what the checkpoint says.
  'proof-size-of-another': proof((it) => (it.treeSize = '14')),
  'proof-root-of-another': proof((it) => (it.rootHash = sha256(another).toString('base64'))),
  'checkpoint-missing': inEntries(() => ({ checkpoint: null })),
  'checkpoint-by-another-key': inEntries(() => ({ checkpoint: { own: { key: makeKey() } } })),
  'checkpoint-hint-of-nobody': inEntries(() => ({ checkpoint: { own: { hint: Buffer.alloc(4, 7) } } })),
  'checkpoint-name-of-another': inEntries(() => ({ checkpoint: { own: { name: 'log.example' } } })),
  'checkpoint-origin-of-another': inEntries(() => ({ checkpoint: { origin: 'log.example - 1' } })),
  'checkpoint-of-another-root': inEntries(() => ({ checkpoint: { rootHash: sha256(another) } })),
  // A tree of 17 leaves has longer paths.
  'checkpoint-of-another-size': inEntries(() => ({ checkpoint: { size: 17 } })),
  'checkpoint-size-not-a-number': inEntries(() => ({ checkpoint: { size: 'many' } })),
  'checkpoint-by-witness-only': inEntries((_, _sigstore, at) => ({
    checkpoint: { own: null, after: [cosignature('witness.example', at)] },
  })),
  'checkpoint-without-signatures': inEntries(() => ({ checkpoint: { own: null } })),
  'checkpoint-changed': inEntries(() => ({
    checkpoint: { spoil: (envelope) => envelope.replace(/\n\n/, '\nTimestamp: 1\n\n') },
  })),
} as const satisfies Record<string, Fault>;

/** Each bundle with the entries of the other. */
export function swapEntries(one: SigstoreBundle, other: SigstoreBundle): [SigstoreBundle, SigstoreBundle] {
  const give = (to: SigstoreBundle, { verificationMaterial: from }: SigstoreBundle): SigstoreBundle => ({
    ...to,
    verificationMaterial: { ...to.verificationMaterial, tlogEntries: structuredClone(from.tlogEntries) },
  });
  return [give(one, other), give(other, one)];
}
