import type { ListedModel } from '../model/list.js';
import type { ListedFile } from '../model/entry.js';

/** A folder that keeps files under their digests, so that none goes by the name that was signed. */
export interface CacheLayout {
  readonly layout: 'hugging-face-cache';
  readonly blobs: readonly ListedFile[];
  /** Everything else in it: references, lock files, and links where the listing shows them. */
  readonly others: readonly ListedFile[];
}

/** SHA-256 for files in large storage, git's SHA-1 for small ones. */
const DIGEST_NAME = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** `models--ORGANISATION--NAME`, with `blobs`, `refs` and `snapshots` in it. */
const REPOSITORY = /^models--[^/]+$/;

/** What such a repository holds. */
const OF_CACHE = /^(?:blobs|refs|snapshots|\.locks|\.no_exist)\//;

/**
 * Recognises Hugging Face's cache by its paths: the repository's folder, the one above it when it holds no other
 * repository, or `blobs` alone. Null for everything else.
 */
export function recogniseCache(
  { files, name, kind }: ListedModel,
  bundles: ReadonlySet<string>,
): CacheLayout | null {
  if (kind !== 'directory') return null;
  const prefix = name === 'blobs' ? '' : prefixOf(files, name ?? '', bundles);
  if (prefix === null) return null;
  const isBlob = ({ path }: ListedFile) =>
    path.startsWith(prefix) && DIGEST_NAME.test(path.slice(prefix.length));
  const blobs = files.filter(isBlob);
  return blobs.length === 0
    ? null
    : { layout: 'hugging-face-cache', blobs, others: files.filter((file) => !isBlob(file)) };
}

/** What stands before a blob's own name; null where this is no cache, or the cache of several repositories. */
function prefixOf(files: readonly ListedFile[], name: string, bundles: ReadonlySet<string>): string | null {
  if (REPOSITORY.test(name)) return 'blobs/';
  const folders = files.flatMap(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : []));
  const repositories = new Set(folders.filter((folder) => REPOSITORY.test(folder)));
  const [only, ...more] = repositories;
  if (only !== undefined) return more.length === 0 ? `${only}/blobs/` : null;
  // Renamed, or copied elsewhere: the inner layout tells. A model with a folder `blobs` in it has other files, too.
  const hasRefs = folders.some((folder) => folder === 'refs' || folder === 'snapshots');
  return hasRefs && files.every(({ path }) => OF_CACHE.test(path) || bundles.has(path)) ? 'blobs/' : null;
}
