/**
 * How much of anything is read. All of it may be the attacker's, and each bound lies far above what signers write; beyond it
 * a check ends with a reason of its own. docs/reasons.md lists them.
 */
export const BOUNDS = {
  /** A bundle about 100,000 files has 20 to 30 MB as the reference library writes it. */
  bundleBytes: 64 * 1024 * 1024,
  payloadBytes: 48 * 1024 * 1024,
  /** Real bundles nest 8 deep. */
  jsonDepth: 32,
  /** Objects, lists and members, counted by their marks. A manifest of 100,000 entries has about 700,000. */
  jsonMarks: 2_000_000,
  /** Entries of a manifest, files or shards. Above this, a page could not show the list. */
  resources: 100_000,
  ignorePaths: 10_000,
  /** Of a statement, as the report lists them. */
  subjectsShown: 100,
  /** A provenance has about ten thousand; a bill of materials may have millions, which nobody reads in a report. */
  predicateCharacters: 100_000,
  /** Of a statement's type and of the predicate's. */
  typeCharacters: 500,
  certificates: 10,
  certificateBytes: 64 * 1024,
  signatureBytes: 2048,
  logEntries: 16,
  proofHashes: 64,
  timestamps: 16,
  timestampBytes: 16 * 1024,
  checkpointCharacters: 10_000,
  keyBytes: 10_000,
  /** `keyid`, `hint` and `keyDetails`. */
  keyIdCharacters: 200,
  /** Kind and version of a log entry. */
  kindCharacters: 50,
  logBodyBytes: 1024 * 1024,
  /** Longer names exist on no file system; they only make pages slow. In UTF-16 code units. */
  pathCharacters: 4096,
  /** Deeper than any model; it keeps looking up every folder of a name cheap. */
  pathParts: 256,
  /** Many times a manifest's; a folder that was chosen by mistake, or an iterable without an end. */
  files: 1_000_000,
  /** Of a key or certificate file. */
  pemCharacters: 1024 * 1024,
  patternCharacters: 500,
  /** From the signer's certificate to the root. */
  chainCertificates: 8,
  /** Issuers that are tried on the way: a search through certificates that all name each other would not end. */
  chainSteps: 100,
  /** Of names with constraints, in one search for a path. */
  nameComparisons: 100_000,
} as const;
