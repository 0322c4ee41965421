import type { ClaimFacts } from './claim-facts.js';
import type { Note } from './note.js';
import type { Method, Reason } from './reason.js';
import type { FulcioExtensions } from './signature/fulcio.js';
import type { TrustFacts } from './trust-facts.js';

export type * from './claim-facts.js';
export type * from './trust-facts.js';

/** The version of the shape below. It grows when a field changes meaning; added fields do not change it. */
export const REPORT_SCHEMA_VERSION = 1;

/** In order of precedence: the first that applies wins. */
export const VERDICT_CODES = [
  'could-not-check',
  'unsigned',
  'signature-invalid',
  'signer-mismatch',
  'files-mismatch',
  'partial',
  'signer-untrusted',
  'signer-unconfirmed',
  'verified',
] as const;

export type VerdictCode = (typeof VERDICT_CODES)[number];
export type Colour = 'grey' | 'red' | 'amber' | 'green';

/** A verdict other than `verified` cannot be written down without a reason. */
export type Verdict =
  | {
      readonly code: 'verified';
      readonly colour: 'green';
      readonly headline: string;
      readonly reasons: readonly [];
    }
  | {
      readonly code: Exclude<VerdictCode, 'verified'>;
      readonly colour: Exclude<Colour, 'green'>;
      readonly headline: string;
      readonly reasons: readonly [Reason, ...Reason[]];
    };

/** Everything that one check found, as plain JSON. */
export interface Report {
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  readonly tool: { readonly name: 'touchstone'; readonly version: string };
  /** ISO 8601, UTC: the time against which validity was judged (the request's `now`, else this machine's clock). */
  readonly checkedAt: string;
  /** Whole check, in milliseconds. */
  readonly durationMs: number;
  readonly verdict: Verdict;
  readonly rows: Rows;
  /** Sorted: what differs first, then by path (code units). */
  readonly files: readonly FileResult[];
  readonly model: ModelFacts;
  readonly bundle: BundleFacts | null;
  /** What an OMS bundle signs; null for every other kind. */
  readonly manifest: ManifestFacts | null;
  /** What any other bundle signs: a file by its digest, or a statement about files. */
  readonly claim: ClaimFacts | null;
  readonly signer: SignerFacts | null;
  readonly logEntries: readonly LogEntryFacts[];
  readonly timestamps: readonly TimestampFacts[];
  readonly trust: TrustFacts;
  /** Files that do not count, and by whose word. */
  readonly leftOut: readonly LeftOut[];
  /** What this check did not look at. */
  readonly notChecked: readonly NotChecked[];
  /** Things found that changed nothing, such as unknown keys in the manifest. */
  readonly notes: readonly Note[];
}

export interface Rows {
  readonly files: FilesRow;
  readonly signature: { readonly value: 'valid' | 'invalid' | 'not-checked' };
  readonly signer: {
    readonly value: 'expected' | 'vouched-for' | 'not-stated' | 'untrusted' | 'different' | 'not-checked';
  };
  readonly time:
    | { readonly value: 'proven'; readonly by: 'log' | 'timestamp-authority'; readonly at: string }
    | { readonly value: 'not-proven' }
    | { readonly value: 'not-checked' };
}

export interface FilesRow {
  readonly value: 'match' | 'differ' | 'partly-checked' | 'not-checked';
  /** How many files the signature covers; 0 before the manifest is read. Of a claim: how many of these it is about. */
  readonly signed: number;
  readonly matching: number;
  readonly changed: number;
  readonly missing: number;
  readonly unsigned: number;
  readonly unreadable: number;
  /** Files that were written to during the check: what they are now was not compared. */
  readonly changedDuringCheck: number;
  readonly ignored: number;
}

/** `changed`: other bytes than were signed. `changed-during-check`: it did not hold still, so nothing can be said. */
export type FileState =
  | 'match'
  | 'changed'
  | 'changed-during-check'
  | 'missing'
  | 'unsigned'
  | 'ignored'
  | 'unreadable'
  | 'not-checked';

export interface FileResult {
  /** Relative to the model, `/`-separated, byte for byte as signed or as found. The attacker's: escape it. */
  readonly path: string;
  readonly state: FileState;
  readonly algorithm: HashAlgorithm | null;
  /** Lower-case hex. For a sharded file: the digest of the first shard that differs, else null. */
  readonly expected: string | null;
  readonly actual: string | null;
  /** Bytes on disk; null where the file is not here. */
  readonly size: number | null;
  /** For a sharded file, how many shards it has and which differ, as byte ranges. */
  readonly shards?: {
    readonly count: number;
    readonly differing: readonly (readonly [start: number, end: number])[];
  };
  /** Why it is in that state, where there is more to say. */
  readonly reason?: Reason;
  /** In a check by digest: the file here whose bytes these are. */
  readonly foundAs?: string;
  /** Of an unsigned file: what it seems to be. Recognised by its name or content, excused by nobody. */
  readonly looksLike?: 'download-leftover' | 'system-leftover' | 'signature';
}

export type HashAlgorithm = ModelHash | ArtifactHash;
/** OMS 1.0 §5.2. */
export type ModelHash = 'sha256' | 'blake2b' | 'blake3';
/** By which Sigstore and in-toto name files. */
export type ArtifactHash = 'sha256' | 'sha384' | 'sha512';

/** How the files were listed, which decides what could be seen. */
export type ListingSource =
  'directory-handle' | 'file-handle' | 'dropped-folder' | 'file-list' | 'entries' | 'file-system' | 'digest';

export interface ModelFacts {
  /** The folder's or file's own name, where known. */
  readonly name: string | null;
  readonly kind: 'directory' | 'file';
  readonly source: ListingSource;
  /** Everything listed, with the bundle and what is left out. */
  readonly fileCount: number;
  readonly totalBytes: number;
  /** What this way of listing cannot show. */
  readonly cannotSee: readonly CannotSee[];
}

/**
 * `odd-names`: such as `a:b` or `CON`. `hidden-names`: with a leading dot. `undecodable-names`: that are not UTF-8.
 * `back-slashes`: a folder `a\b` looks like a folder `b` in a folder `a`.
 * `unreadable-folders`: they look empty, or are absent. `later-changes`: what is added to a file after it was chosen, and
 * what becomes of it after it was read.
 */
export type CannotSee =
  | 'symbolic-links'
  | 'odd-names'
  | 'empty-directories'
  | 'hidden-names'
  | 'undecodable-names'
  | 'back-slashes'
  | 'unreadable-folders'
  | 'later-changes';

export interface BundleFacts {
  /** Where it lay in the model; null if it was handed over separately. */
  readonly path: string | null;
  readonly mediaType: string;
  readonly method: Method;
  readonly bytes: number;
  /** Of the bundle file as it lies there. */
  readonly sha256: string;
}

export interface ManifestFacts {
  readonly predicateType: string;
  /** `subject[0].name`: the signer's word, information only. */
  readonly subjectName: string | null;
  /** OMS 1.0 §5.2; null for the v0.1 format, which has none. */
  readonly rootDigest: string | null;
  readonly serialization: 'files' | 'shards';
  readonly hashType: ModelHash;
  readonly shardSize: number | null;
  readonly allowSymlinks: boolean;
  readonly ignorePaths: readonly string[];
  readonly fileCount: number;
}

/** Who signed, by the bundle's own material. A claim unless the signer row says otherwise. */
export type SignerFacts =
  | {
      readonly method: 'sigstore';
      readonly identity: string;
      readonly identityType: 'email' | 'uri' | 'other-name';
      readonly issuer: string;
      readonly certificate: CertificateFacts;
      /** What the CA wrote into the certificate about the run that asked for it; empty for a person. */
      readonly extensions: FulcioExtensions;
    }
  | {
      readonly method: 'certificate';
      readonly subject: string;
      readonly certificate: CertificateFacts;
      /** From the leaf's issuer up to and with the trusted root; empty when no path was found. */
      readonly chain: readonly CertificateFacts[];
    }
  | {
      readonly method: 'key';
      /** SHA-256 (hex) of the canonical PEM text of the key that the signature was checked with; null if it was not. */
      readonly fingerprint: string | null;
      /** That text. */
      readonly publicKey: string | null;
      readonly curve: string | null;
      /** The bundle's own word about its key, in the same form; null when it names none. */
      readonly hint: string | null;
    };

export interface CertificateFacts {
  /** RFC 4514 style, most specific part first; empty when the certificate has no subject. */
  readonly subject: string;
  readonly issuer: string;
  readonly subjectAltNames: readonly string[];
  /** Hex. */
  readonly serialNumber: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-256 of the DER, hex. */
  readonly fingerprint: string;
  readonly publicKey: string;
  readonly signatureAlgorithm: string;
}

export interface LogEntryFacts {
  /** The log's own base URL, from the trusted root; null when the log is unknown. */
  readonly log: string | null;
  /** Hex. */
  readonly logId: string;
  /** Decimal. */
  readonly logIndex: string;
  /** ISO 8601; null when no verified promise covers it. */
  readonly integratedTime: string | null;
  readonly kind: string;
  readonly inclusion: readonly ('promise' | 'proof')[];
}

export interface TimestampFacts {
  readonly authority: string;
  readonly time: string;
}

export interface LeftOut {
  readonly path: string;
  /** `standard`: OMS §6.1 (`.git` and the like); `bundle`: the signature itself. */
  readonly by: 'standard' | 'bundle' | 'signer' | 'person';
  /** The rule that matched. */
  readonly rule: string;
}

export type NotChecked =
  | { readonly code: 'revocation' }
  | { readonly code: Exclude<CannotSee, 'empty-directories'> }
  | { readonly code: 'names' }
  /** The file itself: only its digest was given. */
  | { readonly code: 'bytes' }
  | { readonly code: 'other-paths' }
  | { readonly code: 'signing-time' }
  | { readonly code: 'files'; readonly why: 'signature' | 'signer' | 'could-not-check' };
