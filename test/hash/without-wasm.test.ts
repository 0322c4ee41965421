import { createHash } from 'node:crypto';
import { blake3 } from '@noble/hashes/blake3.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HashAlgorithm } from '../../src/report.js';

const MiB = 2 ** 20;
const ALGORITHMS = ['sha256', 'sha384', 'sha512', 'blake2b', 'blake3'] as const;

function expected(algorithm: HashAlgorithm, message: Uint8Array): string {
  if (algorithm === 'blake3') return Buffer.from(blake3(message)).toString('hex');
  return createHash(algorithm === 'blake2b' ? 'blake2b512' : algorithm)
    .update(message)
    .digest('hex');
}

/** What was found out about the platform is kept: each test asks anew. */
const fresh = () => import('../../src/hash/algorithms.js');

async function digest(algorithm: HashAlgorithm, pieces: readonly Uint8Array[], size?: number) {
  const hash = await (await fresh()).createDigest(algorithm, size);
  for (const piece of pieces) await hash.update(piece);
  return hash.digestHex();
}

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('without WebAssembly', () => {
  beforeEach(() => {
    vi.stubGlobal('WebAssembly', undefined);
  });

  it('says that it will be slow', async () => {
    expect(await (await fresh()).prepareDigests()).toEqual({ slow: true });
  });

  it.each(ALGORITHMS)('gives the same %s however the message is cut', async (algorithm) => {
    const { createDigest } = await fresh();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }),
        fc.boolean(),
        async (cut, isKnown) => {
          const message = Buffer.concat(cut);
          const hash = await createDigest(algorithm, isKnown ? message.length : undefined);
          for (const piece of cut) await hash.update(piece);
          expect(await hash.digestHex()).toBe(expected(algorithm, message));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('asks the browser for what fits in memory, and nobody else', async () => {
    const asked = vi.spyOn(crypto.subtle, 'digest');
    const message = new Uint8Array(8 * MiB).fill(7);
    expect(await digest('sha256', [message.subarray(0, 5), message.subarray(5)], message.length)).toBe(
      expected('sha256', message),
    );
    expect(asked).toHaveBeenCalledOnce();
  });

  it('holds nothing longer, nothing of unknown length and no BLAKE in memory', async () => {
    const asked = vi.spyOn(crypto.subtle, 'digest');
    const longer = new Uint8Array(8 * MiB + 1).fill(7);
    expect(await digest('sha256', [longer], longer.length)).toBe(expected('sha256', longer));
    expect(await digest('sha512', [longer])).toBe(expected('sha512', longer));
    const short = longer.subarray(0, 10);
    expect(await digest('blake3', [short], 10)).toBe(expected('blake3', short));
    expect(asked).not.toHaveBeenCalled();
  });

  it('does without the browser’s digests where the page was not loaded securely', async () => {
    vi.stubGlobal('crypto', {});
    expect(await digest('sha256', [Uint8Array.of(1, 2)], 2)).toBe(expected('sha256', Uint8Array.of(1, 2)));
  });

  it('refuses more than was announced', async () => {
    await expect(digest('sha256', [new Uint8Array(3)], 2)).rejects.toThrow(RangeError);
  });
});

it('does without WebAssembly where a policy forbids it', async () => {
  const { CompileError } = WebAssembly;
  vi.spyOn(WebAssembly, 'Module').mockImplementation(() => {
    throw new CompileError('refused by the policy');
  });
  const { createDigest, prepareDigests } = await fresh();
  expect(await prepareDigests()).toEqual({ slow: true });
  const hash = await createDigest('sha256');
  expect(await hash.digestHex()).toBe(expected('sha256', new Uint8Array(0)));
});

it('is not slow where WebAssembly runs', async () => {
  expect(await (await fresh()).prepareDigests()).toEqual({ slow: false });
});

// The last one: hash-wasm remembers that it failed.
it('does not hide that our own code does not compile', async () => {
  vi.spyOn(WebAssembly, 'compile').mockRejectedValue(new WebAssembly.CompileError('damaged'));
  await expect((await fresh()).prepareDigests()).rejects.toThrow('damaged');
});
