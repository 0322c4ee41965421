import { BOUNDS } from './bounds.js';
import type { NameProblem } from './reason.js';

/**
 * What is wrong with a relative path from a manifest, or null (OMS 1.0 §5.2, §6.1). Names are compared byte for byte and
 * never repaired. A back-slash splits paths on Windows, so that one name could stand for two files: refused.
 */
export function nameProblem(name: string): NameProblem | null {
  return (
    pathProblem(name) ?? (name.includes('\\') ? 'backslash' : /^[A-Za-z]:/.test(name) ? 'drive-letter' : null)
  );
}

/** The same for a path that a disk showed: there, a back-slash or a colon is an ordinary, if odd, character. */
export function pathProblem(path: string): NameProblem | null {
  if (path === '') return 'empty';
  if (path.length > BOUNDS.pathCharacters) return 'too-long';
  if (path.includes('\0')) return 'nul';
  if (!isWellFormed(path)) return 'ill-formed-unicode';
  if (path.startsWith('/')) return 'absolute';
  const parts = path.split('/');
  if (parts.length > BOUNDS.pathParts) return 'too-long';
  for (const part of parts) {
    if (part === '') return 'empty-part';
    if (part === '.') return 'dot-part';
    if (part === '..') return 'parent';
  }
  return null;
}

/** Lone surrogates have no UTF-8; U+FFFD is what a decoder leaves behind where the real name cannot be known. */
function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\uFFFD/.test(text);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The reference's order: by path parts, each by code point (`a/b` before `a.txt`). */
export function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareCodePoints(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** JavaScript compares UTF-16 code units, which puts U+FFFD behind U+1F600's surrogates. */
export function compareCodePoints(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
