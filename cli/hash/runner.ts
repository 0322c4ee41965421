import { setImmediate } from 'node:timers/promises';
import { ahead, blocking, type FileAccess } from './access.js';
import type { EngineName } from './digest.js';
import { hashFile } from './file.js';
import type { End, NumberedJob, Reply, Request, Result } from './protocol.js';

/** How long a cancel may wait for its turn, and on the main thread everything else. */
const BUSY_MS = 10;

/** Files of a batch that are under way: the browser's kernels hash four messages in about the time of two. */
const AT_ONCE = { native: 1, wasm: 4 } as const;

export interface RunnerOptions {
  readonly engine: EngineName;
  /** How long to wait at least between two words about a job, in milliseconds. */
  readonly progressEvery: number;
}

/** Does what it is told on this thread, and replies. */
export function createRunner(
  { engine, progressEvery }: RunnerOptions,
  reply: (reply: Reply) => void,
): (request: Request) => void {
  const running = new Map<number, AbortController>();
  let pausedAt = performance.now();

  async function run(jobs: readonly NumberedJob[], files: FileAccess): Promise<void> {
    for (const { id } of jobs) running.set(id, new AbortController());
    const results: Result[] = [];
    const rest = jobs.values();
    const work = async () => {
      for (const { id, job } of rest) {
        const signal = running.get(id)?.signal;
        if (signal?.aborted === false) results.push(await runOne(id, job, files, signal));
        running.delete(id);
        await pause();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE[engine] }, work));
    reply({ type: 'done', results });
  }

  async function runOne(
    id: number,
    job: NumberedJob['job'],
    files: FileAccess,
    signal: AbortSignal,
  ): Promise<Result> {
    let untold = 0;
    let toldAt = performance.now();
    const onBytes = (bytes: number): void => {
      untold += bytes;
      if (performance.now() - toldAt < progressEvery) return;
      reply({ type: 'progress', id, bytes: untold });
      untold = 0;
      toldAt = performance.now();
    };
    let end: End;
    try {
      end = { outcome: await hashFile(job, { engine, access: files }, { signal, onBytes, pause }) };
    } catch (error) {
      end = { problem: String(error) }; // of an aborted job, nobody hears it
    }
    return { id, end, bytes: untold };
  }

  /** Lets the next message in, now and then. */
  function pause(): Promise<void> | undefined {
    if (performance.now() - pausedAt < BUSY_MS) return undefined;
    return setImmediate().then(() => {
      pausedAt = performance.now();
    });
  }

  return (request) => {
    switch (request.type) {
      case 'hash':
        // What goes wrong in here, and not with a job, is a bug. A thread breaks of it, and the pool hears.
        void run(request.jobs, request.ahead ? ahead : blocking);
        break;
      case 'abort':
        running.get(request.id)?.abort();
        break;
      default:
        request satisfies never;
    }
  };
}
