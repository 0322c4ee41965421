/**
 * Lengths at which a 32-bit counter of bytes or bits would break. In Node: the kernel is the same bytes as in the
 * browser, and node:crypto is there to compare with.
 */
import { createHash, type Hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createInlineHasher } from '../../src/hash/inline.js';
import { compileKernel } from '../../src/hash/kernel.js';
import { Sha256 } from '../../src/hash/sha256.js';

const MiB = 2 ** 20;
const GiB = 2 ** 30;
const MINUTES = 60_000;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** NIST, SHA2_Additional.pdf: so many times one byte. */
const PUBLISHED = [
  ['#11', 0x20000000, 0x5a, '15a1868c12cc53951e182344277447cd0979536badcc512ad24c67e9b2d4f3dd'],
  ['#12', 0x41000000, 0x00, '461c19a93bd4344f9215f5ec64357090342bc66b15a148317d276e31cbc20b53'],
  ['#13', 0x6000003e, 0x42, 'c23ce8a7895f4b21ec0daf37920ac0a262a220045a03eb2dfed48ef9b05aabea'],
] as const;

describe.each(['scalar', 'simd'] as const)('long messages, %s', (build) => {
  const start = () => new Sha256(compileKernel(build));

  it.each(PUBLISHED)(
    'give the digest that NIST published: %s',
    { timeout: 5 * MINUTES },
    (_, length, byte, digest) => {
      const piece = new Uint8Array(8 * MiB).fill(byte);
      const hash = start();
      for (let left = length; left > 0; left -= piece.length)
        hash.update(piece.subarray(0, Math.min(left, piece.length)));
      expect(hex(hash.digest())).toBe(digest);
    },
  );

  const boundaries = [GiB / 2, 2 * GiB, 4 * GiB].flatMap((at) => [at - 64, at - 1, at, at + 1, at + 64]);

  it('agree with node:crypto on both sides of 512 MiB, 2 GiB and 4 GiB', { timeout: 10 * MINUTES }, () => {
    const reference = createHash('sha256');
    const hashes = boundaries.map((length) => ({ length, hash: start() }));
    let at = 0;
    const advance = (to: number, piece: Uint8Array): void => {
      reference.update(piece.subarray(0, to - at));
      for (const { hash } of hashes) hash.update(piece.subarray(0, to - at));
      at = to;
    };
    // Pieces of an odd length, each one different, and cut where one of the messages ends.
    const piece = Uint8Array.from({ length: 16 * MiB - 1 }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 24);
    for (let count = 0; hashes.length > 0; count += 1) {
      new DataView(piece.buffer).setUint32(0, count);
      const next = Math.min(at + piece.length, hashes[0]?.length ?? 0);
      advance(next, piece);
      if (next === hashes[0]?.length) expectSame(hashes.shift()?.hash, reference, next);
    }
    expect(at).toBe(4 * GiB + 64);
  });
});

describe('long files', () => {
  it('are read with offsets beyond 4 GiB', { timeout: 10 * MINUTES }, async () => {
    const blob = new HugeBlob(4 * GiB + 3 * MiB + 5);
    const reference = createHash('sha256');
    for (let at = 0; at < blob.size; at += MiB)
      reference.update(blob.content(at, Math.min(at + MiB, blob.size)));

    const hasher = createInlineHasher();
    let told = 0;
    const onBytes = (bytes: number): void => {
      told += bytes;
    };
    const outcome = await hasher.hash({ blob, algorithm: 'sha256' }, { onBytes });
    expect(outcome).toEqual({ ok: true, digest: reference.digest('hex') });
    expect(told).toBe(blob.size);

    const range = { start: 4 * GiB - 1, end: 4 * GiB + 2 * MiB };
    const shard = await hasher.hash({ blob, algorithm: 'sha256', range }, {});
    const digest = createHash('sha256').update(blob.content(range.start, range.end)).digest('hex');
    expect(shard).toEqual({ ok: true, digest });
  });
});

/** More than Node lets a Blob hold: made as it is read. Each MiB begins with its own number. */
class HugeBlob extends Blob {
  readonly #size: number;
  readonly #page = Uint8Array.from({ length: MiB }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 24);

  constructor(size: number) {
    super();
    this.#size = size;
  }

  override get size(): number {
    return this.#size;
  }

  override slice(start = 0, end = this.size): Blob {
    return new Blob([this.content(start, Math.min(end, this.size))]);
  }

  content(start: number, end: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(end - start);
    for (let at = start - (start % MiB); at < end; at += MiB) {
      new DataView(this.#page.buffer).setUint32(0, at / MiB);
      const from = Math.max(start, at);
      bytes.set(this.#page.subarray(from - at, Math.min(end - at, MiB)), from - start);
    }
    return bytes;
  }
}

function expectSame(hash: Sha256 | undefined, reference: Hash, length: number): void {
  expect(hash && hex(hash.digest()), `${String(length)} bytes`).toBe(reference.copy().digest('hex'));
}
