import { execFileSync, spawn } from 'node:child_process';
import { link, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MEANING } from '../../cli/print.js';
import { buildStatement, makeKey, pemOf, text, writeModel } from '../forge/index.js';
import { reported } from './command.js';
import { alone as touchstone, COMMAND, start } from './process.js';
import { CHECK, place } from './signed.js';
import { temporaryFolder } from './temporary.js';

const FILES = { 'a.bin': text('aaa'), 'sub/b.bin': text('bbb') };
const MIB = 1024 ** 2;
const ONE_LINE = /^touchstone: [^\n]+\n$/u;

describe('a model as signed', () => {
  it('is verified: 0, everything on standard output, nothing on standard error', async () => {
    const { code, stdout, stderr } = await touchstone(CHECK, await place(FILES));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^All 2 files match/u);
    expect(stdout.endsWith(`\n\n${MEANING}\n`)).toBe(true);
    for (const row of ['Files', 'Signature', 'Signer', 'Time'])
      expect(stdout).toMatch(new RegExp(`^${row} +\\w`, 'mu'));
    expect(stdout).not.toMatch(/\bsafe\b|\bvalid\b/iu);
  });

  it('gives the report as JSON, and nothing at all when asked to be quiet', async () => {
    const folder = await place(FILES);
    const { report } = await reported(CHECK, folder);
    expect(report.verdict.code).toBe('verified');
    expect(report.model).toMatchObject({
      name: 'model',
      kind: 'directory',
      source: 'file-system',
      cannotSee: [],
    });
    expect(await touchstone([...CHECK, '--quiet'], folder)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('is not verified when nobody is named', async () => {
    const { code, stderr } = await touchstone(['verify', 'model'], await place(FILES));
    expect(code).toBe(2);
    expect(stderr).toMatch(ONE_LINE);
  });

  it('has the root digest that was signed', async () => {
    const { code, stdout } = await touchstone(['digest', 'model'], await place(FILES));
    const rootDigest = (await buildStatement(FILES)).subject[0]?.digest['sha256'];
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${String(rootDigest)}\n` });
  });

  it('keeps its exit code when nobody reads what it says', async () => {
    const child = spawn(process.execPath, [COMMAND, ...CHECK, '--json'], {
      cwd: await place(FILES),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (line: string) => (stderr += line));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('a model that differs', () => {
  it('fails with one line, and lists what differs with its name made harmless', async () => {
    const folder = await place(FILES);
    await writeFile(join(folder, 'model/a.bin'), 'AAA');
    await writeFile(join(folder, 'model/ev\u001b[31mil\u202e.txt'), '');
    const { code, stdout, stderr } = await touchstone(CHECK, folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(ONE_LINE);
    expect(stderr).toContain('2 files differ from what was signed.');
    expect(stdout).toMatch(/^changed +a\.bin/mu);
    expect(stdout).toContain('ev\\u{1b}[31mil\\u{202e}.txt');
    for (const hidden of ['\u001b', '\u202e']) expect(stdout + stderr).not.toContain(hidden);
  });

  it('passes with unsigned files only when asked, and says so', async () => {
    const folder = await place(FILES);
    await writeFile(join(folder, 'model/new.txt'), 'x');
    expect((await touchstone(CHECK, folder)).code).toBe(1);
    const allowed = await touchstone([...CHECK, '--ignore_unsigned_files'], folder);
    expect(allowed.code).toBe(0);
    expect(allowed.stdout).toMatch(/^2 signed files match; 1 other was left out/u);
    const ignored = await touchstone([...CHECK, '--ignore-paths', 'model/new.txt'], folder);
    expect(ignored.code).toBe(0);
    expect(ignored.stdout).toMatch(/^left out +new\.txt/mu);
  });

  it('fails for a link, wherever it leads, since the signer met none', async () => {
    const folder = await place(FILES);
    await symlink('a.bin', join(folder, 'model/inside'));
    expect((await touchstone(CHECK, folder)).code).toBe(1);
    const other = await place(FILES);
    await symlink('/etc/hostname', join(other, 'model/outside'));
    const { code, stdout } = await touchstone(CHECK, other);
    expect(code).toBe(1);
    expect(stdout).toMatch(/outside .*leads out of the model/u);
  });

  it('does not pass by a link in place of a signed file', async () => {
    const folder = await place(FILES);
    await writeFile(join(folder, 'outside'), 'aaa');
    await writeFile(join(folder, 'model/a.bin'), '');
    await symlink('../outside', join(folder, 'model/a.link'));
    expect((await touchstone(CHECK, folder)).code).toBe(1);
  });
});

describe('what cannot be checked', () => {
  it.each<[string, string[], RegExp]>([
    ['no model', ['verify', 'key', 'none', '--public-key', 'key.pem'], /none cannot be opened: no such file/],
    ['no key file', ['verify', 'key', 'model', '--public-key', 'none'], /public key none cannot be read/],
    ['a missing flag', ['verify', 'key', 'model'], /needs --public-key/],
    ['an unknown flag', [...CHECK, '--nonsense'], /--nonsense/],
    [
      'an ignored path elsewhere',
      [...CHECK, '--ignore-paths', 'key.pem'],
      /key\.pem is not inside the model/,
    ],
    ['another method', ['verify', 'm\u001bodel'], /“m\\u\{1b\}odel” cannot be opened/],
    ['a huge bundle', [...CHECK, '--signature', 'huge'], /200 MiB/],
    ['a bundle that is not JSON', [...CHECK, '--signature', 'key.pem'], /not JSON/],
  ])('%s: 2 and one line', async (_, args, expected) => {
    const folder = await place(FILES);
    await writeFile(join(folder, 'huge'), '');
    await truncate(join(folder, 'huge'), 200 * 1024 * 1024);
    const { code, stderr } = await touchstone(args, folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(ONE_LINE);
    expect(stderr).toMatch(expected);
    expect(stderr).not.toMatch(/\n\s+at /u);
  });

  it('a model without a bundle: 1, for nothing is unsupported, it is unsigned', async () => {
    const folder = await temporaryFolder();
    await writeModel(join(folder, 'model'), FILES);
    await writeFile(join(folder, 'key.pem'), pemOf(makeKey('P-256')));
    const { code, stderr } = await touchstone(CHECK, folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^touchstone: No signature was found\./u);
  });
});

describe('the process', () => {
  it('ends in order on Ctrl-C', async () => {
    const folder = await place(FILES);
    await writeFile(join(folder, 'model/a.bin'), '');
    await truncate(join(folder, 'model/a.bin'), 64 * 1024 ** 3); // a sparse file: hashing it would take a minute
    const running = start(CHECK, folder);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    running.interrupt();
    const { code, stderr, stdout } = await running.finished;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toBe('touchstone: interrupted; nothing was decided.\n');
  });

  it('ends on Ctrl-C while it waits for a pipe, a second time at the latest', async () => {
    const folder = await place(FILES);
    execFileSync('mkfifo', [join(folder, 'pipe.sig')]);
    const running = start([...CHECK, '--signature', 'pipe.sig'], folder);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    running.interrupt();
    const again = setInterval(running.interrupt, 500);
    const { stderr, stdout } = await running.finished;
    clearInterval(again);
    expect({ stderr, stdout }).toEqual({
      stderr: 'touchstone: interrupted; nothing was decided.\n',
      stdout: '',
    });
  });

  it(
    'ends on Ctrl-C while it looks for the signature among files of its size',
    { timeout: 30_000 },
    async () => {
      const folder = await place(FILES);
      const copy = join(folder, 'model/0');
      const padded = Buffer.concat([
        await readFile(join(folder, 'model/model.sig')),
        Buffer.alloc(48 * MIB, ' '),
      ]);
      await writeFile(join(folder, 'model.sig'), padded);
      padded[padded.length - 1] = 0;
      await writeFile(copy, padded);
      for (let i = 1; i <= 400; i += 1) await link(copy, join(folder, 'model', String(i)));
      const running = start([...CHECK, '--signature', 'model.sig'], folder);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      running.interrupt();
      const at = performance.now();
      const { code } = await running.finished;
      expect(code).toBe(130);
      expect(performance.now() - at).toBeLessThan(5000);
    },
  );

  it('tells its version, the one in package.json, and its help', async () => {
    const folder = await temporaryFolder();
    const { version } = JSON.parse(
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as { version: string };
    expect(await touchstone(['--version'], folder)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    const topics = [['verify'], ['verify', '--jsonl', 'x'], ['digest'], ['trust'], ['index'], ['badge']];
    for (const args of [[], ['--help'], ['digest', '-h'], ...topics.map((topic) => [...topic, '--help'])]) {
      const { code, stdout } = await touchstone(args, folder);
      expect({ code, first: stdout.slice(0, 10) }).toEqual({ code: 0, first: 'touchstone' });
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    }
  });
});
