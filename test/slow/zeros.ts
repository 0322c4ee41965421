import { createHash } from 'node:crypto';
import { mkdir, open, rm, writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStatement, signWithKey } from '../forge/index.js';

const MiB = 2 ** 20;
export const GiB = 2 ** 30;
export const TiB = 2 ** 40;

/** The only file of the model. */
export const NAME = 'weights.bin';

/** One shard: a GiB of zeros. All are the same, so that one hash signs a file of any length. */
const ZEROS = digestOfZeros(GiB);

export interface Zeros {
  /** Holds `model/weights.bin`, `model.sig` and `key.pem`. */
  readonly folder: string;
  readonly bundle: string;
  readonly publicKey: string;
  readonly remove: () => Promise<void>;
}

/**
 * A model of one file, which is a hole of `size` bytes (whole GiB), signed in shards. Null where the file system has no
 * files of that size.
 */
export async function zeros(size: number): Promise<Zeros | null> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-zeros-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'model'));
  if (!(await hole(join(folder, 'model', NAME), size))) {
    await remove();
    return null;
  }
  const resources = Array.from({ length: size / GiB }, (_, i) => ({
    name: `${NAME}:${i * GiB}:${(i + 1) * GiB}`,
    digest: ZEROS,
    algorithm: 'sha256',
  }));
  const statement = await buildStatement(
    {},
    { method: 'shards', shardSize: GiB, resources: () => resources },
  );
  const { bundle, publicKeyPem: publicKey } = signWithKey(statement);
  const written = JSON.stringify(bundle);
  await writeFile(join(folder, 'model.sig'), written);
  await writeFile(join(folder, 'key.pem'), publicKey);
  return { folder, bundle: written, publicKey, remove };
}

/** Whether the file system takes it. */
async function hole(path: string, size: number): Promise<boolean> {
  const file = await open(path, 'w');
  try {
    await file.truncate(size);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EFBIG' || code === 'ENOSPC' || code === 'EINVAL') return false;
    throw error;
  } finally {
    await file.close();
  }
}

function digestOfZeros(length: number): string {
  const hash = createHash('sha256');
  const piece = new Uint8Array(16 * MiB);
  for (let at = 0; at < length; at += piece.length) hash.update(piece);
  return hash.digest('hex');
}
