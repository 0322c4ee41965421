import { appendFile, chmod, open, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { noise } from '../forge/index.js';

/** Something that another program does to a file of the model while it is being checked. */
export interface Mutation {
  readonly kind: string;
  /** Nothing that a browser tells of the file gives it away: the documented exception. */
  readonly invisible?: boolean;
  /** No byte changes: what was read before stays true. */
  readonly harmless?: boolean;
  readonly apply: (path: string, random: () => number) => Promise<void>;
}

/** Longer than it, a file would not fit the memory of the test in one go. */
const PIECE = 4096;

export const MUTATIONS: readonly Mutation[] = [
  { kind: 'append', apply: (path) => appendFile(path, 'more') },
  {
    kind: 'truncate',
    apply: async (path, random) => truncate(path, Math.floor(random() * (await stat(path)).size)),
  },
  {
    kind: 'truncate, time put back',
    apply: async (path) => {
      const { size, atime, mtime } = await stat(path);
      await truncate(path, Math.max(0, size - 1));
      await utimes(path, atime, mtime);
    },
  },
  { kind: 'empty', apply: (path) => truncate(path, 0) },
  { kind: 'overwrite in place', apply: overwrite },
  {
    kind: 'overwrite in place, time put back',
    invisible: true,
    apply: async (path, random) => {
      const { atime, mtime } = await stat(path);
      await overwrite(path, random);
      await utimes(path, atime, mtime);
    },
  },
  {
    kind: 'replace',
    apply: async (path) => {
      // Beside the folder, where nobody lists it.
      const other = join(dirname(path), '..', 'other');
      await writeFile(other, Buffer.alloc((await stat(path)).size, 1));
      await rename(other, path);
    },
  },
  { kind: 'delete', apply: (path) => rm(path) },
  { kind: 'forbid', harmless: true, apply: (path) => chmod(path, 0) },
];

async function overwrite(path: string, random: () => number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const at = Math.floor(random() * Math.max(1, size - PIECE));
    await file.write(noise(PIECE, 1 + Math.floor(random() * 1e6)), 0, Math.min(PIECE, size - at), at);
  } finally {
    await file.close();
  }
}

/** The same numbers for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
