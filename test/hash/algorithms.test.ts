import { createHash } from 'node:crypto';
import { blake3 } from '@noble/hashes/blake3.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDigest, prepareDigests } from '../../src/hash/algorithms.js';
import type { HashAlgorithm } from '../../src/report.js';
import { BLAKE2B, BLAKE3, SHA256, SHA384, SHA512 } from './vectors.js';

const published = [
  ...SHA256.map((vector) => ({ algorithm: 'sha256' as const, ...vector })),
  ...SHA384.map((vector) => ({ algorithm: 'sha384' as const, ...vector })),
  ...SHA512.map((vector) => ({ algorithm: 'sha512' as const, ...vector })),
  ...BLAKE2B.map((vector) => ({ algorithm: 'blake2b' as const, ...vector })),
  ...BLAKE3.map((vector) => ({ algorithm: 'blake3' as const, ...vector })),
];

const independent: Record<HashAlgorithm, (message: Uint8Array) => string> = {
  sha256: (message) => createHash('sha256').update(message).digest('hex'),
  sha384: (message) => createHash('sha384').update(message).digest('hex'),
  sha512: (message) => createHash('sha512').update(message).digest('hex'),
  blake2b: (message) => createHash('blake2b512').update(message).digest('hex'),
  blake3: (message) => Buffer.from(blake3(message)).toString('hex'),
};

describe.each(['sha256', 'sha384', 'sha512', 'blake2b', 'blake3'] as const)('%s', (algorithm) => {
  it.each(published.filter((vector) => vector.algorithm === algorithm))(
    'gives the published digest: $name',
    async ({ message, digest }) => {
      const hash = await createDigest(algorithm);
      await hash.update(message);
      expect(hash.digestHex()).toBe(digest);
    },
  );

  it('agrees with an independent implementation however the message is cut', async () => {
    await prepareDigests();
    const pieces = fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(pieces, async (cut) => {
        const hash = await createDigest(algorithm);
        for (const piece of cut) await hash.update(piece);
        expect(hash.digestHex()).toBe(independent[algorithm](Buffer.concat(cut)));
      }),
    );
  });

  it('keeps messages apart, also one that is given up halfway', async () => {
    const [one, two, dropped] = [
      await createDigest(algorithm),
      await createDigest(algorithm),
      await createDigest(algorithm),
    ];
    const [first, second] = [new Uint8Array(5000).fill(1), new Uint8Array(5000).fill(2)];
    await one.update(first);
    await two.update(second);
    await dropped.update(first);
    await one.update(second);
    dropped.close?.();
    expect(one.digestHex()).toBe(independent[algorithm](Buffer.concat([first, second])));
    const three = await createDigest(algorithm);
    await three.update(first);
    expect(two.digestHex()).toBe(independent[algorithm](second));
    expect(three.digestHex()).toBe(independent[algorithm](first));
  });
});
