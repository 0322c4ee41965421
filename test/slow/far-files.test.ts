/** Files at the end of paths of 1,000 characters, and below 200 folders, through the command and the library as built. */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { CHECK, differences, signed } from '../cli/signed.js';
import { text, type ForgedFiles } from '../forge/index.js';
import { watch } from './command.js';
import { inMiB, inSeconds, watchMemory } from './processes.js';
import { begin, inChromium, inWords, result, sofar } from './watched-page.js';

const FILES = 200;
const MiB = 2 ** 20;
/** Of one name, in bytes, on most file systems. */
const LONGEST_NAME = 255;

const SHAPES = [
  {
    what: 'paths of 1,000 characters',
    // Three folders of 255 and a file of 232, with three slashes between them.
    path: (i: number) =>
      [LONGEST_NAME, LONGEST_NAME, LONGEST_NAME, 232].map((length) => `${i}-`.padEnd(length, 'n')).join('/'),
  },
  {
    what: '200 folders deep',
    // Twenty files at each end, 2,000 folders: dropped, a folder takes Chromium 5 ms.
    path: (i: number) =>
      [...Array.from({ length: 200 }, (_, depth) => `${depth}-${i % 10}`), `${i}.bin`].join('/'),
  },
] as const;

describe.each(SHAPES)('$what', ({ what, path }) => {
  const paths = Array.from({ length: FILES }, (_, i) => path(i));
  const touched = path(FILES / 2);
  let root = '';
  let publicKey = '';

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'touchstone-far-'));
    const files: ForgedFiles = Object.fromEntries(paths.map((path) => [path, text(`at ${path}\n`)]));
    const { bundle, publicKeyPem } = await signed(files);
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(join(root, 'model', dirname(path)), { recursive: true });
      writeFileSync(join(root, 'model', path), bytes);
    }
    writeFileSync(join(root, 'model', 'model.sig'), JSON.stringify(bundle));
    writeFileSync(join(root, 'key.pem'), publicKeyPem);
    publicKey = publicKeyPem;
  });

  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('are made as they should be', () => {
    const lengths = paths.map((path) => (what === '200 folders deep' ? path.split('/') : path).length);
    expect(new Set(lengths)).toEqual(new Set([what === '200 folders deep' ? 201 : 1000]));
  });

  it('are verified by the command, and one byte is noticed', async () => {
    const before = await check();
    expect(before).toMatchObject({ code: 0, stderr: '', report: { verdict: { code: 'verified' } } });
    expect(before.report.rows.files).toMatchObject({ value: 'match', signed: FILES, matching: FILES });
    await withOneByte(async () => {
      const { code, report } = await check();
      expect(code).toBe(1);
      expect(report.verdict.code).toBe('files-mismatch');
      expect(differences(report)).toEqual([`${touched}: changed`]);
    });
  });

  it.each(['folder', 'drop'] as const)(
    'are verified in Chromium, by %s, and one byte is noticed',
    async (way) => {
      const before = await checkInChromium(way);
      expect(before).toMatchObject({ verdict: 'verified', differing: [] });
      expect(before.files).toMatchObject({ value: 'match', signed: FILES, matching: FILES });
      await withOneByte(async () => {
        const { verdict, differing } = await checkInChromium(way);
        expect(verdict).toBe('files-mismatch');
        expect(differing).toMatchObject([{ path: touched, state: 'changed' }]);
      });
    },
  );

  async function check() {
    const { code, stdout, stderr, milliseconds, peak } = await watch([...CHECK, '--json'], root).finished;
    const report = JSON.parse(stdout) as Report;
    console.log(
      `${what}, command, ${report.verdict.code}: ${inSeconds(milliseconds)}, at most ${inMiB(peak)}`,
    );
    expect(peak).toBeLessThan(600 * MiB);
    return { code, stderr, report };
  }

  function checkInChromium(way: 'folder' | 'drop') {
    return inChromium(way, join(root, 'model'), async ({ engine, inside }) => {
      const memory = watchMemory(inside.pids, 'VmRSS');
      await begin(engine, { trust: { method: 'key', publicKey } });
      const ended = await result(engine);
      const { blocked } = await sofar(engine);
      const peak = inMiB(await memory.stop());
      console.log(
        [
          `${what}, Chromium, ${way} (${String(ended.source)}), ${ended.verdict}: ${inSeconds(ended.at)}`,
          `  ${inWords(blocked)}; all processes: at most ${peak}`,
        ].join('\n'),
      );
      return ended;
    });
  }

  /** With another byte at the start of one file, for as long as `action` takes. */
  async function withOneByte(action: () => Promise<void>): Promise<void> {
    const set = async (byte: string): Promise<void> => {
      const file = await open(join(root, 'model', touched), 'r+');
      await file.write(byte, 0);
      await file.close();
    };
    await set('A');
    await action().finally(() => set('a'));
  }
});
