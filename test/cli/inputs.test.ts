import { execFile, execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ignorePathsInModel, openBundle, readTrust } from '../../cli/inputs.js';
import { temporaryFolder } from './temporary.js';

describe('ignored paths', () => {
  it.each([
    ['m/x', 'm', 'x'],
    ['./m/a/../b', 'm', 'b'],
    ['/w/m/x/y/', 'm', 'x/y'],
    ['x', '.', 'x'],
    ['m/..x', 'm', '..x'],
  ])('%s in %s is %s', (path, model, expected) => {
    expect(ignorePathsInModel([path], model, '/w')).toEqual([expected]);
  });

  it.each(['x', '/etc', 'm', 'm/..', 'm/../m2/x', 'mx', ''])('%j is not inside m', (path) => {
    expect(() => ignorePathsInModel([path], 'm', '/w')).toThrow(/ignored path/);
  });

  it('are found in a model that was named by a link, and the reverse', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'real/sub'), { recursive: true });
    await symlink('real', join(root, 'link'));
    expect(ignorePathsInModel([join(root, 'real/sub/new')], join(root, 'link'), root)).toEqual(['sub/new']);
    expect(ignorePathsInModel(['link/sub'], 'real', root)).toEqual(['sub']);
  });
});

describe('trust files', () => {
  it('are read whole', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'a'), 'A');
    await writeFile(join(root, 'b'), 'B');
    expect(
      await readTrust({ method: 'certificate', roots: [join(root, 'a'), join(root, 'b')], subject: null }),
    ).toEqual({ method: 'certificate', roots: ['A', 'B'] });
    expect(
      await readTrust({ method: 'sigstore', identity: 'i', issuer: 'p', trustedRoot: join(root, 'b') }),
    ).toEqual({ method: 'sigstore', identity: 'i', issuer: 'p', trustedRoot: 'B' });
  });

  it('may be pipes', { timeout: 5000 }, async () => {
    const pipe = join(await temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    execFile('sh', ['-c', 'printf KEY > "$1"', 'sh', pipe]);
    expect(await readTrust({ method: 'key', publicKey: pipe })).toEqual({ method: 'key', publicKey: 'KEY' });
  });

  it('that are missing, folders or huge are refused in one sentence', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'huge'), '');
    await truncate(join(root, 'huge'), 1024 * 1024 + 1);
    await writeFile(join(root, 'limit'), '');
    await truncate(join(root, 'limit'), 1024 * 1024);
    const key = (name: string): Promise<unknown> => readTrust({ method: 'key', publicKey: join(root, name) });
    await expect(key('none')).rejects.toThrow('no such file');
    await expect(key('.')).rejects.toThrow('illegal operation on a directory');
    await expect(key('huge')).rejects.toThrow('larger than');
    await expect(key('limit')).resolves.toMatchObject({ method: 'key' });
  });
});

describe('the bundle', () => {
  it('is handed on unread, however large', async () => {
    const path = join(await temporaryFolder(), 'big');
    await writeFile(path, '');
    await truncate(path, 200 * 1024 * 1024);
    expect((await openBundle(path)).size).toBe(200 * 1024 * 1024);
  });

  it('may be a pipe', { timeout: 5000 }, async () => {
    const pipe = join(await temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    execFile('sh', ['-c', 'printf {} > "$1"', 'sh', pipe]);
    expect(await (await openBundle(pipe)).text()).toBe('{}');
  });

  it('that is missing or a folder is refused', async () => {
    const root = await temporaryFolder();
    await expect(openBundle(join(root, 'none'))).rejects.toThrow('no such file');
    await expect(openBundle(root)).rejects.toThrow('is a folder');
  });
});
