import type { HashOutcome } from '../../src/index.js';
import type { EngineName } from './digest.js';
import type { FileJob } from './file.js';

/** What a thread is started with. */
export interface Setup {
  readonly engine: EngineName;
}

export interface NumberedJob {
  /** Never used twice. */
  readonly id: number;
  readonly job: FileJob;
}

/** What a thread is told. */
export type Request =
  /** One large file, or many small ones. `ahead`: a core is idle, and may read what comes next. */
  | { readonly type: 'hash'; readonly jobs: readonly NumberedJob[]; readonly ahead: boolean }
  /** Drop the job; nothing more is said of it. */
  | { readonly type: 'abort'; readonly id: number };

/** What a thread says. Each job is in one `done`, unless it was aborted. */
export type Reply =
  /** `bytes` more were hashed. At most ten a second for each job. */
  | { readonly type: 'progress'; readonly id: number; readonly bytes: number }
  | { readonly type: 'done'; readonly results: readonly Result[] };

export interface Result {
  readonly id: number;
  readonly end: End;
  /** Those that no `progress` has told of. */
  readonly bytes: number;
}

/** `problem`: not the file's fault, such as no memory left. */
export type End = { readonly outcome: HashOutcome } | { readonly problem: string };
