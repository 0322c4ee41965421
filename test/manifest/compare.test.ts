import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SignedFile } from '../../src/bundle/manifest.js';
import type { Hasher, HashOutcome } from '../../src/hash/hasher.js';
import { createInlineHasher } from '../../src/hash/inline.js';
import { movedOnDisk, compareFile, unreadable } from '../../src/manifest/compare.js';
import type { ListedFile } from '../../src/model/entry.js';

const bytes = new TextEncoder().encode('0123456789');
const sha256 = (part: Uint8Array): string => createHash('sha256').update(part).digest('hex');
const whole: SignedFile = { kind: 'whole', digest: sha256(bytes) };
const shards: SignedFile = {
  kind: 'shards',
  size: 10,
  shards: [0, 4, 8].map((start) => {
    const end = Math.min(start + 4, 10);
    return { start, end, digest: sha256(bytes.subarray(start, end)) };
  }),
};

const file = (content: BlobPart = bytes, more: Partial<ListedFile> = {}): ListedFile => {
  return { path: 'f', kind: 'file', blob: new Blob([content]), ...more };
};

function compare(
  listed: ListedFile,
  signed: SignedFile,
  hasher: Hasher = createInlineHasher(),
  allowSymlinks = false,
) {
  const onBytes = (): void => undefined;
  return compareFile('f', listed, signed, {
    algorithm: 'sha256',
    allowSymlinks,
    hasher,
    signal: undefined,
    onBytes,
  });
}

const failing = (kind: 'changed' | 'unreadable'): Hasher => ({
  concurrency: 2,
  hash: () => Promise.resolve<HashOutcome>({ ok: false, failure: { kind, detail: 'so it is' } }),
});

describe('one file against what was signed', () => {
  it.each([
    ['whole', whole],
    ['sharded', shards],
  ] as const)('%s: it matches, or it does not', async (_, signed) => {
    expect(await compare(file(), signed)).toMatchObject({ state: 'match', size: 10 });
    expect(await compare(file('0123x56789'), signed)).toMatchObject({ state: 'changed', size: 10 });
    expect(await compare(file('012345678'), signed)).toMatchObject({ state: 'changed', size: 9 });
    expect(await compare(file('0123456789x'), signed)).toMatchObject({ state: 'changed', size: 11 });
    expect(await compare(file(''), signed)).toMatchObject({ state: 'changed', size: 0 });
  });

  it('names the shards that differ, and the digests of the first', async () => {
    const result = await compare(file('0123x567xy'), shards);
    expect(result).toMatchObject({
      expected: shards.shards[1]?.digest,
      actual: sha256(new TextEncoder().encode('x567')),
      shards: {
        count: 3,
        differing: [
          [4, 8],
          [8, 10],
        ],
      },
    });
    expect(await compare(file('01'), shards)).toMatchObject({
      actual: null,
      shards: {
        differing: [
          [0, 4],
          [4, 8],
          [8, 10],
        ],
      },
    });
  });

  it('comes to an end with a hasher that would have nothing under way', async () => {
    const hasher: Hasher = { ...createInlineHasher(), concurrency: 0 };
    expect(await compare(file(), shards, hasher)).toMatchObject({ state: 'match' });
  });

  it.each([whole, shards])('is changed-during-check when the reading says so: %#', async (signed) => {
    expect(await compare(file(), signed, failing('changed'))).toMatchObject({
      state: 'changed-during-check',
      actual: null,
      reason: { code: 'file-changed-while-read', path: 'f' },
    });
  });

  it.each([whole, shards])('is unreadable when it cannot be read and has not changed: %#', async (signed) => {
    const same = file(bytes, { reopen: () => Promise.resolve(new Blob([bytes])) });
    for (const listed of [file(), same])
      expect(await compare(listed, signed, failing('unreadable'))).toMatchObject({
        state: 'unreadable',
        reason: { code: 'file-unreadable', path: 'f', detail: 'so it is' },
      });
  });

  it.each([whole, shards])(
    'is changed-during-check when it cannot be read because it changed: %#',
    async (signed) => {
      const longer = file(bytes, { reopen: () => Promise.resolve(new Blob([bytes, bytes])) });
      const gone = file(bytes, { reopen: () => Promise.reject(new DOMException('gone', 'NotFoundError')) });
      for (const listed of [longer, gone])
        expect(await compare(listed, signed, failing('unreadable'))).toMatchObject({
          state: 'changed-during-check',
        });
    },
  );

  it('is not read at all where it may not be', async () => {
    const hasher: Hasher = { concurrency: 1, hash: () => Promise.reject(new Error('it was read')) };
    for (const kind of ['link-inside', 'link-outside', 'link-broken', 'folder', 'other'] as const)
      expect(await compare(file(bytes, { kind }), whole, hasher)).toMatchObject({
        state: 'unreadable',
        size: null,
      });
    expect(await compare(file(bytes, { failure: 'no' }), whole, hasher)).toMatchObject({
      state: 'unreadable',
      reason: { code: 'file-unreadable', detail: 'no' },
    });
  });

  it('may be a link inside the model where the signer allowed links', async () => {
    const link = file(bytes, { kind: 'link-inside' });
    expect(await compare(link, whole, createInlineHasher(), true)).toMatchObject({ state: 'match' });
  });
});

describe('why a file may not be opened', () => {
  it.each([
    [{ path: 'a\ufffd' }, { code: 'model-path-unsafe', problem: 'ill-formed-unicode' }],
    [
      { path: '../a', kind: 'link-broken' },
      { code: 'model-path-unsafe', problem: 'parent' },
    ],
    [{ path: '' }, { code: 'model-path-unsafe', problem: 'empty' }],
    [{ kind: 'link-broken' }, { code: 'file-is-link', problem: 'broken' }],
    [{ kind: 'link-outside' }, { code: 'file-is-link', problem: 'leaves-the-model' }],
    [{ kind: 'link-inside' }, { code: 'file-is-link', problem: 'not-allowed' }],
    [{ kind: 'other' }, { code: 'file-not-regular', path: 'f' }],
    [
      { kind: 'folder', failure: 'no' },
      { code: 'folder-unreadable', path: 'f', detail: 'no' },
    ],
    [{ kind: 'folder' }, { code: 'folder-unreadable', path: 'f', detail: '' }],
    [{ failure: 'no' }, { code: 'file-unreadable', path: 'f', detail: 'no' }],
    [{}, null],
  ] as const)('%j', (more, reason) => {
    const found = unreadable(file(bytes, more), false);
    if (reason === null) expect(found).toBeNull();
    else expect(found).toMatchObject(reason);
  });

  it('links are allowed by the signer, and only those that stay inside', () => {
    expect(unreadable(file(bytes, { kind: 'link-inside' }), true)).toBeNull();
    expect(unreadable(file(bytes, { kind: 'link-inside', failure: 'no' }), true)).not.toBeNull();
    expect(unreadable(file(bytes, { kind: 'link-outside' }), true)).not.toBeNull();
  });

  it('does not repeat a name of any length', () => {
    const found = unreadable(file(bytes, { path: '\ufffd'.repeat(100_000) }), false);
    expect(JSON.stringify(found).length).toBeLessThan(1000);
  });
});

describe('whether a file changed on the disk', () => {
  const at = (modified: number, content: BlobPart = bytes) =>
    new File([content], 'f', { lastModified: modified });

  it.each<[string, Blob, () => Promise<Blob>, boolean]>([
    ['the same', at(1), () => Promise.resolve(at(1)), false],
    ['another time', at(1), () => Promise.resolve(at(2)), true],
    ['another size', at(1), () => Promise.resolve(at(1, 'x')), true],
    ['another size, without a time', new Blob([bytes]), () => Promise.resolve(new Blob(['x'])), true],
    ['the same, without a time', new Blob([bytes]), () => Promise.resolve(new Blob([bytes])), false],
    ['it is gone', at(1), () => Promise.reject(new Error('gone')), true],
  ])('%s', async (_, blob, reopen, changed) => {
    const modified = blob instanceof File ? blob.lastModified : null;
    expect(await movedOnDisk({ path: 'f', kind: 'file', blob, modified, reopen })).toBe(changed);
  });

  it('nobody can say where it cannot be opened again', async () => {
    expect(await movedOnDisk(file())).toBeNull();
    const repeated = at(1);
    const reopen = () => Promise.resolve(repeated);
    expect(await movedOnDisk({ path: 'f', kind: 'file', blob: repeated, modified: 1, reopen })).toBeNull();
  });
});
