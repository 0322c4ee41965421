import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/**
 * What updates of trust have left, in a database of its own: an older version of the page, open in another tab, does not know it,
 * and whoever clears the memory does not make older trust acceptable again. What is read is parsed, and verified by the library.
 */
interface Schema extends DBSchema {
  /** By {@link PUBLIC}, or the SHA-256 (hex) of the trusted root that a person installed. */
  sigstores: { key: string; value: unknown };
  settings: { key: string; value: unknown };
}

export const PUBLIC = 'embedded';

/** Of one Sigstore. */
export interface Kept {
  readonly id: string;
  /** The root.json that its trust begins with; null for the public one, whose is embedded. */
  readonly anchor: string | null;
  /** Where its repository is: an https address, or a folder of this site; null for the public one. */
  readonly repository: string | null;
  /** As the library left it; null before any update. */
  readonly stored: string | null;
}

const NAME = 'touchstone.trust';
/** A browser that hangs here must not keep the page from checking. */
const ANSWER_MS = 10_000;
/** In characters: far above what an update leaves. */
const MAX_STORED = 64 * 1024 * 1024;

/** Rejects where the browser gives no storage. */
export class KeptTrust {
  #opening: Promise<IDBPDatabase<Schema>> | null = null;

  /** By id; what is none is left out. */
  async all(): Promise<readonly Kept[]> {
    const [ids, values] = await this.#ask((database) =>
      Promise.all([database.getAllKeys('sigstores'), database.getAll('sigstores')]),
    );
    return ids.flatMap((id, at) => parseKept(id, values[at]) ?? []);
  }

  async put({ id, ...kept }: Kept): Promise<void> {
    await this.#ask((database) => database.put('sigstores', kept, id));
  }

  async remove(id: string): Promise<void> {
    await this.#ask((database) => database.delete('sigstores', id));
  }

  async setting(name: string): Promise<unknown> {
    return this.#ask((database) => database.get('settings', name));
  }

  async set(name: string, value: number): Promise<void> {
    await this.#ask((database) => database.put('settings', value, name));
  }

  /** Any page of this origin can keep it busy for ever. */
  async #ask<T>(question: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const database = await this.#open();
    return Promise.race([question(database), late()]);
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#opening ??= this.#openNow().catch((error: unknown) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  #openNow(): Promise<IDBPDatabase<Schema>> {
    const opening = openDB<Schema>(NAME, 1, {
      upgrade(database) {
        database.createObjectStore('sigstores');
        database.createObjectStore('settings');
      },
      blocking: () => void this.#close(),
      terminated: () => (this.#opening = null),
    });
    return Promise.race([opening, late()]);
  }

  async #close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    (await opening)?.close();
  }
}

function late(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => {
      reject(new DOMException('the storage does not answer', 'TimeoutError'));
    }, ANSWER_MS);
  });
}

function parseKept(id: unknown, value: unknown): Kept | null {
  // Keys of other types are nobody's digest.
  if (typeof id !== 'string') return null;
  if (typeof value !== 'object' || value === null) return null;
  if (!('anchor' in value) || !('repository' in value) || !('stored' in value)) return null;
  const { anchor, repository, stored } = value;
  return isText(anchor) && isText(repository) && isText(stored) ? { id, anchor, repository, stored } : null;
}

function isText(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && value.length <= MAX_STORED);
}
