import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { text } from '../forge/index.js';
import { reported, touchstone } from './command.js';
import { place } from './signed.js';

const INDEX = 'model/touchstone-index.json';

describe('the index of a folder', () => {
  it('lists all files but itself and git’s, and is made anew', async () => {
    const folder = await place({ 'a.bin': text('aaa'), 'sub/b.bin': text('b'.repeat(2000)) });
    await mkdir(join(folder, 'model/.git'));
    await writeFile(join(folder, 'model/.git/HEAD'), '');
    const { code, stdout, stderr } = await touchstone(['index', 'model'], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^model\/touchstone-index\.json: 3 files, \d+\.\d KiB\n$/u);
    const first = await readFile(join(folder, INDEX), 'utf8');
    expect(JSON.parse(first)).toMatchObject({
      format: 'touchstone-index',
      version: 1,
      files: [
        {
          path: 'a.bin',
          size: 3,
          sha256: '9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0',
        },
        { path: 'model.sig' },
        { path: 'sub/b.bin', size: 2000 },
      ],
    });
    expect((await touchstone(['index', 'model'], folder)).code).toBe(0);
    expect(await readFile(join(folder, INDEX), 'utf8')).toBe(first);
    expect((await touchstone(['index', 'model', '--no-digests'], folder)).code).toBe(0);
    expect(await readFile(join(folder, INDEX), 'utf8')).not.toContain('sha256');
    // It is no part of the signed model, and is left out where somebody says so.
    const args = ['verify', 'model', '--public-key', 'key.pem', '--ignore-paths', INDEX];
    expect((await reported(args, folder)).code).toBe(0);
  });

  it('is not written where it would not be of all that is there', async () => {
    const folder = await place({ 'a.bin': text('aaa') });
    await symlink('/etc/hostname', join(folder, 'model/out'));
    const out = await touchstone(['index', 'model'], folder);
    expect(out).toMatchObject({ code: 2, stdout: '' });
    expect(out.stderr).toMatch(/^touchstone: out cannot be served: it leads out of the model/u);
    const odd = await place({ 'a\\b': text('aaa') });
    expect((await touchstone(['index', 'model'], odd)).stderr).toMatch(/^touchstone: .*a\\b/u);
    expect((await touchstone(['index', 'key.pem'], odd)).stderr).toMatch(
      /is a file; an index is of a folder/u,
    );
    await expect(readFile(join(odd, INDEX))).rejects.toThrow();
  });
});
