import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../src/bounds.js';
import { fitsPattern, patternProblem } from '../src/pattern.js';

const fits = (identity: string, pattern: string) => fitsPattern(new TextEncoder().encode(identity), pattern);

describe('patterns for identities', () => {
  it.each([
    ['a@example.com', 'a@example.com', true],
    ['a@example.com', '*@example.com', true],
    ['@example.com', '*@example.com', true],
    ['a@example.com.evil.example', '*@example.com', false],
    ['evil a@example.com', 'a@example.com', false],
    ['a@exampleXcom', '*@example.com', false],
    ['https://h/org/repo/w.yml@refs/tags/v1', 'https://h/org/*/w.yml@refs/tags/*', true],
    ['https://h/org/a/b/w.yml@refs/tags/v1', 'https://h/org/*/w.yml@refs/tags/*', false],
    ['https://h/org/a/b/w.yml@refs/tags/v1', 'https://h/org/**/w.yml@refs/tags/*', true],
    ['https://h/org/repo/w.yml@refs/tags/v1/x', 'https://h/org/repo/w.yml@refs/tags/*', false],
    ['https://h/org/repo/w.yml@refs/tags/v1/x', 'https://h/org/repo/w.yml@refs/tags/**', true],
    ['https://h/org', 'https://h/***', true],
    ['A@example.com', 'a@example.com', false],
    ['é@example.com', '*@example.com', true],
    ['aa.bb', 'aa?bb', false],
    ['aa.bb', 'aa.bb|c', false],
    ['', 'aaaa', false],
  ])('%s, %s: %s', (identity, pattern, expected) => {
    expect(fits(identity, pattern)).toBe(expected);
  });

  it.each([
    ['', 'empty'],
    [' ', 'empty'],
    ['*', 'too-wide'],
    ['**', 'too-wide'],
    ['*@*', 'too-wide'],
    ['https://**', 'too-wide'],
    ['https://*/*@*', 'too-wide'],
    ['a'.repeat(BOUNDS.patternCharacters + 1), 'too-long'],
    ['a'.repeat(BOUNDS.patternCharacters), null],
    ['https://a/**', null],
    ['*é*', 'too-wide'],
    ['*@é.b*', null],
    ['h**', 'too-wide'],
    ['http*://**', 'too-wide'],
    ['*.co', 'too-wide'],
    ['*@a.b', null],
  ])('%s is %s', (pattern, problem) => {
    expect(patternProblem(pattern)).toBe(problem);
  });

  it('an unusable one fits nobody, and a text that is too long fits none', () => {
    expect(fits('*', '*')).toBe(false);
    expect(fits('', '')).toBe(false);
    expect(fits(`abcd${'b'.repeat(4092)}`, 'abcd*')).toBe(true);
    expect(fits(`abcd${'b'.repeat(4093)}`, 'abcd*')).toBe(false);
  });

  it('does as an anchored regular expression does', () => {
    const letter = fc.constantFrom('a', 'b', '/', '@', '.');
    const piece = fc.oneof(letter, fc.constantFrom('*', '**'));
    fc.assert(
      fc.property(
        fc.string({ unit: letter, maxLength: 8 }),
        fc.array(piece, { maxLength: 6 }),
        (text, pieces) => {
          const pattern = `ab@a${pieces.join('')}`;
          fc.pre(patternProblem(pattern) === null);
          const source = pattern
            .replace(/[.@/]/g, '\\$&')
            .replace(/\*+/g, (stars) => (stars.length === 1 ? '[^/]*' : '[^]*'));
          expect(fits(`ab@a${text}`, pattern)).toBe(new RegExp(`^(?:${source})$`).test(`ab@a${text}`));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes no exponential time', () => {
    const pattern = `abcd${'**b'.repeat(160)}`;
    expect(fits(`abcd${'b'.repeat(4000)}c`, pattern)).toBe(false);
  });
});
