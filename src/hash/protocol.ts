import type { HashFailure, HashJob, HashOutcome, Readiness } from './hasher.js';

export interface NumberedJob {
  /** The pool's, and never used twice. */
  readonly id: number;
  readonly job: HashJob;
}

export interface NumberedBlob {
  readonly id: number;
  readonly blob: Blob;
}

/** What the pool says to a worker. */
export type Request =
  /** To be run side by side: one large file, or many small ones. */
  | { readonly type: 'hash'; readonly jobs: readonly NumberedJob[] }
  /** To be looked at again, side by side. */
  | { readonly type: 'probe'; readonly blobs: readonly NumberedBlob[] }
  /** Drop the job. There is no reply: the pool has forgotten it already. */
  | { readonly type: 'abort'; readonly id: number };

/** What a worker says to the pool. Each job ends in exactly one `done`, `probed` or `failed`, unless it was aborted. */
export type Reply =
  /** Once, first: the engine is compiled, nothing more will be loaded. */
  | { readonly type: 'ready'; readonly readiness: Readiness }
  /** `bytes` more were hashed. At most ten a second for each job. */
  | { readonly type: 'progress'; readonly id: number; readonly bytes: number }
  | { readonly type: 'done'; readonly results: readonly Result[] }
  | { readonly type: 'probed'; readonly id: number; readonly failure: HashFailure | null }
  /** Not the file's fault: no memory left, or a bug. */
  | { readonly type: 'failed'; readonly id: number; readonly detail: string };

export interface Result {
  readonly id: number;
  readonly outcome: HashOutcome;
  /** Those that no `progress` has told of. */
  readonly bytes: number;
}
