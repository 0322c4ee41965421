import type { CopyTarget, CopyWriter } from '../model/download-folder.js';
import type { Part, RemoteFailure } from '../remote-blob.js';
import type { HashAlgorithm } from '../report.js';
import { createDigest, type Digest } from './algorithms.js';
import type { HashOutcome } from './hasher.js';

export interface StreamTask {
  readonly part: Part;
  readonly algorithm: HashAlgorithm;
  readonly copyTo: CopyTarget | null;
  /** Begun, and of that algorithm: a platform's own. */
  readonly digest?: Digest;
  /** Hands over every byte, in order; see {@link readRemote}. */
  readonly read: (onSlice: (bytes: Uint8Array) => Promise<void>) => Promise<RemoteFailure | null>;
  readonly onBytes: (bytes: number) => void;
}

/** Hashes what comes, and writes it where a copy is wanted: the very same bytes. A copy is there whole, or not at all. */
export async function runStreamJob({
  part,
  algorithm,
  copyTo,
  digest: given,
  read,
  onBytes,
}: StreamTask): Promise<HashOutcome> {
  const digest = given ?? (await createDigest(algorithm, part.end - part.start));
  let writer: CopyWriter | null = null;
  let isClosed = false;
  try {
    const into = copyTo === null ? null : await writing(() => writerOf(copyTo));
    writer = into;
    const failure = await read(async (bytes) => {
      await digest.update(bytes);
      if (into !== null) await writing(() => into.write(bytes));
      onBytes(bytes.length);
    });
    if (failure !== null) return { ok: false, failure };
    const hex = await digest.digestHex();
    if (into !== null) await writing(() => into.close());
    isClosed = true;
    return { ok: true, digest: hex };
  } catch (error) {
    if (error instanceof WriteError)
      return { ok: false, failure: { kind: 'unwritable', detail: error.message } };
    throw error;
  } finally {
    digest.close?.();
    if (!isClosed) await writer?.abort().catch(() => undefined);
  }
}

/** The disk's fault, and not the network's. */
class WriteError extends Error {}

async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new WriteError(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}

async function writerOf(target: CopyTarget): Promise<CopyWriter> {
  if ('write' in target) return target;
  const stream = await target.createWritable();
  return {
    // The buffer is used again once this has resolved.
    write: (bytes) => stream.write(bytes.slice()),
    close: () => stream.close(),
    abort: () => stream.abort(),
  };
}
