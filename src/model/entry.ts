import { within } from '../abort.js';
import type { EntryKind } from '../request.js';

/** The one shape of everything that a listing finds, whichever way the browser showed it. */
export interface Entry {
  /** Relative to the model, `/`-separated. Names are the disk's, which may be an attacker's. */
  readonly path: string;
  readonly kind: EntryKind;
  /** Its bytes as they are on the disk now. Rejects where it cannot be opened. */
  readonly open: () => Promise<Blob>;
  readonly fresh: Freshness;
}

/** When `open` asks the disk: each time; once for each listing (Firefox's entries then repeat themselves); or never again. */
export type Freshness = 'always' | 'when-listed' | 'never';

/** The same, opened. */
export interface ListedFile {
  readonly path: string;
  readonly kind: EntryKind;
  /** Empty where it could not, or must not, be opened. */
  readonly blob: Blob;
  /** Its time stamp when it was opened, if it has one: WebKit asks the disk for it each time. */
  readonly modified?: number | null;
  /** Asks the disk again, where the way of listing can. `found` is what another listing found by this path. */
  readonly reopen?: (found?: Entry) => Promise<Blob>;
  /** Why it could not be opened. */
  readonly failure?: string;
}

/** For one answer about one name. Network disks are slow; a promise that hangs is slower. */
export const ANSWER_MS = 30_000;

/** Opens what may be opened. A link that leaves the model, a pipe or a device is not even touched. */
export async function openEntry({ path, kind, open, fresh }: Entry): Promise<ListedFile> {
  if (kind !== 'file' && kind !== 'link-inside' && kind !== 'folder') return { path, kind, blob: new Blob() };
  try {
    const blob = await within(ANSWER_MS, open());
    const listed = { path, kind, blob, modified: blob instanceof File ? blob.lastModified : null };
    if (fresh === 'never') return listed;
    const reopen = (found?: Entry) =>
      within(ANSWER_MS, found !== undefined && fresh === 'when-listed' ? found.open() : open());
    return { ...listed, reopen };
  } catch (error) {
    return { path, kind, blob: new Blob(), failure: describe(error) };
  }
}

/**
 * A child's entry. A name that is no name (empty, `..`, with a slash in it) must not be taken for a path that was signed:
 * it is listed, and cannot be opened.
 */
export function childEntry(folder: string, name: string, { kind, open, fresh }: Omit<Entry, 'path'>): Entry {
  const path = childPath(folder, name);
  if (isName(name)) return { path, kind, open, fresh };
  return { path, kind, open: () => Promise.reject(new Error('its name cannot be trusted')), fresh: 'never' };
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
  return { path, kind: 'folder', open: () => Promise.reject(new Error(detail)), fresh: 'never' };
}

export function describe(error: unknown): string {
  if (error instanceof DOMException) return `${error.name}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
