import { within } from '../abort.js';
import { BOUNDS } from '../bounds.js';
import { ANSWER_MS, childEntry, childPath, isName, unlistedFolder, type Entry } from './entry.js';

interface Folder {
  readonly path: string;
  readonly handle: FileSystemDirectoryHandle;
}

/**
 * Walks a directory handle, breadth first. A folder below that cannot be read is listed as such; rejects when the root
 * cannot.
 */
export async function* listDirectory(root: FileSystemDirectoryHandle): AsyncGenerator<Entry> {
  let level: Folder[] = [{ path: '', handle: root }];
  for (let depth = 0; level.length > 0; depth++) {
    const next: Folder[] = [];
    for (const folder of level) {
      // A file system that answers for ever is not followed for ever.
      if (depth > BOUNDS.pathParts) yield unlistedFolder(folder.path, new Error('it is nested too deeply'));
      else yield* listOne(folder, next);
    }
    level = next;
  }
}

async function* listOne({ path, handle }: Folder, folders: Folder[]): AsyncGenerator<Entry> {
  try {
    const children = handle.entries();
    for (;;) {
      const step = await within(ANSWER_MS, children.next());
      if (step.done === true) return;
      const [name, child] = step.value;
      const fresh = 'always';
      if (isFile(child)) yield childEntry(path, name, { kind: 'file', open: () => child.getFile(), fresh });
      else if (!isDirectory(child))
        yield childEntry(path, name, { kind: 'other', open: () => Promise.reject(new Error()), fresh });
      else if (isName(name)) folders.push({ path: childPath(path, name), handle: child });
      else yield unlistedFolder(childPath(path, name), new Error('its name cannot be trusted'));
    }
  } catch (error) {
    if (path === '') throw error;
    yield unlistedFolder(path, error);
  }
}

function isDirectory(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === 'directory';
}

function isFile(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === 'file';
}
