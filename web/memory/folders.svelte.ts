import { DONE, failed, type Damaged, type Got, type Outcome } from './fault.js';
import { fieldsOf, now } from './rows.js';
import type { Store } from './store.js';

/** The oldest gives way to one more. */
export const MAX_FOLDERS = 50;

/** A folder that was checked, which the browser opens again once the person allows it. */
export interface KeptFolder {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly usedAt: string;
  readonly handle: FileSystemDirectoryHandle;
}

export class Folders {
  /** The latest first. */
  list = $state.raw<readonly KeptFolder[]>([]);
  damaged = $state.raw<readonly Damaged[]>([]);
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async load(): Promise<Outcome> {
    const read = await this.#store.do(async (database) => {
      const [ids, rows] = await Promise.all([database.getAllKeys('folders'), database.getAll('folders')]);
      return ids.map((id, at) => ({ id, folder: folderIn(id, rows[at]) }));
    });
    if (!read.ok) return read;
    this.list = read.value
      .flatMap(({ folder }) => (folder === null ? [] : [folder]))
      .sort((a, b) => (a.usedAt < b.usedAt ? 1 : -1));
    this.damaged = read.value.flatMap(({ id, folder }) =>
      folder === null ? [{ id, damage: { code: 'folder-malformed' } }] : [],
    );
    return DONE;
  }

  /** The same folder again is only put first. */
  async add(handle: FileSystemDirectoryHandle): Promise<Got<KeptFolder>> {
    const known = await this.#find(handle);
    const { id } = known ?? { id: crypto.randomUUID() };
    const folder: KeptFolder = { id, name: handle.name, usedAt: now(), handle };
    const others = this.list.filter((other) => other.id !== id);
    const dropped = others.slice(MAX_FOLDERS - 1).map((other) => other.id);
    const done = await this.#store.do(async (database) => {
      const writing = database.transaction('folders', 'readwrite');
      const { usedAt } = folder;
      await Promise.all([
        writing.store.put({ usedAt, handle }, id),
        ...dropped.map((old) => writing.store.delete(old)),
        writing.done,
      ]);
    });
    if (!done.ok) return done;
    await this.#changed();
    return { ok: true, value: folder };
  }

  async remove(id: string): Promise<Outcome> {
    const done = await this.#store.do((database) => database.delete('folders', id));
    return done.ok ? this.#changed() : done;
  }

  async restore({ id, usedAt, handle }: KeptFolder): Promise<Outcome> {
    const done = await this.#store.do((database) => database.put('folders', { usedAt, handle }, id));
    return done.ok ? this.#changed() : done;
  }

  /** To be called from a click: the browser asks the person. Refused if they say no, or the folder is no longer there. */
  async open(id: string): Promise<Got<FileSystemDirectoryHandle>> {
    const handle = this.list.find((folder) => folder.id === id)?.handle;
    if (handle === undefined) return failed({ code: 'folder-gone' });
    try {
      if (!(await isAllowed(handle))) return failed({ code: 'folder-denied' });
      // Whether it is there is known only by looking.
      await handle.keys().next();
      return { ok: true, value: handle };
    } catch (error) {
      const isDenied = error instanceof DOMException && error.name === 'NotAllowedError';
      return failed({ code: isDenied ? 'folder-denied' : 'folder-gone' });
    }
  }

  async #find(handle: FileSystemDirectoryHandle): Promise<KeptFolder | null> {
    for (const folder of this.list) if (await folder.handle.isSameEntry(handle)) return folder;
    return null;
  }

  #changed(): Promise<Outcome> {
    this.#store.tell('folders');
    return this.load();
  }
}

/** Chromium's own part of the interface, which the types do not have. */
interface Askable {
  queryPermission(options: { readonly mode: 'read' }): Promise<PermissionState>;
  requestPermission(options: { readonly mode: 'read' }): Promise<PermissionState>;
}

async function isAllowed(handle: FileSystemDirectoryHandle): Promise<boolean> {
  if (!isAskable(handle)) return true;
  const mode = { mode: 'read' } as const;
  if ((await handle.queryPermission(mode)) === 'granted') return true;
  return (await handle.requestPermission(mode)) === 'granted';
}

function isAskable(handle: object): handle is Askable {
  return 'queryPermission' in handle && 'requestPermission' in handle;
}

function folderIn(id: string, stored: unknown): KeptFolder | null {
  const { usedAt, handle } = fieldsOf(stored);
  if (!('FileSystemDirectoryHandle' in globalThis) || !(handle instanceof FileSystemDirectoryHandle))
    return null;
  if (typeof usedAt !== 'string' || Number.isNaN(Date.parse(usedAt))) return null;
  return { id, name: handle.name, usedAt, handle };
}
