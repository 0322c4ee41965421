import type { ModelInput, Listing } from '../request.js';

/** A folder of the person's that a model is downloaded to. What lies there already is kept, and read instead of fetched where its size fits. */
export interface DownloadFolder {
  /** All that lies there, for the check. */
  list(): DownloadListing | Promise<DownloadListing>;
  /** The file as it lies there; null where there is none. */
  find(path: string): Promise<Blob | null>;
  /** Begins a file, in the place of one that is there. Folders on the way are made. Rejects where the system refuses. */
  create(path: string): Promise<CopyTarget>;
  /** Its bytes are known by now: remembers what the file looks like, its size and time stamp. */
  known(path: string): Promise<void>;
  /** Whether this, as listed, still looks as it did when its bytes were known. */
  isAsKnown(path: string, blob: Blob): Promise<boolean>;
}

export interface DownloadListing {
  readonly model: ModelInput;
  readonly listing?: Listing | undefined;
}

/** Where a copy goes while it is hashed: a file handle, which a worker writes to, or what writes on this thread. */
export type CopyTarget = FileSystemFileHandle | CopyWriter;

export interface CopyWriter {
  /** Done with the bytes when it resolves. */
  write(bytes: Uint8Array): Promise<void>;
  /** All is written: the file takes its place, whole or not at all. */
  close(): Promise<void>;
  /** Nothing is left of it. */
  abort(): Promise<void>;
}

/** A folder that the person chose to be written to (`showDirectoryPicker` with the mode `readwrite`), for a page. */
export function downloadInto(root: FileSystemDirectoryHandle): DownloadFolder {
  const looks = new Map<string, Pick<File, 'size' | 'lastModified'>>();

  async function handleOf(path: string, create: boolean): Promise<FileSystemFileHandle> {
    const folders = path.split('/');
    const name = folders.pop() ?? '';
    let folder = root;
    for (const part of folders) folder = await folder.getDirectoryHandle(part, { create });
    return folder.getFileHandle(name, { create });
  }

  return {
    list: () => ({ model: root }),

    async find(path) {
      try {
        return await (await handleOf(path, false)).getFile();
      } catch (error) {
        if (error instanceof DOMException && error.name === 'NotFoundError') return null;
        throw error;
      }
    },

    create: (path) => handleOf(path, true),

    async known(path) {
      const { size, lastModified } = await (await handleOf(path, false)).getFile();
      looks.set(path, { size, lastModified });
    },

    isAsKnown(path, blob) {
      const before = looks.get(path);
      const same =
        before !== undefined &&
        blob instanceof File &&
        blob.size === before.size &&
        blob.lastModified === before.lastModified;
      return Promise.resolve(same);
    },
  };
}
