import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { bits, nothing, oid, sequence, type Bytes } from './der.js';
import { OID_RSASSA_PSS, pssAlgorithm, pssParameters, signPss, type PssOptions } from './pss.js';

export type Curve = 'P-256' | 'P-384' | 'P-521';
export type KeyKind = Curve | 'RSA-2048' | 'RSA-3072' | 'Ed25519';
export type Hash = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A fresh key. RSA takes up to a second; the curves take well under a millisecond. */
export function makeKey(kind: KeyKind = 'P-256'): KeyPair {
  const { privateKey: bytes } = generate(kind) as object as { readonly privateKey: Buffer };
  const privateKey = createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/**
 * As bytes, not as objects: of these, Node 20 may wait for itself for ever. Where garbage is collected while a key's details or
 * its JWK are made, the job that generated it waits for the lock that is held just then.
 */
const AS_BYTES = {
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
} as const;

function generate(kind: KeyKind) {
  if (kind === 'Ed25519') return generateKeyPairSync('ed25519', AS_BYTES);
  if (kind === 'RSA-2048') return generateKeyPairSync('rsa', { modulusLength: 2048, ...AS_BYTES });
  if (kind === 'RSA-3072') return generateKeyPairSync('rsa', { modulusLength: 3072, ...AS_BYTES });
  return generateKeyPairSync('ec', { namedCurve: kind, ...AS_BYTES });
}

/** A key that is known already: JSON Web Key with its private part. */
export function keyFromJwk(key: JsonWebKey): KeyPair {
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

const pool = new Map<string, KeyPair>();

/** The same key for the same number on every call: for those who need many, and no fresh ones. */
export function pooledKey(kind: KeyKind, number = 0): KeyPair {
  const name = `${kind} ${number}`;
  const key = pool.get(name) ?? makeKey(kind);
  pool.set(name, key);
  return key;
}

/**
 * The same RSA key, said to be for RSASSA-PSS (RFC 4055 §1.2): for any, or, with options, for these parameters only. The
 * private half stays an ordinary one, so that it can also sign what the public half forbids.
 */
export function asPssKey(rsa: KeyPair, only: PssOptions | null = null): KeyPair {
  const publicKey = createPublicKey({ key: pssSpki(rsa, only), type: 'spki', format: 'der' });
  return { publicKey, privateKey: rsa.privateKey };
}

/** SubjectPublicKeyInfo of that, also with parameters that no program reads. */
export function pssSpki(rsa: KeyPair, only: PssOptions | null): Buffer {
  const algorithm = only === null ? sequence(oid(OID_RSASSA_PSS)) : pssAlgorithm(only);
  return sequence(algorithm, bits(rsa.publicKey.export({ type: 'pkcs1', format: 'der' })));
}

/** SubjectPublicKeyInfo, DER. */
export const spkiOf = (key: Pick<KeyPair, 'publicKey'>) =>
  key.publicKey.export({ type: 'spki', format: 'der' });

/** SubjectPublicKeyInfo as PEM text: 64 columns, final newline. */
export const pemOf = (key: KeyPair) => key.publicKey.export({ type: 'spki', format: 'pem' }).toString();

export const sha256 = (...parts: readonly Bytes[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export const hashOf = (hash: Hash, ...parts: readonly Bytes[]) =>
  createHash(hash).update(Buffer.concat(parts)).digest();

/** The hash that goes with a key: as long as its curve (OMS 1.0 §4.1), SHA-256 for all other keys. */
export function hashFor(key: KeyPair): Hash {
  const curve = key.publicKey.asymmetricKeyDetails?.namedCurve;
  return curve === 'secp521r1' ? 'sha512' : curve === 'secp384r1' ? 'sha384' : 'sha256';
}

/** ECDSA in DER form, RSA PKCS#1 v1.5, RSASSA-PSS or Ed25519, by the kind of the key. */
export function signBytes(key: KeyPair, data: Bytes, hash: Hash = hashFor(key)): Buffer {
  const type = key.publicKey.asymmetricKeyType;
  if (type === 'rsa-pss') return signPss(key.privateKey, data, { hash });
  return sign(type === 'ed25519' ? null : hash, data, key.privateKey);
}

const ECDSA = {
  sha1: '1.2.840.10045.4.1',
  sha224: '1.2.840.10045.4.3.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
} as const;
const RSA = {
  sha1: '1.2.840.113549.1.1.5',
  sha224: '1.2.840.113549.1.1.14',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
} as const;

/** AlgorithmIdentifier of what `signBytes` makes. */
export function algorithmOf(key: KeyPair, hash: Hash = hashFor(key)): Buffer {
  const type = key.publicKey.asymmetricKeyType;
  if (type === 'ed25519') return sequence(oid('1.3.101.112'));
  if (type === 'rsa-pss') return sequence(oid(OID_RSASSA_PSS), pssParameters({ hash }));
  return type === 'rsa' ? pkcs1Algorithm(hash) : sequence(oid(ECDSA[hash]));
}

/** RSASSA-PKCS1-v1_5, whatever the key says. */
export const pkcs1Algorithm = (hash: Hash) => sequence(oid(RSA[hash]), nothing());

const DIGESTS = {
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;

/** AlgorithmIdentifier of a bare hash. */
export const digestAlgorithm = (hash: Hash) => sequence(oid(DIGESTS[hash]), nothing());

/** A copy with one bit turned over; a negative offset counts from the end. */
export function flipBit(bytes: Bytes, offset = -1): Buffer<ArrayBuffer> {
  const copy = Buffer.from(bytes);
  const at = offset < 0 ? copy.length + offset : offset;
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}
