import { toUtf8 } from '../bytes.js';

/**
 * OLPC's Canonical JSON, over which TUF's metadata is signed (TUF §4.2.1): no white space, members by the code points of their names, only
 * quote and backslash escaped, no fractions. Null for what has no such form. `value` is what JSON.parse gave.
 */
export function canonicalJson(value: unknown): Uint8Array | null {
  const parts: string[] = [];
  return write(value, parts) ? toUtf8(parts.join('')) : null;
}

function write(value: unknown, parts: string[]): boolean {
  if (value === null || typeof value === 'boolean') parts.push(String(value));
  else if (typeof value === 'number') {
    // Beyond these, two numbers of the text are one here; and -0 is 0 in no other implementation.
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return false;
    parts.push(String(value));
  } else if (typeof value === 'string') return writeText(value, parts);
  else if (Array.isArray(value)) return writeList(value, parts);
  else if (typeof value === 'object') return writeObject(value, parts);
  else return false;
  return true;
}

function writeText(text: string, parts: string[]): boolean {
  // Half a pair would become the replacement character, and two texts have one form.
  if (/\p{Surrogate}/u.test(text)) return false;
  parts.push('"', text.replaceAll(/["\\]/g, '\\$&'), '"');
  return true;
}

function writeList(list: readonly unknown[], parts: string[]): boolean {
  parts.push('[');
  for (const [at, item] of list.entries()) {
    if (at > 0) parts.push(',');
    if (!write(item, parts)) return false;
  }
  parts.push(']');
  return true;
}

function writeObject(object: object, parts: string[]): boolean {
  parts.push('{');
  const members: [string, unknown][] = Object.entries(object);
  for (const [at, [name, member]] of members.sort(byCodePoints).entries()) {
    if (at > 0) parts.push(',');
    if (!writeText(name, parts)) return false;
    parts.push(':');
    if (!write(member, parts)) return false;
  }
  parts.push('}');
  return true;
}

/** JavaScript compares code units, by which a surrogate comes before U+E000. */
function byCodePoints([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [left, right] = [a.codePointAt(i) ?? 0, b.codePointAt(i) ?? 0];
    if (left !== right) return left - right;
  }
  return a.length - b.length;
}
