import { createDigest } from './algorithms.js';
import type { HashJob, HashOutcome } from './hasher.js';
import { readBlob } from './read.js';

export interface JobOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** Called between slices, where the thread has other work that must not wait. */
  readonly pause?: () => Promise<void>;
}

/** Hashes one file, or one range of it, on this thread. Settles as {@link Hasher.hash} does. */
export async function runJob(job: HashJob, { signal, onBytes, pause }: JobOptions): Promise<HashOutcome> {
  const range = job.range ?? { start: 0, end: job.blob.size };
  const digest = await createDigest(job.algorithm, range.end - range.start);
  try {
    const failure = await readBlob(job.blob, range, {
      signal,
      onSlice: async (bytes) => {
        await digest.update(bytes);
        onBytes?.(bytes.length);
        await pause?.();
      },
    });
    return failure === null ? { ok: true, digest: await digest.digestHex() } : { ok: false, failure };
  } finally {
    digest.close?.();
  }
}
