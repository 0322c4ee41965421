import { createHash } from 'node:crypto';
import { cp, mkdir, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { text } from '../forge/index.js';
import { reported, touchstone } from './command.js';
import { alone, COMMAND, start } from './process.js';
import { CHECK, differences, place } from './signed.js';
import { temporaryFolder } from './temporary.js';

const MIB = 1024 * 1024;
const ENGINES = ['native', 'wasm'];

/** A folder `model` with files that are one hole each: enough for several threads. */
async function holes(count: number, bytes: number): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'model'));
  for (let i = 0; i < count; i += 1) {
    const path = join(folder, `model/${String(i)}`);
    await writeFile(path, '');
    await truncate(path, bytes);
  }
  return folder;
}

describe.each(ENGINES)('--engine %s', (engine) => {
  it('finds the root digest of a model, in several threads', async () => {
    const [count, bytes] = [6, 15 * MIB];
    const file = createHash('sha256').update(Buffer.alloc(bytes)).digest();
    const root = createHash('sha256').update(Buffer.concat(Array<Buffer>(count).fill(file)));
    expect(
      await touchstone(['digest', 'model', '--engine', engine], await holes(count, bytes)),
    ).toMatchObject({
      code: 0,
      stdout: `${root.digest('hex')}\n`,
      stderr: '',
    });
  });

  it.each(['sha256', 'blake2b'] as const)('verifies a model in shards of %s', async (hashType) => {
    const files = { 'a.bin': new Uint8Array(3 * MIB + 1).fill(7), 'sub/b.bin': text('bbb') };
    const folder = await place(files, { method: 'shards', hashType, shardSize: MIB });
    const check = [...CHECK, '--engine', engine];
    expect((await reported(check, folder)).report.verdict.code).toBe('verified');
    await writeFile(join(folder, 'model/a.bin'), new Uint8Array(3 * MIB + 1).fill(7, 1));
    const { code, report } = await reported(check, folder);
    expect(code).toBe(1);
    expect(differences(report)).toEqual(['a.bin: changed']);
  });
});

it('ends at once on Ctrl-C, with all threads at work', async () => {
  const running = start(['digest', 'model'], await holes(4, 64 * 1024 * MIB));
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const interruptedAt = performance.now();
  running.interrupt();
  expect(await running.finished).toEqual({
    code: 130,
    stdout: '',
    stderr: 'touchstone: interrupted; nothing was decided.\n',
  });
  expect(performance.now() - interruptedAt).toBeLessThan(1000);
});

it('runs wherever the folder of the command is copied to', async () => {
  const folder = await holes(6, 15 * MIB);
  await cp(dirname(COMMAND), join(folder, 'copy'), { recursive: true });
  for (const engine of ENGINES) {
    const digest = ['digest', 'model', '--engine', engine];
    const [copy, original] = [
      start(digest, folder, [], join(folder, 'copy/touchstone.js')),
      alone(digest, folder),
    ];
    const { code, stdout, stderr } = await copy.finished;
    expect({ code, stdout, stderr }).toEqual({ ...(await original), code: 0, stderr: '' });
  }
});
