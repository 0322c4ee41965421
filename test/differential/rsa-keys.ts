import { constants, generateKeyPairSync, generatePrimeSync, privateEncrypt } from 'node:crypto';
import { bits, integer, nothing, oid, sequence, type Bytes } from '../forge/der.js';
import { pooledKey, pssSpki, spkiOf, type KeyPair } from '../forge/keys.js';
import type { PssOptions } from '../forge/pss.js';

/** A key, and the bare RSA operation under it: what is put into the block is the caller's affair. */
export interface RsaKey {
  readonly spki: Bytes;
  readonly modulus: bigint;
  readonly modulusBits: number;
  /** What the key says that it is for; null where it says nothing. */
  readonly only: PssOptions | null;
  /** Null where no signature of this block exists. */
  readonly sign: (block: Bytes) => Buffer | null;
}

const numberOf = (bytes: Bytes) => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);

function ordinary(key: KeyPair, spki: Bytes = spkiOf(key), only: PssOptions | null = null): RsaKey {
  const modulus = numberOf(Buffer.from(key.publicKey.export({ format: 'jwk' }).n ?? '', 'base64url'));
  const sign = (block: Bytes) => {
    if (numberOf(block) >= modulus) return null;
    return privateEncrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, block);
  };
  return { spki, modulus, modulusBits: modulus.toString(2).length, only, sign };
}

const generated =
  (modulusLength: number, publicExponent = 65537) =>
  () =>
    ordinary(generateKeyPairSync('rsa', { modulusLength, publicExponent }));

const pss = (only: PssOptions | null) => () => {
  const key = pooledKey('RSA-2048');
  return ordinary(key, pssSpki(key, only), only);
};

/** Exponents that no generator gives (RFC 8017 §3.1 wants odd ones from 3). With 1, each block is its own signature. */
function withExponent(e: bigint): () => RsaKey {
  return () => {
    const prime = () => generatePrimeSync(1024, { add: 4n, rem: 3n, bigint: true });
    const [p, q] = [prime(), prime()];
    const modulus = p * q;
    const write = (value: bigint) => integer(Buffer.from(value.toString(16).padStart(512, '0'), 'hex'));
    const key = sequence(write(modulus), write(e));
    const toBlock = (value: bigint) => Buffer.from(value.toString(16).padStart(512, '0'), 'hex');
    return {
      spki: sequence(sequence(oid('1.2.840.113549.1.1.1'), nothing()), bits(key)),
      modulus,
      modulusBits: modulus.toString(2).length,
      only: null,
      sign: (block) => {
        const root = rootOf(numberOf(block), e, p, q);
        return root === null ? null : toBlock(root);
      },
    };
  };
}

/** The e-th root modulo pq, where both primes are 3 modulo 4; a square root has only a quarter of all numbers. */
function rootOf(value: bigint, e: bigint, p: bigint, q: bigint): bigint | null {
  const modulo = (prime: bigint) =>
    power(value, e === 2n ? (prime + 1n) / 4n : inverse(e, prime - 1n), prime);
  const [a, b] = [modulo(p), modulo(q)];
  // Chinese remainder theorem.
  const root = a + p * (((((b - a) % q) + q) * inverse(p, q)) % q);
  return power(root, e, p * q) === value ? root : null;
}

/** By Euclid's algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [r, next, x, nextX] = [modulus, value % modulus, 0n, 1n];
  while (next > 0n) [r, next, x, nextX] = [next, r % next, nextX, x - (r / next) * nextX];
  return ((x % modulus) + modulus) % modulus;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Sizes at the borders of a byte and of what is allowed: of 2049 bits, one is alone in the first byte. */
const KINDS = {
  '2048 bits': () => ordinary(pooledKey('RSA-2048')),
  '1024 bits': generated(1024),
  '2040 bits': generated(2040),
  '2049 bits': generated(2049),
  '2055 bits': generated(2055),
  '3072 bits, e = 3': generated(3072, 3),
  'e = 1': withExponent(1n),
  'e = 2': withExponent(2n),
  'e of 40 bits': withExponent(2n ** 40n + 15n),
  'for PSS': pss(null),
  'for PSS with SHA-256': pss({ hash: 'sha256' }),
  'for PSS with SHA-384 and a salt of 20 at least': pss({ hash: 'sha384', saltLength: 20 }),
  'for PSS with SHA-512, mask by SHA-256': pss({ hash: 'sha512', mgfHash: 'sha256' }),
  'for PSS with a trailer of 2': pss({ hash: 'sha256', trailer: 2 }),
  'for PSS with a salt without room': pss({ hash: 'sha512', saltLength: 300 }),
} as const satisfies Record<string, () => RsaKey>;

export type RsaKind = keyof typeof KINDS;
export const RSA_KINDS = Object.keys(KINDS) as readonly RsaKind[];

const made = new Map<RsaKind, RsaKey>();

/** Each made once: generating one takes up to a second. */
export function rsaKey(kind: RsaKind): RsaKey {
  const key = made.get(kind) ?? KINDS[kind]();
  made.set(kind, key);
  return key;
}
