import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import {
  appendFile,
  mkdir,
  open,
  rename,
  rm,
  symlink,
  truncate,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { blake3 } from '@noble/hashes/blake3.js';
import { describe, expect, it } from 'vitest';
import type { HashAlgorithm } from '../../src/index.js';
import { blobOf, blobsIn, failure, fileWith, MIB, pattern, WAYS } from './hash/listed.js';
import { clockHasTicked, temporaryFolder } from './temporary.js';

const ALGORITHMS = ['sha256', 'blake2b', 'blake3', 'sha384', 'sha512'] as const satisfies HashAlgorithm[];

function reference(algorithm: HashAlgorithm, bytes: Uint8Array): string {
  if (algorithm === 'blake3') return Buffer.from(blake3(bytes)).toString('hex');
  const name = algorithm === 'blake2b' ? 'blake2b512' : algorithm;
  return createHash(name).update(bytes).digest('hex');
}

const KIB = 1024;
const LENGTHS = [64 * KIB, MIB, 2 * MIB].flatMap((length) => [length - 1, length, length + 1]);
const LONGEST = pattern(2 * MIB + 7);
/** Of the first and the last bytes of the longest, by length; by an implementation that neither engine uses. */
const AROUND = new Map(
  ALGORITHMS.map((algorithm) => [
    algorithm,
    [...LENGTHS, LONGEST.length].map((length) => ({
      length,
      first: { ok: true, digest: reference(algorithm, LONGEST.subarray(0, length)) },
      last: { ok: true, digest: reference(algorithm, LONGEST.subarray(LONGEST.length - length)) },
    })),
  ]),
);

describe.each(WAYS)('digests, $engine $where,', ({ hasher }) => {
  it.each<[HashAlgorithm, string]>([
    ['sha256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'], // FIPS 180-4 example
    [
      'blake2b', // RFC 7693 appendix A
      'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
    ],
    ['blake3', '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85'],
  ])('%s of "abc" is the published one', async (algorithm, digest) => {
    const { blob } = await fileWith(Buffer.from('abc'));
    expect(await hasher.hash({ blob, algorithm }, {})).toEqual({ ok: true, digest });
  });

  it('of many small files, of 0 to 300 bytes', async () => {
    const folder = await temporaryFolder();
    const contents = Array.from({ length: 301 }, (_, length) => pattern(length).map((byte) => byte ^ length));
    await Promise.all(contents.map((bytes, i) => writeFile(join(folder, String(i).padStart(3, '0')), bytes)));
    const blobs = await blobsIn(folder);
    for (const algorithm of ALGORITHMS) {
      const outcomes = await Promise.all(blobs.map((blob) => hasher.hash({ blob, algorithm }, {})));
      expect(outcomes).toEqual(contents.map((bytes) => ({ ok: true, digest: reference(algorithm, bytes) })));
    }
  });

  it.each(ALGORITHMS)('%s around 64 KiB and 1 MiB, of files and of ranges', async (algorithm) => {
    const { blob: whole } = await fileWith(LONGEST);
    let told = 0;
    const onBytes = (count: number): void => {
      told += count;
    };
    for (const { length, first, last } of AROUND.get(algorithm) ?? []) {
      const { blob } = await fileWith(LONGEST.subarray(0, length));
      const range = { start: LONGEST.length - length, end: LONGEST.length };
      told = 0;
      const outcomes = [
        hasher.hash({ blob, algorithm }, { onBytes }),
        hasher.hash({ blob: whole, algorithm, range }, { onBytes }),
      ];
      expect(await Promise.all(outcomes)).toEqual([first, last]);
      expect(told).toBe(2 * length);
    }
  });

  it('are right for ranges, listed or not', async () => {
    const bytes = pattern(2 * MIB + 100);
    const { blob } = await fileWith(bytes);
    for (const [start, end] of [
      [0, 0],
      [0, MIB],
      [1, MIB + 2],
      [MIB, bytes.length],
    ] as const) {
      const expected = { ok: true, digest: reference('sha256', bytes.subarray(start, end)) };
      const job = { algorithm: 'sha256', range: { start, end } } as const;
      expect(await hasher.hash({ ...job, blob }, {})).toEqual(expected);
      expect(await hasher.hash({ ...job, blob: new Blob([bytes]) }, {})).toEqual(expected);
    }
  });

  it('are right beyond 4 GiB', async () => {
    const { path } = await fileWith(pattern(0));
    const [size, tail] = [6 * 1024 * MIB, pattern(MIB)];
    const file = await open(path, 'r+');
    await file.write(tail, 0, MIB, size - MIB); // all before it is a hole
    await file.close();
    const range = { start: size - 2 * MIB, end: size };
    const digest = reference('sha256', Buffer.concat([Buffer.alloc(MIB), tail]));
    const blob = await blobOf(path);
    expect(await hasher.hash({ blob, algorithm: 'sha256', range }, {})).toEqual({ ok: true, digest });
  });

  it('of large and small files at once do not mix', async () => {
    const lengths = [5, MIB + 3, 2 * MIB, 17, 3 * MIB, MIB, 0, 5 * MIB + 1];
    const files = await Promise.all(lengths.map((length) => fileWith(pattern(length))));
    const outcomes = files.map(({ blob }) => hasher.hash({ blob, algorithm: 'sha256' }, {}));
    const expected = lengths.map((length) => reference('sha256', pattern(length)));
    expect(await Promise.all(outcomes)).toEqual(expected.map((digest) => ({ ok: true, digest })));
  });
});

describe.each(WAYS)('a file that moves, $engine $where,', ({ long, hasher }) => {
  const cases: [string, (path: string) => Promise<void>, RegExp][] = [
    ['grows', (path) => appendFile(path, 'x'), /^changed: it changed after it was listed$/],
    ['shrinks', (path) => truncate(path, 10), /^changed: it changed after it was listed$/],
    [
      'is edited in place with its time put back',
      async (path) => {
        await writeFile(path, pattern(1000).fill(0));
        await utimes(path, 1, 1);
      },
      /^changed: it changed after it was listed$/,
    ],
    [
      'is replaced',
      async (path) => {
        await writeFile(`${path}.new`, pattern(1000));
        await rename(`${path}.new`, path);
      },
      /^changed: it changed after it was listed$/,
    ],
    ['vanishes', (path) => rm(path), /^unreadable: no such file or directory$/],
    [
      'becomes a folder',
      async (path) => {
        await rm(path);
        await mkdir(path);
      },
      /^changed: it changed after it was listed$/,
    ],
    [
      'becomes a pipe',
      async (path) => {
        await unlink(path);
        execFileSync('mkfifo', [path]);
      },
      /^changed: it changed after it was listed$/,
    ],
    [
      'becomes a link to the same bytes',
      async (path) => {
        await rename(path, `${path}.new`);
        await symlink(`${path}.new`, path);
      },
      /^unreadable: too many symbolic links encountered$/,
    ],
  ];

  it.each(cases)('%s after it was listed: not hashed', async (_, move, expected) => {
    const { path, blob } = await fileWith(pattern(1000));
    await utimes(path, 1, 1);
    const listed = await blobOf(path);
    expect(await hasher.probe?.(listed, {})).toBeNull();
    await clockHasTicked(path);
    await move(path);
    expect(await hasher.probe?.(listed, {})).toMatchObject({ kind: 'changed' });
    expect(failure(await hasher.hash({ blob: listed, algorithm: 'sha256' }, {}))).toMatch(expected);
    expect(failure(await hasher.hash({ blob, algorithm: 'sha256' }, {}))).not.toBe('hashed');
  });

  it('is nothing that can be told of a blob from elsewhere', async () => {
    expect(await hasher.probe?.(new Blob(['x']), {})).toBeNull();
  });

  it('changes while it is read: noticed', async () => {
    const { path } = await fileWith(new Uint8Array());
    await truncate(path, long);
    const blob = await blobOf(path);
    let edited = false;
    const onBytes = (): void => {
      if (!edited) appendFileSync(path, 'x');
      edited = true;
    };
    const outcome = await hasher.hash({ blob, algorithm: 'sha256' }, { onBytes });
    expect(failure(outcome)).toBe('changed: it changed while it was read');
  });

  it('has no bytes where a range asks for them', async () => {
    const { blob } = await fileWith(pattern(10));
    const outcome = await hasher.hash({ blob, algorithm: 'sha256', range: { start: 5, end: 20 } }, {});
    expect(failure(outcome)).toBe('unreadable: it ends at byte 10, before byte 20');
  });
});

describe.skipIf(!existsSync('/proc/version')).each(WAYS)(
  'a file that is longer than its size, $engine $where,',
  ({ hasher }) => {
    it('is not taken for what its size says', async () => {
      const blob = await blobOf('/proc/version');
      expect(blob.size).toBe(0);
      const LONGER = 'it is longer than the system says';
      expect(failure(await hasher.hash({ blob, algorithm: 'sha256' }, {}))).toBe(`changed: ${LONGER}`);
      await expect(blob.text()).rejects.toThrow(LONGER);
    });
  },
);

describe.each(WAYS)('abort, $engine $where,', ({ hasher }) => {
  it('rejects with the reason, before and during', async () => {
    const { path } = await fileWith(new Uint8Array());
    await truncate(path, 64 * 1024 * MIB);
    const blob = await blobOf(path);
    const reason = new Error('enough');
    await expect(
      hasher.hash({ blob, algorithm: 'sha256' }, { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
    const stop = new AbortController();
    let calls = 0;
    let abortedAt = 0;
    const onBytes = (): void => {
      calls += 1;
      abortedAt = performance.now();
      stop.abort(reason);
    };
    await expect(hasher.hash({ blob, algorithm: 'sha256' }, { signal: stop.signal, onBytes })).rejects.toBe(
      reason,
    );
    // And whoever hashed it is free for something else.
    const { blob: next } = await fileWith(pattern(MIB));
    expect(await hasher.hash({ blob: next, algorithm: 'sha256' }, {})).toMatchObject({ ok: true });
    expect(performance.now() - abortedAt).toBeLessThan(1000);
    expect(calls).toBe(1);
  });

  it('gives what onBytes throws back to the caller', async () => {
    const { blob } = await fileWith(pattern(10));
    const onBytes = (): void => {
      throw new RangeError('mine');
    };
    await expect(hasher.hash({ blob, algorithm: 'sha256' }, { onBytes })).rejects.toThrow('mine');
  });
});
