import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultHasher } from '../../src/hash/engine.js';
import { createInlineHasher } from '../../src/hash/inline.js';
import { createProber } from '../../src/hash/probe.js';
import { probeBlob } from '../../src/hash/read.js';
import { TestFile, deferred } from './test-file.js';

const CONTENT = Uint8Array.from({ length: 100 }, (_, i) => i);

afterEach(() => vi.useRealTimers());

describe('looking again at a file', () => {
  it.each([0, 1, 100])('finds nothing new about one of %i bytes', async (size) => {
    expect(await probeBlob(new Blob([CONTENT.subarray(0, size)]))).toBeNull();
  });

  it('reads its last byte, or as much as it is told', async () => {
    const file = new TestFile(CONTENT);
    await probeBlob(file);
    await probeBlob(file, 90);
    expect(file.asked).toEqual(['99-100', '90-100']);
  });

  it.each([
    ['cannot be read', () => Promise.reject(new DOMException('no', 'NotReadableError'))],
    ['is gone', () => Promise.reject(new DOMException('gone', 'NotFoundError'))],
    ['comes empty', () => new Uint8Array(0)],
    ['comes long', () => new Uint8Array(2)],
  ])('calls it changed when it %s', async (_, behaviour) => {
    expect(await probeBlob(new TestFile(CONTENT, { on: { '99-100': behaviour } }))).toMatchObject({
      kind: 'changed',
    });
  });

  it('calls an empty file changed that is empty no more', async () => {
    const file = new TestFile(new Uint8Array(0));
    file.arrayBuffer = () => Promise.resolve(new ArrayBuffer(5));
    expect(await probeBlob(file)).toMatchObject({ kind: 'changed' });
  });

  it('does not wait for ever', async () => {
    vi.useFakeTimers();
    const file = new TestFile(CONTENT, { on: { '99-100': () => deferred<Uint8Array>().promise } });
    const probing = probeBlob(file);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await probing).toMatchObject({
      kind: 'changed',
      detail: expect.stringContaining('TimeoutError') as string,
    });
  });

  it('rejects when the failure is not the file’s', async () => {
    const noMemory = (): never => {
      throw new RangeError('no memory');
    };
    await expect(probeBlob(new TestFile(CONTENT, { on: { '99-100': noMemory } }))).rejects.toThrow(
      'no memory',
    );
  });
});

describe('looking again at many files of a disk', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'probe-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Files that the platform itself watches over: Node, like Chromium, compares size and time when it reads. */
  async function filesOf(count: number): Promise<{ readonly path: string; readonly blob: Blob }[]> {
    const names = Array.from({ length: count }, (_, i) => join(folder, `${String(i)}-${String(count)}`));
    await Promise.all(names.map((path, i) => writeFile(path, `file ${String(i)}`)));
    return Promise.all(names.map(async (path) => ({ path, blob: await openAsBlob(path) })));
  }

  it.each([1, 2, 63, 64, 65, 200])('finds the changed ones among %i, and only them', async (count) => {
    const probe = createProber();
    const files = await filesOf(count);
    const all = () => Promise.all(files.map(({ blob }) => probe(blob)));
    expect(await all()).toEqual(files.map(() => null));
    const changed = [0, Math.floor(count / 2), count - 1];
    for (const i of changed) await utimes(files[i]?.path ?? '', 1, 1);
    const found = await all();
    expect(found.flatMap((failure, i) => (failure === null ? [] : i))).toEqual([...new Set(changed)]);
    expect(found[0]).toMatchObject({ kind: 'changed' });
  });

  it('finds one that is shorter, longer or gone', async () => {
    const probe = createProber();
    const files = await filesOf(4);
    const [shorter, longer, gone] = files.map(({ path }) => path);
    await writeFile(shorter ?? '', '');
    await writeFile(longer ?? '', 'much more than there was');
    await rm(gone ?? '');
    const found = await Promise.all(files.map(({ blob }) => probe(blob)));
    expect(found.map((failure) => failure?.kind)).toEqual(['changed', 'changed', 'changed', undefined]);
  });

  it('asks an empty file by itself', async () => {
    const empty = Object.assign(new Blob(), { arrayBuffer: () => Promise.resolve(new ArrayBuffer(1)) });
    const probe = createProber();
    const [first, second] = await Promise.all([probe(empty), probe(new Blob(['x']))]);
    expect(first).toMatchObject({ kind: 'changed' });
    expect(second).toBeNull();
  });

  it('goes on with the others when one breaks, and leaves no rejection behind', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const broken = new Blob(['x']);
    broken.slice = () => {
      throw new RangeError('no memory');
    };
    const probe = createProber();
    const found = await Promise.allSettled([probe(new Blob(['a'])), probe(broken), probe(new Blob(['b']))]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off('unhandledRejection', unhandled);
    expect(found.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('is what a hasher without workers does', async () => {
    const [file] = await filesOf(1);
    if (file === undefined) throw new Error('no file');
    const hashers = [defaultHasher(), createInlineHasher()];
    for (const hasher of hashers) expect(await hasher.probe?.(file.blob, {})).toBeNull();
    await utimes(file.path, 1, 1);
    for (const hasher of hashers)
      expect(await hasher.probe?.(file.blob, {})).toMatchObject({ kind: 'changed' });
  });
});
