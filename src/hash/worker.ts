/** The worker's side: runs jobs, side by side when it is given several, and tells the pool. */
import { prepareDigests } from './algorithms.js';
import { runBatch } from './batch.js';
import type { HashJob, HashOutcome } from './hasher.js';
import { runJob } from './job.js';
import { createProber } from './probe.js';
import type { NumberedJob, Reply, Request, Result } from './protocol.js';

const PROGRESS_EVERY_MS = 100;

const probe = createProber();
const running = new Map<number, AbortController>();

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  switch (data.type) {
    case 'hash':
      void run(data.jobs);
      break;
    case 'probe':
      for (const { id, blob } of data.blobs) void probeOne(id, blob);
      break;
    case 'abort':
      running.get(data.id)?.abort();
      break;
    default:
      data satisfies never;
  }
});

// An error event is how the pool learns that a worker is of no use; a rejected promise would tell nobody.
prepareDigests().then((readiness) => {
  reply({ type: 'ready', readiness });
}, reportError);

async function run(jobs: readonly NumberedJob[]): Promise<void> {
  const signals = jobs.map(({ id }) => {
    const controller = new AbortController();
    running.set(id, controller);
    return controller.signal;
  });
  // Whatever goes wrong with many of them shows again with the one that it comes from.
  const outcomes = jobs.length > 1 ? await runBatch(jobs.map(({ job }) => job)).catch(() => null) : null;
  const results: Result[] = [];
  for (const [i, { id, job }] of jobs.entries()) {
    const signal = signals[i];
    const outcome = outcomes?.[i];
    // None of them waits for another one that may take its time.
    if (outcome === undefined && signal?.aborted === false) {
      void runOne(id, job, signal).finally(() => running.delete(id));
      continue;
    }
    running.delete(id);
    if (outcome !== undefined && signal?.aborted === false)
      results.push({ id, outcome, bytes: job.blob.size });
  }
  if (results.length > 0) reply({ type: 'done', results });
}

async function runOne(id: number, job: HashJob, signal: AbortSignal): Promise<void> {
  let untold = 0;
  let toldAt = performance.now();
  const onBytes = (bytes: number): void => {
    untold += bytes;
    if (performance.now() - toldAt < PROGRESS_EVERY_MS) return;
    reply({ type: 'progress', id, bytes: untold });
    untold = 0;
    toldAt = performance.now();
  };
  try {
    const outcome: HashOutcome = await runJob(job, { signal, onBytes });
    reply({ type: 'done', results: [{ id, outcome, bytes: untold }] });
  } catch (error) {
    if (!signal.aborted) reply({ type: 'failed', id, detail: String(error) });
  }
}

async function probeOne(id: number, blob: Blob): Promise<void> {
  try {
    reply({ type: 'probed', id, failure: await probe(blob) });
  } catch (error) {
    reply({ type: 'failed', id, detail: String(error) });
  }
}

function reply(message: Reply): void {
  postMessage(message);
}
