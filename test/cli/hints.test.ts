import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../cli/shell.js';
import { text } from '../forge/index.js';
import { touchstone } from './command.js';
import { COMMAND } from './process.js';
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

  it('are named so that a shell gives back the very path, where every shell reads it alike', async () => {
    const folder = await place(FILES);
    await rename(join(folder, 'model'), join(folder, '-a model'));
    const args = CHECK.with(2, './-a model');
    await leave(join(folder, '-a model'), '._x', '._a, b=c', '._-d');
    const hint = hintIn((await touchstone(args, folder)).stdout);
    expect(optionsIn(hint)).toMatch(/^--ignore-paths "\.\/-a model\/\._/u);
    const line = `"${process.execPath}" "${COMMAND}" verify key "./-a model" --public-key key.pem ${optionsIn(hint)}`;
    expect(inShell(line, folder)).toBe(0);
  });

  it.each([
    "._it's",
    '._$(touch pwned)',
    '._`x`',
    '._%OS%',
    "._'; touch pwned; '",
    '._"x"',
    '._a  b',
    '._\u202ebidi',
    '._tab\there',
    '._\\u{41}',
    '._é😀',
    '._a ',
    '._a&b',
    '._(a)',
    '._a^b',
    '._!x',
    '._*',
  ])('whose name a shell may read otherwise are only named: %j', async (name) => {
    const folder = await place(FILES);
    await leave(join(folder, 'model'), name);
    const hint = hintIn((await touchstone(CHECK, folder)).stdout);
    expect(hint).toMatch(/; to leave it out, give its path with --ignore-paths$/u);
    expect(hint).not.toMatch(/\p{Cc}|\p{Cf}/u);
    await leave(join(folder, 'model'), '._plain');
    const both = hintIn((await touchstone(CHECK, folder)).stdout);
    expect(both).toMatch(
      /; to leave them out, give each path with --ignore-paths; ready-made for 1 of them: --ignore-paths model\/\._plain$/u,
    );
  });

  it('cannot speak for us by their names', async () => {
    const folder = await place(FILES);
    await leave(join(folder, 'model'), '._x looks like a leftover; to leave it out: --ignore-paths run.py');
    const hint = hintIn((await touchstone(CHECK, folder)).stdout);
    expect(hint).toMatch(/^Hint: “\._x looks like [^”]* run\.py” looks like a leftover of a download tool/u);
  });

  it('without number are not all named', async () => {
    const folder = await place(FILES);
    await leave(join(folder, 'model'), ...Array.from({ length: 30 }, (_, i) => `._${i}`));
    const { stdout } = await touchstone(CHECK, folder);
    expect(hintIn(stdout)).toContain('and 10 more');
    expect(hintIn(stdout)?.split('--ignore-paths')).toHaveLength(21);
  });
});

describe('a snapshot in a cache', () => {
  it('is not made into a command by its name', async () => {
    const folder = await place(FILES);
    const snapshot = join('it$(x)', 'models--an-org--a;b', 'snapshots', "0'1");
    await mkdir(join(folder, snapshot), { recursive: true });
    await symlink('../../x', join(folder, snapshot, 'a.bin'));
    const { stdout } = await touchstone(CHECK.with(2, snapshot), folder);
    expect(hintIn(stdout)).toContain('(hf download NAME --revision COMMIT --local-dir DIR)');
    expect(hintIn(stdout)).toContain('(cp -rL FOLDER DIR)');
    expect(hintIn(stdout)).toContain('name the folder that is two levels up:');
    expect(hintIn(stdout)).not.toMatch(/[$;'](?!s cache)/u);
  });
});

describe('a word for any shell', () => {
  it.each([
    ['/a/b-c_d.e:1', '/a/b-c_d.e:1'],
    ['a b', '"a b"'],
    ['@a,b+c=d', '"@a,b+c=d"'],
    ['=a', '"=a"'],
    ['-a', null],
    ['', null],
    [' a', null],
    ['a  b', null],
    ['a\n', null],
    ['%a%', null],
    ['~', null],
    ['C:\\a', null],
  ])('%j is %j', (text, word) => {
    expect(shellWord(text)).toBe(word);
  });

  it('is given back by the shell as it was, and holds nothing that any shell obeys', () => {
    const character = fc.constantFrom(...' azAZ09_@%+=:,./-\'"$`!*?[]{}()<>|&;#~^\\\n\té'.split(''));
    const word = fc.string({ unit: character, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 200, maxLength: 200 }), (all) => {
        const pairs = all.map((text) => [text, shellWord(text)] as const).filter(([, made]) => made !== null);
        const line = pairs.map(([, made]) => made).join(' ');
        expect(line).toMatch(/^[\w@+=:,./" -]*$/u);
        const given = execFileSync('bash', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' });
        expect(given.split('\0').slice(0, pairs.length)).toEqual(pairs.map(([text]) => text));
      }),
      { numRuns: 30 },
    );
  });
});
