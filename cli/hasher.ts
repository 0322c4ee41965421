import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { createBLAKE3 } from 'hash-wasm';
import type { HashAlgorithm, Hasher, HashFailure, HashJob, HashOutcome } from '../src/index.js';
import { systemError } from './error.js';
import { CHANGED, movement, type Origin, originOf, sameStamp, stampOf } from './origin.js';

type Options = Parameters<Hasher['hash']>[1];

/** Two of these are in flight per job: one is read while the other is hashed. */
const CHUNK_BYTES = 1024 * 1024;

interface Digest {
  update(bytes: Uint8Array): unknown;
  /** Lower-case hex. */
  digest(): string;
}

/**
 * Hashes with Node's own code, straight from the files that `openModel` listed. A blob that it did not list is read
 * as a blob. Before and after, a file is held against what it was when it was listed.
 */
export function nativeHasher(): Hasher {
  return { concurrency: Math.min(4, availableParallelism()), hash, probe };
}

/** Of a blob that came from elsewhere, nobody here can tell. */
async function probe(blob: Blob): Promise<HashFailure | null> {
  const origin = originOf(blob);
  return origin === undefined ? null : movement(origin);
}

async function hash(job: HashJob, options: Options): Promise<HashOutcome> {
  options.signal?.throwIfAborted();
  const origin = originOf(job.blob);
  if (origin === undefined) return hashBlob(job, options);
  let file: FileHandle;
  try {
    // The listed path is real: if its last part is a link by now, or a pipe, it was swapped. Neither may block.
    file = await open(origin.path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return failed('unreadable', systemError(error));
  }
  try {
    return await hashFile(file, origin, job, options);
  } finally {
    await file.close();
  }
}

async function hashFile(
  file: FileHandle,
  origin: Origin,
  job: HashJob,
  options: Options,
): Promise<HashOutcome> {
  const unmoved = async (): Promise<boolean> =>
    sameStamp(origin.stamp, stampOf(await file.stat({ bigint: true })));
  const range = job.range ?? { start: 0, end: Number(origin.stamp.size) };
  const digest = await digestFor(job.algorithm);
  try {
    if (!(await unmoved())) return failed('changed', CHANGED);
    const read = async (buffer: Buffer, at: number): Promise<Uint8Array> => {
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, range.end - at), at);
      return buffer.subarray(0, bytesRead);
    };
    const end = await pump(read, range, digest, options);
    if (!(await unmoved())) return failed('changed', 'it changed while it was read');
    if (end !== range.end) return failed('unreadable', `it ends at byte ${end}, before byte ${range.end}`);
  } catch (error) {
    options.signal?.throwIfAborted();
    return failed('unreadable', systemError(error));
  }
  return { ok: true, digest: digest.digest() };
}

/** Reads ahead by one chunk. Returns where it ended: `range.end`, or earlier where the file did. */
async function pump(
  read: (buffer: Buffer, at: number) => Promise<Uint8Array>,
  range: { readonly start: number; readonly end: number },
  digest: Digest,
  options: Options,
): Promise<number> {
  const size = Math.max(1, Math.min(CHUNK_BYTES, range.end - range.start));
  let [current, spare] = [Buffer.allocUnsafe(size), Buffer.allocUnsafe(size)];
  let at = range.start;
  let bytes = at < range.end ? await read(current, at) : new Uint8Array();
  while (bytes.length > 0) {
    options.signal?.throwIfAborted();
    at += bytes.length;
    const next = at < range.end ? read(spare, at) : Promise.resolve(new Uint8Array());
    next.catch(() => undefined); // should the hashing throw first, nobody awaits it
    digest.update(bytes);
    options.onBytes?.(bytes.length);
    bytes = await next;
    [current, spare] = [spare, current];
  }
  return at;
}

/** For blobs that came from elsewhere. */
async function hashBlob(job: HashJob, options: Options): Promise<HashOutcome> {
  const range = job.range ?? { start: 0, end: job.blob.size };
  const digest = await digestFor(job.algorithm);
  try {
    for (let at = range.start; at < range.end; at += CHUNK_BYTES) {
      const end = Math.min(range.end, at + CHUNK_BYTES);
      const bytes = new Uint8Array(await job.blob.slice(at, end).arrayBuffer());
      options.signal?.throwIfAborted();
      if (bytes.length !== end - at) return failed('changed', 'it became shorter while it was read');
      digest.update(bytes);
      options.onBytes?.(bytes.length);
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    return failed('unreadable', systemError(error));
  }
  return { ok: true, digest: digest.digest() };
}

async function digestFor(algorithm: HashAlgorithm): Promise<Digest> {
  if (algorithm === 'blake3') return createBLAKE3(); // Node has no BLAKE3
  const native = createHash(algorithm === 'blake2b' ? 'blake2b512' : algorithm);
  return { update: (bytes) => native.update(bytes), digest: () => native.digest('hex') };
}

function failed(kind: HashFailure['kind'], detail: string): HashOutcome {
  return { ok: false, failure: { kind, detail } };
}
