import type { HashAlgorithm } from '../report.js';
import type { CertificateTrust, KeyTrust, SigstoreTrust } from '../request.js';

/** Whom an organisation expects for which models (docs/expectations.md). */
export interface Expectations {
  readonly organisation: string;
  /** Of the file's bytes, hex. */
  readonly sha256: string;
  /** ISO 8601, UTC, both included; null where the file sets no bound. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly entries: readonly ExpectationsEntry[];
}

export interface ExpectationsEntry {
  readonly id: string;
  readonly scope: ExpectationsScope;
  /** Any of them suffices. */
  readonly signers: readonly [SignerTrust, ...SignerTrust[]];
  readonly requires: Requirements;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/**
 * `models` and `digests` bind: what is called so, or has that root digest, has to be signed by one of the signers.
 * `publisher`: they are recognised whatever they sign; nothing is said of what others sign.
 */
export type ExpectationsScope =
  | { readonly kind: 'models'; readonly names: readonly string[] }
  | { readonly kind: 'digests'; readonly rootDigests: readonly string[] }
  | { readonly kind: 'publisher'; readonly publisher: string };

/** Keys and roots are in it, as texts. */
export type SignerTrust = SigstoreTrust | KeyTrust | CertificateTrust;

/** What has to be so beside the signer. */
export interface Requirements {
  readonly log: boolean;
  readonly timestamp: boolean;
  /** Null: any that we verify. */
  readonly hashAlgorithms: readonly HashAlgorithm[] | null;
  readonly signatureAlgorithms: readonly KeyKind[] | null;
  /** Endings such as `.json`, or whole file names, in lower case. Null: any. */
  readonly fileTypes: readonly string[] | null;
  /** These win over `fileTypes`. */
  readonly deniedFileTypes: readonly string[];
}

/** Every algorithm by which files are named. */
export const HASH_ALGORITHMS = [
  'sha256',
  'sha384',
  'sha512',
  'blake2b',
  'blake3',
] as const satisfies readonly HashAlgorithm[];

/** What a signature was made with. Of RSA, the number is the least: `rsa-3072` has 3072 bits to 4095. */
export const KEY_KINDS = [
  'ecdsa-p256',
  'ecdsa-p384',
  'ecdsa-p521',
  'rsa-2048',
  'rsa-3072',
  'rsa-4096',
  'ed25519',
] as const;

export type KeyKind = (typeof KEY_KINDS)[number];
