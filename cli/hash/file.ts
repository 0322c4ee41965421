import type { HashAlgorithm, HashOutcome } from '../../src/index.js';
import type { Digest } from '../../src/kernels.js';
import { systemError } from '../error.js';
import { CHANGED, LONGER, sameStamp, type Stamp, stampOf } from '../origin.js';
import type { FileAccess } from './access.js';
import { beginDigest, type EngineName } from './digest.js';

/**
 * One of these is held for each file that is being hashed, two where the next one is read ahead: then 1.1 times as fast as
 * with 1 MiB, and else 1.03 times (two cores, SHA-256).
 */
const CHUNK_BYTES = 4 * 1024 * 1024;

/** Files up to this share buffers: to make one for each of 10,000 takes longer than to hash them. */
const SMALL_BYTES = 256 * 1024;
const smallBuffers: Buffer[] = [];

/** One listed file, or a range of it, to be hashed. Can be sent to a thread. */
export interface FileJob {
  /** Its real path, one character for each byte: names need not be UTF-8. */
  readonly path: string;
  /** What it was when it was listed. */
  readonly stamp: Stamp;
  readonly algorithm: HashAlgorithm;
  /** Bytes `[start, end)`. */
  readonly range: { readonly start: number; readonly end: number };
}

export interface Means {
  readonly engine: EngineName;
  readonly access: FileAccess;
}

export interface FileOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** Called between chunks, where others wait for this thread. */
  readonly pause?: () => Promise<void> | undefined;
}

/**
 * Hashes one file, and holds it before and after against what it was when it was listed. Settles as `Hasher.hash` does.
 */
export async function hashFile(job: FileJob, means: Means, options: FileOptions): Promise<HashOutcome> {
  options.signal?.throwIfAborted();
  const { access } = means;
  let file: number;
  try {
    file = access.open(Buffer.from(job.path, 'latin1'));
  } catch (error) {
    return failed('unreadable', systemError(error));
  }
  try {
    return await hashOpened(file, job, means, options);
  } finally {
    access.close(file);
  }
}

async function hashOpened(
  file: number,
  { stamp, algorithm, range }: FileJob,
  { engine, access }: Means,
  options: FileOptions,
): Promise<HashOutcome> {
  const unmoved = () => sameStamp(stamp, stampOf(access.stat(file)));
  const digest = await beginDigest(engine, algorithm);
  try {
    if (!unmoved()) return failed('changed', CHANGED);
    const end = await pump(file, range, access, digest, options);
    if (!unmoved()) return failed('changed', 'it changed while it was read');
    if (end !== range.end) return failed('unreadable', `it ends at byte ${end}, before byte ${range.end}`);
    if (range.end === Number(stamp.size) && (await goesOn(file, range.end, access)))
      return failed('changed', LONGER);
    return { ok: true, digest: await digest.digestHex() };
  } catch (error) {
    options.signal?.throwIfAborted();
    return failed('unreadable', systemError(error));
  } finally {
    digest.close?.();
  }
}

/** Some file systems tell a size of 0, or an old one: then the bytes up to there are not the file. */
export async function goesOn(file: number, at: number, { read }: Pick<FileAccess, 'read'>): Promise<boolean> {
  return (await read(file, Buffer.allocUnsafe(1), 1, at)) > 0;
}

/** Returns where it ended: `range.end`, or earlier where the file did. */
async function pump(
  file: number,
  range: FileJob['range'],
  access: FileAccess,
  digest: Digest,
  { signal, onBytes, pause }: FileOptions,
): Promise<number> {
  const isSmall = range.end - range.start <= SMALL_BYTES;
  const size = isSmall ? SMALL_BYTES : Math.min(CHUNK_BYTES, range.end - range.start);
  const borrowed = isSmall ? (smallBuffers.pop() ?? Buffer.allocUnsafe(size)) : null;
  const spares = borrowed === null ? [] : [borrowed];
  let at = range.start;
  const read = (): Read => {
    const buffer = spares.pop() ?? Buffer.allocUnsafe(size);
    if (at >= range.end) return { buffer, length: 0 };
    const length = access.read(file, buffer, Math.min(size, range.end - at), at);
    if (typeof length !== 'number') length.catch(() => undefined); // should hashing throw first, nobody awaits it
    return { buffer, length };
  };
  let next = read();
  try {
    for (;;) {
      const { buffer } = next;
      const length = await next.length;
      if (length === 0) return at;
      signal?.throwIfAborted();
      at += length;
      if (access.isAhead) next = read();
      await digest.update(buffer.subarray(0, length));
      spares.push(buffer);
      onBytes?.(length);
      if (!access.isAhead) next = read();
      await pause?.();
    }
  } finally {
    // A file must not be closed, nor its number or its buffer given to another, while it is read.
    await Promise.resolve(next.length).catch(() => undefined);
    if (borrowed !== null) smallBuffers.push(borrowed);
  }
}

interface Read {
  readonly buffer: Buffer;
  readonly length: number | Promise<number>;
}

export function failed(kind: 'unreadable' | 'changed', detail: string): HashOutcome {
  return { ok: false, failure: { kind, detail } };
}
