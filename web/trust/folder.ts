import { RepositoryError, type TrustRepository } from '../../src/index.js';

/** In a folder with more than these, somebody chose another one. */
const MAX_FILES = 100_000;
const FIRST = 'timestamp.json';

/**
 * A repository as a folder on this machine: laid out as it is published, or as it is checked out (`metadata/`,
 * `metadata/root_history/`, `targets/`), where names may lack the version or digest that publishing puts before them. What its files say is
 * verified like anything else; a file under the wrong name helps nobody. Null where the folder holds none.
 */
export function folderRepository(files: readonly File[]): TrustRepository | null {
  if (files.length > MAX_FILES) return null;
  const byPath = new Map(files.map((file) => [file.webkitRelativePath || file.name, file]));
  const [found] = [...byPath.keys()]
    .filter((path) => path === FIRST || path.endsWith(`/${FIRST}`))
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  if (found === undefined) return null;
  const metadata = found.slice(0, -FIRST.length);
  const base = metadata.replace(/(?:^|(?<=\/))metadata\/$/, '');
  return {
    name: base.split('/').findLast((part) => part !== '') ?? '',
    async read(path, maxBytes, signal) {
      signal?.throwIfAborted();
      const file = namesOf(path, metadata, base).flatMap((name) => byPath.get(name) ?? [])[0];
      if (file === undefined) return null;
      if (file.size > maxBytes) throw new RepositoryError('too-large', `more than ${String(maxBytes)} bytes`);
      try {
        return new Uint8Array(await file.arrayBuffer());
      } catch (error) {
        signal?.throwIfAborted();
        throw new RepositoryError('unreachable', error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** Where a file may lie, the most proper place first. */
function namesOf(path: string, metadata: string, base: string): readonly string[] {
  if (path.startsWith('targets/')) {
    const plain = path.replace(/(?<=\/)(?:[0-9a-f]{64}|[0-9a-f]{128})\.(?=[^/]+$)/, '');
    return [base + path, base + plain];
  }
  // Only a root's own number says which one it is.
  if (/^\d+\.root\.json$/.test(path)) return [metadata + path, `${metadata}root_history/${path}`];
  return [metadata + path, metadata + path.replace(/^\d+\./, '')];
}
