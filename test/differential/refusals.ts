import type { KeyObject } from 'node:crypto';
import type { CryptoCase } from './crypto.js';
import { keyBytesOf } from './spki-cases.js';

/** A rule of ours that refuses what Node accepts. */
export interface Refusal {
  readonly name: string;
  readonly applies: (question: CryptoCase, key: KeyObject) => boolean;
}

const FIELD = (1n << 255n) - 19n;
const CURVES: readonly (string | undefined)[] = ['prime256v1', 'secp384r1', 'secp521r1'];

/** y of a point as Ed25519 writes it, without the sign of x. */
function yOf(point: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(point).reverse().toString('hex')}`) & ((1n << 255n) - 1n);
}

/** The y of the eight points of small order, and what is not below the field's prime. */
const SMALL_Y: readonly bigint[] = [
  0n,
  1n,
  FIELD - 1n,
  yOf(Buffer.from('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'hex')),
  yOf(Buffer.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'hex')),
];
const isOddPoint = (point: Uint8Array) => yOf(point) >= FIELD || SMALL_Y.includes(yOf(point));

const isEd25519 = (key: KeyObject) => key.asymmetricKeyType === 'ed25519';
const keyBytes = ({ spki }: CryptoCase) => spki.subarray(-32);
const modulusBits = (key: KeyObject) => key.asymmetricKeyDetails?.modulusLength ?? Infinity;
const exponent = (key: KeyObject) => key.asymmetricKeyDetails?.publicExponent ?? 65537n;

/** Null for what Node reads, but cannot write: parameters of RSASSA-PSS that do not exist. */
function rewritten(key: KeyObject): Buffer | null {
  try {
    return key.export({ type: 'spki', format: 'der' });
  } catch {
    return null;
  }
}

/** In this order: the first that applies is counted. */
export const REFUSALS: readonly Refusal[] = [
  {
    // What we read is what was signed: nothing that a stricter reader would refuse or read in another way.
    name: 'a key that is not written as Node writes it (BER, parameters, bits)',
    applies: ({ spki }, key) => rewritten(key)?.equals(spki) !== true,
  },
  {
    name: 'a curve besides P-256, P-384 and P-521',
    applies: (_, key) =>
      key.asymmetricKeyType === 'ec' && !CURVES.includes(key.asymmetricKeyDetails?.namedCurve),
  },
  {
    name: 'a point that is compressed or hybrid',
    // RFC 5480 §2.2 asks for the uncompressed form, which begins with 4, and no more.
    applies: ({ spki }, key) => key.asymmetricKeyType === 'ec' && keyBytesOf(spki)[0] !== 4,
  },
  {
    name: 'an RSA modulus below 2048 or above 8192 bits',
    applies: (_, key) => modulusBits(key) < 2048 || (modulusBits(key) > 8192 && modulusBits(key) < Infinity),
  },
  {
    name: 'an RSA exponent that is even, below 3 or above 2^32',
    applies: (_, key) => exponent(key) < 3n || exponent(key) % 2n === 0n || exponent(key) > 1n << 32n,
  },
  {
    name: 'an RSASSA-PSS key whose mask is by another hash than the message',
    applies: (_, { asymmetricKeyDetails: details }) =>
      details?.mgf1HashAlgorithm !== undefined && details.mgf1HashAlgorithm !== details.hashAlgorithm,
  },
  {
    name: 'an Ed25519 key of small order, or not canonical',
    applies: (question, key) => isEd25519(key) && isOddPoint(keyBytes(question)),
  },
  {
    name: 'an Ed25519 R of small order, or not canonical',
    applies: ({ signature }, key) => isEd25519(key) && isOddPoint(signature.subarray(0, 32)),
  },
];
