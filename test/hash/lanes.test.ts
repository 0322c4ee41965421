import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compileKernel, type Lanes, loadKernel } from '../../src/hash/kernel.js';
import { LaneHasher } from '../../src/hash/lanes.js';

const kernel = compileKernel('simd');
const { lanes } = kernel;
if (lanes === null) throw new Error('no SIMD here');

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const expected = (...cut: readonly Uint8Array[]): string =>
  createHash('sha256').update(Buffer.concat(cut)).digest('hex');
const message = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (Math.imul(i + seed, 0x9e3779b1) >>> 24) ^ i);

/** Each piece after the last, as a reader does. */
async function hashAll(hasher: LaneHasher, cut: readonly Uint8Array[]): Promise<string> {
  const open = hasher.open();
  for (const piece of cut) await open.update(piece);
  const digest = hex(open.digest());
  open.close();
  return digest;
}

afterEach(() => {
  vi.useRealTimers();
});

describe('messages side by side', () => {
  it('is what this platform gets, with SIMD', async () => {
    expect((await loadKernel()).lanes).not.toBeNull();
    expect(compileKernel('scalar').lanes).toBeNull();
  });

  it('takes one piece of a message at a time', async () => {
    const open = new LaneHasher(kernel, lanes).open();
    const first = open.update(message(1000, 1));
    expect(() => open.digest()).toThrow('a piece already');
    await expect(open.update(message(1000, 2))).rejects.toThrow('a piece already');
    await first;
    expect(hex(open.digest())).toBe(expected(message(1000, 1)));
  });

  it.each([1, 2, 3, 4, 5, 6, 9])('%d of different contents and lengths', async (count) => {
    const hasher = new LaneHasher(kernel, lanes);
    const messages = Array.from({ length: count }, (_, i) => message(70_000 * (i + 1) + i, i));
    const digests = await Promise.all(messages.map((bytes) => hashAll(hasher, [bytes])));
    expect(digests).toEqual(messages.map((bytes) => expected(bytes)));
  });

  it('each of the lengths around a block, in all lanes', async () => {
    const hasher = new LaneHasher(kernel, lanes);
    const messages = Array.from({ length: 301 }, (_, length) => message(length, length));
    const digests = await Promise.all(messages.map((bytes) => hashAll(hasher, [bytes])));
    expect(digests).toEqual(messages.map((bytes) => expected(bytes)));
  });

  it('however each is cut', async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 9 }), async (messages) => {
        const hasher = new LaneHasher(kernel, lanes);
        const digests = await Promise.all(messages.map((cut) => hashAll(hasher, cut)));
        expect(digests).toEqual(messages.map((cut) => expected(...cut)));
      }),
    );
  });

  it('uses four lanes for four messages, and none for one or two', async () => {
    const compress = vi.fn((blocks: number) => {
      lanes.compress(blocks);
    });
    const counted: Lanes = { ...lanes, compress };
    const one = new LaneHasher(kernel, counted);
    await Promise.all([1, 2].map((seed) => hashAll(one, [message(640_000, seed)])));
    expect(compress).not.toHaveBeenCalled();
    const four = new LaneHasher(kernel, counted);
    await Promise.all([1, 2, 3, 4].map((seed) => hashAll(four, [message(640_000, seed)])));
    // 640,000 bytes are 10,000 blocks of each, 1,024 at a time.
    expect(compress.mock.calls.reduce((sum, [blocks]) => sum + blocks, 0)).toBe(10_000);
    expect(compress).toHaveBeenCalledTimes(10);
  });

  it('waits for one whose next piece is late, but not for long', async () => {
    const hasher = new LaneHasher(kernel, lanes);
    const late = hasher.open();
    const start = performance.now();
    const other = await hashAll(hasher, [message(1000, 1), message(1000, 2), message(1000, 3)]);
    expect(other).toBe(expected(message(1000, 1), message(1000, 2), message(1000, 3)));
    // Once, not for each piece: three times would be 60 ms.
    expect(performance.now() - start).toBeGreaterThanOrEqual(15);
    await late.update(message(1000, 4));
    expect(hex(late.digest())).toBe(expected(message(1000, 4)));
    late.close();
  });

  it('waits for none that was given up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const hasher = new LaneHasher(kernel, lanes);
    hasher.open().close();
    expect(await hashAll(hasher, [message(1000, 1)])).toBe(expected(message(1000, 1)));
  });

  it('gives way to others while it hashes', async () => {
    const hasher = new LaneHasher(kernel, lanes);
    const bytes = message(32 * 2 ** 20, 1);
    let others = 0;
    const ticking = setInterval(() => (others += 1), 1);
    await Promise.all([1, 2, 3, 4].map(() => hashAll(hasher, [bytes])));
    clearInterval(ticking);
    expect(others).toBeGreaterThan(5);
  });

  it('ends every message with the error when the kernel breaks', async () => {
    const broken: Lanes = {
      ...lanes,
      compress: () => {
        throw new Error('broken');
      },
    };
    const hasher = new LaneHasher(kernel, broken);
    const hashing = [1, 2, 3, 4].map((seed) => hashAll(hasher, [message(1000, seed)]));
    for (const { status } of await Promise.allSettled(hashing)) expect(status).toBe('rejected');
  });
});
