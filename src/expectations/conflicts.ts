import type { ExpectationsEntry } from './expectations.js';
import type { Part } from './part.js';
import { overlap } from './period.js';

/** Names, patterns and digests of all entries together. */
const MAX_CLAIMED = 20_000;
/** Entries about the same one, each for a time of its own: all of them are compared with each other. */
const MAX_PERIODS = 100;

/**
 * Refuses two entries of one id, and two that say something about the same name, pattern or digest at the same time: which
 * of them holds, nobody could tell. Two patterns that fit one model are told when that model is checked.
 */
export function refuseConflicts(entries: readonly ExpectationsEntry[], parts: readonly Part[]): void {
  const ids = new Set<string>();
  const claimed = new Map<string, ExpectationsEntry[]>();
  let count = 0;
  entries.forEach((entry, i) => {
    const part = parts[i];
    if (ids.has(entry.id)) part?.get('id').fail('repeated', entry.id);
    ids.add(entry.id);
    for (const key of keysOf(entry)) {
      count += 1;
      if (count > MAX_CLAIMED) part?.fail('too-many', String(MAX_CLAIMED));
      const others = claimed.get(key) ?? [];
      if (others.length >= MAX_PERIODS) part?.fail('too-many', String(MAX_PERIODS));
      const other = others.find((one) => overlap(one, entry));
      if (other !== undefined) part?.fail('in-two-entries', `${key}; ${other.id}`);
      others.push(entry);
      claimed.set(key, others);
    }
  });
}

/** What an entry claims for itself; a publisher's claims nothing. */
function keysOf({ scope }: ExpectationsEntry): readonly string[] {
  switch (scope.kind) {
    case 'models':
      return scope.names;
    case 'digests':
      return scope.rootDigests.map((digest) => `sha256:${digest}`);
    case 'publisher':
      return [];
  }
}
