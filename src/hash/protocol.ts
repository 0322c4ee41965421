import type { HashJob, HashOutcome } from './hasher.js';

/** What the pool says to a worker. Job ids are the pool's and are never used twice. */
export type Request =
  | { readonly type: 'hash'; readonly id: number; readonly job: HashJob }
  /** Drop the job. There is no reply: the pool has forgotten it already. */
  | { readonly type: 'abort'; readonly id: number };

/** What a worker says to the pool. Each job ends in exactly one `done` or `failed`, unless it was aborted. */
export type Reply =
  /** Once, first: the engine is compiled, nothing more will be loaded. */
  | { readonly type: 'ready' }
  /** `bytes` more were hashed. At most ten a second for each job. */
  | { readonly type: 'progress'; readonly id: number; readonly bytes: number }
  /** `bytes`: those that no `progress` has told of. */
  | { readonly type: 'done'; readonly id: number; readonly outcome: HashOutcome; readonly bytes: number }
  /** Not the file's fault: no memory left, or a bug. */
  | { readonly type: 'failed'; readonly id: number; readonly detail: string };
