/** As many files as a manifest may list, through the command and the library as built. Minutes in a browser, which asks its disk process about each file. */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { CHECK, differences, signed } from '../cli/signed.js';
import { text, type ForgedFiles } from '../forge/index.js';
import { watch } from './command.js';
import { inMiB, inSeconds, watchMemory } from './processes.js';
import { begin, inChromium, inWords, longest, result, sofar } from './watched-page.js';

/** `BOUNDS.resources` of src/bounds.ts. */
const FILES = 100_000;
const PER_FOLDER = 500;
const MiB = 2 ** 20;
/** Somewhere in the middle. */
const TOUCHED = pathOf(61_803);

let root = '';
let publicKey = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-many-'));
  const files: ForgedFiles = Object.fromEntries(
    Array.from({ length: FILES }, (_, i) => [pathOf(i), text(`file number ${i}\n`)]),
  );
  const { bundle, publicKeyPem } = await signed(files);
  for (let at = 0; at < FILES; at += PER_FOLDER)
    mkdirSync(join(root, 'model', pathOf(at), '..'), { recursive: true });
  // One after the other without waiting: ten times as fast as with promises.
  for (const [path, bytes] of Object.entries(files)) writeFileSync(join(root, 'model', path), bytes);
  writeFileSync(join(root, 'model', 'model.sig'), JSON.stringify(bundle));
  writeFileSync(join(root, 'key.pem'), publicKeyPem);
  publicKey = publicKeyPem;
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

describe(`${FILES} files`, () => {
  it('are verified by the command', async () => {
    const { code, stderr, report } = await check();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(report.verdict.code).toBe('verified');
    expect(report.rows.files).toMatchObject({ value: 'match', signed: FILES, matching: FILES, unsigned: 0 });
    expect(report.files).toHaveLength(FILES + 1); // with the bundle
  });

  it('are not verified by the command when one byte of one is another', async () => {
    const restore = await touch(TOUCHED);
    try {
      const { code, report } = await check();
      expect(code).toBe(1);
      expect(report.verdict.code).toBe('files-mismatch');
      expect(report.rows.files).toMatchObject({ matching: FILES - 1, changed: 1, missing: 0, unsigned: 0 });
      expect(differences(report)).toEqual([`${TOUCHED}: changed`]);
    } finally {
      await restore();
    }
  });

  it('are verified by the library in Chromium, as a folder', async () => {
    const { verdict, files, differing } = await checkInChromium('folder');
    expect(verdict).toBe('verified');
    expect(files).toMatchObject({ value: 'match', signed: FILES, matching: FILES, unsigned: 0 });
    expect(differing).toEqual([]);
  });

  it('are not verified by the library in Chromium, dropped, when one byte of one is another', async () => {
    const restore = await touch(TOUCHED);
    try {
      const { verdict, files, differing } = await checkInChromium('drop');
      expect(verdict).toBe('files-mismatch');
      expect(files).toMatchObject({ matching: FILES - 1, changed: 1, missing: 0, changedDuringCheck: 0 });
      expect(differing).toMatchObject([{ path: TOUCHED, state: 'changed' }]);
    } finally {
      await restore();
    }
  });
});

async function check() {
  const { code, stdout, stderr, milliseconds, peak } = await watch([...CHECK, '--json'], root).finished;
  const report = JSON.parse(stdout) as Report;
  console.log(
    `${FILES} files, command, ${report.verdict.code}: ${inSeconds(milliseconds)}, at most ${inMiB(peak)}`,
  );
  expect(peak).toBeLessThan(1536 * MiB);
  return { code, stderr, report };
}

function checkInChromium(way: 'folder' | 'drop') {
  return inChromium(way, join(root, 'model'), async ({ engine, inside, milliseconds, heap }) => {
    const memory = watchMemory(inside.pids, 'VmRSS');
    await begin(engine, { trust: { method: 'key', publicKey } });
    const ended = await result(engine);
    const { heard, blocked } = await sofar(engine);
    const peak = await memory.stop();
    const phases = heard.filter(({ phase }, i) => phase !== heard[i - 1]?.phase);
    console.log(
      [
        `${FILES} files, Chromium, ${way} (${String(ended.source)}), ${ended.verdict}: chosen in ${inSeconds(milliseconds)}, checked in ${inSeconds(ended.at)}`,
        `  ${phases.map(({ phase, at }) => `${phase} from ${inSeconds(at)}`).join(', ')}`,
        `  ${inWords(blocked)}`,
        `  all processes: at most ${inMiB(peak)}; heap: ${inMiB(heap)} before, ${inMiB(await inside.heap())} after`,
      ].join('\n'),
    );
    expect(longest(blocked)).toBeLessThan(5000);
    expect(peak).toBeLessThan(8192 * MiB);
    return ended;
  });
}

/** Changes one byte in place. Returns what puts it back. */
async function touch(path: string): Promise<() => Promise<void>> {
  const set = async (byte: string): Promise<void> => {
    const file = await open(join(root, 'model', path), 'r+');
    await file.write(byte, 0);
    await file.close();
  };
  await set('F');
  return () => set('f');
}

function pathOf(index: number): string {
  return `part-${Math.floor(index / PER_FOLDER)}/file-${index}.txt`;
}
