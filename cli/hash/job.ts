import type { HashOutcome } from '../../src/index.js';
import type { FileJob } from './file.js';
import type { Result } from './protocol.js';

/** More than this is worth a message of its own. */
const SMALL_BYTES = 1024 * 1024;
/** Of one batch: it should take a few milliseconds. */
const BATCH_BYTES = 4 * 1024 * 1024;
const BATCH_JOBS = 64;

export type End = { readonly outcome: HashOutcome } | { readonly error: unknown };

export interface Job {
  readonly id: number;
  readonly job: FileJob;
  readonly onBytes: (bytes: number) => void;
  readonly end: (end: End) => void;
  /** Bytes that were told. What a second thread hashes again is not told again. */
  told: number;
  hashed: number;
  /** Whether a thread broke over it. */
  retried: boolean;
}

/** What of `waiting` is given to somebody next: a large job, or a batch of small ones. */
export function nextUnit(waiting: Iterable<Job>): readonly Job[] {
  const unit: Job[] = [];
  let bytes = 0;
  for (const job of waiting) {
    bytes += sizeOf(job.job);
    if (unit.length > 0 && (!isSmall(job) || bytes > BATCH_BYTES)) break;
    unit.push(job);
    if (!isSmall(job) || unit.length === BATCH_JOBS) break;
  }
  return unit;
}

/** Whether a job may be one of many. */
export function isSmall({ job, retried }: Job): boolean {
  return sizeOf(job) <= SMALL_BYTES && !retried;
}

export function sizeOf({ range }: FileJob): number {
  return range.end - range.start;
}

export function finish(job: Job | undefined, { end, bytes }: Result): void {
  // Undefined where it was aborted meanwhile.
  if (job === undefined) return;
  if (bytes > 0) tellBytes(job, bytes);
  job.end('outcome' in end ? end : { error: new Error(`a hashing thread failed: ${end.problem}`) });
}

export function tellBytes(job: Job | undefined, bytes: number): void {
  if (job === undefined) return;
  job.hashed += bytes;
  const news = job.hashed - job.told;
  if (news <= 0) return;
  job.told = job.hashed;
  job.onBytes(news);
}
