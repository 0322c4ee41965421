import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { chown, link, mkdir, open, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Engine } from './engine.js';
import type { Way } from './ways.js';
import { noise, text, type ForgedFiles } from '../forge/index.js';

/** Something that real disks hold and that a browser may show wrongly, or not at all. */
export interface Oddity {
  /** As it stands in docs/browsers.md. */
  readonly what: string;
  /** The signed files, by their paths in the model; none where the format, or its nature, lets it not be signed. */
  readonly signed?: ForgedFiles;
  /** Paths that are there but not signed. */
  readonly unsigned?: readonly string[];
  /** Puts it there, where writing the signed files is not all. */
  readonly make?: (root: string, files: ForgedFiles) => Promise<unknown>;
  /** Where it hides everything else too. */
  readonly blinds?: { readonly engine: Engine['name']; readonly way: Way };
  /** Only with `root`'s rights can it be made. */
  readonly needsRoot?: boolean;
}

const content = noise(700, 7);
const one = (path: string): ForgedFiles => ({ [path]: content });

const DEEP = Array.from({ length: 200 }, (_, i) => `d${String(i)}`).join('/');
/** Six names of 180 bytes: over 1,000 characters. */
const LONG = Array.from({ length: 6 }, (_, i) => String(i).repeat(180)).join('/');

/** A name that is no UTF-8: `invalid-` and the byte FF. */
const INVALID = Buffer.from('invalid-\xff.bin', 'latin1');

export const ODDITIES: readonly Oddity[] = [
  { what: 'file in a folder', signed: one('weights/part.bin') },
  { what: 'empty file', signed: { 'empty.bin': text('') } },
  { what: 'empty folder', unsigned: ['empty-folder'], make: (root) => mkdir(join(root, 'empty-folder')) },
  { what: 'name with a leading dot', signed: one('.hidden') },
  { what: 'name with a colon', signed: one('part:1.bin') },
  { what: 'name with a star and a question mark', signed: one('what*now?.bin') },
  { what: 'name with angle brackets, a bar, a quote', signed: one('a<b>|"c.bin') },
  {
    what: 'name with a back-slash (cannot be signed)',
    // As Chromium's folder input spells it, too.
    unsigned: ['back\\slash.bin', 'back/slash.bin'],
    make: place('back\\slash.bin'),
  },
  {
    what: 'folder `sub\\deep`, where `sub/deep` was signed',
    signed: one('sub/deep/b.bin'),
    unsigned: ['sub\\deep/b.bin'],
    make: async (root) => {
      await mkdir(join(root, 'sub\\deep'));
      await writeFile(join(root, 'sub\\deep', 'b.bin'), content);
    },
  },
  { what: 'name with a control character', signed: one('bell\u0007.bin') },
  { what: 'name with a line break', signed: one('line\nbreak.bin') },
  { what: 'name with a trailing dot', signed: one('trailing.') },
  { what: 'name with a trailing space', signed: one('trailing ') },
  { what: 'name reserved on Windows (`CON`)', signed: one('CON') },
  { what: 'name with `.lnk`, `.url`, `.scf`', signed: { ...one('a.lnk'), ...one('a.url'), ...one('a.scf') } },
  { what: 'name with a bidi override', signed: one('safe\u202enib.exe') },
  { what: 'name `__proto__`', signed: Object.fromEntries([['__proto__', content]]) },
  { what: 'name of 255 bytes', signed: one('n'.repeat(255)) },
  { what: 'NFC and NFD twins', signed: { 'caf\u00e9.bin': noise(70, 1), 'cafe\u0301.bin': noise(70, 2) } },
  { what: 'twins that differ by case', signed: { 'Twin.bin': noise(70, 3), 'twin.bin': noise(70, 4) } },
  {
    what: 'name that is not UTF-8 (cannot be signed)',
    unsigned: ['invalid-\ufffd.bin', ''],
    make: (root) => writeFile(Buffer.concat([Buffer.from(`${root}/`), INVALID]), content),
  },
  { what: '200 folders deep', signed: one(`${DEEP}/end.bin`) },
  { what: 'path of 1,000 characters', signed: one(`${LONG}/end.bin`) },
  {
    what: 'hard link',
    signed: one('hard-link.bin'),
    make: async (root, files) => {
      await writeFile(join(root, '..', 'elsewhere-hard.bin'), files['hard-link.bin'] ?? content);
      await link(join(root, '..', 'elsewhere-hard.bin'), join(root, 'hard-link.bin'));
    },
  },
  {
    what: 'link to a file of the model',
    signed: one('link-inside.bin'),
    make: linkTo('link-inside.bin', 'weights/part.bin'),
  },
  {
    what: 'link to a file elsewhere',
    signed: one('link-outside.bin'),
    make: async (root) => {
      await writeFile(join(root, '..', 'elsewhere.bin'), content);
      await symlink('../elsewhere.bin', join(root, 'link-outside.bin'));
    },
  },
  { what: 'link to a folder', signed: one('link-folder/part.bin'), make: linkTo('link-folder', 'weights') },
  { what: 'link to nothing', unsigned: ['link-broken'], make: linkTo('link-broken', 'nowhere') },
  { what: 'link to the model itself', unsigned: ['link-loop'], make: linkTo('link-loop', '.') },
  {
    what: 'pipe (signed as an empty file)',
    signed: { 'pipe.bin': text('') },
    make: (root) => promisify(execFile)('mkfifo', [join(root, 'pipe.bin')]),
  },
  {
    what: 'socket',
    unsigned: ['socket.bin'],
    make: (root) => listen(join(root, 'socket.bin')),
  },
  {
    what: 'file that may not be read',
    signed: one('forbidden.bin'),
    needsRoot: true,
    make: async (root) => {
      await writeFile(join(root, 'forbidden.bin'), content, { mode: 0o600 });
      await chown(join(root, 'forbidden.bin'), NOBODY, NOBODY);
    },
  },
  {
    what: 'folder that may not be listed',
    signed: one('forbidden/part.bin'),
    unsigned: ['forbidden'],
    blinds: { engine: 'Firefox', way: 'folder' },
    needsRoot: true,
    make: async (root) => {
      await mkdir(join(root, 'forbidden'), { mode: 0o700 });
      await writeFile(join(root, 'forbidden/part.bin'), content);
      await chown(join(root, 'forbidden'), NOBODY, NOBODY);
    },
  },
  {
    what: 'sparse file',
    signed: { 'sparse.bin': new Uint8Array(5_000_000) },
    make: async (root) => {
      await (await open(join(root, 'sparse.bin'), 'w')).close();
      await truncate(join(root, 'sparse.bin'), 5_000_000);
    },
  },
];

/** Another user than the one who runs the tests. */
const NOBODY = 65_534;

/** A model with these oddities in it, on disk. Returns the files as they were signed. */
export async function plant(root: string, oddities: readonly Oddity[]): Promise<ForgedFiles> {
  await mkdir(root, { recursive: true });
  for (const { signed = {}, make = writeFiles } of oddities) await make(root, signed);
  return Object.fromEntries(oddities.flatMap(({ signed = {} }) => Object.entries(signed)));
}

export async function writeFiles(root: string, files: ForgedFiles): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), bytes);
  }
}

function place(name: string): NonNullable<Oddity['make']> {
  return (root) => writeFile(join(root, name), content);
}

function linkTo(name: string, target: string): NonNullable<Oddity['make']> {
  return (root) => symlink(target, join(root, name));
}

/** The socket stays in the folder for as long as the process lives; it need not be answered. */
function listen(path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const server = createServer().unref();
    server.once('error', reject);
    server.listen(path, () => {
      resolve(null);
    });
  });
}
