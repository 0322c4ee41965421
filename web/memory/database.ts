import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/**
 * What this page remembers, in the browser's own storage. Everything in it may have been written by somebody else (another
 * version, a hand in the developer tools): what is read is parsed, so values are `unknown` here.
 */
interface Schema extends DBSchema {
  /** By the pin's own id. */
  pins: { key: string; value: unknown };
  /** What was checked, when and how it ended; by the check's id. */
  checks: { key: string; value: unknown };
  /** A check's whole report, and its files' digests: both gzipped; by the check's id. */
  reports: { key: string; value: unknown };
  /** Handles of folders that were checked; by the folder's id. */
  folders: { key: string; value: unknown };
  /** By name. */
  settings: { key: string; value: unknown };
  /** `seal`: HMAC, over pins and checks. `record`: the organisation's own, for records. Neither can be read out. */
  keys: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Schema>;
export const STORES = ['pins', 'checks', 'reports', 'folders', 'settings', 'keys'] as const;

export const DATABASE = 'touchstone';
/** 1 had pins, settings and keys only. */
const VERSION = 2;

interface Handlers {
  /** Another tab has a newer version and waits for this one to let go, or the person cleared the storage. */
  readonly onGone: () => void;
  /** Another tab has an older version and did not let go. It goes on once that is closed. */
  readonly onBlocked: () => void;
}

/** Rejects where the browser gives no storage, or keeps a newer version's. */
export async function openDatabase({ onGone, onBlocked }: Handlers): Promise<Database> {
  const database: Database = await openDB<Schema>(DATABASE, VERSION, {
    upgrade(db, before) {
      if (before < 1) for (const name of ['pins', 'settings', 'keys'] as const) db.createObjectStore(name);
      if (before < 2)
        for (const name of ['checks', 'reports', 'folders'] as const) db.createObjectStore(name);
    },
    blocked: onBlocked,
    blocking() {
      database.close();
      onGone();
    },
    terminated: onGone,
  });
  return database;
}
