/** Runs the engines in a worker, as the product does. */
import { SHA256 as ChainsafeSha256 } from '@chainsafe/as-sha256';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { createSHA256 } from 'hash-wasm';
import { readBlob, readTogether } from '../../src/hash/read.js';
import { Sha256 } from '../../src/hash/sha256.js';
import { compileKernel, LANES, loadKernel } from '../../src/hash/kernel.js';
import { LaneHasher } from '../../src/hash/lanes.js';
import type { Rounds, Task } from './protocol.js';

interface Engine {
  /** How many times it hashes the message, side by side. */
  readonly messages: number;
  readonly digest: (message: Uint8Array<ArrayBuffer>) => Promise<string>;
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

async function engines(): Promise<Record<string, Engine>> {
  const hashWasm = await createSHA256();
  const kernel = await loadKernel();
  const scalar = compileKernel('scalar');
  const all: Record<string, Engine> = {
    touchstone: {
      messages: 1,
      digest: (message) => Promise.resolve(hex(new Sha256(kernel).update(message).digest())),
    },
    'touchstone, no SIMD': {
      messages: 1,
      digest: (message) => Promise.resolve(hex(new Sha256(scalar).update(message).digest())),
    },
    'hash-wasm': {
      messages: 1,
      digest: (message) => Promise.resolve(hashWasm.init().update(message).digest('hex')),
    },
    '@chainsafe/as-sha256': {
      messages: 1,
      digest: (message) => Promise.resolve(hex(new ChainsafeSha256().init().update(message).final())),
    },
    '@noble/hashes': { messages: 1, digest: (message) => Promise.resolve(hex(nobleSha256(message))) },
    'crypto.subtle': {
      messages: 1,
      digest: async (message) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', message))),
    },
  };
  if (kernel.lanes === null) return all;
  const lanes = new LaneHasher(kernel, kernel.lanes);
  const inLane = async (bytes: Uint8Array): Promise<string> => {
    const message = lanes.open();
    await message.update(bytes);
    const digest = hex(message.digest());
    message.close();
    return digest;
  };
  const digest = async (message: Uint8Array): Promise<string> => {
    const digests = new Set(await Promise.all(Array.from({ length: LANES }, () => inLane(message))));
    return [...digests].join(' and ');
  };
  return { [`touchstone, ${String(LANES)} messages`]: { messages: LANES, digest }, ...all };
}

/** In turns, so that whatever else the machine does meets all of them alike; the order rotates from round to round. */
async function compare(bytes: number, rounds: number): Promise<Rounds> {
  const message = Uint8Array.from({ length: bytes }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> 24);
  const all = Object.entries(await engines());
  const digests = new Set<string>();
  const result: Rounds = Object.fromEntries(all.map(([name]) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, engine] of all) {
      const start = performance.now();
      digests.add(await engine.digest(message));
      const speed = (engine.messages * bytes) / 2 ** 20 / ((performance.now() - start) / 1000);
      // The first round warms up.
      if (round >= 0) result[name]?.push(speed);
    }
    all.push(...all.splice(0, 1));
  }
  if (digests.size !== 1) throw new Error(`the engines disagree: ${[...digests].join(', ')}`);
  return result;
}

/** A file as one would hash it with hash-wasm: the usual choice, streamed. */
async function stream(blob: Blob): Promise<string> {
  const hash = await createSHA256();
  const reader = blob.stream().getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) hash.update(chunk.value);
  return hash.digest('hex');
}

async function read(blobs: readonly Blob[]): Promise<string> {
  const [blob = new Blob(), ...others] = blobs;
  if (others.length > 0) return (await readTogether(blobs)) === null ? 'they could not be read' : '';
  const failure = await readBlob(blob, { start: 0, end: blob.size }, { onSlice: () => undefined });
  return failure === null ? '' : failure.detail;
}

function work(task: Task): Promise<unknown> {
  switch (task.type) {
    case 'engines':
      return compare(task.bytes, task.rounds);
    case 'stream':
      return stream(task.blob);
    case 'read':
      return read(task.blobs);
  }
}

addEventListener('message', ({ data }: MessageEvent<Task>) => {
  work(data).then((result) => {
    postMessage(result);
  }, reportError);
});
