import { Buffer } from './buffer.js';
import { digest, parsePkcs1, parseSpki, usualAlgorithm, verifyWith, type PublicKey } from './keys.js';
import type { HashName } from './facade.js';

/** node:crypto as far as @sigstore/core calls it, synchronous, on noble. */
const HASH_NAMES: Readonly<Record<string, HashName>> = {
  sha224: 'sha224',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  'sha2-256': 'sha256',
};

function hashName(name: string): HashName {
  const known = HASH_NAMES[name.toLowerCase()];
  if (known === undefined) throw new TypeError(`unsupported hash ${name}`);
  return known;
}

export function createHash(name: string) {
  const hash = hashName(name);
  const parts: Uint8Array[] = [];
  return {
    update(data: Uint8Array | string) {
      parts.push(typeof data === 'string' ? new TextEncoder().encode(data) : data);
      return this;
    },
    digest: (encoding?: 'hex') => {
      const result = Buffer.from(digest(hash, Buffer.concat(parts)));
      return encoding === undefined ? result : result.toString(encoding);
    },
  };
}

type KeyInput = string | { readonly key: Uint8Array; readonly type: 'spki' | 'pkcs1' };

export function createPublicKey(input: KeyInput): PublicKey {
  if (typeof input !== 'string') return input.type === 'pkcs1' ? parsePkcs1(input.key) : parseSpki(input.key);
  const body = /^-----BEGIN PUBLIC KEY-----([\s\S]+?)-----END PUBLIC KEY-----\s*$/.exec(input.trim())?.[1];
  if (body === undefined) throw new TypeError('not a PEM public key');
  return parseSpki(Buffer.from(body.replace(/\s/g, ''), 'base64'));
}

/** Node's default hash for EC and RSA keys is SHA-256. */
export function verify(
  hash: string | null | undefined,
  data: Uint8Array,
  key: PublicKey,
  signature: Uint8Array,
): boolean {
  return verifyWith(key, usualAlgorithm(key, hashName(hash ?? 'sha256')), data, signature);
}

/** Nothing here is secret; equal lengths are required as by Node. */
export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) throw new RangeError('lengths differ');
  return a.every((byte, i) => byte === b[i]);
}

export default { createHash, createPublicKey, verify, timingSafeEqual };
