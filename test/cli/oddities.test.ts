/** What real disks hold, given to the command as built. */
import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { text, type ForgedFiles } from '../forge/index.js';
import { reported, touchstone } from './command.js';
import { heedingPermissions } from './process.js';
import { CHECK, differences, place } from './signed.js';

const FILES = { 'a.bin': text('aaa'), 'sub/b.bin': text('bbb') };

describe('what is not a file', () => {
  it('a pipe is listed and never opened', async () => {
    const folder = await place(FILES);
    execFileSync('mkfifo', [join(folder, 'model/sub/pipe')]);
    const { code, report } = await reported(CHECK, folder);
    expect(code).toBe(1);
    expect(differences(report)).toEqual(['sub/pipe: unreadable (file-not-regular)']);
  });

  it('a pipe in the place of a signed file is not waited for', async () => {
    const folder = await place(FILES);
    await rm(join(folder, 'model/a.bin'));
    execFileSync('mkfifo', [join(folder, 'model/a.bin')]);
    const { code, report } = await reported(CHECK, folder);
    expect(code).toBe(1);
    expect(differences(report)).toEqual(['a.bin: unreadable (file-not-regular)']);
    const { stdout } = await touchstone(CHECK, folder);
    expect(stdout).toContain('unreadable  a.bin (“a.bin” is a pipe, a socket or a device, not a file.)');
  });

  it('a socket is listed, and passes only when it is left out', async () => {
    const folder = await place(FILES);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'model/socket'), resolve));
    onTestFinished(() => void server.close());
    const { code, report } = await reported(CHECK, folder);
    expect(code).toBe(1);
    expect(differences(report)).toEqual(['socket: unreadable (file-not-regular)']);
    expect((await touchstone([...CHECK, '--ignore-unsigned-files'], folder)).code).toBe(1);
    expect((await touchstone([...CHECK, '--ignore-paths', 'model/socket'], folder)).code).toBe(0);
  });
});

const before = heedingPermissions();

describe.skipIf(before === null)('what may not be read', () => {
  it.each([
    ['signed', 'a.bin'],
    ['unsigned', 'new.bin'],
  ])('a %s file is unreadable, not changed', async (_, name) => {
    const folder = await place(FILES);
    await appendFile(join(folder, 'model', name), '');
    await chmod(join(folder, 'model', name), 0);
    const { code, report, stderr } = await reported(CHECK, folder, before ?? []);
    expect(code).toBe(1);
    expect(differences(report)).toEqual([`${name}: unreadable (file-unreadable)`]);
    expect(report.files[0]?.reason).toMatchObject({ detail: 'permission denied' });
    expect(stderr).toContain('1 file differs');
  });

  it('a folder stands for what is in it', async () => {
    const folder = await place(FILES);
    const closed = join(folder, 'model/closed');
    await mkdir(closed);
    await chmod(closed, 0);
    const { code, report } = await reported(CHECK, folder, before ?? []);
    expect(code).toBe(1);
    expect(differences(report)).toEqual(['closed: unreadable (folder-unreadable)']);
    const { stdout } = await touchstone(CHECK, folder, before ?? []);
    await chmod(closed, 0o700);
    expect(stdout).toContain('nobody knows what is in it. (permission denied)');
  });

  it('a folder that may be read but not entered shows names only', async () => {
    const folder = await place(FILES);
    await chmod(join(folder, 'model/sub'), 0o400);
    const { code, report } = await reported(CHECK, folder, before ?? []);
    await chmod(join(folder, 'model/sub'), 0o700);
    expect(code).toBe(1);
    expect(differences(report)).toEqual(['sub/b.bin: unreadable (file-unreadable)']);
  });

  it('a model that may not be listed could not be checked', async () => {
    const folder = await place(FILES);
    await chmod(join(folder, 'model'), 0o100);
    const { code, report } = await reported(CHECK, folder, before ?? []);
    await chmod(join(folder, 'model'), 0o700);
    expect(code).toBe(2);
    expect(report.verdict.reasons).toMatchObject([
      { code: 'model-unreadable', detail: expect.stringContaining('permission denied') as string },
    ]);
  });
});

describe('names', () => {
  const bytes = (path: string, ...name: number[]) =>
    Buffer.concat([Buffer.from(`${path}/`), Buffer.from(name)]);

  it('that are not UTF-8 are findings about those files alone', async () => {
    const folder = await place(FILES);
    await writeFile(bytes(join(folder, 'model'), 0x78, 0xff), 'x');
    await writeFile(bytes(join(folder, 'model'), 0x78, 0xfe), 'x');
    await mkdir(bytes(join(folder, 'model'), 0xfe));
    await writeFile(bytes(join(folder, 'model'), 0xfe, 0x2f, 0x79), 'y');
    const { code, report } = await reported(CHECK, folder);
    expect(code).toBe(1);
    expect(differences(report)).toEqual([
      'x\ufffd: unreadable (model-path-unsafe)',
      'x\ufffd: unreadable (model-path-unsafe)',
      '\ufffd/y: unreadable (model-path-unsafe)',
    ]);
    expect((await touchstone([...CHECK, '--ignore-unsigned-files'], folder)).code).toBe(1);
  });

  /** Pairs of names that some systems hold to be one. */
  const TWINS = {
    'Model.bin': text('1'),
    'model.bin': text('2'),
    '\u00e9.bin': text('3'),
    'e\u0301.bin': text('4'),
    'dir/x': text('5'),
    'DIR/x': text('6'),
  };

  it('that differ by case or by composition are different files', async () => {
    const folder = await place(TWINS);
    expect((await reported(CHECK, folder)).report.verdict.code).toBe('verified');
    await rename(join(folder, 'model/\u00e9.bin'), join(folder, 'model/other'));
    await rename(join(folder, 'model/e\u0301.bin'), join(folder, 'model/\u00e9.bin'));
    await rename(join(folder, 'model/other'), join(folder, 'model/e\u0301.bin'));
    await rm(join(folder, 'model/Model.bin'));
    expect(differences((await reported(CHECK, folder)).report)).toEqual([
      'e\u0301.bin: changed',
      '\u00e9.bin: changed',
      'Model.bin: missing',
    ]);
  });

  it('of any other kind are told byte by byte, and shown harmless', async () => {
    const names = [
      'new\nline',
      'tab\there',
      '\u202etxt.exe',
      'zero\u200bwidth',
      '\u001b[31mred',
      ' leading',
      'trailing ',
      'dot.',
      'CON',
      'colon:1:2',
      '*?<>|"',
      "it's",
      '-rf',
      '😀',
    ];
    const files: ForgedFiles = Object.fromEntries(names.map((name) => [name, text(name)]));
    const folder = await place(files);
    expect((await reported(CHECK, folder)).report.verdict.code).toBe('verified');
    for (const name of names) await appendFile(join(folder, 'model', name), '!');
    const { code, stdout, stderr } = await touchstone(CHECK, folder);
    expect(code).toBe(1);
    const listed = stdout.split('\n').filter((line) => line.startsWith('changed '));
    expect(listed).toHaveLength(names.length);
    expect(stdout + stderr).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
    expect(stdout).toContain('new\\u{a}line');
  });
});

describe('shapes', () => {
  it('a depth of 200 and a path of 1,000 characters', async () => {
    const deep = `${'d/'.repeat(199)}f`;
    const long = `${'l'.repeat(249)}/${'m'.repeat(249)}/${'n'.repeat(249)}/${'o'.repeat(250)}`;
    expect(long).toHaveLength(1000);
    const folder = await place({ [deep]: text('deep'), [long]: text('long') });
    expect((await reported(CHECK, folder)).report.verdict.code).toBe('verified');
    await appendFile(join(folder, 'model', deep), '!');
    await rm(join(folder, 'model', dirname(long)), { recursive: true });
    const { report } = await reported(CHECK, folder);
    expect(differences(report)).toEqual([`${deep}: changed`, `${long}: missing`]);
  });

  it('folders nested deeper than a path may be are not passed over', async () => {
    const folder = await place(FILES);
    const name = 'p'.repeat(200);
    // One by one: a single path of that length does not exist for the system (PATH_MAX).
    execFileSync(
      'sh',
      ['-c', `for i in $(seq 25); do mkdir ${name} && cd -P ${name} || exit 1; done; echo x > hidden`],
      {
        cwd: join(folder, 'model'),
      },
    );
    const { code, report } = await reported(CHECK, folder);
    expect(code).toBe(1);
    expect(report.files[0]).toMatchObject({ state: 'unreadable' });
    execFileSync('rm', ['-rf', join(folder, 'model', name)]);
  });

  it('empty folders say nothing, empty files are files', async () => {
    const folder = await place({ ...FILES, empty: text('') });
    await mkdir(join(folder, 'model/hollow/inner'), { recursive: true });
    expect((await reported(CHECK, folder)).report.verdict.code).toBe('verified');
    await appendFile(join(folder, 'model/empty'), '!');
    await truncate(join(folder, 'model/a.bin'), 0);
    await writeFile(join(folder, 'model/hollow/new'), '');
    expect(differences((await reported(CHECK, folder)).report)).toEqual([
      'a.bin: changed',
      'empty: changed',
      'hollow/new: unsigned',
    ]);
  });

  it('an empty folder is no model', async () => {
    const folder = await place(FILES);
    await mkdir(join(folder, 'none'));
    const { code, stderr } = await touchstone(CHECK.with(2, 'none'), folder);
    expect(code).toBe(2);
    expect(stderr).toContain('There is no file here.');
  });
});

describe('links', () => {
  /** The same files, by links: to a file, to a folder. */
  async function linked(allowSymlinks: boolean): Promise<string> {
    const folder = await place(
      { ...FILES, link: text('aaa'), 'folder/b.bin': text('bbb') },
      { allowSymlinks },
    );
    for (const path of ['link', 'folder']) await rm(join(folder, 'model', path), { recursive: true });
    await symlink('a.bin', join(folder, 'model/link'));
    await symlink('sub', join(folder, 'model/folder'));
    return folder;
  }

  it('inside the model pass where the signer allowed links, and only there', async () => {
    expect((await reported(CHECK, await linked(true))).report.verdict.code).toBe('verified');
    const { code, report } = await reported(CHECK, await linked(false));
    expect(code).toBe(1);
    expect(differences(report)).toEqual([
      'folder/b.bin: unreadable (file-is-link)',
      'link: unreadable (file-is-link)',
    ]);
  });

  it('that lead out, nowhere or in a circle never pass', async () => {
    const folder = await place({ ...FILES, out: text('secret') }, { allowSymlinks: true });
    await writeFile(join(folder, 'outside'), 'secret');
    await rm(join(folder, 'model/out'));
    await symlink('../outside', join(folder, 'model/out'));
    await symlink('nowhere', join(folder, 'model/gone'));
    await symlink('..', join(folder, 'model/sub/up'));
    await symlink('loop', join(folder, 'model/loop'));
    const { code, report } = await reported(CHECK, folder);
    expect(code).toBe(1);
    expect(report.rows.files.matching).toBe(2);
    expect(differences(report)).toEqual([
      'gone: unreadable (file-is-link)',
      'loop: unreadable (file-is-link)',
      'out: unreadable (file-is-link)',
      'sub/up: unreadable (file-unreadable)',
    ]);
  });
});

describe('a file longer than 4 GiB', () => {
  // Node tells the size of such a file modulo 4 GiB.
  it('is not taken for what it begins with', async () => {
    const folder = await place(FILES, { method: 'shards', shardSize: 2 });
    expect((await touchstone(CHECK, folder)).code).toBe(0);
    await truncate(join(folder, 'model/a.bin'), 2 ** 32 + 3);
    const { code, report } = await reported(CHECK, folder);
    expect(code).toBe(1);
    expect(differences(report)).toEqual(['a.bin: changed']);
    expect(report.files[0]).toMatchObject({ path: 'a.bin', size: 2 ** 32 + 3 });
  });
});
