import { execFile, execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBundle, pathsInModel, readTrust } from '../../cli/inputs.js';
import { temporaryFolder } from './temporary.js';

describe('paths in the model', () => {
  it.each([
    ['m/x', 'm', 'x'],
    ['./m/a/../b', 'm', 'b'],
    ['/w/m/x/y/', 'm', 'x/y'],
    ['x', '.', 'x'],
    ['m/..x', 'm', '..x'],
  ])('%s in %s is %s', (path, model, expected) => {
    expect(pathsInModel([path], 'ignored path', model, '/w')).toEqual([expected]);
    expect(pathsInModel([path], 'path to check', model, '/w')).toEqual([expected]);
  });

  it.each(['x', '/etc', 'm', 'm/..', 'm/../m2/x', 'mx', ''])('%j is not inside m', (path) => {
    expect(() => pathsInModel([path], 'ignored path', 'm', '/w')).toThrow(/ignored path/);
    expect(() => pathsInModel([path], 'path to check', 'm', '/w')).toThrow(/path to check/);
  });

  it('are not the model itself, which is its own sentence', () => {
    for (const path of ['m', './m/', '/w/m', 'm/x/..'])
      expect(() => pathsInModel([path], 'path to check', 'm', '/w')).toThrow(/is the model itself/);
  });

  it('are found in a model that was named by a link, and the reverse', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'real/sub'), { recursive: true });
    await symlink('real', join(root, 'link'));
    expect(pathsInModel([join(root, 'real/sub/new')], 'path to check', join(root, 'link'), root)).toEqual([
      'sub/new',
    ]);
    expect(pathsInModel(['link/sub'], 'ignored path', 'real', root)).toEqual(['sub']);
  });
});

describe('trust files', () => {
  it('are read whole', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'a'), 'A');
    await writeFile(join(root, 'b'), 'B');
    const pins = { subject: 'CN=x', leafFingerprint: 'AB:CD' };
    expect(
      await readTrust({ method: 'certificate', roots: [join(root, 'a'), join(root, 'b')], pins }),
    ).toEqual({ method: 'certificate', roots: ['A', 'B'], subject: 'CN=x', leafFingerprint: 'AB:CD' });
    const trustedRoot = join(root, 'b');
    expect(await readTrust({ method: 'sigstore', who: { identity: 'i' }, issuer: 'p', trustedRoot })).toEqual(
      { method: 'sigstore', identity: 'i', issuer: 'p', trustedRoot: 'B' },
    );
  });

  it('are left out of the question where none is named', async () => {
    const pins = { intermediateFingerprint: 'ab' };
    expect(await readTrust({ method: 'certificate', roots: [], pins })).toEqual({
      method: 'certificate',
      intermediateFingerprint: 'ab',
    });
    const who = { identityPattern: 'a*' };
    expect(await readTrust({ method: 'sigstore', who, issuer: 'p', trustedRoot: null })).toEqual({
      method: 'sigstore',
      identityPattern: 'a*',
      issuer: 'p',
    });
  });

  it('may be pipes', { timeout: 5000 }, async () => {
    const pipe = join(await temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    execFile('sh', ['-c', 'printf KEY > "$1"', 'sh', pipe]);
    expect(await readTrust({ method: 'key', publicKey: pipe, trustedRoot: null })).toEqual({
      method: 'key',
      publicKey: 'KEY',
    });
  });

  it('that are missing, folders or huge are refused in one sentence', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'huge'), '');
    await truncate(join(root, 'huge'), 1024 * 1024 + 1);
    await writeFile(join(root, 'limit'), '');
    await truncate(join(root, 'limit'), 1024 * 1024);
    const key = (name: string): Promise<unknown> =>
      readTrust({ method: 'key', publicKey: join(root, name), trustedRoot: null });
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
