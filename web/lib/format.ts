/** Numbers, sizes and times as people read them in a language. */
export interface Formats {
  readonly count: (value: number) => string;
  readonly bytes: (value: number) => string;
  /** Of a whole number of hundredths. */
  readonly percent: (value: number) => string;
  readonly rate: (bytesPerSecond: number) => string;
  readonly duration: (seconds: number) => string;
  /** Of an ISO 8601 time, in UTC; the text itself where it is none. */
  readonly time: (iso: string) => string;
  /** The same without the time of the day. */
  readonly date: (iso: string) => string;
  readonly days: (value: number) => string;
  /** `a`, `a and b`, `a, b and c`. */
  readonly and: (items: readonly string[]) => string;
  readonly or: (items: readonly string[]) => string;
}

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `locale`: a BCP 47 tag. `instant`: the words for less than a second. */
export function formatsOf(locale: string, instant: string): Formats {
  const integer = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' });
  const disjunction = new Intl.ListFormat(locale, { type: 'disjunction' });

  const ofUnit = (unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  // Made once: to make one takes longer than to show a line of a list that scrolls.
  const units = {
    byte: ofUnit('byte'),
    second: ofUnit('second'),
    minute: ofUnit('minute'),
    hour: ofUnit('hour'),
    day: ofUnit('day'),
  };

  function inUnits(value: number, unit: keyof typeof units): string {
    const format = units[unit];
    // Some languages have a no-break space there, which the report as text would spell out.
    return format.format(value).replace(/\s/gu, ' ');
  }

  function bytes(value: number): string {
    let amount = value;
    let unit: string | null = null;
    for (const next of UNITS) {
      if (amount < 1024) break;
      amount /= 1024;
      unit = next;
    }
    return unit === null ? inUnits(value, 'byte') : `${oneDigit.format(amount)} ${unit}`;
  }

  function duration(seconds: number): string {
    if (seconds < 1) return instant;
    if (seconds < 60) return inUnits(Math.round(seconds), 'second');
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return inUnits(minutes, 'minute');
    const rest = minutes % 60;
    return `${inUnits(Math.floor(minutes / 60), 'hour')}${rest === 0 ? '' : ` ${inUnits(rest, 'minute')}`}`;
  }

  return {
    percent: (value) => percent.format(value / 100).replace(/\s/gu, ' '),
    count: (value) => integer.format(value),
    bytes,
    rate: (bytesPerSecond) => `${oneDigit.format(bytesPerSecond / 2 ** 20)} MiB/s`,
    duration,
    time: (iso) => {
      const at = new Date(iso);
      return Number.isNaN(at.getTime()) ? iso : `${moment.format(at)} UTC`;
    },
    date: (iso) => {
      const at = new Date(iso);
      return Number.isNaN(at.getTime()) ? iso : day.format(at);
    },
    days: (value) => inUnits(value, 'day'),
    and: (items) => conjunction.format(items),
    or: (items) => disjunction.format(items),
  };
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
