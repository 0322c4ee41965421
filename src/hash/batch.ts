import { createDigest } from './algorithms.js';
import type { HashJob, HashOutcome } from './hasher.js';
import { readTogether } from './read.js';

/** Hashes small files that are read at once. Null where any of them could not be read: each is then a job of its own. */
export async function runBatch(jobs: readonly HashJob[]): Promise<readonly HashOutcome[] | null> {
  const contents = await readTogether(jobs.map(({ blob }) => blob));
  if (contents === null) return null;
  return Promise.all(
    jobs.map(async ({ algorithm, blob }, i) => {
      const digest = await createDigest(algorithm, blob.size);
      try {
        await digest.update(contents[i] ?? new Uint8Array(0));
        return { ok: true, digest: await digest.digestHex() } as const;
      } finally {
        digest.close?.();
      }
    }),
  );
}
