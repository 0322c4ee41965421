import type { RemoteFacts } from '../remote-facts.js';
import type { ReadRemote, RemoteSource } from '../remote-blob.js';
import type { HashAlgorithm } from '../report.js';
import type { Result } from '../result.js';

/** What became of the question to a host. To be passed on as it is: a refusal ends a check with its reasons. */
export type RemoteAnswer = Result<RemoteModel>;

/** A model as a host lists it. Nothing of it was downloaded, and nothing is believed. */
export interface RemoteModel {
  readonly facts: RemoteFacts;
  /** What the host calls it. */
  readonly name: string | null;
  readonly files: readonly RemoteFile[];
  /** Signatures that the host keeps beside the files (a registry's referrers), each under what the host calls it. */
  readonly signatures: readonly RemoteFile[];
  /** A list of the files that is itself content with a digest: an artifact's manifest. Null elsewhere. */
  readonly index: RemoteIndex | null;
  /** Paths of those among `files` that are archives of files. */
  readonly packed: readonly string[];
  /** Reads what is small, on the thread of whoever calls. */
  readonly read: ReadRemote;
}

export interface RemoteFile {
  /** Relative to the model, `/`-separated, as the host says. */
  readonly path: string;
  readonly source: RemoteSource;
  /** What the host says that it is; null where it says nothing that we compute. Lower-case hex. */
  readonly reported: { readonly algorithm: HashAlgorithm; readonly digest: string } | null;
}

/** Whoever signed this text signed the digests in it. */
export interface RemoteIndex {
  /** For people. */
  readonly name: string;
  /** The very bytes that the files' digests were read from. */
  readonly text: Blob;
}
