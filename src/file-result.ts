import type { Reason } from './reason.js';
import type { RemoteFacts } from './remote-facts.js';

/** How many files there are of each kind. */
export interface FilesRow {
  /** Whether the bytes here are those that were signed, in a word. */
  readonly value: 'match' | 'differ' | 'partly-checked' | 'not-checked';
  /** How many files the signature covers; 0 before the manifest is read. Of a claim: how many of these it is about. */
  readonly signed: number;
  /** Files that are here as they were signed. */
  readonly matching: number;
  /** Files with other bytes than were signed. */
  readonly changed: number;
  /** Signed files that are not here. */
  readonly missing: number;
  /** Files that are here and that nobody signed. */
  readonly unsigned: number;
  /** Files that could not be read. */
  readonly unreadable: number;
  /** Files that were written to during the check: what they are now was not compared. */
  readonly changedDuringCheck: number;
  /** Files that do not count; `leftOut` says by whose word. */
  readonly ignored: number;
}

/** `changed`: other bytes than were signed. `changed-during-check`: it did not hold still, so nothing can be said. */
export type FileState =
  | 'match'
  | 'changed'
  | 'changed-during-check'
  | 'missing'
  | 'unsigned'
  | 'ignored'
  | 'unreadable'
  | 'not-checked';

/** One file, signed or here or both. */
export interface FileResult {
  /** Relative to the model, `/`-separated, byte for byte as signed or as found. The attacker's: escape it. */
  readonly path: string;
  /** What became of it. */
  readonly state: FileState;
  /** By which both digests are; null where there is none. */
  readonly algorithm: HashAlgorithm | null;
  /**
   * The digest that was signed: lower-case hex. For a sharded file: the digest of the first shard that differs, else null.
   * @pattern ^[0-9a-f]+$
   */
  readonly expected: string | null;
  /**
   * The digest of what is here, in the same form; null where it was not read.
   * @pattern ^[0-9a-f]+$
   */
  readonly actual: string | null;
  /** Bytes on disk; null where the file is not here. */
  readonly size: number | null;
  /** Of a sharded file, whose parts were signed one by one. */
  readonly shards?: {
    /** How many parts it has. */
    readonly count: number;
    /** Which of them differ: ranges of bytes, each with its start and the first byte behind it. */
    readonly differing: readonly (readonly [start: number, end: number])[];
  };
  /** Why it is in that state, where there is more to say. */
  readonly reason?: Reason;
  /** What a host says that it is. Nobody looked. */
  readonly reported?: {
    /** By which the digest is. */
    readonly algorithm: HashAlgorithm;
    /**
     * Lower-case hex.
     * @pattern ^[0-9a-f]+$
     */
    readonly digest: string;
  };
  /** In a check by digest: the file here whose bytes these are. */
  readonly foundAs?: string;
  /** Of an unsigned file: what it seems to be. Recognised by its name or content, excused by nobody. */
  readonly looksLike?: 'download-leftover' | 'system-leftover' | 'signature';
}

export type HashAlgorithm = ModelHash | ArtifactHash;
/** OMS 1.0 §5.2. */
export type ModelHash = 'sha256' | 'blake2b' | 'blake3';
/** By which Sigstore and in-toto name files. */
export type ArtifactHash = 'sha256' | 'sha384' | 'sha512';

/**
 * How the files were listed, which decides what could be seen. `digest`, `none`: no file was looked at. `hub-listing`: only what
 * a host says of its files. `streamed`: a host sent them, and nothing was kept.
 */
export type ListingSource =
  | 'directory-handle'
  | 'file-handle'
  | 'dropped-folder'
  | 'file-list'
  | 'entries'
  | 'file-system'
  | 'digest'
  | 'hub-listing'
  | 'streamed'
  | 'none';

/** What was looked at. */
export interface ModelFacts {
  /** The folder's or file's own name, where known. Another person may have chosen it. */
  readonly name: string | null;
  /** A folder, or one file. */
  readonly kind: 'directory' | 'file';
  /** How its files were listed. */
  readonly source: ListingSource;
  /** Everything listed, with the bundle and what is left out. */
  readonly fileCount: number;
  /** Of all that was listed. */
  readonly totalBytes: number;
  /** What this way of listing cannot show. */
  readonly cannotSee: readonly CannotSee[];
  /** Who listed or sent the files; of a folder, from where this check downloaded it. Absent where no network was asked. */
  readonly remote?: RemoteFacts;
}

/**
 * `odd-names`: such as `a:b` or `CON`. `hidden-names`: with a leading dot. `undecodable-names`: that are not UTF-8.
 * `back-slashes`: a folder `a\b` looks like a folder `b` in a folder `a`.
 * `unreadable-folders`: they look empty, or are absent. `later-changes`: what is added to a file after it was chosen, and
 * what becomes of it after it was read. `unlisted-files`: what a host keeps there without listing it.
 */
export type CannotSee =
  | 'symbolic-links'
  | 'odd-names'
  | 'empty-directories'
  | 'hidden-names'
  | 'undecodable-names'
  | 'back-slashes'
  | 'unreadable-folders'
  | 'later-changes'
  | 'unlisted-files';

/** A file that does not count. */
export interface LeftOut {
  /** As in `files`. */
  readonly path: string;
  /** `standard`: OMS §6.1 (`.git` and the like); `bundle`: the signature itself. */
  readonly by: 'standard' | 'bundle' | 'signer' | 'person';
  /** The rule that matched. */
  readonly rule: string;
}
