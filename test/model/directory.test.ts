import { afterEach, describe, expect, it, vi } from 'vitest';
import { unreadable } from '../../src/manifest/compare.js';
import { listDirectory } from '../../src/model/directory.js';
import { listDropped } from '../../src/model/dropped.js';
import { openEntry, type Entry, type ListedFile } from '../../src/model/entry.js';
import { listModel } from '../../src/model/list.js';
import { entryOf, file, folder, handleOf, other, type DiskFolder, type DiskNode } from './fake-disk.js';

/** Both ways of walking a folder have to say the same about it. */
const WAYS = [
  ['a directory handle', (root: DiskFolder) => listDirectory(handleOf(root))],
  ['the entry of a drop', (root: DiskFolder) => listDropped({ entry: entryOf(root) })],
  ['entry and handle', (root: DiskFolder) => listDropped({ entry: entryOf(root), handle: handleOf(root) })],
] as const;

async function all(entries: AsyncIterable<Entry>): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const entry of entries) found.push(entry);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const opened = async (entries: AsyncIterable<Entry>): Promise<ListedFile[]> =>
  Promise.all((await all(entries)).map(openEntry));

afterEach(() => vi.useRealTimers());

describe.each(WAYS)('listing by %s', (_, list) => {
  it('gives files with their paths, and opens them as they are', async () => {
    const root = folder('model', [
      file('a.txt', 'abc'),
      file('empty'),
      folder('b', [file('c.bin', 'de'), folder('d', [file('e', 'f')])]),
      folder('nothing'),
    ]);
    const files = await opened(list(root));
    expect(files.map(({ path, kind, blob, failure }) => ({ path, kind, size: blob.size, failure }))).toEqual([
      { path: 'a.txt', kind: 'file', size: 3, failure: undefined },
      { path: 'b/c.bin', kind: 'file', size: 2, failure: undefined },
      { path: 'b/d/e', kind: 'file', size: 1, failure: undefined },
      { path: 'empty', kind: 'file', size: 0, failure: undefined },
    ]);
    expect(await files[0]?.blob.text()).toBe('abc');
  });

  it('opens anew each time, so that a change shows', async () => {
    const changing = file('a', 'one');
    const [listed] = await opened(list(folder('model', [changing])));
    Object.assign(changing, { content: new TextEncoder().encode('two!'), modified: 2000 });
    expect(await listed?.blob.text()).toBe('one');
    expect(await (await listed?.reopen?.())?.text()).toBe('two!');
  });

  it.each(['', '.', '..', '../up', 'a/b', '/'])('does not take the name %j for one', async (name) => {
    const inside = file('inside', 'x');
    const root = folder('model', [
      file(name, 'root'),
      folder('sub', [file(name, 'sub')]),
      folder('deep', [folder(name, [inside])]),
    ]);
    const files = await opened(list(root));
    expect(files).toHaveLength(3);
    for (const item of files) {
      expect(item).toMatchObject({ failure: 'its name cannot be trusted', blob: { size: 0 } });
      expect(item.reopen).toBeUndefined();
      expect(unreadable(item, true)).not.toBeNull();
    }
    expect(files.map(({ path }) => path).sort()).toEqual([name, `deep/${name}`, `sub/${name}`].sort());
    // A folder without a name is reported, and what is in it is not taken for anything else.
    expect(files.find(({ path }) => path === `deep/${name}`)?.kind).toBe('folder');
    expect(inside.openedBy).toEqual([]);
  });

  it('says so of a folder without a name at the top', async () => {
    const [listed] = await opened(list(folder('model', [folder('..', [file('a')])])));
    expect(listed).toMatchObject({ path: '..', kind: 'folder' });
    expect(unreadable({ path: '..', kind: 'folder', blob: new Blob() }, true)).toMatchObject({
      code: 'model-path-unsafe',
      problem: 'parent',
    });
  });

  it.each(['bad\ufffdname', 'half\ud800', '\udc00half', 'nul\0'])(
    'lists %j, which cannot be compared',
    async (name) => {
      const files = await opened(
        list(folder('model', [file(name, 'x'), folder(`${name}2`, [file('a', 'y')])])),
      );
      expect(files.map(({ path }) => path).sort()).toEqual([name, `${name}2/a`].sort());
      for (const item of files) expect(unreadable(item, true)).toMatchObject({ code: 'model-path-unsafe' });
    },
  );

  it.each([
    'a\\b',
    'C:x',
    'a\u202egpj.exe',
    'two\nlines',
    'con',
    'dot.',
    'space ',
    'x'.repeat(1000),
    'e\u0301',
  ])('takes %j as it is', async (name) => {
    const [listed] = await opened(list(folder('model', [folder(name, [file(name, 'x')])])));
    expect(listed).toMatchObject({ path: `${name}/${name}`, kind: 'file', blob: { size: 1 } });
    expect(listed === undefined ? null : unreadable(listed, false)).toBeNull();
  });

  it('keeps names apart that only look alike', async () => {
    const names = ['\u00e9', 'e\u0301', 'A', 'a'];
    const files = await opened(
      list(
        folder(
          'model',
          names.map((name) => file(name, name)),
        ),
      ),
    );
    expect(new Set(files.map(({ path }) => path))).toEqual(new Set(names));
    for (const { path, blob } of files) expect(await blob.text()).toBe(path);
  });

  it('lists what is neither a file nor a folder, and does not touch it', async () => {
    const [listed] = await opened(list(folder('model', [folder('dev', [other('null')])])));
    expect(listed).toMatchObject({ path: 'dev/null', kind: 'other', blob: { size: 0 } });
    expect(listed?.failure).toBeUndefined();
    expect(listed === undefined ? null : unreadable(listed, true)).toEqual({
      code: 'file-not-regular',
      path: 'dev/null',
    });
  });

  it('lists a folder that could not be read, with what it showed before', async () => {
    const root = folder('model', [
      file('a'),
      folder('locked', [file('seen'), folder('below', [file('seen too')])], { trouble: 'fails' }),
    ]);
    const files = await opened(list(root));
    expect(files.map(({ path, kind }) => [path, kind])).toEqual([
      ['a', 'file'],
      ['locked', 'folder'],
      ['locked/below/seen too', 'file'],
      ['locked/seen', 'file'],
    ]);
    expect(unreadable(files[1] ?? { path: '', kind: 'file', blob: new Blob() }, true)).toEqual({
      code: 'folder-unreadable',
      path: 'locked',
      detail: 'NotReadableError: no permission',
    });
  });

  it('waits for no folder for ever', async () => {
    vi.useFakeTimers();
    const listing = opened(
      list(folder('model', [file('a'), folder('net', [], { trouble: 'never answers' })])),
    );
    // Twice: by the entry, and by the handle beside it.
    await vi.advanceTimersByTimeAsync(60_000);
    const net = (await listing).find(({ path }) => path === 'net');
    expect(net).toMatchObject({ kind: 'folder', failure: 'TimeoutError: no answer within 30 seconds' });
    expect(await listing).toHaveLength(2);
  });

  it('waits for no file for ever', async () => {
    vi.useFakeTimers();
    const listing = opened(
      list(folder('model', [file('a'), file('net', 'x', { trouble: 'never answers' })])),
    );
    await vi.advanceTimersByTimeAsync(30_000);
    const [a, net] = await listing;
    expect(a?.failure).toBeUndefined();
    expect(net).toMatchObject({ failure: 'TimeoutError: no answer within 30 seconds', blob: { size: 0 } });
  });

  it('waits for no file for ever that is opened once more', async () => {
    const lost = file('a', 'x');
    const [listed] = await opened(list(folder('model', [lost])));
    vi.useFakeTimers();
    lost.trouble = 'never answers';
    const reopening = expect(listed?.reopen?.()).rejects.toThrow('no answer within 30 seconds');
    await vi.advanceTimersByTimeAsync(30_000);
    await reopening;
  });

  it('rejects when the model’s own folder cannot be listed', async () => {
    const root = folder('model', [file('a')], { trouble: 'fails' });
    await expect(all(list(root))).rejects.toThrow('no permission');
    expect(await listModel(handleOf(root), {})).toMatchObject({
      files: [],
      reasons: [{ code: 'model-unreadable', detail: 'NotReadableError: no permission' }],
    });
  });

  it.each([
    [200, 'file'],
    [255, 'file'],
  ] as const)('goes %i folders deep', async (depth, kind) => {
    const files = await opened(list(nested(depth)));
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({ path: `${'d/'.repeat(depth)}end`, kind, blob: { size: 1 } });
    expect(files[0] === undefined ? null : unreadable(files[0], false)).toBeNull();
  });

  it.each([256, 257, 300])('reports what lies %i folders deep, and does not skip it', async (depth) => {
    const files = await opened(list(nested(depth)));
    expect(files).toHaveLength(1);
    expect(files[0] === undefined ? null : unreadable(files[0], false)).toMatchObject({
      code: 'model-path-unsafe',
      problem: 'too-long',
    });
  });
});

function nested(depth: number): DiskFolder {
  let node: DiskNode = file('end', 'x');
  for (let i = 0; i < depth; i++) node = folder('d', [node]);
  return folder('model', [node]);
}
