import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type CommandHasher, createHasher, type HasherOptions } from '../../../cli/hasher.js';
import { openModel } from '../../../cli/list.js';
import type { HashOutcome } from '../../../src/index.js';
import { THREAD } from '../process.js';
import { temporaryFolder } from '../temporary.js';

export const MIB = 1024 * 1024;

/** A hasher whose threads end with the tests. */
export function hasherFor(options: HasherOptions = {}): CommandHasher {
  const hasher = createHasher({ script: THREAD, ...options });
  afterAll(() => {
    hasher.close();
  });
  return hasher;
}

/** One thread, which does everything. */
export const IN_A_THREAD = { threads: 1, threadsOnly: true } as const;

/** Both engines, on the main thread and in another. `long`: so many bytes that it tells of them before it is done. */
export const WAYS = (['native', 'wasm'] as const).flatMap((engine) => [
  {
    engine,
    where: 'on the main thread',
    hasher: hasherFor({ engine, threadsFrom: Infinity }),
    long: 8 * MIB,
  },
  {
    engine,
    where: 'in a thread',
    hasher: hasherFor({ engine, ...IN_A_THREAD }),
    long: (engine === 'native' ? 384 : 128) * MIB,
  },
]);

/** Lists one file, as the command does. */
export async function blobOf(path: string): Promise<Blob> {
  const [blob] = await blobsIn(path);
  if (blob === undefined) throw new Error('nothing listed');
  return blob;
}

/** Of a folder, by name. */
export async function blobsIn(path: string): Promise<readonly Blob[]> {
  const blobs: Blob[] = [];
  const { entries } = await openModel(path);
  for await (const entry of entries) if ('open' in entry) blobs.push(await entry.open());
  return blobs;
}

export async function fileWith(bytes: Uint8Array): Promise<{ readonly path: string; readonly blob: Blob }> {
  const path = join(await temporaryFolder(), 'f');
  await writeFile(path, bytes);
  return { path, blob: await blobOf(path) };
}

const PATTERN = new Uint8Array(6 * MIB);
for (let i = 0; i < PATTERN.length; i += 1) PATTERN[i] = i * 31 + (i >> 8);

/** A copy of its own, up to 6 MiB. */
export function pattern(length: number): Uint8Array<ArrayBuffer> {
  return PATTERN.slice(0, length);
}

export function failure(outcome: HashOutcome): string {
  return outcome.ok ? 'hashed' : `${outcome.failure.kind}: ${outcome.failure.detail}`;
}
