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

/** Null when the DER is not a SubjectPublicKeyInfo of a kind and length that we verify with. */
export declare function readPublicKey(spki: Uint8Array): KeyFacts | null;

/** How a signature was made (RFC 5758, RFC 4055, RFC 8410). */
export interface SignatureAlgorithm {
  readonly scheme: 'ecdsa' | 'rsa-pkcs1' | 'rsa-pss' | 'ed25519';
  /** Of the message, and for RSA-PSS of MGF1 too; ignored by Ed25519. */
  readonly hash: HashName;
  /** In bytes; only for RSA-PSS. */
  readonly saltLength: number;
}

/** False for everything malformed, and where the algorithm does not go with the key. */
export declare function verifySignature(
  spki: Uint8Array,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  signature: Uint8Array,
): boolean;

/** A distinguished name (RFC 5280 §4.1.2.4): parts in order, each a set of attributes. */
export type DistinguishedName = readonly (readonly NameAttribute[])[];

export interface NameAttribute {
  readonly oid: string;
  /** The identifier octet of the value: which type of string it is. */
  readonly tag: number;
  /** Null where the value is not text of a kind that we read. */
  readonly text: string | null;
  /** The value, header and all. */
  readonly der: Uint8Array;
}

/** RFC 5280 §4.2.1.6; also the base of a name constraint. */
export interface GeneralName {
  readonly type:
    'other-name' | 'email' | 'dns' | 'x400' | 'directory' | 'edi-party' | 'uri' | 'ip' | 'registered-id';
  /** As signed: compare these, not a text. Of an otherName, the content of its value. */
  readonly bytes: Uint8Array;
  /** Of an otherName, its type. */
  readonly oid: string | null;
  readonly directory: DistinguishedName | null;
}

/** RFC 5280 §4.2.1.10. */
export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

/** RFC 5280 §4.2.1.1. Issuer and serial number come together or not at all. */
export interface AuthorityKeyId {
  readonly keyIdentifier: Uint8Array | null;
  /** DER of the Name. */
  readonly issuer: Uint8Array | null;
  readonly serialNumber: Uint8Array | null;
}

/** An X.509 certificate (RFC 5280 §4.1), as far as path validation needs it. */
export interface Certificate {
  readonly der: Uint8Array;
  /** 1, 2 or 3. */
  readonly version: number;
  readonly serialNumber: Uint8Array;
  /** DER of the Name. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly subjectName: DistinguishedName;
  readonly issuerText: string;
  readonly subjectText: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly spki: Uint8Array;
  /** Null for a kind or length of key that we do not verify with. */
  readonly key: KeyFacts | null;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: {
    readonly oid: string;
    readonly name: string;
    /** Null for one that we do not verify. */
    readonly known: SignatureAlgorithm | null;
  };
  /** Whether the algorithm inside the signed part is the one outside it (RFC 5280 §4.1.1.2). */
  readonly algorithmsAgree: boolean;
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength: number | null } | null;
  readonly keyUsage: { readonly digitalSignature: boolean; readonly keyCertSign: boolean } | null;
  /** OIDs; null when the extension is absent. */
  readonly extendedKeyUsage: readonly string[] | null;
  readonly subjectAltNames: readonly GeneralName[];
  readonly nameConstraints: NameConstraints | null;
  readonly authorityKeyId: AuthorityKeyId | null;
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
