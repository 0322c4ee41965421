/** Runs the engines in a worker, as the product does. */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { createSHA256 } from 'hash-wasm';
import { Sha256 } from '../../src/hash/sha256.js';
import type { Rounds, Task } from './protocol.js';

type Engine = (message: Uint8Array<ArrayBuffer>) => Promise<string>;

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

async function engines(): Promise<Record<string, Engine>> {
  const hashWasm = await createSHA256();
  return {
    touchstone: async (message) => hex((await Sha256.create()).update(message).digest()),
    'hash-wasm': (message) => Promise.resolve(hashWasm.init().update(message).digest('hex')),
    '@noble/hashes': (message) => Promise.resolve(hex(nobleSha256(message))),
    'crypto.subtle': async (message) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', message))),
  };
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
      digests.add(await engine(message));
      const speed = bytes / 2 ** 20 / ((performance.now() - start) / 1000);
      // The first round warms up.
      if (round >= 0) result[name]?.push(speed);
    }
    all.push(...all.splice(0, 1));
  }
  if (digests.size !== 1) throw new Error(`the engines disagree: ${[...digests].join(', ')}`);
  return result;
}

/** A file as one would hash it with hash-wasm: the usual choice, streamed. */
async function stream(file: File): Promise<string> {
  const hash = await createSHA256();
  const reader = file.stream().getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) hash.update(chunk.value);
  return hash.digest('hex');
}

addEventListener('message', ({ data }: MessageEvent<Task>) => {
  const work = data.type === 'engines' ? compare(data.bytes, data.rounds) : stream(data.file);
  work.then((result) => {
    postMessage(result);
  }, reportError);
});
