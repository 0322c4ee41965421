import { type BigIntStats, lstatSync, statSync } from 'node:fs';
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

/** What happened to a file since it was listed; null when nothing did. Nothing is opened. */
export function movement({ path, byLink, stamp }: Origin): HashFailure | null {
  try {
    // By the links, since they may lead elsewhere by now: that is another file, hence another inode.
    const stats = byLink === null ? lstatSync(path, { bigint: true }) : statSync(byLink, { bigint: true });
    return sameStamp(stamp, stampOf(stats)) ? null : { kind: 'changed', detail: CHANGED };
  } catch (error) {
    return { kind: 'changed', detail: systemError(error) };
  }
}

export const CHANGED = 'it changed after it was listed';
export const LONGER = 'it is longer than the system says';

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
