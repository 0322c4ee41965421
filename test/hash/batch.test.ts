import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runBatch } from '../../src/hash/batch.js';
import { temporaryFolder } from '../cli/temporary.js';

const contents = Array.from({ length: 9 }, (_, i) => new Uint8Array(100 * i + 1).fill(i));
const hex = (algorithm: string, bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');

describe('many small files at once', () => {
  it('each has the digest of its own bytes, by its own algorithm', async () => {
    const outcomes = await runBatch(
      contents.map((bytes, i) => ({ blob: new Blob([bytes]), algorithm: i % 2 === 0 ? 'sha256' : 'sha512' })),
    );
    expect(outcomes).toEqual(
      contents.map((bytes, i) => ({ ok: true, digest: hex(i % 2 === 0 ? 'sha256' : 'sha512', bytes) })),
    );
  });

  it('one that became shorter leaves none of them with a digest', async () => {
    const folder = await temporaryFolder();
    const blobs = await Promise.all(
      contents.map(async (bytes, i) => {
        await writeFile(join(folder, String(i)), bytes);
        return openAsBlob(join(folder, String(i)));
      }),
    );
    const jobs = blobs.map((blob) => ({ blob, algorithm: 'sha256' }) as const);
    expect(await runBatch(jobs)).toHaveLength(contents.length);
    await truncate(join(folder, '4'), 10);
    expect(await runBatch(jobs)).toBeNull();
  });

  it('takes no more of one than it had, so that it cannot make up for what another one lacks', async () => {
    const grown = new Blob(['ab']);
    const asked: unknown[] = [];
    const slice = grown.slice.bind(grown);
    grown.slice = (start, end) => {
      asked.push([start, end]);
      return slice(start, end);
    };
    await runBatch([grown, new Blob(['c'])].map((blob) => ({ blob, algorithm: 'sha256' }) as const));
    expect(asked).toEqual([[0, 2]]);
  });
});
