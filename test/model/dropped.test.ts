import { afterEach, describe, expect, it, vi } from 'vitest';
import { listDropped } from '../../src/model/dropped.js';
import { openEntry, type Entry, type ListedFile } from '../../src/model/entry.js';
import { entryOf, file, folder, handleOf, other, type DiskFolder } from './fake-disk.js';

async function listed(entries: AsyncIterable<Entry>): Promise<ListedFile[]> {
  const found: Entry[] = [];
  for await (const entry of entries) found.push(entry);
  return Promise.all(found.sort((a, b) => (a.path < b.path ? -1 : 1)).map(openEntry));
}

const both = (root: DiskFolder) => listed(listDropped({ entry: entryOf(root), handle: handleOf(root) }));
const pathsOf = (files: readonly ListedFile[]) => files.map(({ path }) => path);

afterEach(() => vi.useRealTimers());

describe('a dropped folder', () => {
  it.each([0, 1, 99, 100, 101, 250])('is asked until it has no more: %i files', async (count) => {
    const root = folder(
      'model',
      Array.from({ length: count }, (_, i) => file(`f${String(i)}`)),
    );
    expect(await listed(listDropped({ entry: entryOf(root) }))).toHaveLength(count);
    expect(root.batches.at(-1)).toBe(0);
    expect(root.batches.slice(0, -1).every((batch) => batch > 0)).toBe(true);
    expect(root.batches).toHaveLength(Math.ceil(count / 100) + 1);
  });

  it('shows what the handle hides, and what only the handle shows', async () => {
    const root = folder('model', [
      file('plain', 'p'),
      file('a:b', 'colon', { shownBy: 'entry' }),
      file('late', 'l', { shownBy: 'handle' }),
      folder('sub', [
        file('x?', 'question', { shownBy: 'entry' }),
        file('y', 'y', { shownBy: 'handle' }),
        file('z', 'z'),
      ]),
      folder('aux', [file('in aux', 'a')], { shownBy: 'entry' }),
      folder('other', [file('in other', 'o')], { shownBy: 'handle' }),
    ]);
    const files = await both(root);
    expect(pathsOf(files)).toEqual([
      'a:b',
      'aux/in aux',
      'late',
      'other/in other',
      'plain',
      'sub/x?',
      'sub/y',
      'sub/z',
    ]);
    expect(await Promise.all(files.map(({ blob }) => blob.text()))).toEqual([
      'colon',
      'a',
      'l',
      'o',
      'p',
      'question',
      'y',
      'z',
    ]);
  });

  it('is opened by the handle where that shows a file too, and else by the entry', async () => {
    const [shown, hidden] = [file('plain', 'p'), file('a:b', 'c', { shownBy: 'entry' })];
    await both(folder('model', [shown, hidden]));
    expect(shown.openedBy).toEqual(['handle']);
    expect(hidden.openedBy).toEqual(['entry']);
  });

  it('is not listed twice', async () => {
    const files = await both(folder('model', [file('a'), folder('b', [file('c')])]));
    expect(pathsOf(files)).toEqual(['a', 'b/c']);
  });

  it('does not let the handle make a file of something else', async () => {
    const root = folder('model', [other('socket'), folder('locked', [], { trouble: 'fails' })]);
    const impostor = folder('model', [file('socket', 'x'), file('locked', 'x')]);
    const files = await listed(listDropped({ entry: entryOf(root), handle: handleOf(impostor) }));
    expect(files.filter(({ kind }) => kind === 'other')).toHaveLength(1);
    expect(files.filter(({ kind }) => kind === 'folder')).toHaveLength(1);
  });

  it.each([undefined, null])('needs no handle: %s', async (handle) => {
    const dropped = { entry: entryOf(folder('model', [file('a')])), ...(handle === null ? { handle } : {}) };
    expect(pathsOf(await listed(listDropped(dropped)))).toEqual(['a']);
  });

  it('loses nothing when the handle may not be read', async () => {
    const root = folder('model', [file('a'), folder('b', [file('c')])]);
    const refused = folder('model', [file('a'), file('gone')], { trouble: 'fails' });
    const files = await listed(listDropped({ entry: entryOf(root), handle: handleOf(refused) }));
    expect(pathsOf(files)).toEqual(['a', 'b/c']);
    expect(files.every(({ failure }) => failure === undefined)).toBe(true);
  });

  it('loses nothing when the handle never answers', async () => {
    vi.useFakeTimers();
    const root = folder('model', [file('a'), folder('b', [file('c')])]);
    const silent = folder('model', [], { trouble: 'never answers' });
    const listing = listed(listDropped({ entry: entryOf(root), handle: handleOf(silent) }));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(pathsOf(await listing)).toEqual(['a', 'b/c']);
  });

  it('loses nothing when the handle cannot read a folder below', async () => {
    const root = folder('model', [folder('b', [file('c'), file('d')])]);
    const partly = folder('model', [folder('b', [file('c')], { trouble: 'fails' })]);
    const files = await listed(listDropped({ entry: entryOf(root), handle: handleOf(partly) }));
    expect(files.map(({ path, kind }) => [path, kind])).toEqual([
      ['b/c', 'file'],
      ['b/d', 'file'],
    ]);
  });

  it('says what the entry could not list, whatever the handle showed', async () => {
    const root = folder('model', [folder('b', [file('c')], { trouble: 'fails' })]);
    const whole = folder('model', [folder('b', [file('c'), file('d')])]);
    const files = await listed(listDropped({ entry: entryOf(root), handle: handleOf(whole) }));
    expect(files.map(({ path, kind }) => [path, kind])).toEqual([
      ['b', 'folder'],
      ['b/c', 'file'],
      ['b/d', 'file'],
    ]);
  });
});
