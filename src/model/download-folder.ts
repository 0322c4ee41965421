import type { ModelInput, Listing } from '../request.js';

/** A folder of the person's that a model is downloaded to. What lies there already is kept, and read instead of fetched where its size fits. */
export interface DownloadFolder {
  /** All that lies there, for the check. */
  list(): DownloadListing | Promise<DownloadListing>;
  /** The file as it lies there; null where there is none. */
  find(path: string): Promise<Blob | null>;
  /** Begins a file, in the place of one that is there. Folders on the way are made. Rejects where the system refuses. */
  create(path: string): Promise<CopyTarget>;
  /** Whether this, as listed, still is what was written: its size and time stamp as they were when it was closed. */
  isAsWritten(path: string, blob: Blob): Promise<boolean>;
}

export interface DownloadListing {
  readonly model: ModelInput;
  readonly listing?: Listing | undefined;
}

/** Where a copy goes while it is hashed: a file handle, which a worker writes to, or what writes on this thread. */
export type CopyTarget = FileSystemFileHandle | CopyWriter;

export interface CopyWriter {
  /** Done with the bytes when it resolves. */
  write(bytes: Uint8Array): Promise<void>;
  /** All is written: the file takes its place, whole or not at all. */
  close(): Promise<void>;
  /** Nothing is left of it. */
  abort(): Promise<void>;
}
