import { unlessAborted } from '../abort.js';
import { RemoteBlob } from '../remote-blob.js';
import { startedElsewhere } from '../start-worker.js';
import { AT_ONCE_REMOTE, type Hasher, type HashJob, type HashOutcome } from './hasher.js';
import type { Reply } from './protocol.js';
import type { StreamRequest } from './stream-protocol.js';

type Options = Parameters<Hasher['hash']>[1];

interface Waiting {
  readonly onBytes: (bytes: number) => void;
  readonly settle: (outcome: HashOutcome) => void;
  readonly fail: (error: unknown) => void;
}

let hasher: Hasher | undefined;

/** Of files on a network: one worker that fetches and hashes a few side by side, or this thread where there are no workers. */
export function streamHasher(): Hasher {
  return (hasher ??= typeof Worker === 'undefined' ? inlineStreams() : createStreams());
}

function remoteOf({ blob }: HashJob): RemoteBlob {
  if (blob instanceof RemoteBlob) return blob;
  throw new TypeError('only files on a network are streamed');
}

/** Each of the four streams fills a lane of the kernel: more would wait for one another on most lines. */
function createStreams(): Hasher {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;

  function broke(error: Error): void {
    worker?.terminate();
    worker = null;
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  }

  function start(): Worker {
    const started =
      startedElsewhere('stream') ??
      new Worker(new URL('./stream-worker.js', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      receive(data);
    });
    started.addEventListener('error', ({ message }) => {
      broke(new Error(`the streaming worker broke: ${message || 'it could not be loaded'}`));
    });
    started.addEventListener('messageerror', () => {
      broke(new Error('the streaming worker broke: its message could not be read'));
    });
    return started;
  }

  function receive(reply: Reply): void {
    switch (reply.type) {
      case 'ready':
        break;
      case 'progress':
        waiting.get(reply.id)?.onBytes(reply.bytes);
        break;
      case 'done':
        for (const { id, outcome, bytes } of reply.results) {
          const job = waiting.get(id);
          if (bytes > 0) job?.onBytes(bytes);
          job?.settle(outcome);
        }
        break;
      case 'failed':
        waiting.get(reply.id)?.fail(new Error(`the streaming worker failed: ${reply.detail}`));
        break;
      case 'probed':
        break;
      default:
        reply satisfies never;
    }
  }

  return {
    concurrency: AT_ONCE_REMOTE,
    async hash(job, { signal, onBytes = () => undefined }: Options) {
      signal?.throwIfAborted();
      const { source, part: whole } = remoteOf(job);
      const { copyTo = null, range, algorithm } = job;
      const part = range ?? whole;
      if (copyTo !== null && 'write' in copyTo) throw new TypeError('a worker writes to file handles only');
      const to = (worker ??= start());
      const id = (lastId += 1);
      const ask = (request: StreamRequest) => {
        to.postMessage(request);
      };
      const ended = new Promise<HashOutcome>((settle, fail) => {
        waiting.set(id, { onBytes, settle, fail });
      });
      ask({ type: 'stream', id, job: { source, part, algorithm, copyTo } });
      try {
        return await unlessAborted(ended, signal);
      } finally {
        if (waiting.delete(id) && signal?.aborted === true) ask({ type: 'abort', id });
      }
    },
  };
}

function inlineStreams(): Hasher {
  const load = () => import('./stream-job.js');
  return {
    concurrency: AT_ONCE_REMOTE,
    async hash(job, { signal, onBytes = () => undefined }: Options) {
      const remote = remoteOf(job);
      const part = job.range ?? remote.part;
      const { runStreamJob } = await load();
      return runStreamJob({
        part,
        algorithm: job.algorithm,
        copyTo: job.copyTo ?? null,
        onBytes,
        read: (onSlice) => remote.read(remote.source, part, { onSlice, signal }),
      });
    },
  };
}
