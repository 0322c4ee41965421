import type { ModelHash } from './file-result.js';
import type { Method } from './reason.js';
import type { FulcioExtensions } from './signature/fulcio.js';

/** The file that holds the signature: a Sigstore bundle. */
export interface BundleFacts {
  /** Where it lay in the model; null if it was handed over separately. */
  readonly path: string | null;
  /** Which version of the format it says that it is. */
  readonly mediaType: string;
  /** How it was signed. */
  readonly method: Method;
  /** Its size. */
  readonly bytes: number;
  /**
   * Of the bundle file as it lies there, in hex.
   * @pattern ^[0-9a-f]{64}$
   */
  readonly sha256: string;
}

/** What the signer wrote about the model's files. */
export interface ManifestFacts {
  /** The type of the signed statement's predicate. */
  readonly predicateType: string;
  /** `subject[0].name`: the signer's word, information only. */
  readonly subjectName: string | null;
  /** The digest of the list of digests: hex, OMS 1.0 §5.2; null for the v0.1 format, which has none. */
  readonly rootDigest: string | null;
  /** Whether each file was signed as a whole or in parts. */
  readonly serialization: 'files' | 'shards';
  /** By which the files' digests are. */
  readonly hashType: ModelHash;
  /** Bytes of a part; null where files were signed as a whole. */
  readonly shardSize: number | null;
  /** Whether the signer let links count as the files that they point to. */
  readonly allowSymlinks: boolean;
  /** Paths that the signer asked to leave out. */
  readonly ignorePaths: readonly string[];
  /** How many files were signed. */
  readonly fileCount: number;
}

/** Who signed, by the bundle's own material. A claim unless the signer row says otherwise. */
export type SignerFacts =
  | {
      /** By an identity that somebody confirmed, for some minutes. */
      readonly method: 'sigstore';
      /** The name that the certificate gives the signer. */
      readonly identity: string;
      /** What kind of name that is. */
      readonly identityType: 'email' | 'uri' | 'other-name';
      /** Who confirmed it. */
      readonly issuer: string;
      /** The signer's certificate. */
      readonly certificate: CertificateFacts;
      /** What the CA wrote into the certificate about the run that asked for it; empty for a person. */
      readonly extensions: FulcioExtensions;
    }
  | {
      /** By the key of a certificate. */
      readonly method: 'certificate';
      /** The name that the certificate gives the signer; empty when it gives none. */
      readonly subject: string;
      /** The signer's certificate. */
      readonly certificate: CertificateFacts;
      /** From the leaf's issuer up to and with the trusted root; empty when no path was found. */
      readonly chain: readonly CertificateFacts[];
    }
  | {
      /** By a bare key, which names nobody. */
      readonly method: 'key';
      /** SHA-256 (hex) of the canonical PEM text of the key that the signature was checked with; null if it was not. */
      readonly fingerprint: string | null;
      /** That text. */
      readonly publicKey: string | null;
      /** The key's curve, or its algorithm and size; null if it was not used. */
      readonly curve: string | null;
      /** The bundle's own word about its key, in the same form; null when it names none. */
      readonly hint: string | null;
    };

/** A certificate that the bundle brought, or that stands above one. */
export interface CertificateFacts {
  /** RFC 4514 style, most specific part first; empty when the certificate has no subject. */
  readonly subject: string;
  /** The subject of who issued it, in the same style. */
  readonly issuer: string;
  /** Other names of its subject. */
  readonly subjectAltNames: readonly string[];
  /** Hex. */
  readonly serialNumber: string;
  /** ISO 8601, UTC: good from then on. */
  readonly notBefore: string;
  /** ISO 8601, UTC: good until then. */
  readonly notAfter: string;
  /**
   * SHA-256 of the DER, hex.
   * @pattern ^[0-9a-f]{64}$
   */
  readonly fingerprint: string;
  /** Its key's kind, in words. */
  readonly publicKey: string;
  /** By which its issuer signed it, in words. */
  readonly signatureAlgorithm: string;
}

/** A transparency log's word that it has seen the signature. */
export interface LogEntryFacts {
  /** The log's own base URL, from the trusted root; null when the log is unknown. */
  readonly log: string | null;
  /** Hex: the digest of the log's key. */
  readonly logId: string;
  /** The entry's number in the log: decimal. */
  readonly logIndex: string;
  /** ISO 8601; null when no verified promise covers it. */
  readonly integratedTime: string | null;
  /** The entry's type and version. */
  readonly kind: string;
  /** How the log vouches for the entry. */
  readonly inclusion: readonly ('promise' | 'proof')[];
}

/** A timestamp authority's word that the signature was there. */
export interface TimestampFacts {
  /** The subject of the authority's certificate. */
  readonly authority: string;
  /** ISO 8601, UTC: the signature is at least as old. */
  readonly time: string;
}
