import { describe, expect, it } from 'vitest';
import { listModel, type ListedModel } from '../../src/model/list.js';
import type { Listing, ModelEntry } from '../../src/request.js';
import { entryOf, file, fileHandleOf, folder, handleOf } from './fake-disk.js';

const pathsOf = ({ files }: ListedModel) => files.map(({ path }) => path).sort();
const blob = new Blob(['x']);

/** A file of a list: Node's have no `webkitRelativePath` of their own. */
function listed(path: string): File {
  const of = new File(['x'], path.slice(path.lastIndexOf('/') + 1));
  return Object.defineProperty(of, 'webkitRelativePath', { value: path.includes('/') ? path : '' });
}

describe('where a model comes from', () => {
  it('a directory handle', async () => {
    const model = await listModel(handleOf(folder('m', [file('a'), folder('b', [file('c')])])), {});
    expect(model).toMatchObject({
      name: 'm',
      kind: 'directory',
      source: 'directory-handle',
      cannotSee: ['symbolic-links', 'odd-names'],
      totalBytes: 0,
      reasons: [],
    });
    expect(pathsOf(model)).toEqual(['a', 'b/c']);
    expect(model.again).not.toBeNull();
  });

  it('a file handle', async () => {
    const model = await listModel(fileHandleOf(file('weights.bin', 'abc')), {});
    expect(model).toMatchObject({ name: 'weights.bin', kind: 'files', source: 'file-handle', totalBytes: 3 });
    expect(pathsOf(model)).toEqual(['weights.bin']);
    expect(model.again).toBeNull();
    expect(model.files[0]?.reopen).toBeDefined();
  });

  it('a dropped folder', async () => {
    const root = folder('m', [file('a:b', '', { shownBy: 'entry' }), file('c')]);
    const model = await listModel({ entry: entryOf(root), handle: handleOf(root) }, {});
    expect(model).toMatchObject({
      name: 'm',
      kind: 'directory',
      source: 'dropped-folder',
      cannotSee: ['symbolic-links', 'empty-directories', 'undecodable-names'],
    });
    expect(pathsOf(model)).toEqual(['a:b', 'c']);
    expect(model.again).not.toBeNull();
  });

  it('a list of files out of one folder', async () => {
    const model = await listModel([listed('m/a'), listed('m/b/c')], {});
    expect(model).toMatchObject({ name: 'm', kind: 'directory', source: 'file-list', again: null });
    expect(model.cannotSee).toEqual([
      'symbolic-links',
      'empty-directories',
      'undecodable-names',
      'unreadable-folders',
    ]);
    expect(pathsOf(model)).toEqual(['a', 'b/c']);
  });

  it('a list of files out of several folders, which are no model together', async () => {
    const model = await listModel([listed('m/a'), listed('n/a')], {});
    expect(model).toMatchObject({ name: null, kind: 'directory' });
    expect(pathsOf(model)).toEqual(['m/a', 'n/a']);
  });

  it('a list of plain files, also of a platform whose files have no path', async () => {
    for (const files of [
      [listed('a'), listed('b')],
      [new File(['x'], 'a'), new File(['x'], 'b')],
    ]) {
      const model = await listModel(files, {});
      expect(model).toMatchObject({ name: null, kind: 'files', source: 'file-list', reasons: [] });
      expect(model.cannotSee).toEqual(['symbolic-links']);
      expect(pathsOf(model)).toEqual(['a', 'b']);
    }
  });

  it.each<[string, readonly ModelEntry[], Listing | undefined, ListedModel['kind']]>([
    ['flat entries are files', [{ path: 'a', blob }], undefined, 'files'],
    ['a path tells a folder', [{ path: 'a/b', blob }], undefined, 'directory'],
    ['the caller knows better', [{ path: 'a', blob }], { source: 'entries', kind: 'directory' }, 'directory'],
    ['the caller knows better', [{ path: 'a', blob }], { source: 'entries', kind: 'file' }, 'files'],
  ])('entries: %s', async (_, entries, listing, kind) => {
    for (const model of [entries, new Set(entries), streamed(entries)])
      expect(await listModel(model, { listing })).toMatchObject({ kind, source: 'entries', reasons: [] });
  });

  it('entries as the caller describes them', async () => {
    const again = () =>
      streamed([
        { path: 'a', blob },
        { path: 'b', blob },
      ]);
    const listing = { source: 'file-system', name: 'm', cannotSee: ['odd-names'], again } as const;
    const model = await listModel([{ path: 'a', kind: 'link-inside', blob }], { listing });
    expect(model).toMatchObject({ name: 'm', source: 'file-system', cannotSee: ['odd-names'] });
    expect(model.files[0]).toMatchObject({ path: 'a', kind: 'link-inside', blob });
    const paths: string[] = [];
    for await (const { path } of model.again?.() ?? []) paths.push(path);
    expect(paths).toEqual(['a', 'b']);
  });

  it('entries that open themselves can be asked again; those that came with their bytes cannot', async () => {
    const { files } = await listModel(
      [
        { path: 'a', open: () => Promise.resolve(blob) },
        { path: 'b', blob },
      ],
      {},
    );
    expect(files.map(({ reopen }) => reopen !== undefined)).toEqual([true, false]);
  });

  it.each(['link-outside', 'link-broken', 'other'] as const)(
    'an entry that is a %s is not opened',
    async (kind) => {
      const open = () => Promise.reject(new Error('opened'));
      const { files } = await listModel([{ path: 'a', kind, open }], {});
      expect(files).toEqual([{ path: 'a', kind, blob: new Blob() }]);
    },
  );
});

async function* streamed(entries: readonly ModelEntry[]): AsyncGenerator<ModelEntry> {
  for (const entry of entries) yield await Promise.resolve(entry);
}
