import { FULCIO_LABELS, type Expected, type Method, type TrustFacts } from '../../../src/index.js';
import { files, format } from './format.js';

/** What stands behind a row: terms, and the few values that are ours. */
export const evidence = {
  here: 'Found here',
  files,
  size: (fileCount: number, totalBytes: number): string => `${files(fileCount)}, ${format.bytes(totalBytes)}`,
  signed: 'Signed',
  matching: 'Matching',
  comparedBy: 'Compared by',
  ofEachFile: (algorithms: readonly string[]): string => `${format.or(algorithms)} of each file`,
  ofEachPart: (algorithm: string, partBytes: number): string =>
    `${algorithm} of each part of ${format.bytes(partBytes)}`,
  /** After one of these. */
  whateverItsName: ', whatever its name',
  rootDigest: 'Root digest',
  leftOutBySigner: 'Left out by the signer',

  signatureFile: 'Signature file',
  chosenSeparately: 'chosen separately',
  itsSize: 'Its size',
  itsSha256: 'Its SHA-256',
  method: 'Method',
  methods: { sigstore: 'sigstore', key: 'key', certificate: 'certificate' } satisfies Record<Method, string>,
  format: 'Format',
  statement: 'Statement',
  modelName: 'Model’s name, by the signer',

  trust: 'Trust material',
  sources: {
    embedded: 'Sigstore’s public roots, built into this page',
    refreshed: 'Sigstore’s roots, as last updated',
    supplied: 'you supplied it',
    fingerprint: 'the fingerprint that you gave',
    bundle: 'it came with the signature: that proves nothing',
    none: 'none',
  },
  material: {
    'public-key': 'Public key',
    certificate: 'Certificate',
    'trusted-root': 'Trusted root',
  } satisfies Record<TrustFacts['material'][number]['kind'], string>,
  /** For a trusted root has no name of its own. */
  suppliedRoot: 'a trusted root that you supplied',
  /** Behind the trust material: which Sigstore it is, by the person's own name for it. */
  installed: (sigstore: string): string => `: ${sigstore} (installed by you)`,

  rootAsOf: 'Its state',
  /** `repository` is quoted. */
  rootOrigin: (asOf: string, days: number, rootVersion: number | null, repository: string): string =>
    `as of ${format.date(asOf)}, ${days === 0 ? 'less than a day' : format.days(days)} old${rootVersion === null ? '' : `, by version ${String(rootVersion)} of the root of ${repository}`}`,

  identity: 'Identity',
  issuer: 'Issuer',
  certificate: 'Certificate',
  issuedBy: 'Issued by',
  keyFingerprint: 'Key fingerprint',
  curve: 'Curve',
  keyHint: 'Fingerprint that the signature names',
  noSubject: 'without a subject',
  alternativeNames: 'Alternative names',
  certificateIssuer: 'Issuer of the certificate',
  inForce: 'In force',
  fromTo: (from: string, to: string): string => `${from} to ${to}`,
  serialNumber: 'Serial number',
  fingerprint: 'SHA-256 fingerprint',
  keyAndSignature: 'Key and signature',
  /** As the report has them, such as `ECDSA P-256` and `ECDSA with SHA-256`. */
  algorithms: (key: string, signature: string): string => `${key}, ${signature}`,

  log: 'Log',
  unknownLog: 'unknown',
  logId: 'Log ID',
  logIndex: 'Log index',
  logged: 'Logged',
  inclusion: 'Proof of inclusion',
  /** As the report has them. */
  inclusions: (kinds: readonly ('promise' | 'proof')[]): string => kinds.join(' and '),
  entryKind: 'Kind of entry',
  authority: 'Timestamp authority',
  time: 'Time',
};

/** As the fields of the form are called. */
export const expected: Readonly<Record<keyof Expected, string>> = {
  identity: 'Expected identity',
  identityPattern: 'Expected identity, by a pattern',
  issuer: 'Expected issuer',
  subject: 'Expected subject',
  subjectAltName: 'Expected alternative name',
  leafFingerprint: 'Expected fingerprint of the signer’s certificate',
  intermediateFingerprint: 'Expected fingerprint of an intermediate CA',
};

/** What the CA wrote into the certificate about the run that asked for it. */
export const run = {
  title: 'What the certificate says about the run',
  vouched: 'The authority that issued the certificate says this. It was compared with nothing.',
  claimed: 'A claim: the certificate says this, and this check does not vouch for it.',
  terms: FULCIO_LABELS,
};
