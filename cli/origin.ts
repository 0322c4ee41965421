import { type BigIntStats, openAsBlob } from 'node:fs';
import { access, constants, lstat, stat } from 'node:fs/promises';
import type { HashFailure } from '../src/index.js';
import { systemError } from './error.js';

/** What must not move between listing a file and having hashed it. ctime sees an edit whose mtime was put back. */
export interface Stamp {
  readonly device: bigint;
  readonly inode: bigint;
  readonly size: bigint;
  readonly modified: bigint;
  readonly changed: bigint;
}

/** Where a listed blob's bytes lie. Paths are bytes, since names need not be UTF-8. */
export interface Origin {
  /** The real path, without links. */
  readonly path: Buffer;
  /** The path by links on which it was found; null where there are none. */
  readonly byLink: Buffer | null;
  /** When it was listed. */
  readonly stamp: Stamp;
}

const origins = new WeakMap<Blob, Origin>();

export function originOf(blob: Blob): Origin | undefined {
  return origins.get(blob);
}

/**
 * How to open one listed file. The first call rejects when it may not be read; later ones when it is no longer what was
 * listed, and else give the same blob: the check asks once more at its end.
 */
export function opener(origin: Origin): () => Promise<Blob> {
  let opened: Blob | null = null;
  return async () => {
    if (opened !== null) {
      const failure = await movement(origin);
      if (failure !== null) throw new Error(failure.detail);
      return opened;
    }
    try {
      await access(origin.path, constants.R_OK);
    } catch (error) {
      throw new Error(systemError(error), { cause: error });
    }
    const blob = await openAsBlob(origin.path);
    // Node (20 to 22 at least) gives the size modulo 4 GiB: a longer file would pass for the signed one.
    opened = Object.defineProperty(blob, 'size', { value: Number(origin.stamp.size) });
    origins.set(opened, origin);
    return opened;
  };
}

/** What happened to a file since it was listed; null when nothing did. Nothing is opened. */
export async function movement({ path, byLink, stamp }: Origin): Promise<HashFailure | null> {
  try {
    // By the links, since they may lead elsewhere by now: that is another file, hence another inode.
    const stats = await (byLink === null ? lstat(path, { bigint: true }) : stat(byLink, { bigint: true }));
    return sameStamp(stamp, stampOf(stats)) ? null : { kind: 'changed', detail: CHANGED };
  } catch (error) {
    return { kind: 'changed', detail: systemError(error) };
  }
}

export const CHANGED = 'it changed after it was listed';

export function stampOf(stats: BigIntStats): Stamp {
  return {
    device: stats.dev,
    inode: stats.ino,
    size: stats.size,
    modified: stats.mtimeNs,
    changed: stats.ctimeNs,
  };
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return (
    a.device === b.device &&
    a.inode === b.inode &&
    a.size === b.size &&
    a.modified === b.modified &&
    a.changed === b.changed
  );
}
