/** Numbers, sizes and times as people read them. The page is in English, so are these. */

const INTEGER = new Intl.NumberFormat('en');
const ONE_DIGIT = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

export function count(value: number): string {
  return INTEGER.format(value);
}

/** `1 file`, `12 files`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function bytes(value: number): string {
  let amount = value;
  let unit: string | null = null;
  for (const next of UNITS) {
    if (amount < 1024) break;
    amount /= 1024;
    unit = next;
  }
  return unit === null ? counted(value, 'byte') : `${ONE_DIGIT.format(amount)} ${unit}`;
}

export function rate(bytesPerSecond: number): string {
  return `${ONE_DIGIT.format(bytesPerSecond / 2 ** 20)} MiB/s`;
}

export function duration(seconds: number): string {
  if (seconds < 1) return 'less than a second';
  if (seconds < 60) return counted(Math.round(seconds), 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return counted(minutes, 'minute');
  const rest = minutes % 60;
  return `${counted(Math.floor(minutes / 60), 'hour')}${rest === 0 ? '' : ` ${counted(rest, 'minute')}`}`;
}

/** An ISO 8601 time in UTC; the text itself where it is none. */
export function time(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${TIME.format(at)} UTC`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[], word = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** As many of a list as people read, and how many more there are. */
export function cut<T>(
  items: readonly T[],
  limit = 100,
): { readonly shown: readonly T[]; readonly more: number } {
  return { shown: items.slice(0, limit), more: Math.max(0, items.length - limit) };
}

/** A path with digests for names, as in a download cache: each by its first twelve digits. */
export function shortDigests(path: string): string {
  return path.replace(/\b([0-9a-f]{12})[0-9a-f]{28,}\b/g, '$1…');
}
