import { type BigIntStats, lstatSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import { quote, type EntryKind, type Listing, type ModelEntry } from '../src/index.js';
import { InputError, systemError } from './error.js';
import { opener } from './listed-blob.js';
import { stampOf } from './origin.js';

/** A folder or a single file, opened for listing. `entries` can be walked once; `listing.again` walks anew. */
export interface OpenedModel {
  readonly entries: AsyncIterable<ModelEntry>;
  readonly listing: Listing;
}

/**
 * Folder links may point at each other so that the ways through them multiply without end. Past this many folders
 * reached through links, further ones are listed as unreadable instead of walked.
 */
const LINKED_FOLDER_LIMIT = 1000;
/** The same past so many entries: a folder of a thousand files with a thousand links to it is a million. */
const LINKED_ENTRY_LIMIT = 100_000;
const TOO_MANY = 'too many folders reached by links';
/** As deep as the library looks up names. */
const DEPTH_LIMIT = 256;
/** A small archive can hold folders and links that multiply into paths of gigabytes. A million usual paths fit. */
const PATH_BYTES_LIMIT = 128 * 1024 * 1024;

/** Something that was found in a folder. */
interface Place {
  /** The real path: bytes, since names need not be UTF-8. */
  readonly real: Buffer;
  /** Relative to the model; empty for the model itself. */
  readonly path: string;
  /** Some part of the path is not UTF-8, so `path` is not the true name. */
  readonly misnamed: boolean;
  /** A link inside the model is on the way here, or this is one. */
  readonly linked: boolean;
}

interface Folder extends Place {
  /** The one that it lies in; null for the model itself. */
  readonly parent: Folder | null;
  readonly depth: number;
}

interface Walk {
  readonly root: Buffer;
  readonly stack: Folder[];
  linkedFolders: number;
  linkedEntries: number;
  /** Of all paths so far. */
  pathBytes: number;
  readonly onFile: OnFile;
}

/** Is told how long each file is, as soon as it is found. */
type OnFile = (bytes: number) => void;

/**
 * Opens what the person named; a link that they named themselves is followed. `onFile` is told of the first walk only.
 * Rejects with {@link InputError} when there is nothing to list.
 */
export async function openModel(path: string, onFile: OnFile = () => undefined): Promise<OpenedModel> {
  let real: Buffer;
  let stats: BigIntStats;
  try {
    real = await realpath(path, { encoding: 'buffer' });
    stats = await stat(real, { bigint: true });
  } catch (error) {
    throw new InputError(`The model ${quote(path)} cannot be opened: ${systemError(error)}.`);
  }
  if (!stats.isDirectory() && !stats.isFile())
    throw new InputError(`The model ${quote(path)} is ${kindOf(stats)}, not a folder or a file.`);
  const name = basename(resolve(path));
  const entries = (told: OnFile) =>
    stats.isDirectory() ? walk(real, told) : single(name, real, stats, told);
  const again = () => unlessMoved(path, real, () => entries(() => undefined));
  const kind = stats.isDirectory() ? 'directory' : 'file';
  return { entries: entries(onFile), listing: { source: 'file-system', kind, name, cannotSee: [], again } };
}

async function* single(
  name: string,
  real: Buffer,
  stats: BigIntStats,
  onFile: OnFile,
): AsyncGenerator<ModelEntry> {
  onFile(Number(stats.size));
  const open = opener({ path: real, byLink: null, stamp: stampOf(stats) });
  yield await Promise.resolve({ path: name, kind: 'file', open });
}

/** What the person named may be a link, which leads elsewhere by now. */
async function* unlessMoved(
  path: string,
  real: Buffer,
  entries: () => AsyncIterable<ModelEntry>,
): AsyncGenerator<ModelEntry> {
  if (!real.equals(await realpath(path, { encoding: 'buffer' })))
    throw new Error('what was named leads elsewhere by now');
  yield* entries();
}

async function* walk(root: Buffer, onFile: OnFile): AsyncGenerator<ModelEntry> {
  const start: Folder = { real: root, path: '', misnamed: false, linked: false, parent: null, depth: 0 };
  const state: Walk = { root, stack: [start], linkedFolders: 0, linkedEntries: 0, pathBytes: 0, onFile };
  for (let folder = state.stack.pop(); folder !== undefined; folder = state.stack.pop()) {
    if (folder.linked && state.linkedEntries >= LINKED_ENTRY_LIMIT)
      yield closed(folder, 'link-inside', TOO_MANY);
    else yield* listFolder(folder, state);
  }
}

async function* listFolder(folder: Folder, state: Walk): AsyncGenerator<ModelEntry> {
  let names: Buffer[];
  try {
    names = await readdir(folder.real, { encoding: 'buffer' });
  } catch (error) {
    if (folder.path === '')
      throw new Error(`the folder cannot be listed: ${systemError(error)}`, { cause: error });
    // What lies in there may be unsigned: the folder itself stands for it in the report.
    yield closed(folder, 'folder', systemError(error));
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
  const here: Place = {
    real: join(folder.real, name),
    path: folder.path === '' ? text : `${folder.path}/${text}`,
    misnamed: folder.misnamed || !Buffer.from(text).equals(name),
    linked: folder.linked,
  };
  if (here.linked) state.linkedEntries++;
  state.pathBytes += here.real.length;
  if (state.pathBytes > PATH_BYTES_LIMIT) throw new Error('the names in it alone fill 128 MiB');
  let stats: BigIntStats;
  try {
    stats = lstatSync(here.real, { bigint: true });
  } catch (error) {
    return closed(here, here.linked ? 'link-inside' : 'file', systemError(error));
  }
  if (stats.isSymbolicLink()) return follow(here, folder, state);
  return stats.isDirectory() ? enter(here, folder, state) : fileEntry(here, stats, state);
}

/** Follows a link as far as the model goes, and never out of it: nothing outside is opened. */
async function follow(here: Place, parent: Folder, state: Walk): Promise<ModelEntry | null> {
  let target: Buffer;
  let stats: BigIntStats;
  try {
    target = await realpath(here.real, { encoding: 'buffer' });
  } catch (error) {
    return closed(here, 'link-broken', `it leads nowhere: ${systemError(error)}`);
  }
  if (!isWithin(state.root, target)) return closed(here, 'link-outside', 'it leads out of the model');
  const linked: Place = { ...here, real: target, linked: true };
  try {
    stats = lstatSync(target, { bigint: true });
  } catch (error) {
    return closed(linked, 'link-inside', systemError(error));
  }
  if (!stats.isDirectory()) return fileEntry(linked, stats, state);
  if (leadsBack(parent, target))
    return closed(linked, 'link-inside', 'it leads back to a folder that it lies in');
  return enter(linked, parent, state);
}

function enter(here: Place, parent: Folder, state: Walk): ModelEntry | null {
  if (here.linked) {
    if (state.linkedFolders >= LINKED_FOLDER_LIMIT) return closed(here, 'link-inside', TOO_MANY);
    state.linkedFolders++;
  }
  const depth = parent.depth + 1;
  if (depth > DEPTH_LIMIT) return closed(here, 'folder', 'it is nested too deeply');
  state.stack.push({ ...here, parent, depth });
  return null;
}

function leadsBack(from: Folder, target: Buffer): boolean {
  for (let folder: Folder | null = from; folder !== null; folder = folder.parent)
    if (folder.real.equals(target)) return true;
  return false;
}

function fileEntry(here: Place, stats: BigIntStats, { root, onFile }: Walk): ModelEntry {
  if (!stats.isFile()) return closed(here, 'other', `it is ${kindOf(stats)}`);
  const kind = here.linked ? 'link-inside' : 'file';
  // The path shown is not the file's name, and must not stand in for a file that has that name.
  if (here.misnamed) return closed(here, kind, 'its name is not UTF-8');
  onFile(Number(stats.size));
  const byLink = here.linked ? join(root, Buffer.from(here.path)) : null;
  return { path: here.path, kind, open: opener({ path: here.real, byLink, stamp: stampOf(stats) }) };
}

/** What is there and has no bytes to give. */
function closed({ path }: Place, kind: EntryKind, detail: string): ModelEntry {
  return { path, kind, open: () => Promise.reject(new Error(detail)) };
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
