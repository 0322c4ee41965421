import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes, toHex, toUtf8 } from '../bytes.js';
import { OID_PSS, readPss } from './algorithm.js';
import { fail, octetsOf, oid, only, Reader, TAG, unsigned } from './der.js';
import { verifyPkcs1v15, verifyPss } from './rsa.js';
import type { HashName, KeyFacts, SignatureAlgorithm } from './facade.js';

/** A public key, parsed once. What node:crypto calls a KeyObject. */
export type PublicKey = EcKey | RsaKey | { readonly type: 'ed25519'; readonly point: Uint8Array };

interface EcKey {
  readonly type: 'ec';
  readonly curve: 'P-256' | 'P-384' | 'P-521';
  readonly point: Uint8Array;
}

export interface RsaKey {
  readonly type: 'rsa';
  readonly n: bigint;
  readonly e: bigint;
  readonly bits: number;
  /** Of a key that is for RSASSA-PSS alone (RFC 4055 §1.2): for which; `any` where it does not say. Else null. */
  readonly pss: { readonly hash: HashName; readonly saltLength: number } | 'any' | null;
}

const HASHES = { sha256, sha384, sha512 } as const;
const CURVES = { 'P-256': p256, 'P-384': p384, 'P-521': p521 } as const;

/** RFC 5480 §2.1.1.1, RFC 8017 §A.1, RFC 8410 §3. */
const OID_EC = '1.2.840.10045.2.1';
const OID_RSA = '1.2.840.113549.1.1.1';
const OID_ED25519 = '1.3.101.112';
const NAMED_CURVES: Readonly<Record<string, 'P-256' | 'P-384' | 'P-521'>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
};

export function digest(hash: HashName, data: Uint8Array): Uint8Array {
  return HASHES[hash](data);
}

/** Parses a DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). Throws on anything malformed or of another kind. */
export function parseSpki(der: Uint8Array): PublicKey {
  const outer = new Reader(only(der, TAG.sequence).content);
  const algorithm = new Reader(outer.next(TAG.sequence).content);
  const key = Uint8Array.from(octetsOf(outer.next(TAG.bitString)));
  outer.end();
  const id = oid(algorithm.next(TAG.oid));
  const parameters = algorithm.done ? null : algorithm.any();
  algorithm.end();
  switch (id) {
    case OID_EC: {
      const curve = parameters?.tag === TAG.oid ? NAMED_CURVES[oid(parameters)] : undefined;
      if (curve === undefined) throw new TypeError('unsupported curve');
      // Throws when the point is not on the curve.
      CURVES[curve].Point.fromBytes(key);
      return { type: 'ec', curve, point: key };
    }
    case OID_RSA:
      // RFC 3279 §2.3.1: NULL, which some leave out.
      if (parameters !== null && (parameters.tag !== TAG.null || parameters.content.length > 0))
        throw new TypeError('parameters of an RSA key');
      return parsePkcs1(key);
    case OID_PSS:
      return {
        ...parsePkcs1(key),
        pss: parameters === null ? 'any' : (readPss(parameters) ?? fail('parameters of a PSS key')),
      };
    case OID_ED25519:
      if (parameters !== null || key.length !== 32) throw new TypeError('malformed Ed25519 key');
      return { type: 'ed25519', point: key };
    default:
      throw new TypeError(`unsupported key algorithm ${id}`);
  }
}

/** 8192 bits: verifying with a longer key would take too long. */
const MAX_RSA_BYTES = 1024;

/** Parses an RSAPublicKey (RFC 8017 §A.1.1). */
function parsePkcs1(der: Uint8Array): RsaKey {
  const reader = new Reader(only(der, TAG.sequence).content);
  const n = unsigned(reader.next(TAG.integer), MAX_RSA_BYTES);
  const e = unsigned(reader.next(TAG.integer), MAX_RSA_BYTES);
  reader.end();
  return { type: 'rsa', n, e, bits: n.toString(2).length, pss: null };
}

export function keyFacts(key: PublicKey): KeyFacts {
  switch (key.type) {
    case 'ec':
      return { type: 'ec', curve: key.curve, name: `ECDSA ${key.curve}` };
    case 'rsa':
      return { type: 'rsa', curve: null, name: `RSA ${String(key.bits)} bit` };
    case 'ed25519':
      return { type: 'ed25519', curve: null, name: 'Ed25519' };
  }
}

/**
 * Verifies `signature` over `data`. An algorithm that does not go with the key, and anything malformed, is false. ECDSA
 * signatures are DER (RFC 3279 §2.2.3); high S is accepted, as every X.509 verifier does.
 */
export function verifyWith(
  key: PublicKey,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (key.type !== 'ed25519')
    return verifyDigestWith(key, algorithm, digest(algorithm.hash, data), signature);
  try {
    return algorithm.scheme === 'ed25519' && verifyEd25519(key.point, data, signature);
  } catch {
    return false;
  }
}

/** The same over data of which only the digest is known; with an Ed25519 key this is Ed25519ph (RFC 8032 §5.1). */
export function verifyDigestWith(
  key: PublicKey,
  algorithm: SignatureAlgorithm,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { scheme, hash, saltLength } = algorithm;
  if (digest.length !== HASHES[hash].outputLen) return false;
  try {
    switch (key.type) {
      case 'ec':
        return scheme === 'ecdsa' && verifyEcdsa(key, digest, signature);
      case 'ed25519':
        return (
          scheme === 'ed25519' && hash === 'sha512' && verifyEd25519(key.point, digest, signature, DOM2_PH)
        );
      case 'rsa':
        if (scheme === 'rsa-pkcs1') return key.pss === null && verifyPkcs1v15(key, hash, digest, signature);
        return (
          scheme === 'rsa-pss' &&
          mayUsePss(key, algorithm) &&
          verifyPss(key, HASHES[hash], saltLength, digest, signature)
        );
    }
  } catch {
    return false;
  }
}

/** Answers that were given before, by everything that they depend on: the oldest goes first. */
const known = new Map<string, boolean>();
const MAX_KNOWN = 200;

/**
 * A chain is verified by our rules and by @sigstore/verify's, at each time that is proven, and its upper part is the same for
 * every bundle: 8 ms a signature with P-384, most of a check.
 */
function verifyEcdsa(key: EcKey, digest: Uint8Array, signature: Uint8Array): boolean {
  const question = [key.curve, ...[key.point, digest, signature].map(toHex)].join(' ');
  const answer =
    known.get(question) ??
    CURVES[key.curve].verify(signature, digest, key.point, { prehash: false, lowS: false, format: 'der' });
  known.delete(question);
  known.set(question, answer);
  const [oldest] = known.keys();
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
  return answer;
}

/** RFC 8032 §2, §5.1: what Ed25519ph puts before everything that it hashes, with an empty context. */
const DOM2_PH = concatBytes([toUtf8('SigEd25519 no Ed25519 collisions'), Uint8Array.of(1, 0)]);

/**
 * RFC 8032 §5.1.7, by the equation without the cofactor, as OpenSSL has it. noble checks the one with the cofactor, which
 * accepts signatures with a part of small order that others refuse; and only encodings of one form.
 */
function verifyEd25519(
  publicKey: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
  prefix: Uint8Array = new Uint8Array(),
): boolean {
  const { Point } = ed25519;
  if (signature.length !== 64) return false;
  const [R, s] = [signature.subarray(0, 32), signature.subarray(32)];
  if (prefix.length === 0 && !ed25519.verify(signature, data, publicKey, { zip215: false })) return false;
  // With a prefix, noble hashes the message itself: what it would check beside the equation is checked here.
  if (littleEndian(s) >= Point.Fn.ORDER) return false;
  if (Point.fromBytes(publicKey, false).isSmallOrder()) return false;
  const k = littleEndian(sha512(concatBytes([prefix, R, publicKey, data]))) % Point.Fn.ORDER;
  const A = Point.fromBytes(publicKey, false);
  const kA = k === 0n ? Point.ZERO : A.multiplyUnsafe(k);
  const found = Point.BASE.multiplyUnsafe(littleEndian(s)).subtract(kA).toBytes();
  return equalBytes(found, R);
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((number, byte) => number * 256n + BigInt(byte), 0n);
}

/** RFC 4055 §3.3: a key that states parameters is for that hash, and for salts of at least that length. */
function mayUsePss({ pss }: RsaKey, { hash, saltLength }: SignatureAlgorithm): boolean {
  return pss === null || pss === 'any' || (pss.hash === hash && saltLength >= pss.saltLength);
}

/** What goes with a key where nothing names the algorithm (a bundle's own signature, node:crypto's `verify`). */
export function usualAlgorithm(key: PublicKey, hash: HashName): SignatureAlgorithm {
  const scheme = { ec: 'ecdsa', rsa: 'rsa-pkcs1', ed25519: 'ed25519' } as const;
  return { scheme: scheme[key.type], hash, saltLength: 0 };
}
