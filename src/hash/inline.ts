import { prepareDigests } from './algorithms.js';
import type { Hasher, Readiness } from './hasher.js';
import { runJob } from './job.js';
import { createProber } from './probe.js';

/** A frame, about: longer and a page or a server on this thread would feel it. */
const PAUSE_EVERY_MS = 16;

/** Hashes on this thread, for places without workers such as Node. Gives way to other work between slices. */
export function createInlineHasher(): Hasher & { ready(): Promise<Readiness> } {
  let pausedAt = performance.now();
  const pause = async (): Promise<void> => {
    if (performance.now() - pausedAt < PAUSE_EVERY_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    pausedAt = performance.now();
  };
  return {
    // One is read while another is hashed.
    concurrency: 2,
    ready: prepareDigests,
    hash: (job, options) => runJob(job, { ...options, pause }),
    probe: createProber(),
  };
}
