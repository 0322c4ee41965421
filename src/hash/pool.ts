import type { HashJob, HashOutcome, Hasher } from './hasher.js';
import type { Reply, Request } from './protocol.js';
import { createProber } from './probe.js';

/** Two readers already come near to what a browser delivers (1.2 GB/s): more than four only cost memory. */
const MAX_WORKERS = 4;

/** While one job waits for the disk, the other one hashes. Each holds at most two slices of 8 MiB. */
const JOBS_PER_WORKER = 2;

export interface WorkerPool extends Hasher {
  /** Starts the workers. Resolves when each has loaded and compiled all that it will need; rejects if one cannot. */
  ready(): Promise<void>;
  /** Ends the workers for good; unfinished jobs reject. */
  dispose(): void;
}

type End = { readonly outcome: HashOutcome } | { readonly error: unknown };

interface Job {
  readonly id: number;
  readonly job: HashJob;
  readonly onBytes: (bytes: number) => void;
  readonly end: (end: End) => void;
}

interface Member {
  readonly worker: Worker;
  readonly jobs: Map<number, Job>;
  /** Settles when the worker is ready, or with the reason why it never will be. */
  readonly started: Promise<Error | null>;
  readonly settle: (error: Error | null) => void;
}

/**
 * Hashes in `size` workers; one for each core, up to four, when absent. Jobs beyond `concurrency` wait their turn. When
 * a worker breaks, its jobs reject and the others go on; when none is left, the next job starts new ones.
 */
export function createWorkerPool({ size = defaultSize() }: { readonly size?: number } = {}): WorkerPool {
  const members = new Set<Member>();
  const waiting = new Map<number, Job>();
  let lastId = 0;
  let disposed: Error | null = null;

  function start(): void {
    if (disposed !== null) throw disposed;
    if (members.size === 0) for (let i = 0; i < size; i += 1) members.add(startMember());
  }

  function startMember(): Member {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    let settle: Member['settle'] = () => undefined;
    const started = new Promise<Error | null>((resolve) => {
      settle = resolve;
    });
    const member: Member = { worker, jobs: new Map(), started, settle };
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      receive(member, data);
    });
    worker.addEventListener('error', ({ message }) => {
      // Without a message it did not even load.
      remove(member, new Error(`a hashing worker broke: ${message || 'it could not be loaded'}`));
    });
    worker.addEventListener('messageerror', () => {
      remove(member, new Error('a hashing worker broke: its message could not be read'));
    });
    return member;
  }

  function receive(member: Member, reply: Reply): void {
    if (reply.type === 'ready') {
      member.settle(null);
      return;
    }
    const job = member.jobs.get(reply.id);
    if (job === undefined) return; // aborted meanwhile
    switch (reply.type) {
      case 'progress':
        job.onBytes(reply.bytes);
        break;
      case 'done':
        if (reply.bytes > 0) job.onBytes(reply.bytes);
        job.end({ outcome: reply.outcome });
        break;
      case 'failed':
        job.end({ error: new Error(`a hashing worker failed: ${reply.detail}`) });
        break;
      default:
        reply satisfies never;
    }
  }

  function remove(member: Member, error: Error): void {
    members.delete(member);
    member.worker.terminate();
    member.settle(error);
    for (const { end } of [...member.jobs.values()]) end({ error });
    // Nobody is left who would come to these.
    if (members.size === 0) for (const { end } of [...waiting.values()]) end({ error });
  }

  /** Hands waiting jobs, oldest first, to the workers that have the fewest. */
  function assign(): void {
    for (const job of waiting.values()) {
      const [idlest] = [...members].sort((a, b) => a.jobs.size - b.jobs.size);
      if (idlest === undefined || idlest.jobs.size >= JOBS_PER_WORKER) return;
      waiting.delete(job.id);
      idlest.jobs.set(job.id, job);
      try {
        tell(idlest, { type: 'hash', id: job.id, job: job.job });
      } catch (error) {
        job.end({ error }); // a blob that cannot be sent
      }
    }
  }

  function forget(id: number): void {
    waiting.delete(id);
    for (const { jobs } of members) jobs.delete(id);
    assign();
  }

  return {
    concurrency: size * JOBS_PER_WORKER,

    async ready() {
      start();
      for (const error of await Promise.all([...members].map(({ started }) => started))) {
        if (error !== null) throw error;
      }
    },

    async hash(job, { signal, onBytes }) {
      signal?.throwIfAborted();
      start();
      const id = (lastId += 1);
      let end: Job['end'] = () => undefined;
      const ended = new Promise<End>((resolve) => {
        end = resolve;
      });
      const giveUp = (error: unknown): void => {
        for (const member of members) if (member.jobs.has(id)) tell(member, { type: 'abort', id });
        end({ error });
      };
      const onAbort = (): void => {
        giveUp(signal?.reason);
      };
      const report = (bytes: number): void => {
        try {
          onBytes?.(bytes);
        } catch (error) {
          giveUp(error); // as without workers: the caller's own mistake comes back to the caller
        }
      };
      signal?.addEventListener('abort', onAbort);
      waiting.set(id, { id, job, end, onBytes: report });
      assign();
      const result = await ended;
      signal?.removeEventListener('abort', onAbort);
      forget(id);
      if ('outcome' in result) return result.outcome;
      throw result.error;
    },

    // Here and not in a worker: it reads one byte of each.
    probe: createProber(),

    dispose() {
      disposed = new Error('the hashing workers were ended');
      for (const member of [...members]) remove(member, disposed);
    },
  };
}

function tell(member: Member, request: Request): void {
  member.worker.postMessage(request);
}

function defaultSize(): number {
  return Math.max(1, Math.min(navigator.hardwareConcurrency, MAX_WORKERS));
}
