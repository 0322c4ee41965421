import { type BigIntStats, openAsBlob } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import type { Listing, ModelEntry } from '../src/index.js';
import { InputError, systemError } from './error.js';
import { rememberOrigin, stampOf, UnreadableBlob } from './origin.js';

/** A folder or a single file, opened for listing. `entries` can be walked once. */
export interface OpenedModel {
  readonly entries: AsyncIterable<ModelEntry>;
  readonly listing: Listing;
}

/**
 * Folder links may point at each other so that the ways through them multiply without end. Past this many folders
 * reached through links, further folder links are listed as unreadable instead of walked.
 */
const LINKED_FOLDER_LIMIT = 1000;

interface Folder {
  /** The real path: bytes, since names need not be UTF-8. */
  readonly real: Buffer;
  /** Relative to the model; empty for the model itself. */
  readonly path: string;
  /** Some part of the path is not UTF-8, so `path` is not the true name. */
  readonly misnamed: boolean;
  readonly link?: 'inside';
  /** Real paths of the folders on the way here, this one included. */
  readonly way: readonly Buffer[];
}

interface Walk {
  readonly root: Buffer;
  readonly stack: Folder[];
  linkedFolders: number;
}

/**
 * Opens what the person named; a link that they named themselves is followed.
 * Rejects with {@link InputError} when there is nothing to list.
 */
export async function openModel(path: string): Promise<OpenedModel> {
  let real: Buffer;
  let stats: BigIntStats;
  try {
    real = await realpath(path, { encoding: 'buffer' });
    stats = await stat(real, { bigint: true });
  } catch (error) {
    throw new InputError(`The model ${path} cannot be opened: ${systemError(error)}.`);
  }
  const listing = { source: 'file-system', name: basename(resolve(path)), cannotSee: [] } as const;
  if (stats.isDirectory()) return { entries: walk(real), listing: { ...listing, kind: 'directory' } };
  if (!stats.isFile()) throw new InputError(`The model ${path} is ${kindOf(stats)}, not a folder or a file.`);
  return { entries: single(listing.name, real, stats), listing: { ...listing, kind: 'file' } };
}

async function* single(name: string, real: Buffer, stats: BigIntStats): AsyncGenerator<ModelEntry> {
  yield { path: name, blob: await blobOf(real, stats) };
}

async function* walk(root: Buffer): AsyncGenerator<ModelEntry> {
  const state: Walk = {
    root,
    stack: [{ real: root, path: '', misnamed: false, way: [root] }],
    linkedFolders: 0,
  };
  for (let folder = state.stack.pop(); folder !== undefined; folder = state.stack.pop()) {
    yield* listFolder(folder, state);
  }
}

async function* listFolder(folder: Folder, state: Walk): AsyncGenerator<ModelEntry> {
  let names: Buffer[];
  try {
    names = await readdir(folder.real, { encoding: 'buffer' });
  } catch (error) {
    if (folder.path === '') throw new InputError(`The model cannot be listed: ${systemError(error)}.`);
    // What lies in there may be unsigned: the folder itself stands for it in the report.
    yield unreadable(folder, `this folder cannot be listed: ${systemError(error)}`);
    return;
  }
  for (const name of names.sort((a, b) => a.compare(b))) {
    const entry = await look(folder, name, state);
    if (entry !== null) yield entry;
  }
}

/** One name in a folder: an entry for the report, or null for a folder that was put on the stack. */
async function look(folder: Folder, name: Buffer, state: Walk): Promise<ModelEntry | null> {
  const text = name.toString();
  const real = join(folder.real, name);
  const here: Folder = {
    real,
    path: folder.path === '' ? text : `${folder.path}/${text}`,
    misnamed: folder.misnamed || !Buffer.from(text).equals(name),
    ...(folder.link === undefined ? {} : { link: folder.link }),
    way: [...folder.way, real],
  };
  let stats: BigIntStats;
  try {
    stats = await lstat(real, { bigint: true });
  } catch (error) {
    return unreadable(here, systemError(error));
  }
  if (stats.isSymbolicLink()) return follow(here, folder, state);
  if (!stats.isDirectory()) return fileEntry(here, stats);
  if (here.link !== undefined) {
    if (state.linkedFolders >= LINKED_FOLDER_LIMIT)
      return unreadable(here, 'too many folders reached by links');
    state.linkedFolders++;
  }
  state.stack.push(here);
  return null;
}

/** Follows a link as far as the model goes, and never out of it: nothing outside is opened. */
async function follow(here: Folder, parent: Folder, state: Walk): Promise<ModelEntry | null> {
  let target: Buffer;
  let stats: BigIntStats;
  try {
    target = await realpath(here.real, { encoding: 'buffer' });
  } catch (error) {
    const blob = new UnreadableBlob(`this link leads nowhere: ${systemError(error)}`);
    return { path: here.path, blob, link: 'broken' };
  }
  if (!isWithin(state.root, target)) {
    return { path: here.path, blob: new UnreadableBlob('this link leads out of the model'), link: 'outside' };
  }
  const linked: Folder = { ...here, real: target, link: 'inside', way: [...parent.way, target] };
  try {
    stats = await lstat(target, { bigint: true });
  } catch (error) {
    return unreadable(linked, systemError(error));
  }
  if (!stats.isDirectory()) return fileEntry(linked, stats);
  if (parent.way.some((folder) => folder.equals(target))) {
    return unreadable(linked, 'this link leads back to a folder that it lies in');
  }
  if (state.linkedFolders >= LINKED_FOLDER_LIMIT)
    return unreadable(linked, 'too many folders reached by links');
  state.linkedFolders++;
  state.stack.push(linked);
  return null;
}

async function fileEntry(here: Folder, stats: BigIntStats): Promise<ModelEntry> {
  if (!stats.isFile()) return unreadable(here, `this is ${kindOf(stats)}, not a file`);
  // The path shown is not the file's name, and must not stand in for a file that has that name.
  if (here.misnamed) return unreadable(here, 'its name is not UTF-8', Number(stats.size));
  return entry(here, await blobOf(here.real, stats));
}

async function blobOf(real: Buffer, stats: BigIntStats): Promise<Blob> {
  try {
    const blob = await openAsBlob(real);
    rememberOrigin(blob, { readable: true, path: real, stamp: stampOf(stats) });
    return blob;
  } catch (error) {
    return new UnreadableBlob(systemError(error), Number(stats.size));
  }
}

function unreadable(here: Folder, detail: string, size = 0): ModelEntry {
  return entry(here, new UnreadableBlob(detail, size));
}

function entry(here: Folder, blob: Blob): ModelEntry {
  return here.link === undefined ? { path: here.path, blob } : { path: here.path, blob, link: here.link };
}

function join(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([withSeparator(folder), name]);
}

function withSeparator(folder: Buffer): Buffer {
  const separator = Buffer.from(sep);
  return folder.subarray(-1).equals(separator) ? folder : Buffer.concat([folder, separator]);
}

function isWithin(root: Buffer, target: Buffer): boolean {
  const prefix = withSeparator(root);
  return target.equals(root) || target.subarray(0, prefix.length).equals(prefix);
}

function kindOf(stats: BigIntStats): string {
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  if (stats.isBlockDevice() || stats.isCharacterDevice()) return 'a device';
  return 'a special file';
}
