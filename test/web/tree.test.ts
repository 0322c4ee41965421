import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileResult } from '../../src/index.js';
import { openAtFirst, rowsOfTree, treeOf, type Folder, type TreeRow } from '../../web/lib/tree.js';

const NEVER = new AbortController().signal;
const isTrouble = ({ state }: FileResult): boolean => state === 'changed';

function file(path: string, state: 'match' | 'changed' = 'match'): FileResult {
  return { path, state, algorithm: 'sha256', expected: null, actual: null, size: 1 };
}

const build = (files: readonly FileResult[]): Promise<Folder> => treeOf(files, isTrouble, NEVER);

function lines(rows: readonly TreeRow[]): string[] {
  return rows.map((row) => {
    const indent = '  '.repeat(row.depth);
    if (row.kind === 'file') return `${indent}${row.file.path}`;
    const { name, fileCount, troubleCount } = row.folder;
    return `${indent}${row.isOpen ? '-' : '+'} ${name} ${String(fileCount)}/${String(troubleCount)}`;
  });
}

/** Every folder that there is. */
function allOpen(root: Folder): ReadonlySet<string> {
  return openAtFirst({ ...root, fileCount: 0 }, Infinity);
}

describe('the tree of a report’s files', () => {
  it('has folders first, those with trouble before the others, and counts what is below', async () => {
    const root = await build([
      file('z/deep/bad.bin', 'changed'),
      file('readme.md'),
      file('a/1.bin'),
      file('a/2.bin'),
      file('z/good.bin'),
    ]);
    expect(lines(rowsOfTree(root, new Set()))).toEqual(['+ z 2/1', '+ a 2/0', 'readme.md']);
    expect(lines(rowsOfTree(root, new Set(['z', 'a', 'z/deep'])))).toEqual([
      '- z 2/1',
      '  - deep 1/1',
      '    z/deep/bad.bin',
      '  z/good.bin',
      '- a 2/0',
      '  a/1.bin',
      '  a/2.bin',
      'readme.md',
    ]);
  });

  it('opens where there is trouble, and all of what is small', async () => {
    const bad = file('x/y/bad.bin', 'changed');
    expect([...openAtFirst(await build([bad, file('a/b.bin')]))].toSorted()).toEqual(['a', 'x', 'x/y']);
    const many = Array.from({ length: 200 }, (_, i) => file(`f${String(i)}/a.bin`));
    expect([...openAtFirst(await build([bad, ...many]))].toSorted()).toEqual(['x', 'x/y']);
  });

  it('shows every file once when all is open, whatever the paths are', async () => {
    const name = fc.constantFrom('a', 'b', '__proto__', 'constructor', '', '..', ' ', 'ä');
    const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join('/'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(path, fc.boolean())), async (given) => {
        const files = given.map(([at, isBad]) => file(at, isBad ? 'changed' : 'match'));
        const root = await build(files);
        expect(root.fileCount).toBe(files.length);
        expect(root.troubleCount).toBe(files.filter(isTrouble).length);
        const rows = rowsOfTree(root, allOpen(root));
        const shown = rows.flatMap((row) => (row.kind === 'file' ? [row.file] : []));
        expect(new Set(shown)).toEqual(new Set(files));
        expect(shown).toHaveLength(files.length);
        for (const { position, setSize } of rows) expect(position).toBeLessThanOrEqual(setSize);
      }),
      { numRuns: 300 },
    );
  });

  it('bears a path as deep as any', async () => {
    const root = await build([file(`${'d/'.repeat(2000)}f`)]);
    expect(rowsOfTree(root, allOpen(root))).toHaveLength(2001);
  });

  it('ends early on abort', async () => {
    const files = Array.from({ length: 200_000 }, (_, i) => file(`${String(i % 7)}/${String(i)}/f`));
    const stop = new AbortController();
    const built = treeOf(files, isTrouble, stop.signal);
    stop.abort();
    expect((await built).fileCount).toBeLessThan(files.length);
  });
});
