import type { HashName } from './facade.js';

/** DigestInfo prefixes, RFC 8017 §9.2 note 1. */
const DIGEST_INFO: Readonly<Record<HashName, string>> = {
  sha224: '302d300d06096086480165030402040500041c',
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** Bounds keep one signature cheap: an 8192-bit modulus takes a few milliseconds. */
const MIN_BITS = 2048;
const MAX_BITS = 8192;
const MAX_EXPONENT = 1n << 32n;

/**
 * RSASSA-PKCS1-v1_5 verification, RFC 8017 §8.2.2: the encoded message is built and compared as a whole, so that no
 * parser of padding can be fooled. No secret is involved; constant time is not needed. noble has no RSA.
 */
export function verifyPkcs1v15(
  key: { readonly n: bigint; readonly e: bigint; readonly bits: number },
  hash: HashName,
  hashed: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (key.bits < MIN_BITS || key.bits > MAX_BITS) return false;
  if (key.e < 3n || key.e > MAX_EXPONENT || key.e % 2n === 0n || key.n % 2n === 0n) return false;
  const length = Math.ceil(key.bits / 8);
  if (signature.length !== length) return false;
  const s = BigInt(`0x${hex(signature)}`);
  if (s >= key.n) return false;
  const digestInfo = DIGEST_INFO[hash] + hex(hashed);
  const padding = 'ff'.repeat(length - 3 - digestInfo.length / 2);
  const expected = BigInt(`0x0001${padding}00${digestInfo}`);
  return power(s, key.e, key.n) === expected;
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

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
