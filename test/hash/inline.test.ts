import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { defaultHasher } from '../../src/hash/engine.js';
import { createInlineHasher } from '../../src/hash/inline.js';
import { TestFile } from './test-file.js';

const MiB = 2 ** 20;
const content = Uint8Array.from({ length: 20 * MiB + 3 }, (_, i) => (Math.imul(i, 0x9e3779b1) >>> 20) & 255);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('hashing without workers', () => {
  it('hashes a blob of several slices and tells of every byte', async () => {
    const hasher = createInlineHasher();
    await hasher.ready();
    const told: number[] = [];
    const job = { blob: new Blob([content]), algorithm: 'sha256' } as const;
    const outcome = await hasher.hash(job, { onBytes: (bytes) => void told.push(bytes) });
    expect(outcome).toEqual({ ok: true, digest: sha256(content) });
    expect(told).toEqual([4 * MiB, 4 * MiB, 4 * MiB, 4 * MiB, 4 * MiB, 3]);
  });

  it('hashes a range, as of a shard', async () => {
    const range = { start: 8 * MiB - 1, end: 16 * MiB + 1 };
    const outcome = await createInlineHasher().hash(
      { blob: new Blob([content]), algorithm: 'blake2b', range },
      {},
    );
    const digest = createHash('blake2b512').update(content.subarray(range.start, range.end)).digest('hex');
    expect(outcome).toEqual({ ok: true, digest });
  });

  it('hashes several at once without mixing them up', async () => {
    const hasher = createInlineHasher();
    const parts = [0, 1, 2, 3, 4].map((i) => content.subarray(i * MiB, (i + 9) * MiB));
    const outcomes = await Promise.all(
      parts.map((part) => hasher.hash({ blob: new Blob([part]), algorithm: 'sha256' }, {})),
    );
    expect(outcomes).toEqual(parts.map((part) => ({ ok: true, digest: sha256(part) })));
  });

  it('gives a failing file as an outcome, without a digest', async () => {
    const blob = new TestFile(content, { on: { [`0-${String(4 * MiB)}`]: (bytes) => bytes.subarray(1) } });
    const outcome = await createInlineHasher().hash({ blob, algorithm: 'sha256' }, {});
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'changed' } });
    expect(outcome).not.toHaveProperty('digest');
  });

  it('lets other work run in between, so that an abort comes through', async () => {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort('enough');
    });
    let told = 0;
    const blob = new Blob(Array.from({ length: 20 }, () => content));
    const hashing = createInlineHasher().hash(
      { blob, algorithm: 'sha256' },
      { signal: controller.signal, onBytes: (bytes) => void (told += bytes) },
    );
    await expect(hashing).rejects.toBe('enough');
    expect(told).toBeLessThan(blob.size / 2);
  });

  it('is what Node gets by default, once', async () => {
    expect(typeof Worker).toBe('undefined');
    const hasher = defaultHasher();
    expect(defaultHasher()).toBe(hasher);
    await hasher.ready();
    expect(await hasher.hash({ blob: new Blob(['abc']), algorithm: 'sha256' }, {})).toEqual({
      ok: true,
      digest: sha256(Buffer.from('abc')),
    });
  });
});
