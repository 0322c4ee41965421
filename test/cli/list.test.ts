import { execFileSync } from 'node:child_process';
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InputError } from '../../cli/error.js';
import { openModel } from '../../cli/list.js';
import { originOf } from '../../cli/origin.js';
import type { ModelEntry } from '../../src/request.js';
import { temporaryFolder } from './temporary.js';

async function entriesOf(path: string): Promise<Map<string, ModelEntry>> {
  const { entries } = await openModel(path);
  const found = new Map<string, ModelEntry>();
  for await (const entry of entries) {
    if (found.has(entry.path)) throw new Error(`listed twice: ${entry.path}`);
    found.set(entry.path, entry);
  }
  return found;
}

/** `path link`, `path (detail)` or plain path, sorted. */
async function summary(path: string): Promise<string[]> {
  return [...(await entriesOf(path)).values()]
    .map(({ path: name, blob, link }) => {
      const origin = originOf(blob);
      const detail = origin?.readable === false ? ` (${origin.detail})` : '';
      return `${name}${link === undefined ? '' : ` ${link}`}${detail}`;
    })
    .sort();
}

describe('a folder', () => {
  it('is listed whole: dot files, nested folders, odd names', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'a/b'), { recursive: true });
    await mkdir(join(root, 'empty'));
    const names = [
      '.hidden',
      'a/b/deep',
      'a/x',
      'with space',
      'colon:1:2',
      'back\\slash',
      'new\nline',
      '\ufffd',
    ];
    for (const name of names) await writeFile(join(root, name), name);
    expect(await summary(root)).toEqual([...names].sort());
    const blob = (await entriesOf(root)).get('a/b/deep')?.blob;
    expect(await blob?.text()).toBe('a/b/deep');
  });

  it('says how it was listed', async () => {
    const root = await temporaryFolder();
    const { listing } = await openModel(root);
    expect(listing).toEqual({
      source: 'file-system',
      kind: 'directory',
      name: basename(root),
      cannotSee: [],
    });
  });

  it('may be named through a link', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'model'));
    await writeFile(join(root, 'model/f'), 'x');
    await symlink('model', join(root, 'link'));
    expect(await summary(join(root, 'link'))).toEqual(['f']);
  });

  it('shows what is not a file without opening it', { timeout: 5000 }, async () => {
    const root = await temporaryFolder();
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(root, 'socket'), resolve));
    onTestFinished(() => void server.close());
    await symlink('pipe', join(root, 'link'));
    expect(await summary(root)).toEqual([
      'link inside (this is a pipe, not a file)',
      'pipe (this is a pipe, not a file)',
      'socket (this is a socket, not a file)',
    ]);
    const blob = (await entriesOf(root)).get('pipe')?.blob;
    await expect(blob?.arrayBuffer()).rejects.toThrow('pipe');
    await expect(blob?.slice(0, 10).text()).rejects.toThrow('pipe');
    await expect(blob?.stream().getReader().read()).rejects.toThrow('pipe');
  });

  it('never lets a name that is not UTF-8 stand in for another', async () => {
    const root = await temporaryFolder();
    const folder = Buffer.from(`${root}/`);
    await writeFile(Buffer.concat([folder, Buffer.from([0x61, 0xff])]), 'x');
    const odd = Buffer.concat([folder, Buffer.from([0xfe])]);
    await mkdir(odd);
    await writeFile(Buffer.concat([odd, Buffer.from('/inner')]), 'y');
    expect(await summary(root)).toEqual([
      'a\ufffd (its name is not UTF-8)',
      '\ufffd/inner (its name is not UTF-8)',
    ]);
  });
});

describe('links', () => {
  it('are marked by where they lead, and followed only inside', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'model/sub'), { recursive: true });
    await writeFile(join(root, 'outside'), 'secret');
    await writeFile(join(root, 'model-2'), 'shares the prefix');
    await writeFile(join(root, 'model/sub/f'), 'inside');
    await symlink('sub/f', join(root, 'model/file'));
    await symlink('sub', join(root, 'model/folder'));
    await symlink('../outside', join(root, 'model/out'));
    await symlink('../model-2', join(root, 'model/prefix'));
    await symlink('..', join(root, 'model/up'));
    await symlink('nowhere', join(root, 'model/gone'));
    const model = join(root, 'model');
    expect(await summary(model)).toEqual([
      'file inside',
      'folder/f inside',
      'gone broken (this link leads nowhere: no such file or directory)',
      'out outside (this link leads out of the model)',
      'prefix outside (this link leads out of the model)',
      'sub/f',
      'up outside (this link leads out of the model)',
    ]);
    const entries = await entriesOf(model);
    expect(await entries.get('file')?.blob.text()).toBe('inside');
    await expect(entries.get('out')?.blob.text()).rejects.toThrow('out of the model');
  });

  it('that lead out by way of another link do not count as inside', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'model'));
    await mkdir(join(root, 'other'));
    await writeFile(join(root, 'other/f'), 'x');
    await symlink('../other', join(root, 'model/a'));
    await symlink('a/f', join(root, 'model/b'));
    expect(await summary(join(root, 'model'))).toEqual([
      'a outside (this link leads out of the model)',
      'b outside (this link leads out of the model)',
    ]);
  });

  it('in a circle end', { timeout: 5000 }, async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'a/b'), { recursive: true });
    await writeFile(join(root, 'a/b/f'), 'x');
    await symlink('..', join(root, 'a/self'));
    await symlink('ping', join(root, 'pong'));
    await symlink('pong', join(root, 'ping'));
    await symlink('../../a', join(root, 'a/b/up'));
    const circle = 'inside (this link leads back to a folder that it lies in)';
    expect(await summary(root)).toEqual([
      'a/b/f',
      `a/b/up ${circle}`,
      `a/self ${circle}`,
      'ping broken (this link leads nowhere: too many symbolic links encountered)',
      'pong broken (this link leads nowhere: too many symbolic links encountered)',
    ]);
  });

  it('that multiply end, and what was not walked is shown', { timeout: 60_000 }, async () => {
    const root = await temporaryFolder();
    const folders = Array.from({ length: 9 }, (_, index) => `d${String(index)}`);
    for (const from of folders) {
      await mkdir(join(root, from));
      for (const to of folders) if (to !== from) await symlink(`../${to}`, join(root, from, to));
    }
    const lines = await summary(root);
    expect(lines.some((line) => line.endsWith('(too many folders reached by links)'))).toBe(true);
  });
});

describe('a single file', () => {
  it('is one entry under its own name', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'weights'), 'abc');
    await symlink('weights', join(root, 'named'));
    expect(await summary(join(root, 'weights'))).toEqual(['weights']);
    expect(await summary(join(root, 'named'))).toEqual(['named']);
  });
});

describe('what cannot be listed', () => {
  it('is an input error in one sentence', async () => {
    const root = await temporaryFolder();
    execFileSync('mkfifo', [join(root, 'pipe')]);
    await expect(openModel(join(root, 'none'))).rejects.toThrow(InputError);
    await expect(openModel(join(root, 'none'))).rejects.toThrow('no such file or directory');
    await expect(openModel(join(root, 'pipe'))).rejects.toThrow('is a pipe');
  });

  it('is so as well when the folder goes away before it is listed', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'model'));
    const { entries } = await openModel(join(root, 'model'));
    await rename(join(root, 'model'), join(root, 'moved'));
    await expect(entries[Symbol.asyncIterator]().next()).rejects.toThrow('cannot be listed');
  });
});
