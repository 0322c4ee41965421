import { appendFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ListedBlob } from '../../cli/listed-blob.js';
import { blobOf, fileWith, MIB, pattern } from './hash/listed.js';

const CHANGED = 'it changed after it was listed';

async function contentOf(blob: Blob): Promise<Buffer> {
  return Buffer.from(await blob.arrayBuffer());
}

describe('a listed blob', () => {
  it('gives what a blob in memory gives, cut in any way, twice', async () => {
    const bytes = pattern(100);
    const { blob } = await fileWith(bytes);
    const plain = new Blob([bytes]);
    const place = fc.option(fc.integer({ min: -120, max: 120 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(place, place, place, place, async (a, b, c, d) => {
        const [ours, theirs] = [blob, plain].map((whole) => whole.slice(a, b).slice(c, d));
        expect(ours?.size).toBe(theirs?.size);
        expect(await contentOf(ours ?? blob)).toEqual(await contentOf(theirs ?? plain));
      }),
      { numRuns: 500 },
    );
  });

  it.each([0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB])(
    'of %i bytes: all ways of reading agree',
    async (length) => {
      const bytes = Buffer.from(pattern(length));
      const { blob } = await fileWith(bytes);
      expect(blob.size).toBe(length);
      expect((await contentOf(blob)).equals(bytes)).toBe(true);
      const pieces: Uint8Array[] = [];
      for await (const piece of blob.stream()) pieces.push(piece);
      expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
      expect((await blob.bytes()).every((byte, i) => byte === bytes[i])).toBe(true);
      expect(await blob.text()).toBe(await new Blob([bytes]).text());
    },
  );

  it('is a blob by its type, with nothing of Node’s inside', async () => {
    const { blob } = await fileWith(pattern(10));
    expect(blob).toBeInstanceOf(Blob);
    await expect(Blob.prototype.arrayBuffer.call(blob)).rejects.toThrow();
  });

  it('says where its bytes lie, and a part of it does not', async () => {
    const { blob, path } = await fileWith(pattern(10));
    expect(ListedBlob.originOf(blob)?.path.toString()).toBe(path);
    expect(ListedBlob.originOf(blob.slice(0, 9))).toBeUndefined();
    expect(ListedBlob.originOf(new Blob([pattern(10)]))).toBeUndefined();
  });

  it.each<[string, (path: string) => Promise<void>, string]>([
    ['longer', (path) => appendFile(path, 'x'), CHANGED],
    ['shorter', (path) => truncate(path, 10), CHANGED],
    [
      'another file',
      async (path) => {
        await writeFile(`${path}.new`, pattern(100));
        await rename(`${path}.new`, path);
      },
      CHANGED,
    ],
    ['gone', (path) => rm(path), 'no such file or directory'],
  ])('is not read when its file is %s by now', async (_, change, detail) => {
    const { path } = await fileWith(pattern(100));
    const blob = await blobOf(path);
    await change(path);
    await expect(blob.arrayBuffer()).rejects.toThrow(detail);
    await expect(blob.slice(0, 5).text()).rejects.toThrow(detail);
    await expect(blob.stream().getReader().read()).rejects.toThrow(detail);
  });
});
