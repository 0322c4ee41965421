/**
 * What the prebundled Sigstore code (`#sigstore`, made from this folder by scripts/build-sigstore.mjs) offers to the rest
 * of the library: plain data in, plain data out. No class of @sigstore/* and no Buffer crosses this line.
 */
export type HashName = 'sha256' | 'sha384' | 'sha512';

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

/** An RFC 3161 timestamp response, read and not verified. */
export interface Timestamp {
  readonly granted: boolean;
  readonly time: Date;
  /** `hash` is null for one that we do not compute. */
  readonly imprint: { readonly hash: HashName | null; readonly digest: Uint8Array };
  /** TSTInfo, DER: what the signed attributes are about. */
  readonly info: Uint8Array;
  /** Of the signer's certificate: DER of the Name, and content of the integer. */
  readonly issuer: Uint8Array;
  readonly issuerText: string;
  readonly serialNumber: Uint8Array;
  readonly digestHash: HashName | null;
  /** The signed attribute content-type says that this is a TSTInfo (RFC 5652 §11.1). */
  readonly isAboutInfo: boolean;
  readonly messageDigest: Uint8Array | null;
  /** RFC 5816: which certificate the signer meant; `hash` is null for SHA-1. Null where it does not say. */
  readonly signingCertificate: { readonly hash: HashName | null; readonly digest: Uint8Array } | null;
  /** DER, with the tag under which they were signed. */
  readonly signedAttributes: Uint8Array;
  readonly algorithm: SignatureAlgorithm | null;
  readonly signature: Uint8Array;
  /** DER; whatever came with it. */
  readonly certificates: readonly Uint8Array[];
}

/** Null when the DER is not a well-formed response with one signer. */
export declare function readTimestamp(der: Uint8Array): Timestamp | null;

/** Like {@link verifySignature}, over data of which only the digest is known. Ed25519 stands for Ed25519ph then. */
export declare function verifyDigest(
  spki: Uint8Array,
  algorithm: SignatureAlgorithm,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean;

/** A CA or timestamp authority of a trusted root: DER, the lowest certificate first. Both ends are included. */
export interface Authority {
  readonly chain: readonly Uint8Array[];
  readonly start: Date;
  readonly end: Date;
}

/** A log of a trusted root. */
export interface TransparencyLog {
  readonly id: Uint8Array;
  readonly url: string;
  readonly spki: Uint8Array;
  readonly start: Date;
  readonly end: Date;
}

export interface SigstoreAuthorities {
  readonly certificateAuthorities: readonly Authority[];
  readonly timestampAuthorities: readonly Authority[];
  readonly logs: readonly TransparencyLog[];
  readonly ctLogs: readonly TransparencyLog[];
}

/** What a bundle brings to prove who signed and when. */
export interface SigstoreEvidence {
  /** DER; null for a managed key. */
  readonly certificate: Uint8Array | null;
  readonly signature: Uint8Array;
  /** Of what was signed (the file, or the envelope's encoding), by each hash that a log entry may use. */
  readonly signedDigests: readonly Uint8Array[];
  /** Of an envelope's payload; empty for a file. */
  readonly payloadDigests: readonly Uint8Array[];
  readonly logEntries: readonly {
    readonly logId: Uint8Array;
    readonly logIndex: string;
    readonly integratedTime: number;
    readonly kind: string;
    readonly version: string;
    readonly body: Uint8Array;
    readonly promise: Uint8Array | null;
    readonly proof: {
      readonly logIndex: string;
      readonly treeSize: string;
      readonly rootHash: Uint8Array;
      readonly hashes: readonly Uint8Array[];
      readonly checkpoint: string | null;
    } | null;
  }[];
  /** Verified ones, each by one of the timestamp authorities. */
  readonly timestamps: readonly Pick<Timestamp, 'time' | 'issuer' | 'serialNumber'>[];
}

/** `unread`: the library could not read what was put to it, which says nothing about the signature. */
export type EvidenceFault =
  'chain' | 'sct' | 'timestamp' | 'entry' | 'promise' | 'proof' | 'checkpoint' | 'unread';

export type EvidenceOutcome =
  { readonly ok: true } | { readonly ok: false; readonly fault: EvidenceFault; readonly detail: string };

/**
 * Verifies with @sigstore/verify: certificate chain and SCT at every time, log inclusion, that each entry is about this
 * signature, and how many times there are. Neither the signature itself nor the identity.
 */
export declare function verifyEvidence(
  evidence: SigstoreEvidence,
  authorities: SigstoreAuthorities,
  needed: { readonly times: 0 | 1; readonly scts: 0 | 1 },
): EvidenceOutcome;
