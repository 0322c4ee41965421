import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RepositoryError, type TrustRepository } from '../../src/index.js';
import { systemError } from '../error.js';

/**
 * A repository in a folder: as it is published (`16.root.json`, `targets/HASH.trusted_root.json`), or checked out, where files have no version or
 * digest before their name and metadata lie in `metadata/`, earlier roots in `metadata/root_history/`.
 */
export function folderRepository(folder: string): TrustRepository {
  return {
    name: folder,
    async read(path, maxBytes, signal) {
      for (const candidate of candidates(path)) {
        signal?.throwIfAborted();
        const bytes = await readBounded(join(folder, candidate), maxBytes);
        if (bytes !== null) return bytes;
      }
      return null;
    },
  };
}

/** `path` is of safe parts: the client says so ({@link TrustRepository}). */
function candidates(path: string): readonly string[] {
  if (path.startsWith('targets/')) {
    const plain = path.replace(/(?<=[/])(?:[0-9a-f]{64}|[0-9a-f]{128})\.(?=[^/]+$)/u, '');
    return [...new Set([path, plain])];
  }
  if (/^\d+\.root\.json$/u.test(path))
    return ['', 'metadata/', 'metadata/root_history/', 'root_history/'].map((at) => at + path);
  const plain = path.replace(/^\d+\./u, '');
  return [...new Set([path, `metadata/${path}`, plain, `metadata/${plain}`])];
}

/** Null where there is no such file. One byte more than `maxBytes` is enough to refuse it. */
async function readBounded(path: string, maxBytes: number): Promise<Uint8Array | null> {
  try {
    // A pipe would be waited for.
    if (!(await stat(path)).isFile()) throw new RepositoryError('unreachable', 'it is no file');
    const file = await open(path);
    try {
      const buffer = new Uint8Array(Math.min((await file.stat()).size, maxBytes) + 1);
      let length = 0;
      for (let read = 1; read > 0 && length < buffer.length; length += read)
        read = (await file.read(buffer, length, buffer.length - length)).bytesRead;
      if (length > maxBytes) throw new RepositoryError('too-large', `more than ${String(maxBytes)} bytes`);
      return buffer.subarray(0, length);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof RepositoryError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new RepositoryError('unreachable', systemError(error));
  }
}
