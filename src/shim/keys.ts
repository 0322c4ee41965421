import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha256, sha384, sha512, sha224 } from '@noble/hashes/sha2.js';
import { ASN1Obj } from '@sigstore/core';
import { verifyPkcs1v15 } from './rsa.js';
import type { HashName, KeyFacts } from './facade.js';

/** A public key, parsed once. What node:crypto calls a KeyObject. */
export type PublicKey =
  | { readonly type: 'ec'; readonly curve: 'P-256' | 'P-384' | 'P-521'; readonly point: Uint8Array }
  | { readonly type: 'rsa'; readonly n: bigint; readonly e: bigint; readonly bits: number }
  | { readonly type: 'ed25519'; readonly point: Uint8Array };

const HASHES = { sha224, sha256, sha384, sha512 } as const;
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
  const [algorithm, keyBits, ...rest] = ASN1Obj.parseBuffer(Buffer.from(der)).subs;
  if (algorithm === undefined || keyBits === undefined || rest.length > 0 || keyBits.tag.number !== 0x03) {
    throw new TypeError('malformed public key');
  }
  const bits = keyBits.value;
  if (bits[0] !== 0) throw new TypeError('malformed public key bits');
  const key = Uint8Array.from(bits.subarray(1));
  const oid = algorithm.subs[0]?.toOID();
  switch (oid) {
    case OID_EC: {
      const curve = NAMED_CURVES[algorithm.subs[1]?.toOID() ?? ''];
      if (curve === undefined) throw new TypeError('unsupported curve');
      // Throws when the point is not on the curve.
      CURVES[curve].Point.fromBytes(key);
      return { type: 'ec', curve, point: key };
    }
    case OID_RSA:
      return parsePkcs1(key);
    case OID_ED25519:
      if (key.length !== 32) throw new TypeError('malformed Ed25519 key');
      return { type: 'ed25519', point: key };
    default:
      throw new TypeError(`unsupported key algorithm ${oid ?? ''}`);
  }
}

/** Parses an RSAPublicKey (RFC 8017 §A.1.1). */
export function parsePkcs1(der: Uint8Array): PublicKey {
  // 8192 bits and their wrapping; reading a longer number takes the square of its length.
  if (der.length > 1100) throw new TypeError('RSA key too long');
  const [n, e] = ASN1Obj.parseBuffer(Buffer.from(der)).subs.map((sub) => sub.toInteger());
  if (n === undefined || e === undefined || n <= 0n) throw new TypeError('malformed RSA key');
  return { type: 'rsa', n, e, bits: n.toString(2).length };
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
 * Verifies `signature` over `data`. A hash is needed for ECDSA and RSA (PKCS#1 v1.5) and ignored by Ed25519. Anything
 * malformed is false. ECDSA signatures are DER (RFC 3279 §2.2.3); high S is accepted, as every X.509 verifier does.
 */
export function verifyWith(key: PublicKey, hash: HashName, data: Uint8Array, signature: Uint8Array): boolean {
  try {
    switch (key.type) {
      case 'ec':
        return CURVES[key.curve].verify(signature, digest(hash, data), key.point, {
          prehash: false,
          lowS: false,
          format: 'der',
        });
      case 'ed25519':
        // RFC 8032 strictly; ZIP 215 would accept more than other verifiers do.
        return ed25519.verify(signature, data, key.point, { zip215: false });
      case 'rsa':
        return verifyPkcs1v15(key, hash, digest(hash, data), signature);
    }
  } catch {
    return false;
  }
}
