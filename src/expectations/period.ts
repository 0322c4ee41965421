import type { Part } from './part.js';

/** ISO 8601, UTC, both included, so that they compare as texts; null where there is no bound. */
export interface Period {
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;

/** A day alone is meant with its first moment and with its last one, in UTC. */
export function readPeriod(part: Part): Period {
  const from = part.optional('validFrom');
  const until = part.optional('validUntil');
  const validFrom = from === null ? null : readTime(from, 'T00:00:00.000Z');
  const validUntil = until === null ? null : readTime(until, 'T23:59:59.999Z');
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    part.fail('ends-before-it-begins', `${validFrom}, ${validUntil}`);
  return { validFrom, validUntil };
}

/** Which bound keeps it from being in force; null if none does. */
export function outside(
  { validFrom, validUntil }: Period,
  now: Date,
): { readonly notBefore: string | null; readonly notAfter: string | null } | null {
  const at = now.toISOString();
  if (validFrom !== null && at < validFrom) return { notBefore: validFrom, notAfter: null };
  return validUntil !== null && validUntil < at ? { notBefore: null, notAfter: validUntil } : null;
}

export function overlap(a: Period, b: Period): boolean {
  return begins(a, b) && begins(b, a);
}

/** Whether `a` begins before `b` is over. */
function begins(a: Period, b: Period): boolean {
  return a.validFrom === null || b.validUntil === null || a.validFrom <= b.validUntil;
}

function readTime(part: Part, momentOfDay: string): string {
  const { value } = part;
  if (typeof value !== 'string') return part.fail('not-a-text');
  const isDay = DAY.test(value);
  const date = new Date(isDay ? `${value}${momentOfDay}` : value);
  if ((!isDay && !TIME.test(value)) || Number.isNaN(date.getTime())) return part.fail('not-a-time', value);
  const text = date.toISOString();
  // 31 February would be taken for a day in March.
  return text.slice(0, 19) === (isDay ? `${value}${momentOfDay}` : value).slice(0, 19)
    ? text
    : part.fail('not-a-time', value);
}
