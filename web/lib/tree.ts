import type { FileResult } from '../../src/index.js';
import { eachInTurns } from './turns.js';

/** A folder as the paths of a report imply it. */
export interface Folder {
  /** Empty for the model itself. */
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly folders: ReadonlyMap<string, Folder>;
  /** Those that lie directly in it, in the report's order. */
  readonly files: readonly FileResult[];
  /** Of all below it. */
  readonly fileCount: number;
  readonly troubleCount: number;
}

/** What stands in one line of the tree. `position` of `setSize`: among what lies in the same folder. */
export type TreeRow = { readonly depth: number; readonly position: number; readonly setSize: number } & (
  | { readonly kind: 'folder'; readonly folder: Folder; readonly isOpen: boolean }
  | { readonly kind: 'file'; readonly file: FileResult }
);

interface Growing extends Folder {
  readonly folders: Map<string, Growing>;
  readonly files: FileResult[];
  readonly parent: Growing | null;
  fileCount: number;
  troubleCount: number;
}

/** Gives way now and then: a model may have a hundred thousand files. Ends early, with what it has, on abort. */
export async function treeOf(
  files: readonly FileResult[],
  isTrouble: (file: FileResult) => boolean,
  signal: AbortSignal,
): Promise<Folder> {
  const root = grow('', '', null);
  const byPath = new Map<string, Growing>();
  let folder = root;
  await eachInTurns(files, signal, (file) => {
    const slash = file.path.lastIndexOf('/');
    const path = file.path.slice(0, Math.max(0, slash));
    if (slash < 0) folder = root;
    // Mostly, the file before lies in the same one.
    else if (folder === root || folder.path !== path) folder = folderAt(path, root, byPath);
    folder.files.push(file);
    folder.fileCount += 1;
    if (isTrouble(file)) folder.troubleCount += 1;
  });
  // Each folder was made after the one that it lies in.
  for (const { parent, fileCount, troubleCount } of [...byPath.values()].reverse()) {
    if (parent === null) continue;
    parent.fileCount += fileCount;
    parent.troubleCount += troubleCount;
  }
  return root;
}

function grow(path: string, name: string, parent: Growing | null): Growing {
  const depth = parent === null ? -1 : parent.depth + 1;
  return { path, name, depth, folders: new Map(), files: [], parent, fileCount: 0, troubleCount: 0 };
}

/** The folder of that path; it and those that it lies in are made where there are none. */
function folderAt(path: string, root: Growing, byPath: Map<string, Growing>): Growing {
  const known = byPath.get(path);
  if (known !== undefined) return known;
  let folder = root;
  // From above: `from` is where the next name begins.
  for (let from = 0; from <= path.length;) {
    const slash = path.indexOf('/', from);
    const end = slash < 0 ? path.length : slash;
    const name = path.slice(from, end);
    let next = folder.folders.get(name);
    if (next === undefined) {
      next = grow(path.slice(0, end), name, folder);
      folder.folders.set(name, next);
      byPath.set(next.path, next);
    }
    folder = next;
    from = end + 1;
  }
  return folder;
}

/** The lines of what is open: in each folder first the folders, those with trouble before the others, then its files. */
export function rowsOfTree(root: Folder, open: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  // No recursion: a hostile model may be nested deeply.
  const rest = [{ folder: root, inside: insideOf(root), at: 0 }];
  for (let level = rest.at(-1); level !== undefined; level = rest.at(-1)) {
    const { folder, inside } = level;
    const child = inside.folders[level.at];
    if (child === undefined) {
      for (const row of inside.files) rows.push(row);
      rest.pop();
      continue;
    }
    level.at += 1;
    const isOpen = open.has(child.path);
    const setSize = inside.folders.length + inside.files.length;
    const depth = folder.depth + 1;
    rows.push({ kind: 'folder', folder: child, isOpen, depth, position: level.at, setSize });
    if (isOpen) rest.push({ folder: child, inside: insideOf(child), at: 0 });
  }
  return rows;
}

/** What is the same whichever folders are open: as many as 100,000 lines are not made anew for each that is opened. */
interface Inside {
  readonly folders: readonly Folder[];
  readonly files: readonly TreeRow[];
}

const insides = new WeakMap<Folder, Inside>();

function insideOf(folder: Folder): Inside {
  let inside = insides.get(folder);
  if (inside === undefined) {
    const depth = folder.depth + 1;
    const { size } = folder.folders;
    const setSize = size + folder.files.length;
    inside = {
      folders: [...folder.folders.values()].toSorted(byTrouble),
      files: folder.files.map((file, at) => ({
        kind: 'file',
        file,
        depth,
        position: size + at + 1,
        setSize,
      })),
    };
    insides.set(folder, inside);
  }
  return inside;
}

function byTrouble(a: Folder, b: Folder): number {
  return Math.sign(b.troubleCount) - Math.sign(a.troubleCount) || (a.name < b.name ? -1 : 1);
}

/** What to open at first: where there is trouble, and everything that is small. */
export function openAtFirst(root: Folder, limit = 100): ReadonlySet<string> {
  const open = new Set<string>();
  const rest: Folder[] = [...root.folders.values()];
  for (let folder = rest.pop(); folder !== undefined; folder = rest.pop()) {
    if (folder.troubleCount === 0 && root.fileCount > limit) continue;
    if (open.size >= limit) break;
    open.add(folder.path);
    rest.push(...folder.folders.values());
  }
  return open;
}

export function toggled(open: ReadonlySet<string>, path: string): ReadonlySet<string> {
  const next = new Set(open);
  if (!next.delete(path)) next.add(path);
  return next;
}
