import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpectations, type ExpectationsProblem } from '../../src/index.js';
import { FAULTS } from './faults.js';
import { fileOf, FULL } from './file.js';

const SCHEMA = new URL('../../public/schema/expectations.v1.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as object;
const fits = new Ajv2020({ allErrors: true, strictRequired: false }).compile(schema);

/** What only the parser can see: docs/expectations.md says so. */
const BEYOND: readonly ExpectationsProblem[] = [
  'pattern-too-wide',
  'ends-before-it-begins',
  'in-two-entries',
  'unknown-name',
];

async function faultOf(file: unknown) {
  const result = await parseExpectations(JSON.stringify(file));
  if (result.ok) return null;
  const [reason] = result.reasons;
  if (reason.code !== 'expectations-unusable') throw new Error(reason.code);
  return reason;
}

describe('the published schema', () => {
  it.each([
    ['the whole format', FULL],
    ['as little as may be', fileOf()],
  ])('lets in what the parser takes: %s', async (_, file) => {
    expect(await faultOf(file)).toBeNull();
    expect(fits(file)).toBe(true);
  });

  it.each(FAULTS.filter(({ file }) => typeof file !== 'string'))(
    'refuses what the parser refuses, where it can: $problem $at',
    ({ file, beyondSchema }) => {
      expect(fits(file)).toBe(beyondSchema !== undefined);
    },
  );

  it('says of every member what it is', () => {
    const silent: string[] = [];
    const walk = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
        if (key === 'properties')
          for (const [name, member] of Object.entries(inner as Record<string, object>))
            if (name !== 'method' && !('description' in member || '$ref' in member))
              silent.push(`${at}.${name}`);
        walk(inner, `${at}.${key}`);
      }
    };
    walk(schema, '');
    expect(silent).toEqual([]);
  });

  it('agrees with the parser about every change of a file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.constantFrom('put', 'drop', 'add', 'twice'),
        VALUE,
        async (n, how, value) => {
          const file = changed(n, how, value);
          const fault = await faultOf(file);
          const isSeen = fault !== null && !isBeyond(fault);
          // The parser tells the first fault; behind one that the schema cannot see, there may be others.
          if (fault === null) expect(fits(file)).toBe(true);
          else if (isSeen) expect(fits(file)).toBe(false);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

function isBeyond({ problem, at, detail }: { problem: ExpectationsProblem; at: string; detail: string }) {
  return (
    BEYOND.includes(problem) ||
    (problem === 'repeated' && at.endsWith('.id')) ||
    // 30 February.
    (problem === 'not-a-time' && /^\d{4}-(0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/.test(detail))
  );
}

const WORDS = ['', ' ', '*', 'ours', '.pkl', 'PKL', 'sigstore', 'key', 'certificate', 'sha256', '2026-02-30'];
const MORE_WORDS = ['2026-05-05', '2026-05-05T24:00:00Z', 'release key', 'ab'.repeat(32), 'a'.repeat(300)];
const VALUE = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, 1, 2, [], {}, ['a'], ...WORDS, ...MORE_WORDS),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const MEMBERS = [
  'id',
  'models',
  'publisher',
  'roots',
  'require',
  'log',
  'identity',
  'subject',
  'validUntil',
  'x',
];

/** One thing in the whole format is otherwise: the `n`th place of it. */
function changed(n: number, how: 'put' | 'drop' | 'add' | 'twice', value: unknown): unknown {
  const file: unknown = structuredClone(FULL);
  const places: { owner: object; key: string }[] = [];
  const walk = (owner: unknown): void => {
    if (typeof owner !== 'object' || owner === null) return;
    for (const [key, inner] of Object.entries(owner) as [string, unknown][]) {
      places.push({ owner, key });
      walk(inner);
    }
  };
  walk(file);
  const place = places[n % places.length];
  if (place === undefined) return file;
  const { owner, key } = place;
  const now: unknown = Reflect.get(owner, key);
  switch (how) {
    case 'put':
      Reflect.set(owner, key, value);
      break;
    case 'drop':
      if (Array.isArray(owner)) owner.splice(Number(key), 1);
      else Reflect.deleteProperty(owner, key);
      break;
    case 'add':
      if (Array.isArray(now)) now.push(value);
      else if (typeof now === 'object' && now !== null)
        Reflect.set(now, MEMBERS[n % MEMBERS.length] ?? 'x', value);
      break;
    case 'twice':
      if (Array.isArray(now)) now.push(...(structuredClone(now) as unknown[]));
      break;
  }
  return file;
}
