import { describe, expect, it } from 'vitest';
import type { FileResult } from '../../src/index.js';
import { FileSearch } from '../../web/lib/find.js';

const NEVER = new AbortController().signal;
const files = Array.from({ length: 30_000 }, (_, at): FileResult => {
  const path = `${at % 3 === 0 ? 'Layers' : 'shards'}/Ä-${String(at)}.BIN`;
  return { path, state: 'match', algorithm: 'sha256', expected: null, actual: null, size: 1 };
});
const trouble = new Set(files.filter((_, at) => at % 11 === 0));
const search = (): FileSearch => new FileSearch(files, trouble);

describe('the search of a report’s files', () => {
  it('finds what each path has in any case, in the report’s order, search after search', async () => {
    const index = search();
    for (const text of ['l', 'layers/ä-12', ' LAYERS ', '.bin', '', '7', 'nowhere'])
      for (const onlyTrouble of [false, true]) {
        const needle = text.trim().toLowerCase();
        const named = files.filter(({ path }) => path.toLowerCase().includes(needle));
        const expected = onlyTrouble ? named.filter((file) => trouble.has(file)) : named;
        expect(await index.find({ text, onlyTrouble }, NEVER)).toEqual(expected);
      }
  });

  it('gives the very list where nothing is asked', async () => {
    expect(await search().find({ text: ' ', onlyTrouble: false }, NEVER)).toBe(files);
  });

  it('gives nothing once it is superseded', async () => {
    const index = new FileSearch(Array.from({ length: 20 }, () => files).flat(), new Set(files));
    const stop = new AbortController();
    const found = index.find({ text: 'layers', onlyTrouble: false }, stop.signal);
    stop.abort();
    expect(await found).toBeNull();
  });
});
