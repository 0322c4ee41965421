import { UnusableChoice } from './problem.js';

/** One thing out of a drop event. */
export interface DroppedItem {
  readonly entry: FileSystemEntry;
  /** For a folder, where the browser gives one; else null. */
  readonly handle: Promise<FileSystemDirectoryHandle | null>;
}

/** What was dropped, sorted out: a folder (with a signature file beside it or not), or single files. */
export type DropPlan =
  | {
      readonly kind: 'folder';
      readonly folder: FileSystemDirectoryEntry;
      readonly handle: DroppedItem['handle'];
      readonly signature: FileSystemFileEntry | null;
    }
  | { readonly kind: 'files'; readonly files: readonly FileSystemFileEntry[] };

/** Chromium only, hence not in TypeScript's library. */
interface GivesHandles {
  getAsFileSystemHandle(): Promise<FileSystemHandle | null>;
}

/** For folders that Chromium refuses ("contains system files") it may never answer. The entry shows those as well. */
const HANDLE_MS = 2000;

/** Must run inside the drop event: the browser forgets the items when the handler returns. */
export function takeDropped(transfer: DataTransfer): readonly DroppedItem[] {
  return Array.from(transfer.items).flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    if (entry === null) return [];
    const asks = entry.isDirectory && !isInCache(entry.name);
    return [{ entry, handle: asks ? handleOf(item) : Promise.resolve(null) }];
  });
}

/**
 * Chromium gives no handle for what lies in `~/.cache`, and puts up a dialog about it. There lie Hugging Face's downloads,
 * which the entry shows as well.
 */
function isInCache(name: string): boolean {
  return /^(?:\..*|huggingface|hub|(?:models|datasets|spaces)--.*|blobs|snapshots|[0-9a-f]{40})$/.test(name);
}

async function handleOf(item: DataTransferItem): Promise<FileSystemDirectoryHandle | null> {
  if (!givesHandles(item)) return null;
  const late = new Promise<null>((resolve) => {
    setTimeout(() => {
      resolve(null);
    }, HANDLE_MS);
  });
  try {
    const handle = await Promise.race([item.getAsFileSystemHandle(), late]);
    return handle !== null && isDirectoryHandle(handle) ? handle : null;
  } catch {
    // Refused: the entry is enough.
    return null;
  }
}

export function planDrop(items: readonly DroppedItem[]): DropPlan {
  const folders = items.flatMap(({ entry, handle }) =>
    isDirectory(entry) ? [{ folder: entry, handle }] : [],
  );
  const files = items.map(({ entry }) => entry).filter(isFile);
  const [only] = folders;
  if (only === undefined) {
    if (files.length > 0) return { kind: 'files', files };
    throw new UnusableChoice({ code: 'nothing-dropped' });
  }
  if (folders.length === 1 && files.length <= 1)
    return { kind: 'folder', ...only, signature: files[0] ?? null };
  throw new UnusableChoice({ code: 'too-much-dropped', folders: folders.length, files: files.length });
}

/** What was dropped, if it is one file and nothing else. */
export function loneFile(items: readonly DroppedItem[]): FileSystemFileEntry | null {
  const [only, ...others] = items;
  return only !== undefined && others.length === 0 && isFile(only.entry) ? only.entry : null;
}

/** The file as it is on the disk now. */
export function openFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

export function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function givesHandles(item: object): item is GivesHandles {
  return 'getAsFileSystemHandle' in item;
}

function isDirectoryHandle(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === 'directory';
}

/** What was dropped, if it is one or two files and nothing else. */
export function fewFiles(items: readonly DroppedItem[]): readonly FileSystemFileEntry[] {
  const files = items.map(({ entry }) => entry).filter(isFile);
  return files.length === items.length && files.length <= 2 ? files : [];
}
