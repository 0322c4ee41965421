import { openDatabase, type Database } from '../memory/database.js';
import { parseKey, type RecordKey } from './key.js';

const NAME = 'record';

/** `damaged`: something is there that is no such key. */
export type Kept = { readonly is: 'key'; readonly key: RecordKey } | { readonly is: 'none' | 'damaged' };

/** Rejects where there is no storage, as all of these do. */
export function loadKey(): Promise<Kept> {
  return withDatabase(async (database) => {
    const value = await database.get('keys', NAME);
    if (value === undefined) return { is: 'none' };
    const key = parseKey(value);
    return key === null ? { is: 'damaged' } : { is: 'key', key };
  });
}

/** Never over another one: it could not be had again. Says what is kept then, which another tab may have made. */
export async function keepKey(key: RecordKey): Promise<Kept> {
  await withDatabase(async (database) => {
    const transaction = database.transaction('keys', 'readwrite');
    if ((await transaction.store.getKey(NAME)) === undefined) await transaction.store.add({ ...key }, NAME);
    await transaction.done;
  });
  return loadKey();
}

export function deleteKey(): Promise<void> {
  return withDatabase((database) => database.delete('keys', NAME));
}

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ onGone: () => undefined, onBlocked: () => undefined });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}
