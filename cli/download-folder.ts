import { createHash } from 'node:crypto';
import { constants, rmSync, type BigIntStats } from 'node:fs';
import { lstat, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type CopyWriter, type DownloadFolder, quote } from '../src/index.js';
import { InputError, systemError } from './error.js';
import { watch } from './hash/watch.js';
import { openModel } from './list.js';
import { ListedBlob, opener } from './listed-blob.js';
import { sameStamp, type Stamp, stampOf } from './origin.js';

/** What is not whole yet. No file of a model may be called so, on a disk without case either. */
const PART = /^\.touchstone-[0-9a-f]{32}\.part$/iu;

/**
 * A folder on this disk to download to; it is made where it is not there. Nothing is written by way of a link or out of it. Rejects with
 * {@link InputError} where it cannot be had.
 */
export async function downloadTo(path: string, signal: AbortSignal): Promise<DownloadFolder> {
  let root: string;
  try {
    await mkdir(path, { recursive: true });
    root = await realpath(path);
  } catch (error) {
    throw new InputError(`The folder ${quote(path)} cannot be made: ${systemError(error)}.`);
  }
  const looks = new Map<string, Stamp>();
  const parts = new Set<string>();
  // The process may end before anybody could do that in order.
  watch(signal, () => {
    for (const part of parts) rmSync(part, { force: true });
  });
  /** Of what was written here: by a name that the system takes for the same, another file may lie there by now. */
  const written = new Map<string, bigint>();

  return {
    list: async () => {
      const { entries, listing } = await openModel(root);
      return { model: entries, listing };
    },

    async find(name) {
      const place = placeOf(root, name);
      if (!(await leadsThere(place, false))) return null;
      const stats = await statOf(place.file);
      if (stats === null) return null;
      if (!stats.isFile()) throw new Error('what lies there is no file, and is not replaced');
      return opener({ path: Buffer.from(place.file), byLink: null, stamp: stampOf(stats) })();
    },

    async create(name) {
      const place = placeOf(root, name);
      await leadsThere(place, true);
      const stats = await statOf(place.file);
      if (stats?.isFile() === false) throw new Error('what lies there is no file, and is not replaced');
      return orSystemError(() => writerTo(place, parts, (inode) => written.set(name, inode)));
    },

    async known(name) {
      const stats = await statOf(placeOf(root, name).file);
      if (stats !== null && (written.get(name) ?? stats.ino) === stats.ino) looks.set(name, stampOf(stats));
    },

    isAsKnown(name, blob) {
      const before = looks.get(name);
      const now = ListedBlob.originOf(blob)?.stamp;
      return Promise.resolve(before !== undefined && now !== undefined && sameStamp(before, now));
    },
  };
}

interface Place {
  readonly root: string;
  /** Those on the way, from the outermost on. */
  readonly folders: readonly string[];
  readonly file: string;
  readonly part: string;
}

/** Of a path that a host named. */
function placeOf(root: string, path: string): Place {
  const parts = path.split('/');
  const isBad = (part: string) =>
    part === '' || part === '.' || part === '..' || part.includes('\0') || PART.test(part);
  if (parts.some((part) => isBad(part) || (sep !== '/' && /[\\:]/u.test(part))))
    throw new Error('it cannot be called so here');
  const name = parts.pop() ?? '';
  const folders = parts.map((_, i) => join(root, ...parts.slice(0, i + 1)));
  const folder = folders.at(-1) ?? root;
  const digest = createHash('sha256').update(path).digest('hex').slice(0, 32);
  return { root, folders, file: join(folder, name), part: join(folder, `.touchstone-${digest}.part`) };
}

/** Whether its folder is there. A link on the way may lead anywhere: it is not followed. */
async function leadsThere({ folders }: Place, make: boolean): Promise<boolean> {
  for (const folder of folders) {
    let stats = await statOf(folder);
    if (stats === null && make) {
      await orSystemError(() => mkdir(folder, { recursive: true }));
      stats = await statOf(folder);
    }
    if (stats === null) return false;
    if (!stats.isDirectory()) throw new Error('a link or a file lies where a folder has to be');
  }
  return true;
}

async function statOf(path: string): Promise<BigIntStats | null> {
  try {
    return await lstat(path, { bigint: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(systemError(error), { cause: error });
  }
}

const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;

async function writerTo(
  { file: path, part }: Place,
  parts: Set<string>,
  onWritten: (inode: bigint) => void,
): Promise<CopyWriter> {
  // Where a run was killed, its part lies there still.
  const file = await open(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o644);
  parts.add(part);
  return {
    write: (bytes) =>
      orSystemError(async () => {
        for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
      }),
    close: () =>
      orSystemError(async () => {
        await file.sync();
        const { ino } = await file.stat({ bigint: true });
        // Open until then: so the number is nobody else's.
        if ((await statOf(part))?.ino !== ino) throw new Error('another file took its place');
        await file.close();
        await rename(part, path);
        parts.delete(part);
        onWritten(ino);
      }),
    async abort() {
      await file.close().catch(() => undefined);
      await rm(part, { force: true });
      parts.delete(part);
    },
  };
}

async function orSystemError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(systemError(error), { cause: error });
  }
}
