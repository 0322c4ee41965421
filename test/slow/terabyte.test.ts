/**
 * A file of 1 TiB, which is one hole, signed in shards of 1 GiB, through the command and the library as built: it begins at
 * once, tells how far it is, needs little memory, and ends at once when told so. To the end it takes the better part of an
 * hour: TOUCHSTONE_FULL_TERABYTE=1 does that too, by the command.
 */
import { open, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { Report } from '../../src/index.js';
import { differences } from '../cli/signed.js';
import { TERMINAL, watch } from './command.js';
import { bytesRead, inMiB, inSeconds, watchMemory } from './processes.js';
import {
  abort,
  begin,
  inChromium,
  inWords,
  longest,
  result,
  sofar,
  type Heard,
  type Inside,
} from './watched-page.js';
import { GiB, NAME, TiB, zeros, type Zeros } from './zeros.js';

const MiB = 2 ** 20;
const CHECK = ['verify', 'key', 'model', '--signature', 'model.sig', '--public-key', 'key.pem'];
const WATCHED_MS = 20_000;
/** Chromium collects what was read every ten seconds or so. */
const LONG_MS = 60_000;
/** What is read ahead but not hashed yet: two slices of 8 MiB, for two jobs in each of four workers. */
const AHEAD = 128 * MiB;

let terabyte: Zeros | null = null;
/** The same, small enough to be checked to its end: else nobody would know whether the long one ever came to `verified`. */
let small: Zeros | null = null;

beforeAll(async () => {
  terabyte = await zeros(TiB);
  small = await zeros(4 * GiB);
});

afterAll(async () => {
  await terabyte?.remove();
  await small?.remove();
});

describe('by the command', () => {
  it('a small one is verified, and one byte in its last shard is noticed', async (context) => {
    const { folder } = given(small, context);
    const before = await reported(folder);
    expect(before.code).toBe(0);
    expect(before.report.verdict.code).toBe('verified');
    await withOneByte(folder, async () => {
      const { code, report } = await reported(folder);
      expect(code).toBe(1);
      expect(differences(report)).toEqual([`${NAME}: changed`]);
      expect(report.files[0]?.shards).toEqual({ count: 4, differing: [[3 * GiB, 4 * GiB]] });
    });
  });

  it('4 GiB more than what was signed are noticed', async (context) => {
    // The size that Node tells of a blob of a file is cut to 32 bits (nodejs/node#52585).
    const { folder, remove } = given(await zeros(GiB), context);
    try {
      await truncate(join(folder, 'model', NAME), 5 * GiB);
      const { code, report } = await reported(folder);
      expect(code).toBe(1);
      expect(report.verdict.code).toBe('files-mismatch');
      expect(report.files).toMatchObject([{ path: NAME, state: 'changed', size: 5 * GiB }]);
    } finally {
      await remove();
    }
  });

  it('1 TiB begins, tells its progress, needs little memory, and ends at once', async (context) => {
    const { folder } = given(terabyte, context);
    const command = watch(CHECK, folder, TERMINAL);
    await sleep(WATCHED_MS);
    const read = await bytesRead([command.pid]);
    const shown = shownBy(command.stderr());
    const since = performance.now();
    command.interrupt();
    const { code, stdout, stderr, peak } = await command.finished;
    const stopped = performance.now() - since;

    const done = Math.max(...shown.map(({ done }) => done));
    console.log(
      `1 TiB, command: ${inMiB(done)} in ${inSeconds(WATCHED_MS)}, at most ${inMiB(peak)}, stopped in ${inSeconds(stopped)}`,
    );
    expect(shown.length).toBeGreaterThan(50);
    expect(shown.map(({ done }) => done)).toEqual(ascending(shown.map(({ done }) => done)));
    expect(new Set(shown.map(({ total }) => total))).toEqual(new Set([TiB]));
    expectHonest(done, read);
    expect(peak).toBeLessThan(600 * MiB);
    expect(code).toBe(130);
    expect(stopped).toBeLessThan(1000);
    expect(stdout).toBe('');
    expect(stderr.split('\u001b[K').at(-1)).toBe('touchstone: interrupted; nothing was decided.\n');
  });

  const full = process.env['TOUCHSTONE_FULL_TERABYTE'] === '1';
  it.runIf(full)('1 TiB is verified to its end', { timeout: 3 * 3_600_000 }, async (context) => {
    const { folder } = given(terabyte, context);
    const { code, report, milliseconds, peak } = await reported(folder);
    console.log(`1 TiB to its end, command: ${inSeconds(milliseconds)}, at most ${inMiB(peak)}`);
    expect(code).toBe(0);
    expect(report.verdict.code).toBe('verified');
    expect(report.files).toMatchObject([{ path: NAME, state: 'match', size: TiB, shards: { count: 1024 } }]);
    expect(peak).toBeLessThan(600 * MiB);
  });
});

describe('by the library in Chromium', () => {
  it('a small one is verified, and one byte in its last shard is noticed', async (context) => {
    const { folder, bundle, publicKey } = given(small, context);
    const check = () =>
      inChromium('files', join(folder, 'model', NAME), async ({ engine }) => {
        await begin(engine, { bundle, trust: { method: 'key', publicKey } });
        return result(engine);
      });
    expect(await check()).toMatchObject({ verdict: 'verified', differing: [] });
    await withOneByte(folder, async () => {
      expect(await check()).toMatchObject({
        verdict: 'files-mismatch',
        differing: [{ path: NAME, state: 'changed', shards: { count: 4, differing: [[3 * GiB, 4 * GiB]] } }],
      });
    });
  });

  it('1 TiB begins, tells its progress, needs little memory, and ends at once', async (context) => {
    const { folder, bundle, publicKey } = given(terabyte, context);
    await inChromium('files', join(folder, 'model', NAME), async ({ engine, inside: browser }) => {
      const readBefore = await bytesRead(await browser.pids());
      const idle = await watchMemory(browser.pids, 'VmRSS').stop();
      const beginning = watchMemory(browser.pids, 'VmRSS');
      await begin(engine, { bundle, trust: { method: 'key', publicKey } });
      await sleep(LONG_MS / 2);
      const early = (await beginning.stop()) - idle;
      const memory = watchMemory(browser.pids, 'VmRSS');
      await sleep(LONG_MS / 2);
      const { heard, blocked } = await sofar(engine);
      const read = (await bytesRead(await browser.pids())) - readBefore;
      const ended = await abort(engine);
      const grown = (await memory.stop()) - idle;

      const hashing = heard.filter(({ phase }) => phase === 'hashing');
      const bytesDone = Math.max(...hashing.map(({ bytesDone }) => bytesDone));
      console.log(
        [
          `1 TiB, Chromium: ${inMiB(bytesDone)} in ${inSeconds(LONG_MS)}, first byte after ${inSeconds(firstByte(hashing))}`,
          `  all processes: ${inMiB(idle)} before, ${inMiB(early)} more at most in the first half, ${inMiB(grown)} in the second; ${inWords(blocked)}`,
          `  aborted in ${inSeconds(ended.afterAbort ?? Infinity)}`,
        ].join('\n'),
      );
      expectSteady(hashing);
      expectHonest(bytesDone, read);
      expect(firstByte(hashing)).toBeLessThan(5000);
      expect(longest(blocked)).toBeLessThan(500);
      // Shared pages count for each process, and Chromium lets up to half a GiB lie before it collects what was read.
      expect(grown).toBeLessThan(1024 * MiB);
      expect(grown - early).toBeLessThan(300 * MiB);
      expect(ended).toMatchObject({ verdict: 'rejected', error: 'AbortError' });
      expect(ended.afterAbort).toBeLessThan(1000);
      expect(await workAfter(browser)).toBeLessThan(0.5);
    });
  });
});

/** Skips the test where there is no such file. */
function given(made: Zeros | null, { skip }: TestContext): Zeros {
  return made ?? skip('the file system of the temporary folder takes no file of this size');
}

async function reported(folder: string) {
  const { stdout, ...ended } = await watch([...CHECK, '--json'], folder).finished;
  return { ...ended, report: JSON.parse(stdout) as Report };
}

/** With another byte at its end, for as long as `action` takes. */
async function withOneByte(folder: string, action: () => Promise<void>): Promise<void> {
  const set = async (byte: number): Promise<void> => {
    const file = await open(join(folder, 'model', NAME), 'r+');
    await file.write(Uint8Array.of(byte), 0, 1, (await file.stat()).size - 1);
    await file.close();
  };
  await set(1);
  await action().finally(() => set(0));
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** The bytes in each line of progress, as far as people see them: with one digit behind the point. */
function shownBy(stderr: string): { readonly done: number; readonly total: number }[] {
  const bytes = (number = '', unit = ''): number => Number(number) * 1024 ** UNITS.indexOf(unit);
  const lines = stderr.matchAll(/hashing: 0 of 1 files, ([\d.]+) (\w+) of ([\d.]+) (\w+)/g);
  return Array.from(lines, ([, done, unit, total, totalUnit]) => ({
    done: bytes(done, unit),
    total: bytes(total, totalUnit),
  }));
}

function expectSteady(hashing: readonly Heard[]): void {
  const done = hashing.map(({ bytesDone }) => bytesDone);
  expect(hashing.length).toBeGreaterThan(50);
  expect(done).toEqual(ascending(done));
  expect(new Set(hashing.map(({ bytesTotal }) => bytesTotal))).toEqual(new Set([TiB]));
  expect(new Set(hashing.map(({ filesDone }) => filesDone))).toEqual(new Set([0]));
}

/** What is told is what the kernel was asked for: no more, and not much less. */
function expectHonest(told: number, read: number): void {
  expect(told).toBeGreaterThan(GiB / 2);
  expect(told).toBeLessThanOrEqual(read + 0.06 * GiB); // people are shown tenths of a GiB
  expect(told).toBeGreaterThan(0.9 * read - AHEAD);
}

function firstByte(hashing: readonly Heard[]): number {
  return hashing.find(({ bytesDone }) => bytesDone > 0)?.at ?? Infinity;
}

/** Seconds that the browser computes in the two seconds after the first: an abort that only stopped listening would show. */
async function workAfter(browser: Inside): Promise<number> {
  await sleep(1000);
  const before = await browser.computed();
  await sleep(2000);
  return (await browser.computed()) - before;
}

const ascending = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);
