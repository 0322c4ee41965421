import { Buffer } from './buffer.js';
import { digest, parseSpki, usualAlgorithm, verifyWith, type PublicKey } from './keys.js';
import type { HashName } from './facade.js';

/** node:crypto as far as @sigstore/core calls it, synchronous, on noble. */
const HASH_NAMES: Readonly<Record<string, HashName>> = {
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
};

function hashName(name: string): HashName {
  const known = HASH_NAMES[name];
  if (known === undefined) throw new TypeError(`unsupported hash ${name}`);
  return known;
}

export function createHash(name: string) {
  const hash = hashName(name);
  const parts: Uint8Array[] = [];
  return {
    update(data: Uint8Array) {
      parts.push(data);
      return this;
    },
    digest: () => Buffer.from(digest(hash, Buffer.concat(parts))),
  };
}

/** DER SubjectPublicKeyInfo only: the library is given nothing else. */
export function createPublicKey({ key }: { readonly key: Uint8Array }): PublicKey {
  return parseSpki(key);
}

/** The hash that goes with a curve in Sigstore's registry of algorithms. Node knows SHA-256 alone, where none is named. */
const CURVE_HASHES = { 'P-256': 'sha256', 'P-384': 'sha384', 'P-521': 'sha512' } as const;

export function verify(
  hash: string | null | undefined,
  data: Uint8Array,
  key: PublicKey,
  signature: Uint8Array,
): boolean {
  if (hash == null && key.type === 'ec' && key.curve !== 'P-256') {
    const usual = usualAlgorithm(key, CURVE_HASHES[key.curve]);
    if (verifyWith(key, usual, data, signature)) return true;
  }
  return verifyWith(key, usualAlgorithm(key, hashName(hash ?? 'sha256')), data, signature);
}

/** Nothing here is secret; equal lengths are required as by Node. */
export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) throw new RangeError('lengths differ');
  return a.every((byte, i) => byte === b[i]);
}
