/** Called by bench/sha256.bench.mjs through the browser's debugger. */
import { createWorkerPool } from '../../src/hash/pool.js';
import type { Rounds, Task } from './protocol.js';

function ask<T>(worker: Worker, task: Task): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<T>) => {
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      reject(new Error(message));
    };
    worker.postMessage(task);
  });
}

const startWorker = (): Worker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** One message in memory, every engine. */
function compareEngines(bytes: number, rounds: number): Promise<Rounds> {
  return ask(startWorker(), { type: 'engines', bytes, rounds });
}

/** The files of the page's input, read and hashed: the product's pool, and one hash-wasm worker for each file. */
async function compareFiles(rounds: number): Promise<Rounds> {
  const files = [...(document.querySelector('input')?.files ?? [])];
  const mebibytes = files.reduce((sum, { size }) => sum + size, 0) / 2 ** 20;
  const pool = createWorkerPool();
  await pool.ready();
  const workers = files.map(startWorker);

  const ways: Record<string, () => Promise<string[]>> = {
    'touchstone pool': () =>
      Promise.all(
        files.map(async (blob) => {
          const outcome = await pool.hash({ blob, algorithm: 'sha256' }, {});
          return outcome.ok ? outcome.digest : outcome.failure.detail;
        }),
      ),
    'hash-wasm stream': () =>
      Promise.all(
        workers.map((worker, i) =>
          ask<string>(worker, { type: 'stream', file: files[i] ?? new File([], '') }),
        ),
      ),
  };

  const result: Rounds = {};
  const digests = new Set<string>();
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, way] of Object.entries(ways)) {
      const start = performance.now();
      digests.add((await way()).join());
      const speed = mebibytes / ((performance.now() - start) / 1000);
      if (round >= 0) (result[name] ??= []).push(speed);
    }
  }
  if (digests.size !== 1) throw new Error(`the ways disagree: ${[...digests].join(' and ')}`);
  return result;
}

Object.assign(globalThis, { compareEngines, compareFiles });
