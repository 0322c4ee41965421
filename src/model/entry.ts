import { within } from '../abort.js';
import type { EntryKind } from '../request.js';

/** The one shape of everything that a listing finds, whichever way the browser showed it. */
export interface Entry {
  /** Relative to the model, `/`-separated. Names are the disk's, which may be an attacker's. */
  readonly path: string;
  readonly kind: EntryKind;
  /** Its bytes as they are on the disk now. Rejects where it cannot be opened. */
  readonly open: () => Promise<Blob>;
  /** Whether `open` asks the disk each time, and not only the first. */
  readonly fresh: boolean;
}

/** The same, opened. */
export interface ListedFile {
  readonly path: string;
  readonly kind: EntryKind;
  /** Empty where it could not, or must not, be opened. */
  readonly blob: Blob;
  /** Asks the disk again, where the way of listing can. */
  readonly reopen?: () => Promise<Blob>;
  /** Why it could not be opened. */
  readonly failure?: string;
}

/** For one answer about one name. Network disks are slow; a promise that hangs is slower. */
export const ANSWER_MS = 30_000;

/** Opens what may be opened. A link that leaves the model, a pipe or a device is not even touched. */
export async function openEntry({ path, kind, open, fresh }: Entry): Promise<ListedFile> {
  if (kind !== 'file' && kind !== 'link-inside' && kind !== 'folder') return { path, kind, blob: new Blob() };
  try {
    if (!fresh) return { path, kind, blob: await open() };
    return { path, kind, blob: await within(ANSWER_MS, open()), reopen: () => within(ANSWER_MS, open()) };
  } catch (error) {
    return { path, kind, blob: new Blob(), failure: describe(error) };
  }
}

/**
 * A child's entry. A name that is no name (empty, `..`, with a slash in it) must not be taken for a path that was signed:
 * it is listed, and cannot be opened.
 */
export function childEntry(folder: string, name: string, kind: EntryKind, open: Entry['open']): Entry {
  const path = childPath(folder, name);
  if (isName(name)) return { path, kind, open, fresh: true };
  return { path, kind, open: () => Promise.reject(new Error('its name cannot be trusted')), fresh: false };
}

export function childPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Whether a folder's child can be told by this name. */
export function isName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/');
}

/** A folder that could not be listed stands in the list itself: what is in it went unseen. */
export function unlistedFolder(path: string, error: unknown): Entry {
  const detail = describe(error);
  return { path, kind: 'folder', open: () => Promise.reject(new Error(detail)), fresh: false };
}

export function describe(error: unknown): string {
  if (error instanceof DOMException) return `${error.name}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
