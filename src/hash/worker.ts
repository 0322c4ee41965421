/** The worker's side: runs jobs, side by side when it is given several, and tells the pool. */
import { prepareDigests } from './algorithms.js';
import type { HashJob } from './hasher.js';
import { runJob } from './job.js';
import type { Reply, Request } from './protocol.js';

const PROGRESS_EVERY_MS = 100;

const running = new Map<number, AbortController>();

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  switch (data.type) {
    case 'hash':
      void run(data.id, data.job);
      break;
    case 'abort':
      running.get(data.id)?.abort();
      break;
    default:
      data satisfies never;
  }
});

// An error event is how the pool learns that a worker is of no use; a rejected promise would tell nobody.
prepareDigests().then(() => {
  reply({ type: 'ready' });
}, reportError);

async function run(id: number, job: HashJob): Promise<void> {
  const controller = new AbortController();
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
  try {
    const outcome = await runJob(job, { signal: controller.signal, onBytes });
    reply({ type: 'done', id, outcome, bytes: untold });
  } catch (error) {
    if (!controller.signal.aborted) reply({ type: 'failed', id, detail: String(error) });
  } finally {
    running.delete(id);
  }
}

function reply(message: Reply): void {
  postMessage(message);
}
