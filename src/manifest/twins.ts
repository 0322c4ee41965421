import type { NameTwin } from '../reason.js';
import { skeleton } from '../near-miss.js';
import type { Note } from '../report.js';

/** More than anybody reads. */
const MAX_NOTES = 20;

/** How two different names may be taken for one another by a person, or by a disk that folds them. */
export function twinKind(a: string, b: string): NameTwin | null {
  if (a === b) return null;
  const [left, right] = [a.normalize('NFC'), b.normalize('NFC')];
  if (left === right) return 'form';
  if (left.toLowerCase() === right.toLowerCase()) return 'case';
  return skeleton(a) === skeleton(b) ? 'look-alike' : null;
}

/** For each of `names` that has one, a name among `others` that is nearly the same. Looks at every name once. */
export function twinsAmong(
  names: Iterable<string>,
  others: Iterable<string>,
): ReadonlyMap<string, { readonly other: string; readonly twin: NameTwin }> {
  const bySkeleton = new Map<string, string>();
  for (const other of others) bySkeleton.set(skeleton(other), other);
  const twins = new Map<string, { readonly other: string; readonly twin: NameTwin }>();
  if (bySkeleton.size === 0) return twins;
  for (const name of names) {
    const other = bySkeleton.get(skeleton(name));
    const twin = other === undefined ? null : twinKind(name, other);
    if (other !== undefined && twin !== null) twins.set(name, { other, twin });
  }
  return twins;
}

/**
 * Signed names that differ only by Unicode's normal forms or by case. They are different files and both are checked (OMS 1.0
 * §5.2); on a disk that folds them, one takes the place of the other.
 */
export function twinNotes(names: Iterable<string>): Note[] {
  const notes: Note[] = [];
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = name.normalize('NFC').toLowerCase();
    const other = seen.get(key);
    if (other === undefined) {
      seen.set(key, name);
      continue;
    }
    notes.push({ code: 'name-twins', names: [other, name], twin: twinKind(other, name) ?? 'case' });
    if (notes.length === MAX_NOTES) break;
  }
  return notes;
}
