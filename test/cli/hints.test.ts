import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../cli/shell.js';
import { text } from '../forge/index.js';
import { COMMAND, touchstone } from './command.js';
import { CHECK, place } from './signed.js';

const FILES = { 'a.bin': text('aaa') };
const hintIn = (stdout: string) => stdout.split('\n').find((line) => line.startsWith('Hint: '));
const optionsIn = (hint = '') => hint.slice(hint.indexOf('--ignore-paths'));

async function leave(folder: string, ...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), 'x');
  }
}

/** Runs a line as a person would who copies it into a shell. */
function inShell(line: string, cwd: string): number | null {
  return spawnSync('bash', ['-c', line], { cwd }).status;
}

const words = (args: readonly string[]) => args.map(shellWord).join(' ');

describe('leftovers', () => {
  it('are told apart from other unsigned files, with the option that leaves them out', async () => {
    const folder = await place(FILES);
    await leave(
      join(folder, 'model'),
      '.cache/huggingface/download/a.bin.metadata',
      '.cache/huggingface/.gitignore',
      '.DS_Store',
      'b.bin.part',
    );
    const { code, stdout } = await touchstone(CHECK, folder);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^unsigned +\.DS_Store \(1 B; looks like a leftover of a file manager\)$/mu);
    expect(stdout).toMatch(/^unsigned +b\.bin\.part \(1 B; looks like a leftover of a download\)$/mu);
    const options = optionsIn(hintIn(stdout));
    expect(options.split(' --').sort().join(' --')).toBe(
      '--ignore-paths model/.DS_Store --ignore-paths model/.cache/huggingface --ignore-paths model/b.bin.part',
    );
    const again = await touchstone([...CHECK, ...options.split(' ')], folder);
    expect(again.code).toBe(0);
    expect(again.stdout).toMatch(/^1 signed file matches; 4 others were left out/u);
    expect(hintIn(again.stdout)).toBeUndefined();
  });

  it('are not what a second signature is called', async () => {
    const folder = await place(FILES);
    const bundle = await readFile(join(folder, 'model/model.sig'), 'utf8');
    await writeFile(join(folder, 'model/old.sig'), bundle);
    const { stdout } = await touchstone([...CHECK, '--signature', 'model/model.sig'], folder);
    expect(hintIn(stdout)).toContain('old.sig looks like another signature of this model;');
  });

  it('are no excuse for another unsigned file', async () => {
    const folder = await place(FILES);
    await leave(join(folder, 'model'), '.DS_Store', 'evil.py');
    const { stdout } = await touchstone(CHECK, folder);
    expect(optionsIn(hintIn(stdout))).toBe('--ignore-paths model/.DS_Store');
  });

  it('are named so that a shell gives back the very path, whatever it is', async () => {
    const folder = await place(FILES);
    await rename(join(folder, 'model'), join(folder, "-it's a model"));
    const args = CHECK.with(2, "./-it's a model");
    const names = [
      "._it's",
      '._$(touch pwned)',
      '._\u202ebidi',
      '._tab\there',
      '._\\u{41}',
      '._`x`',
      '._-é😀',
    ];
    await leave(join(folder, "-it's a model"), ...names);
    const { stdout } = await touchstone(args, folder);
    const hint = hintIn(stdout);
    expect(hint).not.toMatch(/\p{Cc}|\p{Cf}/u);
    const line = `${words([process.execPath, COMMAND, ...args])} ${optionsIn(hint)}`;
    expect(inShell(line, folder)).toBe(0);
  });

  it('without number are not all named', async () => {
    const folder = await place(FILES);
    await leave(join(folder, 'model'), ...Array.from({ length: 30 }, (_, i) => `._${i}`));
    const { stdout } = await touchstone(CHECK, folder);
    expect(hintIn(stdout)).toContain('and 10 more');
    expect(hintIn(stdout)?.split('--ignore-paths')).toHaveLength(21);
  });
});

describe('a word for the shell', () => {
  it('is left alone where it needs nothing', () => {
    expect(shellWord('/a/b-c_d.e,f:1@2+3=4%')).toBe('/a/b-c_d.e,f:1@2+3=4%');
  });

  it('is given back by the shell as it was, and has nothing unseen', () => {
    const word = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 20 })
      .filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (all) => {
        expect(words(all)).not.toMatch(/\p{Cc}|\p{Cf}/u);
        const given = execFileSync('bash', ['-c', `printf '%s\\0' ${words(all)}`], {
          encoding: 'utf8',
          env: { ...process.env, LC_ALL: 'C.UTF-8' },
        });
        expect(given.split('\0').slice(0, -1)).toEqual(all);
      }),
      { numRuns: 30 },
    );
  });
});
