/** A file of the model. `reopen` asks the disk again, where the way of listing can. */
export interface ListedFile {
  readonly path: string;
  readonly blob: Blob;
  readonly reopen?: () => Promise<Blob>;
  readonly link?: 'inside' | 'outside' | 'broken';
  /** Why it could not be opened; `blob` is then empty. */
  readonly failure?: string;
}

/** Opening one by one takes 0.35 ms a file, 64 at a time 0.06 ms (Chromium, 10,000 files). */
const AT_ONCE = 64;
/** No real model is deeper; a file system that answers for ever is not followed for ever. */
const MAX_DEPTH = 100;

/** Walks a directory handle, breadth first. Rejects when a folder cannot be read: what is in it would go unseen. */
export async function listDirectory(
  root: FileSystemDirectoryHandle,
  signal: AbortSignal | undefined,
): Promise<ListedFile[]> {
  const found: { readonly path: string; readonly handle: FileSystemFileHandle }[] = [];
  let level: { readonly path: string; readonly handle: FileSystemDirectoryHandle }[] = [
    { path: '', handle: root },
  ];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw new Error('the folders are nested too deeply');
    const next: typeof level = [];
    for (const { path, handle } of level) {
      for await (const [name, child] of handle.entries()) {
        signal?.throwIfAborted();
        const childPath = path === '' ? name : `${path}/${name}`;
        if (isDirectory(child)) next.push({ path: childPath, handle: child });
        else if (isFile(child)) found.push({ path: childPath, handle: child });
      }
    }
    level = next;
  }
  const files: ListedFile[] = [];
  for (let at = 0; at < found.length; at += AT_ONCE) {
    signal?.throwIfAborted();
    files.push(
      ...(await Promise.all(found.slice(at, at + AT_ONCE).map(({ path, handle }) => open(path, handle)))),
    );
  }
  return files;
}

async function open(path: string, handle: FileSystemFileHandle): Promise<ListedFile> {
  try {
    return { path, blob: await handle.getFile(), reopen: () => handle.getFile() };
  } catch (error) {
    return { path, blob: new Blob(), failure: error instanceof Error ? error.message : String(error) };
  }
}

function isDirectory(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === 'directory';
}

function isFile(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === 'file';
}
