import type { Hasher, Readiness } from './hasher.js';
import { createWorkerPool } from './pool.js';
import { createProber } from './probe.js';

/** A hasher that can be made ready ahead: afterwards it loads nothing more, and works with the network cut. */
export interface Engine extends Hasher {
  ready(): Promise<Readiness>;
}

let engine: Engine | undefined;

/**
 * The hasher of this page or process, one for all checks: workers where the platform has them, else this thread. A
 * worker that fails is a failure, and no reason to try on this thread.
 */
export function defaultHasher(): Engine {
  return (engine ??= typeof Worker === 'undefined' ? inlineEngine() : createWorkerPool());
}

/** Loaded only where there are no workers, so that pages do not carry it. */
function inlineEngine(): Engine {
  const load = () => import('./inline.js').then(({ createInlineHasher }) => createInlineHasher());
  let loaded: ReturnType<typeof load> | undefined;
  const inline = () => (loaded ??= load());
  return {
    concurrency: 1,
    ready: async () => (await inline()).ready(),
    hash: async (job, options) => (await inline()).hash(job, options),
    probe: createProber(),
  };
}
