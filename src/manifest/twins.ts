import type { NameTwin } from '../reason.js';
import { skeleton } from '../near-miss.js';
import type { Note } from '../note.js';

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

/** Where more names differ than that, nobody renamed a file; and the comparison runs where a page runs. */
const MAX_NAMES = 1000;
/** No name that somebody mistakes for another is longer. */
const MAX_LENGTH = 500;
/** Sorting a heap of combining marks takes the square of their number. */
const MARKS = /\p{M}{10}/u;

/** For each of `names` that has one, a name among `others` that is nearly the same. None where there are very many. */
export function twinsAmong(
  names: readonly string[],
  others: readonly string[],
): ReadonlyMap<string, { readonly other: string; readonly twin: NameTwin }> {
  const twins = new Map<string, { readonly other: string; readonly twin: NameTwin }>();
  if (names.length > MAX_NAMES || others.length > MAX_NAMES) return twins;
  const isShort = (name: string) => name.length <= MAX_LENGTH && !MARKS.test(name);
  const bySkeleton = new Map<string, string>();
  for (const other of others.filter(isShort)) bySkeleton.set(skeleton(other), other);
  for (const name of names.filter(isShort)) {
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
    if (name.length > MAX_LENGTH || MARKS.test(name)) continue;
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
