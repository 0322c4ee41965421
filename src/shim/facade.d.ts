/**
 * What the prebundled Sigstore code (`#sigstore`, made from this folder by scripts/build-sigstore.mjs) offers to the rest
 * of the library: plain data in, plain data out. No class of @sigstore/* and no Buffer crosses this line.
 */
export type HashName = 'sha224' | 'sha256' | 'sha384' | 'sha512';

export interface KeyFacts {
  readonly type: 'ec' | 'rsa' | 'ed25519';
  readonly curve: 'P-256' | 'P-384' | 'P-521' | null;
  /** For people, such as `ECDSA P-384`. */
  readonly name: string;
}

export declare function digest(hash: HashName, data: Uint8Array): Uint8Array;

/** Null when the DER is not a SubjectPublicKeyInfo of a kind that we verify with. */
export declare function readPublicKey(spki: Uint8Array): KeyFacts | null;

/** False for everything malformed. `hash` is ignored by Ed25519 keys. */
export declare function verifySignature(
  spki: Uint8Array,
  hash: HashName,
  data: Uint8Array,
  signature: Uint8Array,
): boolean;

export interface SubjectAltName {
  readonly type: 'email' | 'dns' | 'uri' | 'other-name' | 'other';
  /** As signed: compare these, not the text. */
  readonly bytes: Uint8Array;
  /** For an otherName, its type (OID). */
  readonly oid: string | null;
}

/** An X.509 v3 certificate (RFC 5280 §4.1), as far as path validation needs it. */
export interface Certificate {
  readonly der: Uint8Array;
  readonly version: number;
  readonly serialNumber: Uint8Array;
  /** DER of the Name. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly issuerText: string;
  readonly subjectText: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly spki: Uint8Array;
  /** Null for a kind of key that we do not verify with. */
  readonly key: KeyFacts | null;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: {
    readonly oid: string;
    readonly name: string;
    readonly hash: HashName | null;
  };
  /** Whether the algorithm inside the signed part is the one outside it (RFC 5280 §4.1.1.2). */
  readonly algorithmsAgree: boolean;
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength: number | null } | null;
  readonly keyUsage: { readonly digitalSignature: boolean; readonly keyCertSign: boolean } | null;
  /** OIDs; null when the extension is absent. */
  readonly extendedKeyUsage: readonly string[] | null;
  readonly subjectAltNames: readonly SubjectAltName[];
  readonly authorityKeyId: Uint8Array | null;
  readonly subjectKeyId: Uint8Array | null;
  readonly extensions: readonly {
    readonly oid: string;
    readonly critical: boolean;
    readonly value: Uint8Array;
  }[];
}

/** Null when the DER is not a well-formed certificate. */
export declare function readCertificate(der: Uint8Array): Certificate | null;

export type KeylessFault =
  'bundle' | 'trusted-root' | 'timestamp' | 'chain' | 'sct' | 'log-proof' | 'log-entry' | 'signature';

export type KeylessOutcome =
  | {
      readonly ok: true;
      readonly timestamps: readonly { readonly authority: string; readonly time: string }[];
    }
  | { readonly ok: false; readonly fault: KeylessFault; readonly detail: string };

/**
 * Verifies a keyless bundle with @sigstore/verify: certificate chain, SCT, log inclusion, timestamps and signature.
 * It does not compare the identity. Both arguments are parsed JSON.
 */
export declare function verifyKeyless(bundle: unknown, trustedRoot: unknown): KeylessOutcome;

/** Null when the trusted root is well formed and every key and certificate in it can be used; else what is wrong. */
export declare function checkTrustedRoot(trustedRoot: unknown): string | null;
