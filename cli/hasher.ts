import { availableParallelism } from 'node:os';
import type { Hasher, HashFailure, HashJob, HashOutcome } from '../src/index.js';
import { systemError } from './error.js';
import { beginDigest, type EngineName } from './hash/digest.js';
import { failed, type FileJob } from './hash/file.js';
import { hashRemote } from './hash/remote.js';
import { createPool } from './hash/pool.js';
import { ListedBlob } from './listed-blob.js';
import { movement, type Origin } from './origin.js';

type Options = Parameters<Hasher['hash']>[1];

/** A disk that feeds more than these is rare, and each holds a few MiB. */
const MAX_THREADS = 8;

const THREADS_FROM_BYTES = 64 * 1024 * 1024;

/** Enough for a thread's batches to be full. */
const JOBS_PER_THREAD = 256;

const CHUNK_BYTES = 1024 * 1024;

export interface CommandHasher extends Hasher {
  /** A file of so many bytes may have to be hashed: enough of them, and threads start meanwhile. */
  readonly expect: (bytes: number) => void;
  /** Ends its threads; unfinished jobs may reject. */
  readonly close: () => void;
}

export interface HasherOptions {
  readonly engine?: EngineName;
  /** How many hash at once, at most; one for each core, up to eight, when absent. */
  readonly threads?: number;
  /** Where thread.ts as built lies: beside the command. */
  readonly script?: URL;
  /** Threads are started when more bytes than this were asked for. */
  readonly threadsFrom?: number;
  /** Hash nothing on this thread. */
  readonly threadsOnly?: boolean;
}

/**
 * Hashes straight from the files that `openModel` listed, on this thread and, as soon as there is more to do than for one, in
 * others. Before and after, a file is held against what it was when it was listed. A file on a network is fetched on this thread;
 * any other blob that `openModel` did not list is read as a blob.
 */
export function createHasher({
  engine = 'native',
  threads: size = Math.min(MAX_THREADS, availableParallelism()),
  script = new URL('./thread.js', import.meta.url),
  threadsFrom = THREADS_FROM_BYTES,
  threadsOnly = false,
}: HasherOptions = {}): CommandHasher {
  const pool = createPool({ engine, size, script, threadsFrom, threadsOnly });
  return {
    concurrency: size * JOBS_PER_THREAD,
    async hash(job, options) {
      options.signal?.throwIfAborted();
      const origin = ListedBlob.originOf(job.blob);
      if (origin !== undefined) return pool.hash(fileJob(job, origin), options);
      return (await hashRemote(job, engine, options)) ?? hashBlob(job, engine, options);
    },
    probe,
    expect: pool.expect,
    close: pool.close,
  };
}

/** Of a blob that came from elsewhere, nobody here can tell. */
function probe(blob: Blob): Promise<HashFailure | null> {
  const origin = ListedBlob.originOf(blob);
  return Promise.resolve(origin === undefined ? null : movement(origin));
}

function fileJob({ algorithm, range }: HashJob, { path, stamp }: Origin): FileJob {
  return {
    path: path.toString('latin1'),
    stamp,
    algorithm,
    range: range ?? { start: 0, end: Number(stamp.size) },
  };
}

/** For blobs that came from elsewhere. */
async function hashBlob(job: HashJob, engine: EngineName, options: Options): Promise<HashOutcome> {
  const range = job.range ?? { start: 0, end: job.blob.size };
  const digest = await beginDigest(engine, job.algorithm);
  try {
    for (let at = range.start; at < range.end; at += CHUNK_BYTES) {
      const end = Math.min(range.end, at + CHUNK_BYTES);
      const bytes = new Uint8Array(await job.blob.slice(at, end).arrayBuffer());
      options.signal?.throwIfAborted();
      if (bytes.length !== end - at) return failed('changed', 'it became shorter while it was read');
      await digest.update(bytes);
      options.onBytes?.(bytes.length);
    }
    return { ok: true, digest: await digest.digestHex() };
  } catch (error) {
    options.signal?.throwIfAborted();
    return failed('unreadable', systemError(error));
  } finally {
    digest.close?.();
  }
}
