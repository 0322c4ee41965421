import type { ExpectationsEntry } from './expectations.js';
import type { Part } from './part.js';
import { overlap } from './period.js';

/**
 * Refuses two entries of one id, and two that say something about the same name, pattern or digest at the same time: which
 * of them holds, nobody could tell. Two patterns that fit one model are told when that model is checked.
 */
export function refuseConflicts(entries: readonly ExpectationsEntry[], parts: readonly Part[]): void {
  const ids = new Set<string>();
  const claimed = new Map<string, ExpectationsEntry[]>();
  entries.forEach((entry, i) => {
    const part = parts[i];
    if (ids.has(entry.id)) part?.get('id').fail('repeated', entry.id);
    ids.add(entry.id);
    for (const key of keysOf(entry)) {
      const others = claimed.get(key) ?? [];
      const other = others.find((one) => overlap(one, entry));
      if (other !== undefined) part?.fail('in-two-entries', `${key}; ${other.id}`);
      claimed.set(key, [...others, entry]);
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
