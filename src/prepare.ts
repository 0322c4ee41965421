import { prepareCheck } from './check/client.js';
import { defaultHasher } from './hash/engine.js';
import type { Readiness } from './hash/hasher.js';

/**
 * Starts the workers, so that everything is loaded: from then on, checking needs no network. Optional; the first check
 * starts them otherwise. Rejects when a worker cannot start.
 */
export async function prepare(): Promise<Readiness> {
  const [readiness] = await Promise.all([defaultHasher().ready(), prepareCheck()]);
  return readiness;
}
