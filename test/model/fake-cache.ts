import { createHash } from 'node:crypto';
import { text, type ForgedFiles } from '../forge/index.js';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Git's name of a file. */
const gitName = (bytes: Uint8Array): string =>
  createHash('sha1')
    .update(`blob ${String(bytes.length)}\0`)
    .update(bytes)
    .digest('hex');

/** As Hugging Face names blobs: what goes to large storage by SHA-256, the rest as git does. */
export function blobName(path: string, bytes: Uint8Array): string {
  return path.endsWith('.bin') ? sha256(bytes) : gitName(bytes);
}

/** What a browser shows of `models--ORGANISATION--NAME`: its snapshots are links, which it does not show. */
export function cacheOf(files: ForgedFiles, prefix = ''): ForgedFiles {
  const blobs = Object.entries(files).map(
    ([path, bytes]) => [`blobs/${blobName(path, bytes)}`, bytes] as const,
  );
  const all = [...blobs, ['refs/main', text('0123456789abcdef0123456789abcdef01234567')] as const];
  return Object.fromEntries(all.map(([path, bytes]) => [prefix + path, bytes]));
}
