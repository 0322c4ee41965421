import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { nothing, oid, sequence, explicit, integer, type Bytes } from './der.js';

export type Curve = 'P-256' | 'P-384' | 'P-521';
export type KeyKind = Curve | 'RSA-2048' | 'RSA-3072' | 'Ed25519';
export type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A fresh key. RSA takes up to a second; the curves take well under a millisecond. */
export function makeKey(kind: KeyKind = 'P-256'): KeyPair {
  if (kind === 'Ed25519') return generateKeyPairSync('ed25519');
  if (kind === 'RSA-2048') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (kind === 'RSA-3072') return generateKeyPairSync('rsa', { modulusLength: 3072 });
  return generateKeyPairSync('ec', { namedCurve: kind });
}

/** SubjectPublicKeyInfo, DER. */
export const spkiOf = (key: KeyPair) => key.publicKey.export({ type: 'spki', format: 'der' });

/** SubjectPublicKeyInfo as PEM text: 64 columns, final newline. */
export const pemOf = (key: KeyPair) => key.publicKey.export({ type: 'spki', format: 'pem' }).toString();

export const sha256 = (...parts: readonly Bytes[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The hash that goes with a key: as long as its curve (OMS 1.0 §4.1), SHA-256 for all other keys. */
export function hashFor(key: KeyPair): Hash {
  const curve = key.publicKey.asymmetricKeyDetails?.namedCurve;
  return curve === 'secp521r1' ? 'sha512' : curve === 'secp384r1' ? 'sha384' : 'sha256';
}

/** ECDSA in DER form, RSA PKCS#1 v1.5, or Ed25519, by the kind of the key. */
export function signBytes(key: KeyPair, data: Bytes, hash: Hash = hashFor(key)): Buffer {
  return sign(key.publicKey.asymmetricKeyType === 'ed25519' ? null : hash, data, key.privateKey);
}

const ECDSA = {
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
} as const;
const RSA = {
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
} as const;

/** AlgorithmIdentifier of what `signBytes` makes. */
export function algorithmOf(key: KeyPair, hash: Hash = hashFor(key)): Buffer {
  const type = key.publicKey.asymmetricKeyType;
  if (type === 'ed25519') return sequence(oid('1.3.101.112'));
  return type === 'rsa' ? sequence(oid(RSA[hash]), nothing()) : sequence(oid(ECDSA[hash]));
}

export const SHA256_ALGORITHM = sequence(oid('2.16.840.1.101.3.4.2.1'), nothing());

/** RSASSA-PSS with SHA-256 throughout and a salt of 32 bytes (RFC 4055 §3.1). */
export const PSS_ALGORITHM = sequence(
  oid('1.2.840.113549.1.1.10'),
  sequence(
    explicit(0, SHA256_ALGORITHM),
    explicit(1, sequence(oid('1.2.840.113549.1.1.8'), SHA256_ALGORITHM)),
    explicit(2, integer(32)),
  ),
);

/** A copy with one bit turned over; a negative offset counts from the end. */
export function flipBit(bytes: Bytes, offset = -1): Buffer<ArrayBuffer> {
  const copy = Buffer.from(bytes);
  const at = offset < 0 ? copy.length + offset : offset;
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}
