import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { ForgedFiles } from '../forge/index.js';
import type { Disk } from './visitor.js';

const COMMIT = '3f1cd8f0e1b7e5a9c2d4b6a8907f6e5d4c3b2a19';

/**
 * The cache of Hugging Face's tools: each file under its digest in `blobs`, and a snapshot of nothing but links to them.
 * Files in large storage go by SHA-256, others by git's SHA-1.
 */
export async function writeCache(
  disk: Disk,
  files: ForgedFiles,
): Promise<{ readonly root: string; readonly snapshot: string }> {
  const root = await disk.folder({ 'refs/main': Buffer.from(COMMIT) }, 'models--example--small-model');
  const snapshot = join(root, 'snapshots', COMMIT);
  await mkdir(join(root, 'blobs'));
  for (const [path, bytes] of Object.entries(files)) {
    const blob = join(root, 'blobs', path.endsWith('.bin') ? sha256(bytes) : gitSha1(bytes));
    const link = join(snapshot, path);
    await writeFile(blob, bytes);
    await mkdir(dirname(link), { recursive: true });
    await symlink(relative(dirname(link), blob), link);
  }
  return { root, snapshot };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const gitSha1 = (bytes: Uint8Array): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
