import type { ExpectationsProblem } from '../expectations-problem.js';

const MAX_PLACE = 100;
export const MAX_NAME = 200;

/** Thrown inside of the parser; never leaves it. */
export class Fault extends Error {
  readonly problem: ExpectationsProblem;
  readonly at: string;
  readonly detail: string;

  constructor(problem: ExpectationsProblem, at: string, detail: string) {
    super(`${at}: ${problem}`);
    this.problem = problem;
    this.at = at;
    this.detail = detail;
  }
}

/**
 * A piece of the file and where it stands. Stricter than `Untrusted`: null is no absence, and nothing is passed over, since
 * a slip of the pen must not weaken what was meant.
 */
export class Part {
  readonly value: unknown;
  readonly at: string;

  constructor(value: unknown, at: string) {
    this.value = value;
    this.at = at;
  }

  fail(problem: ExpectationsProblem, detail = ''): never {
    throw new Fault(problem, this.at, detail.slice(0, 500));
  }

  get(key: string): Part {
    return this.optional(key) ?? new Part(undefined, this.place(key)).fail('missing');
  }

  optional(key: string): Part | null {
    const object = this.object();
    return Object.hasOwn(object, key) ? new Part(object[key], this.place(key)) : null;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.object(), key);
  }

  onlyMembers(known: readonly string[]): this {
    for (const key of Object.keys(this.object()))
      if (!known.includes(key)) new Part(null, this.place(key)).fail('unknown-member', known.join(', '));
    return this;
  }

  /** Which of the members is there: exactly one has to be. */
  oneOf<Key extends string>(keys: readonly Key[]): Key {
    const [first, ...others] = keys.filter((key) => this.has(key));
    return first === undefined || others.length > 0 ? this.fail('not-one-of-them', keys.join(', ')) : first;
  }

  /** Names that the file gives, each with what it stands for. */
  members(max: number): (readonly [name: string, part: Part])[] {
    const object = this.object();
    const names = Object.keys(object);
    if (names.length > max) this.fail('too-many', String(max));
    return names.map((name) => {
      const part = new Part(object[name], this.place(name));
      if (name.trim() === '') part.fail('empty');
      if (isLonger(name, MAX_NAME)) part.fail('too-long', String(MAX_NAME));
      return [name, part];
    });
  }

  /** At least one. */
  list(max: number): [Part, ...Part[]] {
    if (!Array.isArray(this.value)) return this.fail('not-a-list');
    if (this.value.length > max) return this.fail('too-many', String(max));
    const [first, ...rest] = this.value.map((item: unknown, i) => new Part(item, `${this.at}[${String(i)}]`));
    return first === undefined ? this.fail('empty') : [first, ...rest];
  }

  /** Of texts that `read` accepts, none of them twice. */
  texts<Text extends string>(max: number, read: (part: Part) => Text): Text[] {
    const seen = new Set<Text>();
    for (const part of this.list(max)) {
      const text = read(part);
      if (seen.has(text)) part.fail('repeated', text);
      seen.add(text);
    }
    return [...seen];
  }

  /** Not blank. In characters, as a JSON schema counts. */
  text(max: number): string {
    const { value } = this;
    if (typeof value !== 'string') return this.fail('not-a-text');
    if (value.trim() === '') return this.fail('empty');
    return isLonger(value, max) ? this.fail('too-long', String(max)) : value;
  }

  textLike(pattern: RegExp, problem: ExpectationsProblem): string {
    const { value } = this;
    if (typeof value !== 'string') return this.fail('not-a-text');
    return pattern.test(value) ? value : this.fail(problem, value);
  }

  choice<Value extends string>(values: readonly Value[]): Value {
    return values.find((value) => value === this.value) ?? this.fail('value', values.join(', '));
  }

  /** False would read as its contrary, which nobody can ask for. */
  isTrue(): boolean {
    return this.value === true || this.fail('not-true');
  }

  object(): Record<string, unknown> {
    return isObject(this.value) ? this.value : this.fail('not-an-object');
  }

  private place(key: string): string {
    const name = key.slice(0, MAX_PLACE);
    return this.at === '' ? name : `${this.at}.${name}`;
  }
}

function isLonger(text: string, max: number): boolean {
  return text.length > max && Array.from(text).length > max;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
