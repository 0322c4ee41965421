import { blake2b } from '@noble/hashes/blake2.js';
import { blake3 } from '@noble/hashes/blake3.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { toHex } from '../bytes.js';
import type { HashAlgorithm } from '../report.js';
import type { Digest } from './algorithms.js';

/** Bytes of a message that are held in memory, twice, for `crypto.subtle`. */
const FITS = 8 * 1024 * 1024;

const SUBTLE: Partial<Record<HashAlgorithm, string>> = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/**
 * For locked-down browsers: the browser's own digests for a message of at most 8 MiB, which must be held whole, and
 * @noble/hashes for longer ones, at a tenth of the speed of WebAssembly. `size` in bytes, as far as it is known.
 */
export function createDigestWithoutWasm(algorithm: HashAlgorithm, size: number): Digest {
  const name = SUBTLE[algorithm];
  // Pages that were not loaded securely have none.
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  return name === undefined || subtle === undefined || size > FITS
    ? streamed(algorithm)
    : whole(subtle, name, size);
}

function streamed(algorithm: HashAlgorithm): Digest {
  const hash = create(algorithm);
  return { update: (bytes) => void hash.update(bytes), digestHex: () => toHex(hash.digest()) };
}

function create(algorithm: HashAlgorithm) {
  switch (algorithm) {
    case 'sha256':
      return sha256.create();
    case 'sha384':
      return sha384.create();
    case 'sha512':
      return sha512.create();
    case 'blake2b':
      return blake2b.create({ dkLen: 64 });
    case 'blake3':
      return blake3.create({});
    default:
      return algorithm satisfies never;
  }
}

function whole(subtle: SubtleCrypto, name: string, size: number): Digest {
  const message = new Uint8Array(size);
  let length = 0;
  return {
    update: (bytes) => {
      message.set(bytes, length);
      length += bytes.length;
    },
    digestHex: async () => toHex(new Uint8Array(await subtle.digest(name, message.subarray(0, length)))),
  };
}
