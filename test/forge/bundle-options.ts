import type { Claims } from './claims.js';
import type { Bytes } from './der.js';
import type { Envelope } from './dsse.js';
import type { KeyKind, KeyPair } from './keys.js';
import type { AltName } from './names.js';
import type { BodyKind, LogBody, Logged } from './rekor-bodies.js';
import type { ForgedLog, LogEntry, LogOptions } from './rekor.js';
import type { SctOptions } from './sct.js';
import type { ContentOptions, MessageSignature } from './signer.js';
import type { TokenOptions } from './timestamp.js';
import type { ForgedTsa } from './tsa.js';
import type { CertificateOptions, ForgedCertificate } from './x509.js';

export const BUNDLE_MEDIA_TYPES = {
  '0.1': 'application/vnd.dev.sigstore.bundle+json;version=0.1',
  '0.2': 'application/vnd.dev.sigstore.bundle+json;version=0.2',
  '0.3': 'application/vnd.dev.sigstore.bundle+json;version=0.3',
  'v0.3': 'application/vnd.dev.sigstore.bundle.v0.3+json',
} as const;

export type BundleVersion = keyof typeof BUNDLE_MEDIA_TYPES;

export interface RawBytes {
  rawBytes: string;
}

/** Left open to change, so that a test can spoil any part of it. */
export interface VerificationMaterial {
  certificate?: RawBytes;
  x509CertificateChain?: { certificates: RawBytes[] };
  publicKey?: { hint: string };
  tlogEntries: LogEntry[];
  timestampVerificationData?: { rfc3161Timestamps: { signedTimestamp: string }[] };
}

/** Every bundle about a file or a statement; `Bundle` is the narrower one that models have. */
export interface SigstoreBundle {
  mediaType: string;
  verificationMaterial: VerificationMaterial;
  dsseEnvelope?: Envelope;
  messageSignature?: MessageSignature;
}

export interface CertificateSigner {
  readonly type?: 'certificate';
  /** P-256 when absent; a kind means a fresh key. */
  readonly key?: KeyKind | KeyPair;
  /** `email` of IDENTITY when absent. */
  readonly altNames?: readonly AltName[];
  readonly issuer?: string;
  readonly claims?: Claims;
  readonly scts?: readonly Partial<SctOptions>[];
  /** Who issues it; the Sigstore's intermediate when absent. */
  readonly authority?: ForgedCertificate;
  readonly certificate?: CertificateOptions;
  /** How the bundle holds it: alone, or in a chain up to there. Up to version 0.2, `leaf` when absent. */
  readonly chain?: 'none' | 'leaf' | 'intermediate' | 'root';
}

export interface ManagedKeySigner {
  readonly type: 'key';
  readonly key?: KeyKind | KeyPair;
  /** In the place of cosign's: SHA-256 of the SubjectPublicKeyInfo, in Base64. */
  readonly hint?: string;
}

export interface EntryOptions extends Partial<LogOptions> {
  /** Rekor v1 when absent; `sigstore.rekorV2` is the other. */
  readonly log?: ForgedLog;
  /** `hashedrekord` for a message and `dsse` for an envelope when absent. */
  readonly kind?: BodyKind;
  /** What the entry records in the place of the truth; its inclusion is sound all the same. */
  readonly about?: Partial<Logged> | ((truth: Logged) => Partial<Logged>);
  /** Another body altogether, likewise included soundly. */
  readonly body?: (truth: LogBody) => LogBody;
  /** Changes the finished entry. */
  readonly spoil?: (entry: LogEntry) => void;
}

export interface TimestampOptions extends TokenOptions {
  readonly tsa?: ForgedTsa;
  /** Two seconds after the certificate's beginning when absent. */
  readonly at?: Date;
  /** Stamped in the place of the signature. */
  readonly over?: Bytes;
}

export interface BundleOptions extends ContentOptions {
  /** When the certificate begins; the log follows a second later. */
  readonly at?: Date;
  readonly version?: BundleVersion;
  readonly signer?: CertificateSigner | ManagedKeySigner;
  /** One of Rekor v1 when absent: with a promise in version 0.1, with promise and proof later. */
  readonly entries?: readonly EntryOptions[];
  /** When absent: one if no entry tells the time, otherwise none. */
  readonly timestamps?: readonly TimestampOptions[];
  /** Changes the finished bundle. */
  readonly spoil?: (bundle: SigstoreBundle) => void;
}
