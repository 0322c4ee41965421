import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileKernel } from '../../src/hash/kernel.js';
import { Sha256, padding } from '../../src/hash/sha256.js';
import { SHA256 } from './vectors.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const expected = (message: Uint8Array): string => createHash('sha256').update(message).digest('hex');

/** No two blocks and no two words alike, so that nothing swapped or left out goes unnoticed. */
const message = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (Math.imul(i + 1, 0x9e3779b1) >>> 24) ^ i);

describe.each(['scalar', 'simd'] as const)('SHA-256, %s', (build) => {
  const kernel = compileKernel(build);
  const start = () => new Sha256(kernel);

  it.each(SHA256)('gives the digest that NIST published: $name', ({ message, digest }) => {
    const hash = start();
    expect(hex(hash.update(message).digest())).toBe(digest);
  });

  it('is right for every length from 0 to 300 at every split', () => {
    for (let length = 0; length <= 300; length += 1) {
      const whole = message(length);
      const digest = expected(whole);
      for (let split = 0; split <= length; split += 1) {
        const hash = start();
        hash.update(whole.subarray(0, split)).update(whole.subarray(split));
        if (hex(hash.digest()) !== digest) expect.fail(`${String(length)} bytes, split at ${String(split)}`);
      }
    }
  });

  it('is right around the size of the kernel’s input buffer', () => {
    for (const length of [65_535, 65_536, 65_537, 65_599, 65_600, 131_072, 200_001]) {
      const whole = message(length);
      for (const split of [0, 1, 63, 64, 65, 65_535, 65_536, 65_537]) {
        const hash = start();
        hash.update(whole.subarray(0, split)).update(whole.subarray(split));
        expect(hex(hash.digest()), `${String(length)}, ${String(split)}`).toBe(expected(whole));
      }
    }
  });

  it('does not depend on how a message is cut', () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 });
    fc.assert(
      fc.property(pieces, (cut) => {
        const hash = start();
        for (const piece of cut) hash.update(piece);
        expect(hex(hash.digest())).toBe(expected(Buffer.concat(cut)));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps messages apart that are hashed in turns', () => {
    const turns = fc.array(fc.tuple(fc.nat(3), fc.uint8Array({ maxLength: 200 })), { maxLength: 40 });
    fc.assert(
      fc.property(turns, (updates) => {
        const hashes = [0, 1, 2, 3].map(() => ({ ours: start(), theirs: createHash('sha256') }));
        for (const [index, bytes] of updates) {
          hashes[index]?.ours.update(bytes);
          hashes[index]?.theirs.update(bytes);
        }
        for (const { ours, theirs } of hashes) expect(hex(ours.digest())).toBe(theirs.digest('hex'));
      }),
    );
  });

  it('reads a view at an odd offset, and neither keeps nor changes it', () => {
    const bytes = message(300);
    const view = bytes.subarray(7, 207);
    const before = view.slice();
    const hash = start().update(view);
    expect(view).toEqual(before);
    view.fill(0);
    expect(hex(hash.digest())).toBe(expected(before));
  });

  it('refuses to go on after its digest', () => {
    const hash = start();
    hash.digest();
    expect(() => hash.digest()).toThrow('already taken');
    expect(() => hash.update(new Uint8Array(1))).toThrow('already taken');
  });
});

describe('padding (FIPS 180-4 §5.1.1)', () => {
  const GiB = 2 ** 30;
  const lengths = [
    ...Array.from({ length: 131 }, (_, i) => i),
    ...[GiB / 2, GiB, 2 * GiB, 4 * GiB, 8 * GiB, 2 ** 40, 2 ** 50].flatMap((at) => [
      at - 1,
      at,
      at + 1,
      at + 55,
      at + 56,
    ]),
    Number.MAX_SAFE_INTEGER,
  ];

  it.each(lengths)('ends a block with the length of %d bytes in 64 bits', (length) => {
    const pad = Buffer.from(padding(length));
    expect((BigInt(length) + BigInt(pad.length)) % 64n).toBe(0n);
    expect(pad.length).toBeGreaterThanOrEqual(9);
    expect(pad.length).toBeLessThanOrEqual(72);
    expect(pad[0]).toBe(0x80);
    expect(pad.subarray(1, -8).every((byte) => byte === 0)).toBe(true);
    expect(pad.readBigUInt64BE(pad.length - 8)).toBe(BigInt(length) * 8n);
  });
});
