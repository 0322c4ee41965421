import type { DirectoryEntry } from '../../src/model/dropped.js';
import type { ForgedFiles } from '../forge/index.js';

/** A disk in memory that tests may change while it is being listed and read, and what a browser shows of it. */
export type DiskNode = DiskFile | DiskFolder | DiskOther;

interface Named {
  /** Any text at all: disks have worse names than ours. */
  readonly name: string;
  /** Both ways of listing show it when absent. */
  readonly shownBy?: 'entry' | 'handle';
  /** When it is opened or listed. For a folder, after its children were shown. */
  trouble?: 'fails' | 'never answers' | null;
}

export interface DiskFile extends Named {
  readonly kind: 'file';
  content: Uint8Array<ArrayBuffer>;
  modified: number;
  /** By which way it was opened, and how often. */
  readonly openedBy: ('entry' | 'handle')[];
}

export interface DiskFolder extends Named {
  readonly kind: 'directory';
  children: DiskNode[];
  /** How many of the children each answer of the entry's reader held. */
  readonly batches: number[];
}

/** Neither a file nor a folder, as far as the browser says. */
interface DiskOther extends Named {
  readonly kind: 'other';
}

type Extra = Partial<Pick<Named, 'shownBy' | 'trouble'>>;

export function file(
  name: string,
  content: string | Uint8Array<ArrayBuffer> = '',
  extra: Extra = {},
): DiskFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { kind: 'file', name, content: bytes, modified: 1000, openedBy: [], ...extra };
}

export function folder(name: string, children: DiskNode[] = [], extra: Extra = {}): DiskFolder {
  return { kind: 'directory', name, children, batches: [], ...extra };
}

export function other(name: string): DiskOther {
  return { kind: 'other', name };
}

/** The folder of a forged model. */
export function diskOf(files: ForgedFiles, name = 'small-model'): DiskFolder {
  const root = folder(name);
  for (const [path, content] of Object.entries(files)) {
    const parts = path.split('/');
    const base = parts.pop() ?? '';
    folderAt(root, parts).children.push(file(base, content));
  }
  return root;
}

/** The folder of that path, made where it is not there yet. */
export function folderAt(root: DiskFolder, parts: readonly string[]): DiskFolder {
  let here = root;
  for (const part of parts) {
    const found = here.children.find((node): node is DiskFolder => {
      return node.kind === 'directory' && node.name === part;
    });
    const next: DiskFolder = found ?? folder(part);
    if (found === undefined) here.children.push(next);
    here = next;
  }
  return here;
}

export function fileAt(root: DiskFolder, path: string): DiskFile {
  const parts = path.split('/');
  const base = parts.pop();
  const found = folderAt(root, parts).children.find((node) => node.kind === 'file' && node.name === base);
  if (found?.kind !== 'file') throw new Error(`no such file: ${path}`);
  return found;
}

/** As a directory picker gives it. */
export function handleOf(node: DiskFolder): FileSystemDirectoryHandle {
  return new DirectoryHandle(node);
}

export function fileHandleOf(node: DiskFile): FileSystemFileHandle {
  return new FileHandle(node);
}

/** As a drop gives it. */
export function entryOf(node: DiskFolder, { repeats = false } = {}): DirectoryEntry {
  return new FolderEntry(node, repeats);
}

function unused(): never {
  throw new Error('the verifier has no business with this');
}

/** Never settles, as some promises of browsers do. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}

async function answer<T>(node: DiskNode, give: () => T): Promise<T> {
  if (node.trouble === 'never answers') await never();
  if (node.trouble === 'fails') throw new DOMException('no permission', 'NotReadableError');
  return Promise.resolve(give());
}

/** What the disk holds now, as one look at it. */
function snapshot({ name, content, modified }: DiskFile): File {
  return new File([content], name, { lastModified: modified });
}

class FileHandle implements FileSystemFileHandle {
  readonly kind = 'file';
  readonly name: string;
  readonly createWritable = unused;
  readonly isSameEntry = unused;
  readonly #node: DiskFile;

  constructor(node: DiskFile) {
    this.name = node.name;
    this.#node = node;
  }

  getFile(): Promise<File> {
    this.#node.openedBy.push('handle');
    return answer(this.#node, () => snapshot(this.#node));
  }
}

type Child = FileSystemDirectoryHandle | FileSystemFileHandle;

class DirectoryHandle implements FileSystemDirectoryHandle {
  readonly kind = 'directory';
  readonly name: string;
  readonly getDirectoryHandle = unused;
  readonly getFileHandle = unused;
  readonly removeEntry = unused;
  readonly resolve = unused;
  readonly isSameEntry = unused;
  readonly keys = unused;
  readonly values = unused;
  readonly #node: DiskFolder;

  constructor(node: DiskFolder) {
    this.name = node.name;
    this.#node = node;
  }

  async *entries(): AsyncGenerator<[string, Child], undefined> {
    for (const child of [...this.#node.children]) {
      if (child.shownBy !== 'entry') yield await Promise.resolve([child.name, childHandle(child)]);
    }
    await answer(this.#node, () => undefined);
  }

  [Symbol.asyncIterator](): AsyncGenerator<[string, Child], undefined> {
    return this.entries();
  }
}

function childHandle(node: DiskNode): Child {
  if (node.kind === 'directory') return new DirectoryHandle(node);
  if (node.kind === 'file') return new FileHandle(node);
  return Object.defineProperty(new FileHandle(file(node.name)), 'kind', { value: 'pipe' });
}

class FolderEntry implements DirectoryEntry {
  readonly isFile = false;
  readonly isDirectory = true;
  readonly name: string;
  readonly #node: DiskFolder;
  readonly #repeats: boolean;

  constructor(node: DiskFolder, repeats: boolean) {
    this.name = node.name;
    this.#node = node;
    this.#repeats = repeats;
  }

  createReader(): ReturnType<DirectoryEntry['createReader']> {
    const rest = this.#node.children.filter(({ shownBy }) => shownBy !== 'handle');
    return {
      readEntries: (found, failed = unused) => {
        const batch = rest.splice(0, 100);
        this.#node.batches.push(batch.length);
        if (batch.length > 0) found(batch.map((node) => childEntry(node, this.#repeats)));
        else answer(this.#node, () => []).then(found, failed);
      },
    };
  }
}

type AnyEntry = Pick<DirectoryEntry, 'name' | 'isFile' | 'isDirectory'>;

function childEntry(node: DiskNode, repeats: boolean): AnyEntry {
  const { name } = node;
  if (node.kind === 'directory') return new FolderEntry(node, repeats);
  if (node.kind === 'other') return { name, isFile: false, isDirectory: false };
  let said: Promise<File> | null = null;
  const open = (found: (file: File) => void, failed: (error: DOMException) => void): void => {
    node.openedBy.push('entry');
    said ??= answer(node, () => snapshot(node));
    said.then(found, failed);
    if (!repeats) said = null;
  };
  return Object.assign({ name, isFile: true, isDirectory: false }, { file: open });
}
