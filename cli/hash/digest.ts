import { createHash } from 'node:crypto';
import type { HashAlgorithm } from '../../src/index.js';
import type { Digest } from '../../src/kernels.js';

/** What computes digests: Node's own code, or what the browser runs. */
export const ENGINES = ['native', 'wasm'] as const;
export type EngineName = (typeof ENGINES)[number];

/** Begins a message. Node has no BLAKE3: that is WebAssembly in any case. */
export async function beginDigest(engine: EngineName, algorithm: HashAlgorithm): Promise<Digest> {
  if (engine === 'wasm' || algorithm === 'blake3') {
    // Loaded only where it is needed, since it is compiled as well.
    const { createDigest } = await import('../../src/kernels.js');
    return createDigest(algorithm);
  }
  const hash = createHash(algorithm === 'blake2b' ? 'blake2b512' : algorithm);
  return { update: (bytes) => void hash.update(bytes), digestHex: () => hash.digest('hex') };
}
