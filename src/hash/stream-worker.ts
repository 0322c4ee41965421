/** The worker's side of streaming: fetches files, and hashes them as they come. */
import { prepareDigests } from './algorithms.js';
import type { HashOutcome } from './hasher.js';
import type { Reply } from './protocol.js';
import { readRemote } from '../remote-read.js';
import { runStreamJob } from './stream-job.js';
import type { StreamJob, StreamRequest } from './stream-protocol.js';

const PROGRESS_EVERY_MS = 100;

const running = new Map<number, AbortController>();

addEventListener('message', ({ data }: MessageEvent<StreamRequest>) => {
  switch (data.type) {
    case 'stream':
      void run(data.id, data.job);
      break;
    case 'abort':
      running.get(data.id)?.abort();
      break;
    default:
      data satisfies never;
  }
});

prepareDigests().then((readiness) => {
  reply({ type: 'ready', readiness });
}, reportError);

async function run(id: number, { source, part, algorithm, copyTo }: StreamJob): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  running.set(id, controller);
  let untold = 0;
  let toldAt = performance.now();
  const onBytes = (bytes: number): void => {
    untold += bytes;
    if (performance.now() - toldAt < PROGRESS_EVERY_MS) return;
    reply({ type: 'progress', id, bytes: untold });
    untold = 0;
    toldAt = performance.now();
  };
  const fetcher: typeof fetch = (input, init) => fetch(input, init);
  try {
    const outcome: HashOutcome = await runStreamJob({
      part,
      algorithm,
      copyTo,
      onBytes,
      read: (onSlice) => readRemote(source, part, { fetcher, onSlice, signal }),
    });
    reply({ type: 'done', results: [{ id, outcome, bytes: untold }] });
  } catch (error) {
    if (!signal.aborted) reply({ type: 'failed', id, detail: String(error) });
  } finally {
    running.delete(id);
  }
}

function reply(message: Reply): void {
  postMessage(message);
}
