import type { Hasher, HashJob, HashOutcome } from '../../src/index.js';
import { following } from '../remote/following.js';
import { beginDigest, type EngineName } from './digest.js';

/** Fetches a file on a network, hashes it as it comes, and writes it where a copy is wanted; null for a blob that is none. */
export async function hashRemote(
  { blob, algorithm, range, copyTo }: HashJob,
  engine: EngineName,
  { signal, onBytes = () => undefined }: Parameters<Hasher['hash']>[1],
): Promise<HashOutcome | null> {
  const { readRemote, RemoteBlob, runStreamJob } = await import('../../src/kernels.js');
  if (!(blob instanceof RemoteBlob)) return null;
  const { source } = blob;
  const part = range ?? blob.part;
  return runStreamJob({
    part,
    algorithm,
    digest: await beginDigest(engine, algorithm),
    copyTo: copyTo ?? null,
    onBytes,
    read: (onSlice) => readRemote(source, part, { fetcher: following, onSlice, signal }),
  });
}
