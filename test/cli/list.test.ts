import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InputError } from '../../cli/error.js';
import { openModel } from '../../cli/list.js';
import type { ModelEntry } from '../../src/request.js';
import { clockHasTicked, temporaryFolder } from './temporary.js';

async function collect(entries: AsyncIterable<ModelEntry>): Promise<ModelEntry[]> {
  const found: ModelEntry[] = [];
  for await (const entry of entries) found.push(entry);
  return found;
}

async function open(entry: ModelEntry | undefined): Promise<Blob> {
  if (entry === undefined || !('open' in entry)) throw new Error('nothing to open');
  return entry.open();
}

async function entriesOf(path: string): Promise<ReadonlyMap<string, ModelEntry>> {
  const found = await collect((await openModel(path)).entries);
  const byPath = new Map(found.map((entry) => [entry.path, entry]));
  expect(byPath.size).toBe(found.length);
  return byPath;
}

/** Plain path, `path kind`, or `path kind (why it does not open)`; sorted. */
async function summary(path: string): Promise<string[]> {
  const lines = (await collect((await openModel(path)).entries)).map(async (entry) => {
    const kind = entry.kind === 'file' ? '' : ` ${String(entry.kind)}`;
    const why = await open(entry).then(
      () => '',
      (error: unknown) => ` (${error instanceof Error ? error.message : String(error)})`,
    );
    return `${entry.path}${kind}${why}`;
  });
  return (await Promise.all(lines)).sort();
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
      'CON',
    ];
    for (const name of names) await writeFile(join(root, name), name);
    expect(await summary(root)).toEqual([...names].sort());
    const blob = await open((await entriesOf(root)).get('a/b/deep'));
    expect(await blob.text()).toBe('a/b/deep');
  });

  it('says how it was listed', async () => {
    const root = await temporaryFolder();
    const { listing } = await openModel(root);
    expect(listing).toMatchObject({
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

  it('is not listed anew by a link that leads elsewhere by now', async () => {
    const root = await temporaryFolder();
    for (const name of ['v1', 'v2']) await mkdir(join(root, name));
    await symlink('v1', join(root, 'current'));
    const { listing } = await openModel(join(root, 'current'));
    await rm(join(root, 'current'));
    await symlink('v2', join(root, 'current'));
    if (listing.again === undefined) throw new Error('it cannot be listed anew');
    const again = listing.again();
    await expect(collect(again)).rejects.toThrow('leads elsewhere by now');
  });

  it('is not walked deeper than names are looked up', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'd/'.repeat(300)), { recursive: true });
    const [only, ...others] = await summary(root);
    expect(others).toEqual([]);
    expect(only).toMatch(/^(?:d\/){256}d folder \(it is nested too deeply\)$/);
  });

  it('is not listed once its names alone fill the memory', { timeout: 60_000 }, async () => {
    const root = await temporaryFolder();
    const deep = join(root, ...Array.from({ length: 15 }, () => 'n'.repeat(200)));
    await mkdir(join(deep, 'd'), { recursive: true });
    for (let i = 0; i < 200; i += 1) await writeFile(join(deep, 'd', String(i)), '');
    for (let i = 0; i < 300; i += 1) await symlink('d', join(deep, `l${String(i)}`));
    await expect(entriesOf(root)).rejects.toThrow('the names in it alone fill 128 MiB');
  });

  it('is listed anew as often as asked, and then shows what came and went', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'a'), 'x');
    const { entries, listing } = await openModel(root);
    const paths = async (found: AsyncIterable<ModelEntry>) =>
      (await collect(found)).map(({ path }) => path).sort();
    expect(await paths(entries)).toEqual(['a']);
    await writeFile(join(root, 'b'), 'x');
    await rm(join(root, 'a'));
    for (let i = 0; i < 2; i++) expect(await paths(listing.again?.() ?? entries)).toEqual(['b']);
  });

  it('shows what is not a file without opening it', { timeout: 5000 }, async () => {
    const root = await temporaryFolder();
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(root, 'socket'), resolve));
    onTestFinished(() => void server.close());
    await symlink('pipe', join(root, 'link'));
    expect(await summary(root)).toEqual([
      'link other (it is a pipe)',
      'pipe other (it is a pipe)',
      'socket other (it is a socket)',
    ]);
  });

  it('never lets a name that is not UTF-8 stand in for another', async () => {
    const root = await temporaryFolder();
    const folder = Buffer.from(`${root}/`);
    for (const name of [
      [0x61, 0xff],
      [0x61, 0xfe],
    ])
      await writeFile(Buffer.concat([folder, Buffer.from(name)]), 'x');
    const odd = Buffer.concat([folder, Buffer.from([0xfe])]);
    await mkdir(odd);
    await writeFile(Buffer.concat([odd, Buffer.from('/inner')]), 'y');
    expect(await summary(root)).toEqual([
      'a\ufffd (its name is not UTF-8)',
      'a\ufffd (its name is not UTF-8)',
      '\ufffd/inner (its name is not UTF-8)',
    ]);
  });
});

describe('a file', () => {
  it('is opened as it was listed, and again only while it is the same', async () => {
    const root = await temporaryFolder();
    const path = join(root, 'f');
    await writeFile(path, 'abc');
    await utimes(path, 1, 1);
    const entry = (await entriesOf(root)).get('f');
    const blob = await open(entry);
    expect(await open(entry)).toBe(blob);
    await clockHasTicked(path);
    await writeFile(path, 'xyz');
    await utimes(path, 1, 1);
    await expect(open(entry)).rejects.toThrow('changed after it was listed');
    await rm(path);
    await expect(open(entry)).rejects.toThrow('no such file');
  });

  it('that is found by a link is no longer the same when the link leads elsewhere', async () => {
    const root = await temporaryFolder();
    for (const name of ['a', 'b']) {
      await mkdir(join(root, name));
      await writeFile(join(root, name, 'f'), 'same');
    }
    await symlink('a', join(root, 'folder'));
    await symlink('a/f', join(root, 'file'));
    const entries = await entriesOf(root);
    const [file, inFolder] = [entries.get('file'), entries.get('folder/f')];
    await open(file);
    await open(inFolder);
    for (const [name, target] of [
      ['folder', 'b'],
      ['file', 'b/f'],
    ] as const) {
      await rm(join(root, name));
      await symlink(target, join(root, name));
    }
    await expect(open(file)).rejects.toThrow('changed');
    await expect(open(inFolder)).rejects.toThrow('changed');
  });

  it('alone is one entry under its own name', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'weights'), 'abc');
    await symlink('weights', join(root, 'named'));
    expect(await summary(join(root, 'weights'))).toEqual(['weights']);
    expect(await summary(join(root, 'named'))).toEqual(['named']);
    const { listing } = await openModel(join(root, 'named'));
    expect(listing).toMatchObject({ kind: 'file', name: 'named' });
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
      'file link-inside',
      'folder/f link-inside',
      'gone link-broken (it leads nowhere: no such file or directory)',
      'out link-outside (it leads out of the model)',
      'prefix link-outside (it leads out of the model)',
      'sub/f',
      'up link-outside (it leads out of the model)',
    ]);
    expect(await (await open((await entriesOf(model)).get('file'))).text()).toBe('inside');
  });

  it('that lead out by way of another link do not count as inside', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'model'));
    await mkdir(join(root, 'other'));
    await writeFile(join(root, 'other/f'), 'x');
    await symlink('../other', join(root, 'model/a'));
    await symlink('a/f', join(root, 'model/b'));
    expect(await summary(join(root, 'model'))).toEqual([
      'a link-outside (it leads out of the model)',
      'b link-outside (it leads out of the model)',
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
    const circle = 'link-inside (it leads back to a folder that it lies in)';
    const broken = 'link-broken (it leads nowhere: too many symbolic links encountered)';
    expect(await summary(root)).toEqual([
      'a/b/f',
      `a/b/up ${circle}`,
      `a/self ${circle}`,
      `ping ${broken}`,
      `pong ${broken}`,
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
    expect(lines.some((line) => line.endsWith('link-inside (too many folders reached by links)'))).toBe(true);
  });
});

it('what links multiply is not listed past a hundred thousand entries', { timeout: 60_000 }, async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, 'd'));
  await Promise.all(Array.from({ length: 500 }, (_, i) => writeFile(join(root, 'd', String(i)), '')));
  await Promise.all(Array.from({ length: 400 }, (_, i) => symlink('d', join(root, `link-${String(i)}`))));
  const lines = await summary(root);
  expect(lines.length).toBeLessThan(102_000);
  const refused = lines.filter((line) => line.endsWith('link-inside (too many folders reached by links)'));
  expect(refused.length).toBeGreaterThan(150);
});

describe('what cannot be listed', () => {
  it('is an input error in one sentence', async () => {
    const root = await temporaryFolder();
    execFileSync('mkfifo', [join(root, 'pipe')]);
    await expect(openModel(join(root, 'none'))).rejects.toThrow(InputError);
    await expect(openModel(join(root, 'none'))).rejects.toThrow('no such file or directory');
    await expect(openModel(join(root, 'pipe'))).rejects.toThrow('is a pipe');
  });

  it('is told as well when the folder goes away before it is listed', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'model'));
    const { entries } = await openModel(join(root, 'model'));
    await rename(join(root, 'model'), join(root, 'moved'));
    await expect(collect(entries)).rejects.toThrow('cannot be listed: no such file');
  });
});
