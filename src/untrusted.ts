import { fromBase64 } from './bytes.js';
import type { BundleReason, PartTooLarge } from './reason.js';

const MAX_UNKNOWN_KEYS = 20;

/** Thrown inside a parser and turned into a reason at its edge; never leaves the library. */
export class Malformed extends Error {
  readonly at: string;
  readonly problem: string;

  constructor(at: string, problem: string) {
    super(`${at}: ${problem}`);
    this.at = at;
    this.problem = problem;
  }
}

type OwnReason = Extract<BundleReason, { code: 'part-too-large' | 'base64-malformed' | 'number-negative' }>;

/** The same, for a fault that has a code of its own. */
export class MalformedFor extends Malformed {
  readonly reason: OwnReason;

  constructor(reason: OwnReason, problem: string) {
    super(reason.at, problem);
    this.reason = reason;
  }
}

/** A piece of somebody else's JSON and where it stands, read into narrow types or not at all. */
export class Untrusted {
  readonly value: unknown;
  readonly at: string;

  constructor(value: unknown, at: string) {
    this.value = value;
    this.at = at;
  }

  fail(problem: string): never {
    throw new Malformed(this.at, problem);
  }

  private exceeds(limit: number, unit: PartTooLarge['unit']): never {
    const { at } = this;
    throw new MalformedFor(
      { code: 'part-too-large', at, limit, unit },
      `has more than ${String(limit)} ${unit}`,
    );
  }

  /** A required member of an object. */
  get(key: string): Untrusted {
    return this.optional(key) ?? new Untrusted(undefined, `${this.at}.${key}`).fail('is missing');
  }

  /** Null when absent or JSON null, which protobuf's JSON mapping treats alike. */
  optional(key: string): Untrusted | null {
    const value = Object.hasOwn(this.object(), key) ? this.object()[key] : undefined;
    return value === undefined || value === null ? null : new Untrusted(value, `${this.at}.${key}`);
  }

  keys(): string[] {
    return Object.keys(this.object());
  }

  /** Members that are not in `known`, as paths; the first few only, since there may be millions. */
  unknownKeys(known: readonly string[]): string[] {
    return this.keys()
      .filter((key) => !known.includes(key))
      .slice(0, MAX_UNKNOWN_KEYS)
      .map((key) => `${this.at}.${key.slice(0, 100)}`);
  }

  /** Refuses members that are not in `known`. */
  onlyMembers(known: readonly string[]): this {
    const [unknown] = this.unknownKeys(known);
    if (unknown !== undefined) new Untrusted(null, unknown).fail('is not a part of this format');
    return this;
  }

  array(max: number): Untrusted[] {
    if (!Array.isArray(this.value)) return this.fail('is not a list');
    if (this.value.length > max) return this.exceeds(max, 'entries');
    return this.value.map((item: unknown, i) => new Untrusted(item, `${this.at}[${String(i)}]`));
  }

  string(): string {
    return typeof this.value === 'string' ? this.value : this.fail('is not a text');
  }

  /** Counted in UTF-16 code units, as JavaScript has it. */
  stringOf(maxLength: number): string {
    const text = this.string();
    return text.length > maxLength ? this.exceeds(maxLength, 'characters') : text;
  }

  /** A text out of letters, digits and a few signs: nothing that a program would run, or a template fill in. */
  token(maxLength: number): string {
    const text = this.stringOf(maxLength);
    return /^[A-Za-z0-9+/=_:.@-]*$/.test(text) ? text : this.fail('has characters that do not belong there');
  }

  boolean(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail('is neither true nor false');
  }

  /** A positive integer that a double holds exactly. */
  size(): number {
    const value = this.value;
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
      ? value
      : this.fail('is not a positive whole number');
  }

  /** A 64-bit unsigned integer as protobuf's JSON mapping writes it: decimal text, or a number. Canonical decimal out. */
  uint64(): string {
    const text = typeof this.value === 'number' ? String(this.value) : this.string();
    const { at } = this;
    if (/^-\d+$/.test(text)) throw new MalformedFor({ code: 'number-negative', at }, 'is negative');
    return /^(?:0|[1-9]\d{0,18})$/.test(text) ? text : this.fail('is not a non-negative whole number');
  }

  /** Not empty, at most `max` bytes. */
  base64(max: number): Uint8Array {
    const text = this.string();
    if (text.length > Math.ceil(max / 3) * 4) return this.exceeds(max, 'bytes');
    const bytes = fromBase64(text);
    const { at } = this;
    if (bytes === null) throw new MalformedFor({ code: 'base64-malformed', at }, 'is not base64');
    if (bytes.length > max) return this.exceeds(max, 'bytes');
    return bytes.length === 0 ? this.fail('is empty') : bytes;
  }

  private object(): Record<string, unknown> {
    return isObject(this.value) ? this.value : this.fail('is not an object');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
