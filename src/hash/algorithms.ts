import { createBLAKE2b, createBLAKE3, createSHA384, createSHA512, type IHasher } from 'hash-wasm';
import { toHex } from '../bytes.js';
import type { HashAlgorithm } from '../report.js';
import { type Kernel, loadKernel } from './kernel.js';
import { LaneHasher } from './lanes.js';
import { Sha256 } from './sha256.js';

/** One message being hashed. `digestHex`, lower case, ends it. */
export interface Digest {
  /** The caller must wait for it, and leave `bytes` as they are until then. */
  update(bytes: Uint8Array): void | Promise<void>;
  digestHex(): string;
  /** Ends it in any case: after its digest, or given up without one. */
  close?(): void;
}

/** OMS 1.0 §5.2: SHA-256, BLAKE2b with 512 bits, BLAKE3 with 256 bits. In-toto's digests: SHA-384 and SHA-512 too. */
export async function createDigest(algorithm: HashAlgorithm): Promise<Digest> {
  switch (algorithm) {
    case 'sha256':
      return sha256(await loadKernel());
    case 'blake2b':
      return reused(idleBlake2b, () => createBLAKE2b(512));
    case 'blake3':
      return reused(idleBlake3, () => createBLAKE3());
    case 'sha384':
      return reused(idleSha384, () => createSHA384());
    case 'sha512':
      return reused(idleSha512, () => createSHA512());
    default:
      return algorithm satisfies never;
  }
}

const LIBRARY = ['blake2b', 'blake3', 'sha384', 'sha512'] as const satisfies readonly HashAlgorithm[];

/** Compiles everything now, so that no check waits for it and a platform without WebAssembly shows at once. */
export async function prepareDigests(): Promise<void> {
  await Promise.all([loadKernel(), ...LIBRARY.map(createDigest)]);
}

let laneHasher: LaneHasher | undefined;

/** Beside the other messages of this thread where the platform can. */
function sha256(kernel: Kernel): Digest {
  if (kernel.lanes === null) {
    const hash = new Sha256(kernel);
    return { update: (bytes) => void hash.update(bytes), digestHex: () => toHex(hash.digest()) };
  }
  laneHasher ??= new LaneHasher(kernel, kernel.lanes);
  const message = laneHasher.open();
  return {
    update: message.update,
    digestHex: () => toHex(message.digest()),
    close: message.close,
  };
}

const idleBlake2b: IHasher[] = [];
const idleBlake3: IHasher[] = [];
const idleSha384: IHasher[] = [];
const idleSha512: IHasher[] = [];

/**
 * Each of hash-wasm's hashers owns a WebAssembly memory, and a memory reserves gigabytes of address space until it is
 * collected: one for each of 10,000 files is too many. A hasher whose message was given up is left to the collector.
 */
async function reused(idle: IHasher[], create: () => Promise<IHasher>): Promise<Digest> {
  const hash = idle.pop() ?? (await create());
  hash.init();
  return {
    update: (bytes) => void hash.update(bytes),
    digestHex: () => {
      const digest = hash.digest('hex');
      idle.push(hash);
      return digest;
    },
  };
}
