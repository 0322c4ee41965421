import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delegation } from '../../src/tuf/metadata.js';
import { isDelegated } from '../../src/tuf/search.js';

const HASH = 'ab'.repeat(32);
const delegated = (more: Partial<Delegation>): Delegation => ({
  name: 'x',
  threshold: 1,
  keys: new Map(),
  terminating: false,
  paths: [],
  pathHashPrefixes: [],
  ...more,
});

/** As a regular expression says it: short patterns only, since this one may take for ever. */
function says(pattern: string, path: string): boolean {
  const parts = Array.from(pattern).map((character) =>
    character === '*'
      ? '[^/]*'
      : character === '?'
        ? '[^/]'
        : `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
  return new RegExp(`^${parts.join('')}$`, 'u').test(path);
}

describe('the paths that a role may sign for', () => {
  const letters = (of: string) => fc.string({ unit: fc.constantFrom(...Array.from(of)), maxLength: 8 });

  it('are those that its pattern says', () => {
    fc.assert(
      fc.property(letters('ab/*?.'), letters('ab/.'), (pattern, path) => {
        expect(isDelegated(delegated({ paths: [pattern] }), path, HASH)).toBe(says(pattern, path));
      }),
      { numRuns: 3000 },
    );
  });

  it('are found by one of many patterns', () => {
    expect(isDelegated(delegated({ paths: ['x', 'a/*', 'y'] }), 'a/b', HASH)).toBe(true);
    expect(isDelegated(delegated({ paths: ['x', 'y'] }), 'a/b', HASH)).toBe(false);
  });

  it.each(['a', 'ab', HASH])('are found by the digest’s start %s', (prefix) => {
    expect(isDelegated(delegated({ pathHashPrefixes: ['cd', prefix] }), 'a/b', HASH)).toBe(true);
  });

  it.each(['', 'b', 'AB', `${HASH}a`, '*'])('are not by %j', (prefix) => {
    expect(isDelegated(delegated({ pathHashPrefixes: [prefix] }), 'a/b', HASH)).toBe(false);
  });

  it('are found in no time, whatever the pattern', () => {
    const started = performance.now();
    expect(isDelegated(delegated({ paths: [`${'*a'.repeat(249)}b`] }), 'a'.repeat(500), HASH)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
