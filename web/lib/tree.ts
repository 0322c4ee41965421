import type { FileResult } from '../../src/index.js';

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
  fileCount: number;
  troubleCount: number;
}

/** How long the page's thread may be kept from others, in milliseconds. */
const SLICE_MS = 20;
const PER_LOOK = 500;

/** Gives way now and then: a model may have a hundred thousand files. Ends early, with what it has, on abort. */
export async function treeOf(
  files: readonly FileResult[],
  isTrouble: (file: FileResult) => boolean,
  signal: AbortSignal,
): Promise<Folder> {
  const root = grow('', '', -1);
  let since = performance.now();
  for (const [at, file] of files.entries()) {
    add(root, file, isTrouble(file) ? 1 : 0);
    if (at % PER_LOOK !== 0 || performance.now() - since < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) break;
    since = performance.now();
  }
  return root;
}

function grow(path: string, name: string, depth: number): Growing {
  return { path, name, depth, folders: new Map(), files: [], fileCount: 0, troubleCount: 0 };
}

function add(root: Growing, file: FileResult, trouble: number): void {
  let folder = root;
  count(folder, trouble);
  const names = file.path.split('/');
  for (const name of names.slice(0, -1)) {
    let next = folder.folders.get(name);
    if (next === undefined) {
      next = grow(folder.depth < 0 ? name : `${folder.path}/${name}`, name, folder.depth + 1);
      folder.folders.set(name, next);
    }
    folder = next;
    count(folder, trouble);
  }
  folder.files.push(file);
}

function count(folder: Growing, trouble: number): void {
  folder.fileCount += 1;
  folder.troubleCount += trouble;
}

/** The lines of what is open: in each folder first the folders, those with trouble before the others, then its files. */
export function rowsOfTree(root: Folder, open: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  // No recursion: a hostile model may be nested deeply.
  const rest = [childrenOf(root, open).values()];
  for (let level = rest.at(-1); level !== undefined; level = rest.at(-1)) {
    const { value: row, done } = level.next();
    if (done === true) {
      rest.pop();
      continue;
    }
    rows.push(row);
    if (row.kind === 'folder' && row.isOpen) rest.push(childrenOf(row.folder, open).values());
  }
  return rows;
}

function childrenOf(folder: Folder, open: ReadonlySet<string>): readonly TreeRow[] {
  const setSize = folder.folders.size + folder.files.length;
  const depth = folder.depth + 1;
  const folders = [...folder.folders.values()].toSorted(byTrouble);
  return [
    ...folders.map((child, at): TreeRow => {
      const isOpen = open.has(child.path);
      return { kind: 'folder', folder: child, isOpen, depth, position: at + 1, setSize };
    }),
    ...folder.files.map((file, at): TreeRow => {
      return { kind: 'file', file, depth, position: folders.length + at + 1, setSize };
    }),
  ];
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
