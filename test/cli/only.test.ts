import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { text } from '../forge/index.js';
import { reported, touchstone } from './command.js';
import { CHECK, place } from './signed.js';

const FILES = { 'a.bin': text('aaa'), 'sub/b.bin': text('bbb'), 'sub/c.bin': text('ccc') };
const filesLine = (stdout: string) => stdout.split('\n').find((line) => line.startsWith('Files '));

describe('only some paths', () => {
  it('are partial at best: 1, and what was not asked for is counted', async () => {
    const { code, stdout, stderr } = await touchstone([...CHECK, '--only', 'model/sub'], await place(FILES));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^touchstone: 2 of 3 files were checked; they match\. [^\n]+\n$/u);
    expect(filesLine(stdout)).toMatch(/partly checked: 2 of 3 signed files match, 1 not asked for/u);
    expect(stdout).toMatch(/^not checked: 1 more file here$/mu);
    expect(stdout).toMatch(/^Not checked: the other paths: you asked for some only$/mu);
    expect(stdout).not.toMatch(/under which names/u);
  });

  it('are named as typed: relative to the current folder, absolute, and more than once', async () => {
    const folder = await place(FILES);
    const only = ['--only', './model/sub/../a.bin', '--only', join(folder, 'model/sub/c.bin')];
    const { report } = await reported([...CHECK, ...only], folder);
    const states = report.files.map(({ path, state }) => `${path}: ${state}`);
    expect(report.verdict.code).toBe('partial');
    expect(states).toContain('a.bin: match');
    expect(states).toContain('sub/b.bin: not-checked');
    expect(states).toContain('sub/c.bin: match');
  });

  it('are partial even if they are all', async () => {
    const all = ['--only', 'model/a.bin', '--only', 'model/sub'];
    const { code, stdout } = await touchstone([...CHECK, ...all], await place(FILES));
    expect(code).toBe(1);
    expect(filesLine(stdout)).toMatch(/partly checked: 3 of 3 signed files match(?:, 1 left out)?$/u);
  });

  it('say nothing of the others: changed, gone or never signed', async () => {
    const folder = await place(FILES);
    await writeFile(join(folder, 'model/a.bin'), 'AAA');
    await writeFile(join(folder, 'model/new.bin'), '');
    await rm(join(folder, 'model/sub/c.bin'));
    const { code, stdout } = await touchstone([...CHECK, '--only', 'model/sub/b.bin'], folder);
    expect(code).toBe(1);
    expect(filesLine(stdout)).toMatch(/partly checked: 1 of 3 signed files match, 2 not asked for/u);
    // One of them is not here.
    expect(stdout).toMatch(/^not checked: 3 more files$/mu);
  });

  it('differ where one of them does', async () => {
    const folder = await place(FILES);
    await writeFile(join(folder, 'model/sub/b.bin'), 'BBB');
    const { code, stdout, stderr } = await touchstone([...CHECK, '--only', 'model/sub'], folder);
    expect(code).toBe(1);
    expect(stderr).toContain('1 file differs from what was signed.');
    expect(filesLine(stdout)).toMatch(/differ: 1 of 3 signed files match, 1 changed, 1 not asked for/u);
  });

  it.each<[string, string, RegExp]>([
    ['nothing was signed at it', 'model/nowhere', /Nothing that was signed is at “nowhere”/u],
    ['it is elsewhere', 'key.pem', /path to check key\.pem is not inside the model/u],
    ['it is the model itself', 'model', /path to check model is the model itself/u],
    ['it is empty', '', /empty path to check/u],
  ])('cannot be checked where %s', async (_, path, said) => {
    const { code, stderr } = await touchstone([...CHECK, `--only=${path}`], await place(FILES));
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
  });
});

describe('signed names that look alike', () => {
  it('are a note, and say how', async () => {
    const twins = { 'A.bin': text('1'), 'a.bin': text('2') };
    const { code, stdout } = await touchstone(CHECK, await place(twins));
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Note: Two signed names look alike: A\.bin and a\.bin\. Only capital and small letters differ/mu,
    );
  });
});
