import { createHash } from 'node:crypto';
import { renameSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HasherOptions } from '../../../cli/hasher.js';
import { THREAD } from '../process.js';
import { temporaryFolder } from '../temporary.js';
import { blobOf, failure, fileWith, hasherFor, IN_A_THREAD, MIB, pattern } from './listed.js';

async function sparse(bytes: number): Promise<Blob> {
  const { path } = await fileWith(new Uint8Array());
  await truncate(path, bytes);
  return blobOf(path);
}

const job = (blob: Blob) => ({ blob, algorithm: 'sha256' }) as const;

describe('what waits in the queue', () => {
  const hasher = hasherFor(IN_A_THREAD);

  it.each<[string, (path: string) => void, string]>([
    ['is shortened', (path) => truncateSync(path, 5), 'changed: it changed after it was listed'],
    ['is removed', (path) => rmSync(path), 'unreadable: no such file or directory'],
    [
      'is replaced by a link',
      (path) => {
        renameSync(path, `${path}.old`);
        symlinkSync(`${path}.old`, path);
      },
      'unreadable: too many symbolic links encountered',
    ],
  ])('%s: not hashed, and the others are', async (_, move, expected) => {
    const first = hasher.hash(job(await sparse(128 * MIB)), {});
    const files = await Promise.all(Array.from({ length: 5 }, () => fileWith(pattern(1000))));
    const outcomes = Promise.all(files.map(({ blob }) => hasher.hash(job(blob), {})));
    move(files[2]?.path ?? '');
    expect((await first).ok).toBe(true);
    expect((await outcomes).map(failure)).toEqual(['hashed', 'hashed', expected, 'hashed', 'hashed']);
  });

  it('is dropped on abort, without a wait for what was before it', async () => {
    const stop = new AbortController();
    const enough = new Error('enough');
    const [large, small] = [await sparse(64 * 1024 * MIB), await fileWith(pattern(10))];
    const all = [large, small.blob, small.blob].map((blob) =>
      hasher.hash(job(blob), { signal: stop.signal }),
    );
    const ended = Promise.allSettled(all);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const abortedAt = performance.now();
    stop.abort(enough);
    expect(await ended).toEqual(all.map(() => ({ status: 'rejected', reason: enough })));
    expect(failure(await hasher.hash(job(small.blob), {}))).toBe('hashed');
    expect(performance.now() - abortedAt).toBeLessThan(1000);
  });
});

it('needs no thread for a small model', async () => {
  const hasher = hasherFor({ threads: 4, script: new URL('file:///nowhere/thread.js') });
  const files = await Promise.all(Array.from({ length: 200 }, (_, i) => fileWith(pattern(i))));
  for (const { blob } of files) hasher.expect(blob.size);
  const outcomes = await Promise.all(files.map(({ blob }) => hasher.hash(job(blob), {})));
  expect(outcomes.map(failure)).toEqual(files.map(() => 'hashed'));
});

describe('several threads', () => {
  it.each<[string, HasherOptions]>([
    ['alone', { threads: 3, threadsOnly: true }],
    ['and this one', { threads: 3, threadsFrom: 0 }],
  ])('%s share large files, and tell of them ten times a second', async (_, options) => {
    const hasher = hasherFor(options);
    const [size, count] = [64 * MIB, 7];
    const blobs = await Promise.all(Array.from({ length: count }, () => sparse(size)));
    const digest = createHash('sha256').update(Buffer.alloc(size)).digest('hex');
    const [told, calls] = [Array<number>(count).fill(0), Array<number>(count).fill(0)];
    const startedAt = performance.now();
    const outcomes = blobs.map((blob, i) => {
      const onBytes = (bytes: number): void => {
        told[i] = (told[i] ?? 0) + bytes;
        calls[i] = (calls[i] ?? 0) + 1;
      };
      return hasher.hash(job(blob), { onBytes });
    });
    expect(await Promise.all(outcomes)).toEqual(blobs.map(() => ({ ok: true, digest })));
    expect(told).toEqual(blobs.map(() => size));
    // What is hashed here is told of chunk by chunk.
    const seldom = (performance.now() - startedAt) / 100 + 1;
    if (options.threadsOnly === true) expect(Math.max(...calls)).toBeLessThanOrEqual(seldom);
  });

  it('give up when they are ended', async () => {
    const ended = hasherFor({ threads: 2, threadsFrom: 0 });
    const blobs = await Promise.all(Array.from({ length: 4 }, () => sparse(64 * 1024 * MIB)));
    const outcomes = Promise.allSettled(blobs.map((blob) => ended.hash(job(blob), {})));
    ended.close();
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ status: 'rejected' });
    await expect(ended.hash(job(await sparse(1)), {})).rejects.toThrow('ended');
  });
});

describe('a thread that breaks', () => {
  /** A thread that breaks over its first job, as often as there are `lives` files for it to take away. */
  async function fragile(lives: number): Promise<URL> {
    const folder = await temporaryFolder();
    const script = join(folder, 'thread.mjs');
    await Promise.all(Array.from({ length: lives }, (_, i) => writeFile(join(folder, `life-${i}`), '')));
    await writeFile(
      script,
      `import { readdirSync, rmSync } from 'node:fs';
      import { parentPort } from 'node:worker_threads';
      const life = readdirSync(new URL('.', import.meta.url)).find((name) => name.startsWith('life-'));
      if (life === undefined) await import(${JSON.stringify(THREAD.href)});
      else {
        rmSync(new URL(life, import.meta.url));
        parentPort.once('message', () => { throw new Error('no memory'); });
      }`,
    );
    return new URL(`file://${script}`);
  }

  it('is replaced once, and what it had to do is done', async () => {
    const hasher = hasherFor({ ...IN_A_THREAD, script: await fragile(1) });
    const files = await Promise.all(Array.from({ length: 40 }, (_, i) => fileWith(pattern(i))));
    const outcomes = await Promise.all(files.map(({ blob }) => hasher.hash(job(blob), {})));
    expect(outcomes).toEqual(
      files.map((_, i) => ({ ok: true, digest: createHash('sha256').update(pattern(i)).digest('hex') })),
    );
  });

  it('is not replaced again: its jobs reject, and the others go on', async () => {
    const hasher = hasherFor({ ...IN_A_THREAD, script: await fragile(2) });
    const blobs = await Promise.all([1, 2, 3, 4].map((size) => sparse(2 * MIB + size)));
    const outcomes = await Promise.allSettled(blobs.map((blob) => hasher.hash(job(blob), {})));
    const rejected = outcomes.filter(({ status }) => status === 'rejected');
    expect(rejected).toHaveLength(1);
    expect(String((rejected[0] as PromiseRejectedResult).reason)).toMatch(
      /a hashing thread broke: no memory/,
    );
  });

  it('is an error where its script is missing, and never a reason to go on without threads', async () => {
    const folder = await temporaryFolder();
    const hasher = hasherFor({ ...IN_A_THREAD, script: new URL(`file://${folder}/thread.js`) });
    await expect(hasher.hash(job(await sparse(MIB)), {})).rejects.toThrow(/a hashing thread broke/);
  });
});
