import { equalBytes, fromHex, toHex } from '../bytes.js';
import type { HashName } from './facade.js';

/** DigestInfo prefixes, RFC 8017 §9.2 note 1. */
const DIGEST_INFO: Readonly<Record<HashName, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** Bounds keep one signature cheap: an 8192-bit modulus takes a few milliseconds. */
const MIN_BITS = 2048;
const MAX_BITS = 8192;
const MAX_EXPONENT = 1n << 32n;

interface Key {
  readonly n: bigint;
  readonly e: bigint;
  readonly bits: number;
}

/**
 * RSASSA-PKCS1-v1_5 verification, RFC 8017 §8.2.2: the encoded message is built and compared as a whole, so that no
 * parser of padding can be fooled. No secret is involved; constant time is not needed. noble has no RSA.
 */
export function verifyPkcs1v15(key: Key, hash: HashName, hashed: Uint8Array, signature: Uint8Array): boolean {
  const encoded = open(key, signature);
  if (encoded === null) return false;
  const digestInfo = DIGEST_INFO[hash] + toHex(hashed);
  const padding = 'ff'.repeat(signature.length - 3 - digestInfo.length / 2);
  return encoded === BigInt(`0x0001${padding}00${digestInfo}`);
}

/** RSASSA-PSS verification, RFC 8017 §8.1.2 and §9.1.2, with MGF1 over the same hash and the trailer 0xbc. */
export function verifyPss(
  key: Key,
  hash: (data: Uint8Array) => Uint8Array,
  saltLength: number,
  hashed: Uint8Array,
  signature: Uint8Array,
): boolean {
  const encoded = open(key, signature);
  const emBits = key.bits - 1;
  const emLen = Math.ceil(emBits / 8);
  const hLen = hashed.length;
  if (encoded === null || encoded >> BigInt(8 * emLen) !== 0n) return false;
  const EM = fromHex(encoded.toString(16).padStart(2 * emLen, '0'));
  if (EM === null || emLen < hLen + saltLength + 2 || EM[emLen - 1] !== 0xbc) return false;
  const maskedDB = EM.subarray(0, emLen - hLen - 1);
  const H = EM.subarray(emLen - hLen - 1, emLen - 1);
  // The bits above emBits are zero, and stay so under the mask.
  const above = 0xff >> (8 * emLen - emBits);
  if (((maskedDB[0] ?? 0) & ~above) !== 0) return false;
  const mask = mgf1(hash, H, maskedDB.length);
  const DB = maskedDB.map((byte, i) => byte ^ (mask[i] ?? 0));
  DB[0] = (DB[0] ?? 0) & above;
  const one = emLen - hLen - saltLength - 2;
  if (DB[one] !== 1 || DB.subarray(0, one).some((byte) => byte !== 0)) return false;
  const M = Uint8Array.of(...new Uint8Array(8), ...hashed, ...DB.subarray(one + 1));
  return equalBytes(hash(M), H);
}

/** RFC 8017 §B.2.1. */
function mgf1(hash: (data: Uint8Array) => Uint8Array, seed: Uint8Array, length: number): Uint8Array {
  const mask: number[] = [];
  for (let counter = 0; mask.length < length; counter++) {
    mask.push(...hash(Uint8Array.of(...seed, counter >>> 24, counter >>> 16, counter >>> 8, counter)));
  }
  return Uint8Array.from(mask.slice(0, length));
}

/** Whether a key is long enough to be worth anything and short enough to be quick, with a sound exponent. */
export function isUsable({ n, e, bits }: Key): boolean {
  if (bits < MIN_BITS || bits > MAX_BITS || n % 2n === 0n) return false;
  return e >= 3n && e <= MAX_EXPONENT && e % 2n === 1n;
}

/** RSAVP1 (RFC 8017 §5.2.2) on a signature of exactly the modulus' length; null for one, or a key, that is out of bounds. */
function open(key: Key, signature: Uint8Array): bigint | null {
  const { n, e, bits } = key;
  if (!isUsable(key)) return null;
  if (signature.length !== Math.ceil(bits / 8)) return null;
  const s = BigInt(`0x${toHex(signature)}`);
  return s < n ? power(s, e, n) : null;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
