import { toHex } from '../bytes.js';

/**
 * DER, read strictly (X.690 §8, §10): one way to write each value, or a TypeError. Certificates are the attacker's, and two
 * readers that forgive differently see two certificates. Contents are views of the input, never copies.
 */
export interface Value {
  /** The identifier octet, class and all. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** Header and content. */
  readonly der: Uint8Array;
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Context-specific: a primitive holds the content of the type that it stands for, a constructed one holds values. */
export const context = (number: number, constructed = false) => (constructed ? 0xa0 : 0x80) | number;

/** Longer object identifiers are nobody's. */
const MAX_OID_BYTES = 64;

/** Reads the values inside `bytes`, one after the other. */
export class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** The next value, which must have this tag. */
  next(tag: number): Value {
    const value = this.any();
    return value.tag === tag ? value : fail('another tag');
  }

  /** The next value if it has this tag, else null. */
  optional(tag: number): Value | null {
    return this.#bytes[this.#at] === tag ? this.next(tag) : null;
  }

  any(): Value {
    const bytes = this.#bytes;
    const start = this.#at;
    const tag = bytes[start] ?? fail('the end');
    // Certificates know no tag numbers beyond 30.
    if ((tag & 0x1f) === 0x1f) fail('a long tag');
    const { length, header } = lengthAt(bytes, start + 1);
    const from = start + 1 + header;
    if (from + length > bytes.length) fail('a length beyond the end');
    this.#at = from + length;
    return { tag, content: bytes.subarray(from, this.#at), der: bytes.subarray(start, this.#at) };
  }

  end(): void {
    if (!this.done) fail('something behind the end');
  }

  /** All values that are left, each of this tag; at most `max`. */
  all(tag: number, max: number): Value[] {
    const values: Value[] = [];
    while (!this.done) if (values.push(this.next(tag)) > max) fail('too many values');
    return values;
  }
}

/** The one value that `bytes` is. */
export function only(bytes: Uint8Array, tag: number): Value {
  const reader = new Reader(bytes);
  const value = reader.next(tag);
  reader.end();
  return value;
}

/** X.690 §8.1.3, §10.1: definite, in the fewest octets. */
function lengthAt(bytes: Uint8Array, at: number): { readonly length: number; readonly header: number } {
  const first = bytes[at] ?? fail('the end');
  if (first < 0x80) return { length: first, header: 1 };
  const octets = first & 0x7f;
  if (octets === 0 || octets > 4 || at + octets >= bytes.length) fail('a length');
  let length = 0;
  for (let i = 1; i <= octets; i++) length = length * 256 + (bytes[at + i] ?? 0);
  if (length < 0x80 || length < 256 ** (octets - 1)) fail('a length that is too long');
  return { length, header: 1 + octets };
}

/** X.690 §8.3.2: in the fewest octets. The content as it is, two's complement. */
export function integerBytes({ content }: Value): Uint8Array {
  const [first, second = 0] = content;
  if (first === undefined) fail('an empty integer');
  if (content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
    fail('an integer that is too long');
  return content;
}

/** A non-negative integer of at most `maxBytes`; a longer one would take its square to read. */
export function unsigned(value: Value, maxBytes: number): bigint {
  const bytes = integerBytes(value);
  if ((bytes[0] ?? 0) >= 0x80) fail('a negative integer');
  if (bytes.length > maxBytes + 1) fail('a huge integer');
  return BigInt(`0x${toHex(bytes)}`);
}

/** X.690 §11.1. */
export function boolean({ content }: Value): boolean {
  const [value] = content;
  return content.length === 1 && (value === 0 || value === 0xff) ? value === 0xff : fail('a boolean');
}

/** X.690 §8.19, dotted. */
export function oid({ content }: Value): string {
  const last = content.at(-1);
  if (last === undefined || last >= 0x80 || content.length > MAX_OID_BYTES) fail('an object identifier');
  const arcs: number[] = [];
  let arc = 0;
  let starts = true;
  for (const byte of content) {
    if (starts && byte === 0x80) fail('an arc that is too long');
    arc = arc * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(arc)) fail('a huge arc');
    starts = byte < 0x80;
    if (!starts) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [both = 0, ...rest] = arcs;
  const first = Math.min(2, Math.floor(both / 40));
  return [first, both - 40 * first, ...rest].join('.');
}

/** X.690 §8.6, §11.2.1: the octets, and how many bits at the end do not count; those are zero. */
export function bitString({ content }: Value): { readonly unused: number; readonly bytes: Uint8Array } {
  const [unused] = content;
  const bytes = content.subarray(1);
  if (unused === undefined || unused > 7 || (unused > 0 && bytes.length === 0)) return fail('a bit string');
  if (((bytes.at(-1) ?? 0) & ((1 << unused) - 1)) !== 0) return fail('bits that should be zero');
  return { unused, bytes };
}

/** A bit string of whole octets. */
export function octetsOf(value: Value): Uint8Array {
  const { unused, bytes } = bitString(value);
  return unused === 0 ? bytes : fail('a broken octet');
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;

/** RFC 5280 §4.1.2.5: in UTC, to the second. */
export function time({ tag, content }: Value): Date {
  const text = Array.from(content, (byte) => String.fromCharCode(byte)).join('');
  const parts = (tag === TAG.utcTime ? UTC_TIME : tag === TAG.generalizedTime ? GENERALIZED_TIME : /$^/)
    .exec(text)
    ?.slice(1)
    .map(Number);
  if (parts === undefined) return fail('a time');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const full = tag === TAG.generalizedTime ? year : year < 50 ? 2000 + year : 1900 + year;
  const date = new Date(0);
  date.setUTCFullYear(full, month - 1, day);
  date.setUTCHours(hour, minute, second);
  // 30 February becomes a day in March.
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  return same && minute < 60 && second < 60 ? date : fail('a day that does not exist');
}

export function fail(what: string): never {
  throw new TypeError(`not DER: ${what}`);
}
