import {
  cosignature,
  flipBit,
  makeKey,
  makeSigstore,
  makeTsa,
  noteSignature,
  WORKFLOW_CLAIMS,
  WORKFLOW_IDENTITY,
  describeTrust,
  type BundleOptions,
  type TimestampOptions,
} from '../../forge/index.js';
import type { Mutation } from '../mutation.js';
import { faulty, put, refused, signer, sound } from './make.js';
import { about, AN_HOUR_AGO, FILE, FULL_SIGSTORE, MESSAGE, PROVENANCE } from './sigstore-make.js';

const VERSIONS = ['0.1', '0.2', '0.3', 'v0.3'] as const;
const v1 = (more: object = {}) => [{ log: FULL_SIGSTORE().rekor, ...more }];
const v2 = (more: object = {}) => [{ log: FULL_SIGSTORE().rekorV2, ...more }];

/** Signed in this way, and found to be so. */
const ofFile = (name: string, options: () => BundleOptions, more?: Parameters<typeof sound>[2]): Mutation =>
  sound(`a file's signature: ${name}`, () => about(MESSAGE, options()), more);
const ofStatement = (
  name: string,
  options: () => BundleOptions,
  more?: Parameters<typeof sound>[2],
): Mutation => sound(`a statement: ${name}`, () => about(PROVENANCE, options()), more);

const FORMATS: readonly Mutation[] = [
  ...VERSIONS.flatMap((version) => [
    ofFile(`bundle ${version}`, () => ({ version })),
    ofStatement(`bundle ${version}`, () => ({ version })),
  ]),
  ofFile('bundle 0.1 with promise and proof', () => ({ version: '0.1', entries: v1({ proof: true }) })),
  ofFile(
    'bundle 0.1 with a proof that has no checkpoint',
    () => ({ version: '0.1', entries: v1({ proof: true, checkpoint: null }) }),
    { notes: ['proof-not-used'] },
  ),
  ofFile(
    'bundle 0.2 with the intermediate certificate too',
    () => ({ version: '0.2', signer: { chain: 'intermediate' } }),
    { notes: ['certificates-not-used'] },
  ),
  ofFile('bundle 0.2 with a single certificate', () => ({ version: '0.2', signer: { chain: 'none' } })),
  ...(['0.1', '0.2'] as const).map((version) =>
    refused(`a root certificate in a bundle ${version}`, 'root-in-bundle', () =>
      about(MESSAGE, { version, signer: { chain: 'root' } }),
    ),
  ),
  refused('a bundle 0.2 with an empty chain', 'bundle-malformed', () =>
    about(MESSAGE, {
      version: '0.2',
      spoil: (bundle) => put(bundle, 'verificationMaterial.x509CertificateChain.certificates', []),
    }),
  ),
  refused('a bundle 0.1 without a promise', 'inclusion-promise-missing', () =>
    about(MESSAGE, { version: '0.1', entries: v1({ promise: false, proof: true }), timestamps: [{}] }),
  ),
  refused('a bundle 0.2 without a proof', 'inclusion-proof-missing', () =>
    about(MESSAGE, { version: '0.2', entries: v1({ proof: false }) }),
  ),
  refused('a message signature without a digest', 'bundle-malformed', () =>
    about(MESSAGE, { spoil: (bundle) => put(bundle, 'messageSignature.messageDigest', undefined) }),
  ),
  refused('a message signature without its signature', 'signature-missing', () =>
    about(MESSAGE, { spoil: (bundle) => put(bundle, 'messageSignature.signature', '') }),
  ),
  refused('a message signature with words beside it', 'bundle-malformed', () =>
    about(MESSAGE, { spoil: (bundle) => Object.assign(bundle.messageSignature ?? {}, { note: 'x' }) }),
  ),
  refused('a message digest of another length than its algorithm', 'bundle-malformed', () =>
    about(MESSAGE, { statedHash: 'SHA2_512' }),
  ),
];

const KEYS: readonly Mutation[] = [
  ...(['P-384', 'P-521', 'RSA-2048', 'Ed25519'] as const).flatMap((key) => [
    ofFile(`a certificate for ${key}`, () => ({ signer: { key } })),
    ofStatement(`a certificate for ${key}`, () => ({ signer: { key } })),
  ]),
  // As cosign did with every curve.
  ofStatement('P-384 with SHA-256', () => ({ signer: { key: 'P-384' }, hash: 'sha256' })),
  ofFile('P-256 with SHA-512', () => ({ hash: 'sha512' })),
  refused('Ed25519 over the file itself', 'signature-unsupported', () =>
    about(MESSAGE, { signer: { key: 'Ed25519' }, prehashed: false }),
  ),
];

const ENTRIES: readonly Mutation[] = [
  ofStatement('Rekor v1, dsse', () => ({ entries: v1({ kind: 'dsse' }) })),
  ofStatement('Rekor v1, intoto', () => ({ entries: v1({ kind: 'intoto' }) })),
  ofStatement('Rekor v1, hashedrekord', () => ({ entries: v1({ kind: 'hashedrekord' }) })),
  ofStatement('Rekor v2, dsse', () => ({ entries: v2({ kind: 'dsse' }) })),
  ofStatement('Rekor v2, hashedrekord', () => ({ entries: v2({ kind: 'hashedrekord' }) })),
  ofFile('Rekor v2', () => ({ entries: v2() })),
  ofFile('Rekor v2, no word of a time at all', () => ({ entries: v2({ withoutTime: true }) })),
  ofStatement('two entries of one log in one second', () => ({
    entries: [...v1({ kind: 'dsse' }), ...v1({ kind: 'intoto' })],
  })),
  refused('a time beyond the year 9999', 'bundle-malformed', () =>
    about(MESSAGE, {
      spoil: (bundle) =>
        put(bundle, 'verificationMaterial.tlogEntries.0.integratedTime', '9223372036854775807'),
    }),
  ),
  refused('a checkpoint without its last line break', 'bundle-malformed', () =>
    about(MESSAGE, { entries: v1({ checkpoint: { spoil: (note: string) => note.trimEnd() } }) }),
  ),
  ofFile('Rekor v1 and v2', () => ({ entries: [...v1(), ...v2()] })),
  ofFile('Rekor v1 without a promise, timestamped', () => ({
    entries: v1({ promise: false }),
    timestamps: [{}],
  })),
  ofFile("a checkpoint with witnesses' cosignatures", () => ({
    entries: v2({
      checkpoint: {
        before: [noteSignature('stranger.example', makeKey())],
        after: [cosignature('witness-1.example', AN_HOUR_AGO), cosignature('witness-2.example', AN_HOUR_AGO)],
      },
    }),
  })),
  ofFile('a checkpoint with a time of its own', () => ({
    entries: v1({ checkpoint: { lines: ['Timestamp: 1700000000000000000'] } }),
  })),
  refused('a plain file in an entry about envelopes', { code: 'log-entry-differs', about: 'artifact' }, () =>
    about(MESSAGE, { entries: v1({ kind: 'dsse' }) }),
  ),
  faulty('a time that nothing proves', 'signer-untrusted', 'signing-time-missing', () =>
    about(MESSAGE, { entries: v1({ promise: false }), timestamps: [] }),
  ),
  faulty('Rekor v2 without a timestamp', 'signer-untrusted', 'signing-time-missing', () =>
    about(MESSAGE, { entries: v2(), timestamps: [] }),
  ),
].map((row) =>
  // Such an entry is about something else, not unreadable.
  row.name.startsWith('a plain file') ? { ...row, verdict: 'signature-invalid' as const } : row,
);

const stamped = (name: string, timestamps: readonly TimestampOptions[], more?: Parameters<typeof sound>[2]) =>
  ofFile(`a timestamp ${name}`, () => ({ entries: v2(), timestamps }), more);

/** A Sigstore whose trusted root names the timestamp authority by its CA certificates alone. */
function leaflessTsa(leafOf: 'own' | 'another') {
  const sigstore = makeSigstore(AN_HOUR_AGO, { rekorV2: true, tsa: { intermediate: true } });
  const { tsa } = sigstore;
  const { intermediate = tsa.root } = tsa;
  const trustedRoot = describeTrust(sigstore, {
    logs: [{ log: sigstore.rekor }, { log: sigstore.rekorV2 }],
    timestampAuthorities: [{ chain: [intermediate, tsa.root] }],
  });
  const by = leafOf === 'own' ? tsa : makeTsa(AN_HOUR_AGO, { intermediate: true });
  const entries = [{ log: sigstore.rekorV2 }];
  return about(MESSAGE, { entries, timestamps: [{ tsa: by }] }, { sigstore, trustedRoot });
}

const TIMESTAMPS: readonly Mutation[] = [
  stamped('without the certificate', [{ embedded: 'none' }]),
  stamped('with the whole chain', [{ embedded: 'chain' }]),
  stamped('over SHA-384', [{ imprint: 'sha384' }]),
  stamped('over SHA-512', [{ imprint: 'sha512' }]),
  stamped('that names its certificate by SHA-1', [{ signingCertificate: 'v1' }]),
  stamped('and another, both in time', [{}, { at: new Date(AN_HOUR_AGO.getTime() + 5000) }]),
  sound('a timestamp authority that the trusted root names by its CA', () => leaflessTsa('own')),
  // By its name it is that CA's; by its signature it is not.
  faulty(
    'a timestamp under another CA than that',
    'signature-invalid',
    { code: 'timestamp-invalid', problem: 'certificate' },
    () => leaflessTsa('another'),
  ),
  faulty(
    'a timestamp over SHA-1',
    'signature-invalid',
    { code: 'timestamp-invalid', problem: 'algorithm' },
    () => about(MESSAGE, { entries: v2(), timestamps: [{ imprint: 'sha1' }] }),
  ),
  faulty(
    'a timestamp in time, and one behind the end of the certificate',
    'signature-invalid',
    'certificate-not-valid-when-signed',
    () =>
      about(MESSAGE, {
        entries: v2(),
        timestamps: [{}, { at: new Date(AN_HOUR_AGO.getTime() + 1_200_000) }],
      }),
  ),
  faulty('a timestamp that is none beside a promise', 'signature-invalid', 'timestamp-malformed', () =>
    about(MESSAGE, {
      timestamps: [{}],
      spoil: (bundle) =>
        put(
          bundle,
          'verificationMaterial.timestampVerificationData.rfc3161Timestamps.0.signedTimestamp',
          'AAAA',
        ),
    }),
  ),
];

const CERTIFICATES: readonly Mutation[] = [
  ofFile('an SCT with extensions', () => ({
    signer: { scts: [{ extensions: Buffer.from('00ff', 'hex') }] },
  })),
  sound('a file’s signature: by a workflow, with all that the CA says of it', () =>
    about(
      MESSAGE,
      { signer: { altNames: [{ uri: WORKFLOW_IDENTITY }], claims: WORKFLOW_CLAIMS } },
      {
        changes: {
          trust: { ...signer({ identity: WORKFLOW_IDENTITY }), trustedRoot: FULL_SIGSTORE().trustedRoot },
        },
      },
    ),
  ),
];

const FILES: readonly Mutation[] = [
  faulty('a file’s signature, and another file', 'files-mismatch', 'no-file-signed', () =>
    about(MESSAGE, {}, { changes: { files: { 'weights.gguf': flipBit(FILE) } } }),
  ),
  sound('a file’s signature beside the file in its folder', () => {
    const question = about(MESSAGE);
    const bundle = typeof question.bundle === 'string' ? question.bundle : '';
    const files = { ...question.files, 'weights.gguf.sigstore.json': new TextEncoder().encode(bundle) };
    return { ...question, files, single: false, bundle: null };
  }),
  faulty(
    'a file’s signature in a folder with something else',
    'files-mismatch',
    { code: 'files-differ', unsigned: 1 },
    () => {
      const question = about(MESSAGE);
      const files = { ...question.files, 'README.md': new TextEncoder().encode('# hello\n') };
      return { ...question, files, single: false };
    },
    { files: { 'README.md': { state: 'unsigned' } } },
  ),
  sound('a file’s signature in a folder whose other files do not matter', () => {
    const question = about(MESSAGE);
    const files = { ...question.files, 'README.md': new TextEncoder().encode('# hello\n') };
    return { ...question, files, single: false, ignoreUnsignedFiles: true };
  }),
  faulty('a file’s signature in a folder without the file', 'files-mismatch', ['no-file-signed'], () => {
    const question = about(MESSAGE);
    const files = { 'a.md': new TextEncoder().encode('a'), 'b.md': new TextEncoder().encode('b') };
    return { ...question, files, single: false, ignoreUnsignedFiles: true };
  }),
];

/** Every shape that a released client writes, and what each version of the format must carry. */
export const BUNDLE_SHAPES: readonly Mutation[] = [
  ...FORMATS,
  ...KEYS,
  ...ENTRIES,
  ...TIMESTAMPS,
  ...CERTIFICATES,
  ...FILES,
];
