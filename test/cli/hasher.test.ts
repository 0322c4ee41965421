import { createHash } from 'node:crypto';
import { appendFile, mkdir, open, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blake3 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { nativeHasher } from '../../cli/hasher.js';
import { openModel } from '../../cli/list.js';
import type { HashOutcome } from '../../src/hash/hasher.js';
import type { HashAlgorithm } from '../../src/report.js';
import { clockHasTicked, temporaryFolder } from './temporary.js';

const MIB = 1024 * 1024;
const hasher = nativeHasher();

async function fileWith(bytes: Uint8Array): Promise<{ path: string; blob: Blob }> {
  const path = join(await temporaryFolder(), 'f');
  await writeFile(path, bytes);
  return { path, blob: await blobOf(path) };
}

async function blobOf(path: string): Promise<Blob> {
  const { entries } = await openModel(path);
  for await (const entry of entries) if ('open' in entry) return entry.open();
  throw new Error('nothing listed');
}

function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
}

async function reference(algorithm: HashAlgorithm, bytes: Uint8Array): Promise<string> {
  if (algorithm === 'blake3') return blake3(bytes);
  return createHash(algorithm === 'sha256' ? 'sha256' : 'blake2b512')
    .update(bytes)
    .digest('hex');
}

function failure(outcome: HashOutcome): string {
  return outcome.ok ? 'hashed' : `${outcome.failure.kind}: ${outcome.failure.detail}`;
}

describe('digests', () => {
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

  it.each([0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB + 7])('are right for %i bytes', async (length) => {
    const bytes = pattern(length);
    const { blob } = await fileWith(bytes);
    for (const algorithm of ['sha256', 'blake2b', 'blake3'] as const) {
      let told = 0;
      const outcome = await hasher.hash({ blob, algorithm }, { onBytes: (count) => (told += count) });
      expect(outcome).toEqual({ ok: true, digest: await reference(algorithm, bytes) });
      expect(told).toBe(length);
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
      const expected = { ok: true, digest: await reference('sha256', bytes.subarray(start, end)) };
      const job = { algorithm: 'sha256', range: { start, end } } as const;
      expect(await hasher.hash({ ...job, blob }, {})).toEqual(expected);
      expect(await hasher.hash({ ...job, blob: new Blob([Uint8Array.from(bytes)]) }, {})).toEqual(expected);
    }
  });

  it('are right beyond 4 GiB', async () => {
    const { path } = await fileWith(pattern(0));
    const [size, tail] = [6 * 1024 * MIB, pattern(MIB)];
    const file = await open(path, 'r+');
    await file.write(tail, 0, MIB, size - MIB); // all before it is a hole
    await file.close();
    const range = { start: size - 2 * MIB, end: size };
    const digest = await reference('sha256', Buffer.concat([Buffer.alloc(MIB), tail]));
    const blob = await blobOf(path);
    expect(await hasher.hash({ blob, algorithm: 'sha256', range }, {})).toEqual({ ok: true, digest });
  });

  it('of many files at once do not mix', async () => {
    const files = await Promise.all(
      [5, MIB + 3, 2 * MIB, 17].map(async (length) => fileWith(pattern(length))),
    );
    const outcomes = await Promise.all(
      files.map(({ blob }) => hasher.hash({ blob, algorithm: 'sha256' }, {})),
    );
    const expected = await Promise.all([5, MIB + 3, 2 * MIB, 17].map((n) => reference('sha256', pattern(n))));
    expect(outcomes).toEqual(expected.map((digest) => ({ ok: true, digest })));
  });
});

describe('a file that moves', () => {
  const cases: [string, (path: string) => Promise<void>, RegExp][] = [
    ['grows', (path) => appendFile(path, 'x'), /^changed/],
    ['shrinks', (path) => truncate(path, 10), /^changed/],
    [
      'is edited in place with its time put back',
      async (path) => {
        await writeFile(path, pattern(1000).fill(0));
        await utimes(path, 1, 1);
      },
      /^changed/,
    ],
    [
      'is replaced',
      async (path) => {
        await writeFile(`${path}.new`, pattern(1000));
        await rename(`${path}.new`, path);
      },
      /^changed/,
    ],
    ['vanishes', (path) => rm(path), /^unreadable: no such file/],
    [
      'becomes a folder',
      async (path) => {
        await rm(path);
        await mkdir(path);
      },
      /^changed/,
    ],
    [
      'becomes a link to the same bytes',
      async (path) => {
        await rename(path, `${path}.new`);
        await symlink(`${path}.new`, path);
      },
      /^unreadable: too many symbolic links/,
    ],
  ];

  it.each(cases)('%s after it was listed: not hashed', async (_, move, expected) => {
    const { path, blob } = await fileWith(pattern(1000));
    await utimes(path, 1, 1);
    const listed = await blobOf(path);
    expect(await hasher.probe?.(listed)).toBeNull();
    await clockHasTicked(path);
    await move(path);
    expect(await hasher.probe?.(listed)).toMatchObject({ kind: 'changed' });
    expect(failure(await hasher.hash({ blob: listed, algorithm: 'sha256' }, {}))).toMatch(expected);
    expect(failure(await hasher.hash({ blob, algorithm: 'sha256' }, {}))).not.toBe('hashed');
  });

  it('is nothing that can be told of a blob from elsewhere', async () => {
    expect(await hasher.probe?.(new Blob(['x']))).toBeNull();
  });

  it('changes while it is read: noticed', async () => {
    const { path, blob } = await fileWith(pattern(4 * MIB));
    let edit: Promise<void> | undefined;
    const onBytes = (): void => {
      edit ??= appendFile(path, 'x');
    };
    const outcome = await hasher.hash({ blob, algorithm: 'sha256' }, { onBytes });
    await edit;
    expect(failure(outcome)).toBe('changed: it changed while it was read');
  });
});

describe('what cannot be read', () => {
  it('fails for a range beyond its end', async () => {
    const { blob } = await fileWith(pattern(10));
    const outcome = await hasher.hash({ blob, algorithm: 'sha256', range: { start: 5, end: 20 } }, {});
    expect(failure(outcome)).toBe('unreadable: it ends at byte 10, before byte 20');
  });
});

describe('abort', () => {
  it('rejects with the reason, before and during', async () => {
    const { blob } = await fileWith(pattern(8 * MIB));
    const reason = new Error('enough');
    await expect(
      hasher.hash({ blob, algorithm: 'sha256' }, { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
    const stop = new AbortController();
    let told = 0;
    const onBytes = (bytes: number): void => {
      told += bytes;
      stop.abort(reason);
    };
    await expect(hasher.hash({ blob, algorithm: 'sha256' }, { signal: stop.signal, onBytes })).rejects.toBe(
      reason,
    );
    expect(told).toBe(MIB);
  });
});
