import type { HashFailure, HashJob, HashOutcome } from './hasher.js';
import type { NumberedBlob, NumberedJob, Request } from './protocol.js';

/** More than this is worth a read of its own, and a message. */
const SMALL_BYTES = 1024 * 1024;
/** Of one batch: what it holds in memory, and how long it keeps a worker from telling. */
const BATCH_BYTES = 4 * 1024 * 1024;
const BATCH_JOBS = 128;

/** Of those that are only looked at again. */
const BATCH_PROBES = 64;

export type Task =
  | { readonly type: 'hash'; readonly job: HashJob }
  /** To look again whether it is the same. Workers do so too: each takes a thread 0.3 ms in Chromium. */
  | { readonly type: 'probe'; readonly blob: Blob };

export type End =
  { readonly outcome: HashOutcome } | { readonly failure: HashFailure | null } | { readonly error: unknown };

/** As the pool keeps it. */
export interface Job {
  readonly id: number;
  readonly task: Task;
  readonly onBytes: (bytes: number) => void;
  readonly end: (end: End) => void;
  /** Bytes that were told. What a second worker hashes again is not told again. */
  told: number;
  hashed: number;
  /** Whether a worker broke over it. */
  retried: boolean;
}

/** What one worker is to do next, of what waits: one job, or the first few where they are small. */
export function nextUnit(waiting: Iterable<Job>): readonly Job[] {
  const unit: Job[] = [];
  let bytes = 0;
  for (const job of waiting) {
    const [first = job] = unit;
    const isProbe = job.task.type === 'probe';
    const small = isProbe || (isSmall(job.task.job) && !job.retried);
    if (!isProbe) bytes += job.task.job.blob.size;
    if (unit.length > 0 && (!small || bytes > BATCH_BYTES || first.task.type !== job.task.type)) break;
    unit.push(job);
    if (!small || unit.length === (isProbe ? BATCH_PROBES : BATCH_JOBS)) break;
  }
  return unit;
}

/** All of one type. */
export function requestFor(jobs: readonly Job[]): Request {
  const hash: NumberedJob[] = [];
  const blobs: NumberedBlob[] = [];
  for (const { id, task } of jobs) {
    if (task.type === 'hash') hash.push({ id, job: task.job });
    else blobs.push({ id, blob: task.blob });
  }
  return hash.length > 0 ? { type: 'hash', jobs: hash } : { type: 'probe', blobs };
}

/** Whether a job may be one of many. An empty file is looked at by itself, and so is a range. */
function isSmall({ blob, range }: HashJob): boolean {
  return range === undefined && blob.size > 0 && blob.size <= SMALL_BYTES;
}
