import type { TrustedPart } from '../../src/index.js';

/** What became of an authority or a log from one trusted root to the next. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'ended' | 'changed';
  /** As it is now; as it was, where it was removed. */
  readonly part: TrustedPart;
}

/** Known by what it is: another name for the same key is the same log. */
export function changesOf(before: readonly TrustedPart[], after: readonly TrustedPart[]): readonly Change[] {
  const [old, now] = [numbered(before), numbered(after)];
  const changes: Change[] = [];
  for (const [key, part] of now) {
    const was = old.get(key);
    if (was === undefined) changes.push({ kind: 'added', part });
    else if (was.end === null && part.end !== null) changes.push({ kind: 'ended', part });
    else if (was.name !== part.name || was.start !== part.start || was.end !== part.end)
      changes.push({ kind: 'changed', part });
  }
  for (const [key, part] of old) if (!now.has(key)) changes.push({ kind: 'removed', part });
  return changes;
}

/** One key may stand there twice, for two times of use. */
function numbered(parts: readonly TrustedPart[]): ReadonlyMap<string, TrustedPart> {
  const byKey = new Map<string, TrustedPart>();
  for (const part of parts) {
    let key = `${part.part} ${part.sha256}`;
    while (byKey.has(key)) key += ' again';
    byKey.set(key, part);
  }
  return byKey;
}
