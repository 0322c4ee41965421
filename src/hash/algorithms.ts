import { createBLAKE2b, createBLAKE3, createSHA384, createSHA512, type IHasher } from 'hash-wasm';
import { toHex } from '../bytes.js';
import type { HashAlgorithm } from '../report.js';
import type { Readiness } from './hasher.js';
import { type Kernel, loadKernel } from './kernel.js';
import { LaneHasher } from './lanes.js';
import { Sha256 } from './sha256.js';

/** One message being hashed. `digestHex`, lower case, ends it. */
export interface Digest {
  /** The caller must wait for it, and leave `bytes` as they are until then. */
  update(bytes: Uint8Array): void | Promise<void>;
  digestHex(): string | Promise<string>;
  /** Ends it in any case: after its digest, or given up without one. */
  close?(): void;
}

/**
 * OMS 1.0 §5.2: SHA-256, BLAKE2b with 512 bits, BLAKE3 with 256 bits. In-toto's digests: SHA-384 and SHA-512 too. `size` is
 * the most that the message can have, in bytes.
 */
export async function createDigest(algorithm: HashAlgorithm, size = Infinity): Promise<Digest> {
  if (!hasWasm()) return (await import('./without-wasm.js')).createDigestWithoutWasm(algorithm, size);
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

const ALL = ['sha256', 'blake2b', 'blake3', 'sha384', 'sha512'] as const satisfies readonly HashAlgorithm[];

/** Loads and compiles everything now, so that no check waits for it. */
export async function prepareDigests(): Promise<Readiness> {
  for (const digest of await Promise.all(ALL.map((algorithm) => createDigest(algorithm)))) digest.close?.();
  return { slow: !hasWasm() };
}

/** WebAssembly's magic number and version: a module with nothing in it. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

let compiles: boolean | undefined;

/**
 * Whether WebAssembly may run here at all: hardened browsers leave it out, and so may the policy of a page. Where it runs,
 * whatever else is wrong with it is an error.
 */
function hasWasm(): boolean {
  if (compiles !== undefined) return compiles;
  try {
    return (compiles = new WebAssembly.Module(EMPTY_MODULE) instanceof WebAssembly.Module);
  } catch {
    return (compiles = false);
  }
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
