import type { Hasher, Readiness } from './hasher.js';
import type { Reply, Request } from './protocol.js';
import { startedElsewhere } from '../start-worker.js';
import { nextUnit, requestFor, type End, type Job, type Task } from './unit.js';

/** Two readers already come near to what a browser delivers (1.2 GB/s): more than four only cost memory. */
const MAX_WORKERS = 4;

/** As many as a worker hashes side by side. Each large one holds a buffer of 1 MiB, or two slices of 4 MiB. */
const UNITS_PER_WORKER = 4;

/** Enough for the batches of small files to be full. */
const JOBS_PER_WORKER = 384;

export interface WorkerPool extends Hasher {
  /** Starts the workers. Resolves when each has loaded and compiled all that it will need; rejects if one cannot. */
  ready(): Promise<Readiness>;
  /** Ends the workers for good; unfinished jobs reject. */
  dispose(): void;
}

/** What a worker is given at once: one job, or a batch of small ones. */
interface Unit {
  unended: number;
}

interface Member {
  readonly worker: Worker;
  /** By id, those that did not end. */
  readonly jobs: Map<number, { readonly job: Job; readonly unit: Unit }>;
  /** How many units did not end. */
  units: number;
  /** Settles when the worker is ready, or with the reason why it never will be. */
  readonly started: Promise<Readiness | Error>;
  readonly settle: (started: Readiness | Error) => void;
}

/**
 * Hashes in `size` workers; one for each core, up to four, when absent. Jobs beyond `concurrency` wait their turn. The first
 * worker that breaks is replaced, and what it had to do is done again. When another one breaks, its jobs reject and the
 * others go on; when none is left, the next job starts new ones.
 */
export function createWorkerPool({ size = defaultSize() }: { readonly size?: number } = {}): WorkerPool {
  const members = new Set<Member>();
  const waiting = new Map<number, Job>();
  let lastId = 0;
  let replaced = false;
  let disposed: Error | null = null;
  let assigning = false;

  function start(): void {
    if (disposed !== null) throw disposed;
    if (members.size === 0) for (let i = 0; i < size; i += 1) members.add(startMember());
  }

  function startMember(): Member {
    const worker =
      startedElsewhere('hash') ?? new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    let settle: Member['settle'] = () => undefined;
    const started = new Promise<Readiness | Error>((resolve) => {
      settle = resolve;
    });
    const member: Member = { worker, jobs: new Map(), units: 0, started, settle };
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      receive(member, data);
    });
    worker.addEventListener('error', ({ message }) => {
      // Without a message it did not even load.
      broke(member, new Error(`a hashing worker broke: ${message || 'it could not be loaded'}`));
    });
    worker.addEventListener('messageerror', () => {
      broke(member, new Error('a hashing worker broke: its message could not be read'));
    });
    return member;
  }

  function receive(member: Member, reply: Reply): void {
    switch (reply.type) {
      case 'ready':
        member.settle(reply.readiness);
        break;
      case 'progress':
        tellBytes(member.jobs.get(reply.id)?.job, reply.bytes);
        break;
      case 'done':
        for (const { id, outcome, bytes } of reply.results) {
          // Undefined where it was aborted meanwhile.
          const job = member.jobs.get(id)?.job;
          if (bytes > 0) tellBytes(job, bytes);
          job?.end({ outcome });
        }
        break;
      case 'probed':
        member.jobs.get(reply.id)?.job.end({ failure: reply.failure });
        break;
      case 'failed':
        member.jobs.get(reply.id)?.job.end({ error: new Error(`a hashing worker failed: ${reply.detail}`) });
        break;
      default:
        reply satisfies never;
    }
  }

  function broke(member: Member, error: Error): void {
    if (replaced || !members.has(member)) {
      remove(member, error);
      return;
    }
    replaced = true;
    members.delete(member);
    member.worker.terminate();
    const other = startMember();
    members.add(other);
    // Whoever waits for this one to be ready, waits for the other one.
    void other.started.then(member.settle);
    const jobs = [...member.jobs.values()].map(({ job }) => job);
    const rest = [...waiting.values()];
    waiting.clear();
    for (const job of jobs) {
      job.hashed = 0;
      job.retried = true;
    }
    for (const job of [...jobs, ...rest]) waiting.set(job.id, job);
    assignSoon();
  }

  function remove(member: Member, error: Error): void {
    members.delete(member);
    member.worker.terminate();
    member.settle(error);
    for (const { job } of [...member.jobs.values()]) job.end({ error });
    // Nobody is left who would come to these.
    if (members.size === 0) for (const { end } of [...waiting.values()]) end({ error });
  }

  /** When all that is asked for in one go is known. */
  function assignSoon(): void {
    if (assigning) return;
    assigning = true;
    queueMicrotask(() => {
      assigning = false;
      assign();
    });
  }

  /** Hands out what waits, oldest first, as long as a worker has room. */
  function assign(): void {
    const next = (): readonly Job[] => nextUnit(waiting.values());
    for (let jobs = next(); jobs.length > 0; jobs = next()) {
      const member = idlest();
      if (member === undefined) return;
      const unit: Unit = { unended: jobs.length };
      member.units += 1;
      for (const job of jobs) {
        waiting.delete(job.id);
        member.jobs.set(job.id, { job, unit });
      }
      try {
        tell(member, requestFor(jobs));
      } catch (error) {
        for (const { end } of jobs) end({ error }); // a blob that cannot be sent
      }
    }
  }

  /**
   * The one that has the least to do. To put four large files where they are hashed side by side, and leave the other
   * worker's core to reading, was slower: 1.06 times hash-wasm, against 1.24 (bench/sha256.bench.mjs, two cores).
   */
  function idlest(): Member | undefined {
    const [first] = [...members].toSorted((a, b) => a.units - b.units);
    return first !== undefined && first.units < UNITS_PER_WORKER ? first : undefined;
  }

  function forget(id: number): void {
    waiting.delete(id);
    for (const member of members) {
      const unit = member.jobs.get(id)?.unit;
      if (unit === undefined) continue;
      member.jobs.delete(id);
      unit.unended -= 1;
      if (unit.unended === 0) member.units -= 1;
    }
    assignSoon();
  }

  /** Rejects when `signal` aborts, and when the workers are broken. */
  async function perform(
    task: Task,
    { signal, onBytes }: Parameters<Hasher['hash']>[1],
  ): Promise<Exclude<End, { error: unknown }>> {
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
    waiting.set(id, { id, task, end, onBytes: report, told: 0, hashed: 0, retried: false });
    assignSoon();
    const result = await ended;
    signal?.removeEventListener('abort', onAbort);
    forget(id);
    if ('error' in result) throw result.error;
    return result;
  }

  return {
    concurrency: size * JOBS_PER_WORKER,

    async ready() {
      start();
      let slow = false;
      for (const started of await Promise.all([...members].map((member) => member.started))) {
        if (started instanceof Error) throw started;
        slow ||= started.slow;
      }
      return { slow };
    },

    async hash(job, options) {
      const end = await perform({ type: 'hash', job }, options);
      if ('outcome' in end) return end.outcome;
      throw new Error('a hashing worker gave another answer');
    },

    async probe(blob, options) {
      const end = await perform({ type: 'probe', blob }, options);
      if ('failure' in end) return end.failure;
      throw new Error('a hashing worker gave another answer');
    },

    dispose() {
      disposed = new Error('the hashing workers were ended');
      for (const member of [...members]) remove(member, disposed);
    },
  };
}

function tellBytes(job: Job | undefined, bytes: number): void {
  if (job === undefined) return;
  job.hashed += bytes;
  const news = job.hashed - job.told;
  if (news <= 0) return;
  job.told = job.hashed;
  job.onBytes(news);
}

function tell(member: Member, request: Request): void {
  member.worker.postMessage(request);
}

function defaultSize(): number {
  return Math.max(1, Math.min(navigator.hardwareConcurrency, MAX_WORKERS));
}
