import type { CopyTarget } from '../model/download-folder.js';
import type { RemoteFailure } from '../remote-blob.js';
import type { HashAlgorithm } from '../report.js';

/** One file, or one byte range of it, to be hashed. */
export interface HashJob {
  readonly blob: Blob;
  readonly algorithm: HashAlgorithm;
  /** Byte range `[start, end)`; the whole blob when absent. */
  readonly range?: { readonly start: number; readonly end: number };
  /** Of a file on a network: where its bytes are written while they are hashed. */
  readonly copyTo?: CopyTarget;
}

/** How many files on a network are fetched side by side. */
export const AT_ONCE_REMOTE = 4;

/** Why a file could not be hashed. `changed`: its length or time stamp moved while it was read. `remote`: it did not come. */
export type HashFailure =
  /** `unwritable`: the copy that was asked for. */
  { readonly kind: 'unreadable' | 'changed' | 'unwritable'; readonly detail: string } | RemoteFailure;

export type HashOutcome =
  | { readonly ok: true; /** Lower-case hex. */ readonly digest: string }
  | { readonly ok: false; readonly failure: HashFailure };

/**
 * Turns blobs into digests. Never holds a whole file in memory. Rejects only when `signal` aborts (with its reason)
 * or when the platform is broken; a file that cannot be read is an outcome.
 */
export interface Hasher {
  /** How many jobs to keep in flight. */
  readonly concurrency: number;
  /** `onBytes` is told how many more bytes were hashed since it was last called. */
  hash(
    job: HashJob,
    options: { readonly signal?: AbortSignal; readonly onBytes?: (bytes: number) => void },
  ): Promise<HashOutcome>;
  /**
   * Looks again at a file that was hashed: null when it still seems to be the same. As cheap as it can be, since it is
   * asked about every file when all are hashed. Where it is absent, nobody looks.
   */
  probe?(blob: Blob, options: { readonly signal?: AbortSignal }): Promise<HashFailure | null>;
}

/** What a platform can do, known once everything is loaded. */
export interface Readiness {
  /** It runs no WebAssembly: digests are as right, and take about ten times as long. */
  readonly slow: boolean;
}
