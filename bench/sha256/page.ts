/** Called by bench/sha256.bench.mjs through the browser's debugger. */
import { createWorkerPool } from '../../src/hash/pool.js';
import type { Check, Checked, Rounds, Task } from './protocol.js';

/** What the product reads at once. */
const SMALL_BYTES = 2 ** 20;
const TOGETHER = 128;

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

/** The files of the page's input, or their shards, read and hashed in turns: the product's pool, and others in as many workers. */
async function compareChecks({ rounds, workers: size, shard, only }: Check): Promise<Checked> {
  const files = [...(document.querySelector('input')?.files ?? [])];
  const blobs = files.flatMap((file) => (shard === undefined ? [file] : shardsOf(file, shard)));
  const mebibytes = files.reduce((sum, { size: bytes }) => sum + bytes, 0) / 2 ** 20;
  const pool = createWorkerPool({ size });
  await pool.ready();
  const workers = Array.from({ length: size }, startWorker);

  const inWorkers = async (tasks: readonly Task[]): Promise<string[]> => {
    const results: string[] = [];
    const rest = tasks.entries();
    await Promise.all(
      workers.map(async (worker) => {
        for (const [i, task] of rest) results[i] = await ask<string>(worker, task);
      }),
    );
    return results;
  };
  const isSmall = blobs.every((blob) => blob.size <= SMALL_BYTES);
  const groups = Array.from({ length: Math.ceil(blobs.length / (isSmall ? TOGETHER : 1)) }, (_, i) =>
    isSmall ? blobs.slice(i * TOGETHER, (i + 1) * TOGETHER) : blobs.slice(i, i + 1),
  );
  const ways: Record<string, () => Promise<string[]>> = {
    touchstone: async () => {
      const results: string[] = [];
      const rest = blobs.entries();
      const take = async () => {
        for (const [i, blob] of rest) {
          const outcome = await pool.hash({ blob, algorithm: 'sha256' }, { onBytes: () => undefined });
          results[i] = outcome.ok ? outcome.digest : outcome.failure.detail;
        }
      };
      await Promise.all(Array.from({ length: pool.concurrency }, take));
      return results;
    },
    'hash-wasm': () => inWorkers(blobs.map((blob) => ({ type: 'stream', blob }))),
    'reading alone': () => inWorkers(groups.map((group) => ({ type: 'read', blobs: group }))),
  };

  let longestTask = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  const speeds: Rounds = {};
  const digests = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, way] of Object.entries(ways)) {
      if (only?.includes(name) === false) continue;
      if (name === 'touchstone') observer.observe({ type: 'longtask' });
      const start = performance.now();
      const results = (await way()).join();
      const speed = mebibytes / ((performance.now() - start) / 1000);
      observer.disconnect();
      if (name !== 'reading alone') digests.add(results);
      else if (results.replaceAll(',', '') !== '') throw new Error(results);
      (speeds[name] ??= []).push(speed);
    }
  }
  for (const worker of workers) worker.terminate();
  pool.dispose();
  if (digests.size > 1) throw new Error(`the ways disagree: ${[...digests].join(' and ')}`);
  return { speeds, longestTask };
}

function shardsOf(file: File, bytes: number): Blob[] {
  return Array.from({ length: Math.ceil(file.size / bytes) }, (_, i) =>
    file.slice(i * bytes, (i + 1) * bytes),
  );
}

Object.assign(globalThis, { compareEngines, compareChecks });
