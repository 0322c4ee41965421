import type { ModelEntry } from '../../src/index.js';
import { counted, list } from './format.js';
import { detailOf, UnusableChoice } from './problem.js';

/** What was dropped, sorted out: a folder (with a signature file beside it or not), or single files. */
export type DropPlan =
  | {
      readonly kind: 'folder';
      readonly folder: FileSystemDirectoryEntry;
      readonly signature: FileSystemFileEntry | null;
    }
  | { readonly kind: 'files'; readonly files: readonly FileSystemFileEntry[] };

/** More open requests than this do not make Chromium faster. */
const AT_ONCE = 32;

/** Must run inside the drop event: the browser forgets the items when the handler returns. */
export function takeEntries(transfer: DataTransfer): readonly FileSystemEntry[] {
  return Array.from(transfer.items, (item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null)).filter(
    (entry) => entry !== null,
  );
}

export function planDrop(entries: readonly FileSystemEntry[]): DropPlan {
  const folders = entries.filter(isDirectory);
  const files = entries.filter(isFile);
  const [folder] = folders;
  const [signature] = files;
  if (folder === undefined) {
    if (files.length > 0) return { kind: 'files', files };
    throw new UnusableChoice({
      title: 'No file was dropped',
      detail: 'What was dropped is neither a file nor a folder, or the browser does not hand it over.',
      wayOut: 'Drop a folder or files from your file manager, or use the buttons.',
    });
  }
  if (folders.length === 1 && files.length <= 1)
    return { kind: 'folder', folder, signature: signature ?? null };
  throw new UnusableChoice({
    title: 'Too much was dropped at once',
    detail: `You dropped ${counted(folders.length, 'folder')} and ${counted(files.length, 'file')}.`,
    wayOut: 'Drop one folder, or one folder and its signature file, or single files without a folder.',
  });
}

export async function openFiles(
  files: readonly FileSystemFileEntry[],
  signal: AbortSignal,
): Promise<readonly ModelEntry[]> {
  const found = files.map((entry) => ({ path: entry.name, entry }));
  return openAll(found, signal, () => undefined);
}

/**
 * Every file under `folder`, with paths relative to it. Nothing is skipped: if the browser cannot list or open
 * something, the whole choice is unusable and says which.
 */
export async function walkFolder(
  folder: FileSystemDirectoryEntry,
  signal: AbortSignal,
  onFound: (files: number) => void,
): Promise<readonly ModelEntry[]> {
  const found: { readonly path: string; readonly entry: FileSystemFileEntry }[] = [];
  const problems: string[] = [];
  // One folder after the other: listing is quick, opening the files is what takes the time.
  const waiting = [{ prefix: '', directory: folder }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    signal.throwIfAborted();
    try {
      for (const entry of await readDirectory(next.directory)) {
        const path = next.prefix + entry.name;
        if (isDirectory(entry)) waiting.push({ prefix: `${path}/`, directory: entry });
        else if (isFile(entry)) found.push({ path, entry });
        else problems.push(`${path}: neither a file nor a folder`);
      }
    } catch (error) {
      problems.push(`${next.prefix || 'the folder itself'}: ${detailOf(error)}`);
    }
    onFound(found.length);
  }
  refuse(problems);
  return openAll(found, signal, onFound);
}

async function openAll(
  found: readonly { readonly path: string; readonly entry: FileSystemFileEntry }[],
  signal: AbortSignal,
  onFound: (files: number) => void,
): Promise<readonly ModelEntry[]> {
  const opened: ModelEntry[] = [];
  const problems: string[] = [];
  for (let from = 0; from < found.length; from += AT_ONCE) {
    signal.throwIfAborted();
    await Promise.all(
      found.slice(from, from + AT_ONCE).map(async ({ path, entry }) => {
        try {
          opened.push({ path, blob: await openFile(entry) });
        } catch (error) {
          problems.push(`${path}: ${detailOf(error)}`);
        }
      }),
    );
    onFound(found.length);
  }
  signal.throwIfAborted();
  refuse(problems);
  return opened;
}

function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const shown = problems.slice(0, 5);
  const more = problems.length - shown.length;
  throw new UnusableChoice({
    title: 'The browser could not read everything that was dropped',
    detail: list(more > 0 ? [...shown, `${String(more)} more`] : shown),
    wayOut: 'Check that you may read these files, then drop the folder again, or use “Choose a folder”.',
  });
}

/** `readEntries` gives at most 100 at a time and an empty list at the end. */
async function readDirectory(directory: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function openFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
