import type { Part, RemoteSource } from '../remote-blob.js';
import type { HashAlgorithm } from '../report.js';

/** One file on a network, to be fetched, hashed, and written where a copy is wanted. */
export interface StreamJob {
  readonly source: RemoteSource;
  readonly part: Part;
  readonly algorithm: HashAlgorithm;
  readonly copyTo: FileSystemFileHandle | null;
}

/** The worker answers as a hashing worker does: protocol.ts has its replies. */
export type StreamRequest =
  | { readonly type: 'stream'; readonly id: number; readonly job: StreamJob }
  /** Drop the job. There is no reply. */
  | { readonly type: 'abort'; readonly id: number };
