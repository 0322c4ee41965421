import { canonicalize } from '@tufjs/canonical-json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8 } from '../../src/bytes.js';
import { canonicalJson } from '../../src/tuf/canonical.js';

const textOf = (value: unknown) => {
  const bytes = canonicalJson(value);
  return bytes === null ? null : fromUtf8(bytes);
};

/** Whole texts in which the order of code units is that of characters: of the others, see below. */
const text = fc.string({ unit: 'grapheme' }).filter((text) => !/[\ue000-\uffff]/.test(text));
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger().map((number) => number + 0),
    text,
    fc.array(tie('json')),
    fc.dictionary(text, tie('json')),
  ),
}));

describe('canonical JSON', () => {
  it('is that of another implementation', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(textOf(value)).toBe(canonicalize(value));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same in whatever order members are written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.integer()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(textOf(reversed)).toBe(textOf(value));
      }),
    );
  });

  it('has members in the order of their bytes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: 2 }), (names) => {
        const ordered = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        const escaped = ordered.map((name) => `"${name.replaceAll(/["\\]/g, String.raw`\$&`)}":0`);
        expect(textOf(Object.fromEntries(names.map((name) => [name, 0])))).toBe(`{${escaped.join(',')}}`);
      }),
    );
  });

  it('has a form of its own for each value', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b) && canonicalize(a) !== canonicalize(b));
        expect(textOf(a)).not.toBe(textOf(b));
      }),
    );
  });

  it.each([
    ['half a pair', '\ud83d', '"\ud83d"'],
    ['half a pair, in a name', { '\ude00': 1 }, '{"\ude00":1}'],
    ['minus nothing', -0, '0'],
    ['a number that is two', 2 ** 53, '9007199254740992'],
    ['a large number', 1e21, '1e+21'],
  ])('refuses what that one takes: %s', (_, value, others) => {
    expect(canonicalize(value)).toBe(others);
    expect(canonicalJson(value)).toBeNull();
  });

  it.each([0.5, NaN, Infinity, -Infinity, undefined, 1n, Symbol('x')])('refuses %s', (value) => {
    expect(canonicalJson(value)).toBeNull();
    expect(canonicalJson([value])).toBeNull();
    expect(canonicalJson({ value })).toBeNull();
  });
});
