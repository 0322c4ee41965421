import { refuse } from './fault.js';
import type { Announced } from './metadata.js';
import type { Primitives } from './primitives.js';

/** Whether these are the bytes that were announced, by each digest that was (TUF §5.5.2, §5.6.2, §5.7.3). */
export async function isAsAnnounced(
  bytes: Uint8Array,
  { length, hashes }: Announced,
  { digest }: Primitives,
): Promise<boolean> {
  if (length !== null && bytes.length !== length) return false;
  for (const [hash, expected] of hashes) if ((await digest(hash, bytes)) !== expected) return false;
  return true;
}

export async function requireAsAnnounced(
  bytes: Uint8Array,
  announced: Announced,
  file: string,
  primitives: Primitives,
): Promise<void> {
  if (!(await isAsAnnounced(bytes, announced, primitives))) refuse({ code: 'trust-digest', file });
}
