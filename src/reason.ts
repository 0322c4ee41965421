import type { CheckpointProblem, LogEntryPart, TimestampProblem } from './evidence-problem.js';
import type { ExpectationsReason } from './expectations-problem.js';
import type { HashAlgorithm } from './report.js';
import type { RemoteReason } from './remote-reason.js';
import type { SignerReason } from './signer-reason.js';

export type * from './evidence-problem.js';
export type * from './remote-reason.js';
export type * from './signer-reason.js';
export type * from './expectations-problem.js';

/**
 * Every reason why a check did not end in `verified`, as data. The code is the interface and stays stable;
 * the prose for people is in `message.ts`. Strings inside a reason may be the attacker's: show them escaped.
 */
export type Reason =
  BundleReason | ManifestReason | TrustReason | SignatureReason | SignerReason | FilesReason | RemoteReason;

/** The three signing methods of OMS (OMS 1.0 §4.1). */
export type Method = 'sigstore' | 'key' | 'certificate';

/** The bundle and its envelope could not be read, or are not of a kind that we verify (OMS 1.0 §4). */
export type BundleReason =
  | { readonly code: 'bundle-not-found' }
  | { readonly code: 'bundle-ambiguous'; readonly paths: readonly string[] }
  /** JSON lines, or a service's list: each of them is a bundle of its own. */
  | { readonly code: 'bundle-several'; readonly count: number }
  | { readonly code: 'bundle-empty' }
  | { readonly code: 'bundle-too-large'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'bundle-not-json'; readonly detail: string }
  | { readonly code: 'bundle-too-deep'; readonly limit: number }
  | { readonly code: 'bundle-too-long'; readonly limit: number }
  | { readonly code: 'bundle-duplicate-key'; readonly key: string }
  | { readonly code: 'bundle-unreadable'; readonly detail: string }
  | { readonly code: 'bundle-malformed'; readonly at: string; readonly problem: string }
  | PartTooLarge
  | { readonly code: 'base64-malformed'; readonly at: string }
  | { readonly code: 'number-negative'; readonly at: string }
  | { readonly code: 'media-type-unknown'; readonly mediaType: string }
  | { readonly code: 'signature-missing' }
  | { readonly code: 'signatures-several'; readonly count: number }
  | { readonly code: 'payload-type-unknown'; readonly payloadType: string }
  | { readonly code: 'certificate-malformed'; readonly at: string }
  | { readonly code: 'root-in-bundle'; readonly subject: string }
  | { readonly code: 'log-entry-missing' }
  /** What each version of the format must carry (sigstore_bundle.proto): v0.1 a promise, later ones a proof. */
  | { readonly code: 'inclusion-promise-missing'; readonly mediaType: string }
  | { readonly code: 'inclusion-proof-missing'; readonly mediaType: string };

/** A part of the bundle or of the signed statement that goes beyond its bound. */
export interface PartTooLarge {
  readonly code: 'part-too-large';
  readonly at: string;
  readonly limit: number;
  readonly unit: 'bytes' | 'characters' | 'entries';
}

/** The signed statement or its list of files could not be read (OMS 1.0 §5, §6). */
export type ManifestReason =
  | { readonly code: 'statement-malformed'; readonly at: string; readonly problem: string }
  | { readonly code: 'statement-type-unknown'; readonly type: string }
  | { readonly code: 'predicate-type-unknown'; readonly predicateType: string }
  | { readonly code: 'manifest-empty' }
  | { readonly code: 'manifest-too-large'; readonly count: number; readonly limit: number }
  | { readonly code: 'name-unsafe'; readonly name: string; readonly problem: NameProblem }
  | { readonly code: 'name-duplicate'; readonly name: string }
  | { readonly code: 'hash-unsupported'; readonly algorithm: string }
  | { readonly code: 'serialization-unsupported'; readonly method: string; readonly hashType: string }
  | {
      readonly code: 'algorithm-differs';
      readonly name: string;
      readonly algorithm: string;
      readonly hashType: string;
    }
  | {
      readonly code: 'digest-malformed';
      readonly name: string;
      readonly algorithm: HashAlgorithm;
      readonly problem: DigestProblem;
    }
  | { readonly code: 'shards-inconsistent'; readonly name: string; readonly problem: ShardProblem }
  | { readonly code: 'root-digest-differs'; readonly stated: string; readonly computed: string }
  /** An in-toto statement that names no file by a digest that we can compute. */
  | { readonly code: 'subjects-unusable'; readonly count: number }
  /** A signature about a folder of files was held against one digest. */
  | { readonly code: 'not-about-one-file'; readonly files: number };

export type DigestProblem = 'length' | 'upper-case' | 'not-hex';

/** Why the ranges of a sharded file do not cover it exactly once. */
export type ShardProblem =
  | 'no-range'
  | 'empty-range'
  | 'backward-range'
  | 'overlap'
  | 'gap'
  | 'too-long'
  | 'short-before-last'
  | 'beyond-any-file';

/** What is wrong with a file name in a manifest or on disk. */
export type NameProblem =
  | 'empty'
  | 'absolute'
  | 'parent'
  | 'dot-part'
  | 'empty-part'
  | 'backslash'
  | 'drive-letter'
  | 'nul'
  | 'ill-formed-unicode'
  | 'too-long';

/** What the person supplied to check against is unusable. */
export type TrustReason =
  | ExpectationsReason
  | { readonly code: 'method-differs'; readonly asked: Method; readonly found: Method }
  | { readonly code: 'public-key-needed' }
  | { readonly code: 'public-key-unusable'; readonly problem: PemProblem }
  | { readonly code: 'root-needed' }
  | { readonly code: 'root-unusable'; readonly problem: PemProblem }
  | { readonly code: 'root-not-self-signed'; readonly subject: string }
  | { readonly code: 'trusted-root-unusable'; readonly detail: string }
  | { readonly code: 'identity-empty' }
  | { readonly code: 'issuer-empty' }
  | { readonly code: 'subject-empty' }
  | { readonly code: 'subject-alt-name-empty' }
  | { readonly code: 'pattern-unusable'; readonly pattern: string; readonly problem: PatternProblem }
  | {
      readonly code: 'fingerprint-unusable';
      readonly which: 'leaf' | 'intermediate';
      readonly fingerprint: string;
    }
  | { readonly code: 'only-path-unusable'; readonly path: string; readonly problem: NameProblem }
  | { readonly code: 'only-path-unknown'; readonly path: string; readonly isHere: boolean }
  | { readonly code: 'ignore-path-unusable'; readonly path: string; readonly problem: NameProblem }
  | { readonly code: 'digest-unusable'; readonly problem: DigestProblem | 'absent' | 'algorithm' };

/** `too-wide`: it says so little that it would fit almost everybody. */
export type PatternProblem = 'empty' | 'too-long' | 'too-wide';

/** What was wrong with a key or certificate file. */
export type PemProblem =
  | 'empty'
  | 'too-large'
  | 'not-pem'
  | 'is-a-certificate'
  | 'is-a-public-key'
  | 'is-a-private-key'
  | 'several-keys'
  | 'unsupported-key'
  | 'unsupported-algorithm'
  | 'unsupported-version'
  | 'malformed';

/** The mathematics does not hold. */
export type SignatureReason =
  | { readonly code: 'signature-differs' }
  | { readonly code: 'signature-unsupported'; readonly detail: string }
  | { readonly code: 'chain-signature-differs'; readonly subject: string }
  | { readonly code: 'sct-invalid'; readonly detail: string }
  | { readonly code: 'log-promise-invalid'; readonly detail: string }
  | { readonly code: 'log-proof-invalid'; readonly detail: string }
  | { readonly code: 'checkpoint-invalid'; readonly problem: CheckpointProblem }
  | { readonly code: 'log-not-in-use'; readonly log: string; readonly at: string }
  /** The entry is not one that we can read: its kind, or what it says of itself. */
  | { readonly code: 'log-entry-unsupported'; readonly kind: string }
  | { readonly code: 'log-entry-malformed'; readonly at: string; readonly problem: string }
  /** The log vouches for something else than this bundle. */
  | { readonly code: 'log-entry-differs'; readonly about: LogEntryPart }
  | { readonly code: 'timestamp-malformed'; readonly problem: string }
  /** It is about another signature. */
  | { readonly code: 'timestamp-differs' }
  | { readonly code: 'timestamp-invalid'; readonly problem: TimestampProblem }
  | { readonly code: 'timestamp-outside-validity'; readonly at: string };

/** Why a certificate may not stand where it stands in its chain (RFC 5280 §6.1). */
export type ChainProblem =
  | 'not-a-ca'
  | 'no-key-cert-sign'
  | 'path-too-long'
  | 'extended-key-usage'
  | 'unknown-critical-extension'
  | 'name-constraints'
  | 'version'
  | 'algorithm'
  | 'algorithm-mismatch'
  | 'key';

/** `form`: the same characters, composed otherwise (Unicode NFC and NFD). */
export type NameTwin = 'form' | 'case' | 'look-alike';

export type LinkProblem = 'not-allowed' | 'leaves-the-model' | 'broken';

/** Systems that put a small text file in the place of a large one. */
export type PointerSystem = 'git-lfs' | 'xet';

/** The files here are not what was signed, or could not be read. */
export type FilesReason =
  | {
      readonly code: 'files-differ';
      readonly changed: number;
      readonly missing: number;
      readonly unsigned: number;
      readonly unreadable: number;
      readonly changedDuringCheck: number;
    }
  | { readonly code: 'single-file-signature'; readonly files: number }
  /** A signature about files by their digests: none of these has such a one. */
  | { readonly code: 'no-file-signed'; readonly files: number }
  /** The bytes were signed, but under another name. */
  | { readonly code: 'signed-under-another-name'; readonly path: string; readonly signed: string }
  /** The signed files are all in one folder below the chosen one. */
  | { readonly code: 'model-is-below'; readonly path: string }
  /** The chosen folder is one of the model's own. */
  | { readonly code: 'model-is-above'; readonly path: string }
  /** Only the signature was asked about. */
  | { readonly code: 'files-not-asked' }
  /** Only some paths were asked for. */
  | { readonly code: 'only-some-asked'; readonly checked: number; readonly signed: number }
  /** An unsigned file whose name almost equals that of a signed one that is missing. */
  | { readonly code: 'name-twin'; readonly path: string; readonly signed: string; readonly twin: NameTwin }
  /** By digest only: a download cache keeps files under their digests (docs/browsers.md). */
  | { readonly code: 'names-not-checked'; readonly layout: 'hugging-face-cache' }
  | {
      readonly code: 'files-are-pointers';
      readonly system: PointerSystem;
      readonly count: number;
      readonly path: string;
    }
  | { readonly code: 'file-is-pointer'; readonly path: string; readonly system: PointerSystem }
  | { readonly code: 'file-unreadable'; readonly path: string; readonly detail: string }
  | { readonly code: 'folder-unreadable'; readonly path: string; readonly detail: string }
  | { readonly code: 'file-not-regular'; readonly path: string }
  | { readonly code: 'file-changed-while-read'; readonly path: string }
  | { readonly code: 'file-appeared'; readonly path: string }
  | {
      readonly code: 'file-is-link';
      readonly path: string;
      readonly problem: LinkProblem;
    }
  /** `looksLike`: a snapshot of the Hugging Face cache, which holds nothing but links. */
  | { readonly code: 'model-empty'; readonly looksLike: 'hugging-face-snapshot' | null }
  | { readonly code: 'model-unreadable'; readonly detail: string }
  | { readonly code: 'model-path-unsafe'; readonly path: string; readonly problem: NameProblem }
  | { readonly code: 'model-path-duplicate'; readonly path: string }
  | { readonly code: 'model-too-many-files'; readonly count: number; readonly limit: number }
  | { readonly code: 'engine-failed'; readonly detail: string };

export type ReasonCode = Reason['code'];
