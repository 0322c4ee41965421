import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortInTurns } from '../src/sort.js';

const byKey = (a: { key: number }, b: { key: number }): number => a.key - b.key;

describe('sorting in turns', () => {
  it('gives what toSorted gives, equal ones in their order, around the length of a run', async () => {
    const length = fc.constantFrom(0, 1, 2, 3999, 4000, 4001, 8000, 8001, 12_001, 20_000);
    await fc.assert(
      fc.asyncProperty(length, fc.integer({ min: 1, max: 50_000 }), fc.nat(), async (count, keys, seed) => {
        const items = Array.from({ length: count }, (_, at) => ({ key: ((at + seed) * 7919) % keys, at }));
        expect(await sortInTurns(items, byKey)).toEqual(items.toSorted(byKey));
      }),
      { numRuns: 40 },
    );
  });

  it('leaves the list that it was given as it was', async () => {
    const items = [{ key: 2 }, { key: 1 }];
    expect(await sortInTurns(items, byKey)).toEqual([{ key: 1 }, { key: 2 }]);
    expect(items).toEqual([{ key: 2 }, { key: 1 }]);
  });
});
