import {
  digest,
  verifyDigest,
  verifySignature,
  type HashName,
  type KeyFacts,
  type SignatureAlgorithm,
} from '#sigstore';
import type { Bundle } from '../bundle/bundle.js';
import { preAuthEncoding, preAuthEncodingV02 } from './pae.js';

/** OMS 1.0 §8.2, and Sigstore's registry of algorithms: the hash follows the curve. */
const HASH_OF_CURVE = { 'P-256': 'sha256', 'P-384': 'sha384', 'P-521': 'sha512' } as const;

/** What was signed, and how it is read: the payload type is fixed by the parser. */
export interface Signed {
  readonly content: Bundle['content'];
  readonly payloadType: string;
  /** The manifest of a model (OMS); else any Sigstore bundle about files. */
  readonly isModel: boolean;
  /** The payload is of the v0.1 predicate type, which the reference v0.2.0 signed in a way of its own. */
  readonly deprecatedFormat: boolean;
}

/**
 * Whether the envelope's signature was made by this ECDSA key, as OMS has it for keys and certificates. `quirkHash` is the
 * hash that v0.2.0 used: its certificate method hard-coded SHA-256, its key method kept the curve's.
 */
export function verifyModelSignature(
  signed: Signed,
  spki: Uint8Array,
  key: KeyFacts,
  quirkHash: HashName | 'curve',
): boolean {
  if (key.curve === null || signed.content.kind !== 'envelope') return false;
  const { payload, signature } = signed.content;
  const hash = HASH_OF_CURVE[key.curve];
  if (verifySignature(spki, ecdsa(hash), preAuthEncoding(signed.payloadType, payload), signature))
    return true;
  if (!signed.deprecatedFormat) return false;
  const quirk = preAuthEncodingV02(signed.payloadType, payload);
  return verifySignature(spki, ecdsa(quirkHash === 'curve' ? hash : quirkHash), quirk, signature);
}

function ecdsa(hash: HashName): SignatureAlgorithm {
  return { scheme: 'ecdsa', hash, saltLength: 0 };
}

/**
 * Whether this key made the signature, as Sigstore's clients sign: ECDSA with the curve's hash, or with SHA-256 as older ones
 * did with every curve; RSA PKCS#1 v1.5; Ed25519, which over a file has to be Ed25519ph.
 */
export function verifySigstoreSignature(signed: Signed, spki: Uint8Array, key: KeyFacts): boolean {
  const { content } = signed;
  const scheme = SCHEMES[key.type];
  if (content.kind === 'message') {
    const { hash } = content;
    return verifyDigest(spki, { scheme, hash, saltLength: 0 }, content.digest, content.signature);
  }
  const encoded = preAuthEncoding(signed.payloadType, content.payload);
  const hashes = new Set<HashName>(['sha256', ...(key.curve === null ? [] : [HASH_OF_CURVE[key.curve]])]);
  return [...hashes].some((hash) =>
    verifySignature(spki, { scheme, hash, saltLength: 0 }, encoded, content.signature),
  );
}

const SCHEMES = { ec: 'ecdsa', rsa: 'rsa-pkcs1', ed25519: 'ed25519' } as const;

/** Ed25519 over a whole file wants the whole file, twice: from a digest, a sound one cannot be told from a bad one. */
export function needsWholeFile({ content }: Signed, key: KeyFacts): boolean {
  return content.kind === 'message' && key.type === 'ed25519';
}

/** For people. */
export const WHOLE_FILE = 'Ed25519 over the file itself, not over its digest';

type LogHash = 'sha256' | 'sha384' | 'sha512';

/** The digest of what the signature is over: what a `hashedrekord` entry records. Null where only another one is known. */
export function signedDigest({ content, payloadType }: Signed, hash: LogHash): Uint8Array | null {
  if (content.kind === 'message') return content.hash === hash ? content.digest : null;
  return digest(hash, preAuthEncoding(payloadType, content.payload));
}

/** The digest of an envelope's payload: what `dsse` and `intoto` entries record. Null where there is no envelope. */
export function payloadDigest({ content }: Signed, hash: LogHash): Uint8Array | null {
  return content.kind === 'envelope' ? digest(hash, content.payload) : null;
}
