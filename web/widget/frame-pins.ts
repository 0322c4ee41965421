import { Pins } from '../memory/pins.svelte.js';
import { pinOf } from '../memory/rows.js';
import { Store } from '../memory/store.js';
import { DATABASE } from '../memory/database.js';
import type { Pin } from '../../src/index.js';

/**
 * Whom the visitor remembered on the page of this site. A frame on another site sees a storage of its own, in which there is
 * nobody; and nothing is laid down there only by looking.
 */
export async function rememberedHere(modelName: string | null): Promise<readonly Pin[]> {
  const known = await indexedDB.databases().catch(() => []);
  if (!known.some(({ name }) => name === DATABASE)) return [];
  const ignore = () => undefined;
  const store = new Store(ignore, ignore);
  const pins = new Pins(store);
  const opened = await store.open();
  const loaded = opened.ok ? await pins.load() : opened;
  // Without those who were remembered, a check could look better than it is.
  if (!loaded.ok) throw new Error(loaded.fault.code);
  return pins.applicableTo(modelName).map(pinOf);
}
