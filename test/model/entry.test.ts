import { describe, expect, it, vi } from 'vitest';
import { describe as describeError, isName, openEntry, unlistedFolder } from '../../src/model/entry.js';

const blob = new Blob(['x']);

describe('opening an entry', () => {
  it.each(['file', 'link-inside'] as const)('opens a %s, and once more when asked', async (kind) => {
    const open = vi.fn(() => Promise.resolve(blob));
    const listed = await openEntry({ path: 'a', kind, open, fresh: 'always' });
    expect(listed).toMatchObject({ path: 'a', kind, blob });
    expect(open).toHaveBeenCalledTimes(1);
    expect(await listed.reopen?.()).toBe(blob);
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('is opened by what another listing found, where an entry repeats what it said', async () => {
    const found = new Blob(['y']);
    const other = {
      path: 'a',
      kind: 'file',
      open: () => Promise.resolve(found),
      fresh: 'when-listed',
    } as const;
    const open = () => Promise.resolve(blob);
    const repeats = await openEntry({ path: 'a', kind: 'file', open, fresh: 'when-listed' });
    expect(await repeats.reopen?.(other)).toBe(found);
    const asks = await openEntry({ path: 'a', kind: 'file', open, fresh: 'always' });
    expect(await asks.reopen?.(other)).toBe(blob);
  });

  it.each(['link-outside', 'link-broken', 'other'] as const)('does not touch a %s', async (kind) => {
    const open = vi.fn(() => Promise.resolve(blob));
    const listed = await openEntry({ path: 'a', kind, open, fresh: 'always' });
    expect(open).not.toHaveBeenCalled();
    expect(listed).toEqual({ path: 'a', kind, blob: new Blob() });
  });

  it('has no way to ask again where the bytes came with the entry', async () => {
    const listed = await openEntry({
      path: 'a',
      kind: 'file',
      open: () => Promise.resolve(blob),
      fresh: 'never',
    });
    expect(listed.reopen).toBeUndefined();
  });

  it.each([
    ['rejects', () => Promise.reject(new DOMException('gone', 'NotFoundError')), 'NotFoundError: gone'],
    [
      'throws',
      () => {
        throw new Error('at once');
      },
      'at once',
    ],
  ])('is a finding about that file when it %s', async (_, open, failure) => {
    for (const fresh of ['always', 'never'] as const) {
      const listed = await openEntry({ path: 'a', kind: 'file', open, fresh });
      expect(listed).toMatchObject({ path: 'a', kind: 'file', failure });
      expect(listed.blob.size).toBe(0);
    }
  });

  it('gives the reason of a folder that could not be listed', async () => {
    const entry = unlistedFolder('sub', new DOMException('no', 'NotAllowedError'));
    expect(await openEntry(entry)).toMatchObject({
      path: 'sub',
      kind: 'folder',
      failure: 'NotAllowedError: no',
    });
  });
});

it.each([
  ['a', true],
  ['...', true],
  ['..a', true],
  [' ', true],
  ['\\', true],
  ['', false],
  ['.', false],
  ['..', false],
  ['/', false],
  ['a/b', false],
])('%j is a name: %s', (name, expected) => {
  expect(isName(name)).toBe(expected);
});

it.each([
  [new DOMException('no', 'NotReadableError'), 'NotReadableError: no'],
  [new Error('plain'), 'plain'],
  ['a text', 'a text'],
  [undefined, 'undefined'],
])('describes %s', (error, text) => {
  expect(describeError(error)).toBe(text);
});
