import type { Hasher } from './hash/hasher.js';
import type { ModelFacts } from './report.js';

/** What `verifyModel` is asked. */
export interface VerifyRequest {
  /** The model: see {@link ModelInput}. Never modified, never sent anywhere. */
  readonly model: ModelInput;
  /** The Sigstore bundle. Absent, it is found among the model's files by content. */
  readonly bundle?: BundleInput;
  /** What the caller knows of how an iterable of entries was listed; other models tell by themselves. */
  readonly listing?: Listing;
  readonly trust: TrustInput;
  /** Relative paths, each with its subtree, to leave out unless the manifest lists them. No globs. */
  readonly ignorePaths?: readonly string[];
  /** List files that the manifest does not name, but do not fail for them. */
  readonly ignoreUnsignedFiles?: boolean;
  /** The time to judge validity at; this machine's clock when absent. */
  readonly now?: Date;
  /** Replaces the built-in workers, for instance by a platform's native hashing. */
  readonly hasher?: Hasher;
  /** Aborting rejects the promise with the signal's reason at once. */
  readonly signal?: AbortSignal;
  /** Called at most about ten times a second. */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * A model is a folder or a single file:
 * - a `FileSystemDirectoryHandle` or `FileSystemFileHandle`;
 * - a `FileList` or `File[]` (with `webkitRelativePath` it is a folder, whose first part is the folder's own name);
 * - an iterable of `{path, blob}`, paths relative to the model. One such entry without a `/` may be a single-file model.
 */
export type ModelInput =
  | FileSystemDirectoryHandle
  | FileSystemFileHandle
  | FileList
  | Iterable<File>
  | Iterable<ModelEntry>
  | AsyncIterable<ModelEntry>;

export interface ModelEntry {
  readonly path: string;
  readonly blob: Blob;
  /** Set by listings that see symbolic links: where this one leads. */
  readonly link?: 'inside' | 'outside' | 'broken';
}

export interface Listing {
  readonly source: 'entries' | 'file-system';
  /** Whether the entries are a folder's or one single file; told by the paths when absent. */
  readonly kind?: ModelFacts['kind'];
  /** The folder's own name. */
  readonly name?: string;
  readonly cannotSee?: ModelFacts['cannotSee'];
}

export type BundleInput = Blob | string | object;

export type TrustInput =
  | {
      readonly method: 'sigstore';
      readonly identity: string;
      readonly issuer: string;
      readonly trustedRoot?: string | object;
    }
  | { readonly method: 'key'; readonly publicKey: string }
  | { readonly method: 'certificate'; readonly roots: string | readonly string[]; readonly subject?: string }
  | { readonly method: 'inspect'; readonly trustedRoot?: string | object };

export interface Progress {
  readonly phase: 'listing' | 'signature' | 'hashing';
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Over the last few seconds; 0 until it is known. */
  readonly bytesPerSecond: number;
  /** Null until it can be said honestly. */
  readonly secondsLeft: number | null;
}
