/** Reading of what another window posted. A structured clone has no getters: to look at a member runs nobody's code. */

/** Why a message was not taken. Told to whoever sent it, never shown. */
export class Odd extends Error {}

export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

export function text(value: unknown, limit: number, name: string): string {
  if (typeof value !== 'string') throw new Odd(`${name} is no text`);
  if (value.length > limit) throw new Odd(`${name} is longer than ${limit} characters`);
  return value;
}

export function textOrNull(value: unknown, limit: number, name: string): string | null {
  return value === undefined || value === null ? null : text(value, limit, name);
}

/** An absolute address of http or https. */
export function address(value: unknown, limit: number, name: string): string {
  const url = text(value, limit, name);
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new Odd(`${name} is no address of the web`);
  return url;
}

export function oneOf<T extends string>(value: unknown, among: readonly T[], name: string): T {
  const found = among.find((one) => one === value);
  if (found === undefined) throw new Odd(`${name} is none of ${among.join(', ')}`);
  return found;
}

export function count(value: unknown, limit: number, name: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > limit)
    throw new Odd(`${name} is no whole number from 0 to ${limit}`);
  return value;
}

export function list<T>(
  value: unknown,
  limit: number,
  name: string,
  each: (item: unknown) => T,
): readonly T[] {
  if (!Array.isArray(value)) throw new Odd(`${name} is no list`);
  if (value.length > limit) throw new Odd(`${name} has more than ${limit} entries`);
  const items: readonly unknown[] = value;
  // Not `map`, which would pass over holes.
  return Array.from(items, each);
}
