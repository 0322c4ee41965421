import { realpathSync } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { message, parseExpectations, quote, type VerifyRequest } from '../src/index.js';
import { InputError, systemError } from './error.js';
import type { Expectation } from './expectation.js';
import { opener } from './listed-blob.js';
import { stampOf } from './origin.js';

/** A key or certificate file is a few kB, a trusted root some dozens: these bounds only stop accidents. */
const PEM_LIMIT = 1024 * 1024;
export const JSON_LIMIT = 20 * 1024 * 1024;
/** More than the core takes, which then says so. */
const EXPECTATIONS_LIMIT = 5 * 1024 * 1024;

/** As it was given, where that is what the system goes by: messages then quote it so. */
export function under(base: string, path: string): string {
  return base === process.cwd() ? path : resolve(base, path);
}

/** Reads the files that the person named, relative to `base`, and nothing else. Rejects with {@link InputError}. */
export async function readTrust(expect: Expectation, base = process.cwd()): Promise<VerifyRequest['trust']> {
  switch (expect.method) {
    case 'sigstore': {
      const { method, who, issuer } = expect;
      return { method, ...who, issuer, ...(await readTrustedRoot(expect.trustedRoot, base)) };
    }
    case 'key':
      return {
        method: 'key',
        publicKey: await readText(under(base, expect.publicKey), 'public key', PEM_LIMIT),
        ...(await readTrustedRoot(expect.trustedRoot, base)),
      };
    case 'certificate': {
      const roots = await Promise.all(
        expect.roots.map((path) => readText(under(base, path), 'certificate file', PEM_LIMIT)),
      );
      return { method: 'certificate', ...(roots.length === 0 ? {} : { roots }), ...expect.pins };
    }
    case 'inspect':
      return { method: 'inspect', ...(await readTrustedRoot(expect.trustedRoot, base)) };
    case 'expectations':
      return readExpectations(under(base, expect.file));
  }
}

async function readExpectations(path: string): Promise<VerifyRequest['trust']> {
  // As bytes: what is no text is for the core to refuse, and its digest is that of the file.
  const bytes = await readBytes(path, 'expectations file', EXPECTATIONS_LIMIT);
  const read = await parseExpectations(new Blob([bytes]));
  if (read.ok) return { method: 'expectations', expectations: read.value };
  const { text, wayOut } = message(read.reasons[0]);
  throw new InputError(`${quote(path)}: ${text} ${wayOut}`);
}

async function readTrustedRoot(path: string | null, base: string): Promise<{ trustedRoot?: string }> {
  return path === null ? {} : { trustedRoot: await readText(under(base, path), 'trusted root', JSON_LIMIT) };
}

/** The bundle as a blob, not read: however large it is, the core decides what to read of it. */
export async function openBundle(path: string): Promise<Blob> {
  try {
    const stats = await stat(path, { bigint: true });
    if (stats.isFile()) {
      const real = await realpath(path, { encoding: 'buffer' });
      return await opener({ path: real, byLink: null, stamp: stampOf(stats) })();
    }
    if (stats.isDirectory()) throw new InputError(`The signature ${quote(path)} is a folder, not a file.`);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`The signature ${quote(path)} cannot be read: ${systemError(error)}.`);
  }
  return new Blob([await readText(path, 'signature', JSON_LIMIT)]);
}

export async function readText(path: string, what: string, limit: number): Promise<string> {
  return (await readBytes(path, what, limit)).toString('utf8');
}

/** Reads a file or a pipe whole, up to `limit` bytes. */
async function readBytes(path: string, what: string, limit: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    const file = await open(path);
    for await (const chunk of file.createReadStream({ end: limit })) {
      if (!(chunk instanceof Uint8Array)) continue;
      chunks.push(chunk);
      total += chunk.length;
    }
  } catch (error) {
    throw new InputError(`The ${what} ${quote(path)} cannot be read: ${systemError(error)}.`);
  }
  if (total > limit)
    throw new InputError(`The ${what} ${quote(path)} is larger than ${limit} bytes; is it the right file?`);
  return Buffer.concat(chunks);
}

/** What the person named a path for, as it is called where it cannot be used. */
export type PathUse = 'ignored path' | 'path to check';

/**
 * Turns paths as the person typed them (absolute or relative to `cwd`) into paths relative to the model.
 * Throws {@link InputError} for one that is not inside the model.
 */
export function pathsInModel(paths: readonly string[], use: PathUse, model: string, cwd: string): string[] {
  return paths.map((path) => {
    if (path === '') throw new InputError(`An empty ${use} was given; name a file or folder in the model.`);
    const root = resolve(cwd, model);
    const target = resolve(cwd, path);
    const inside = within(root, target) ?? within(realRoot(root), realPrefix(target));
    if (inside === null) {
      throw new InputError(
        target === root
          ? `The ${use} ${quote(path)} is the model itself; name a file or folder in it.`
          : `The ${use} ${quote(path)} is not inside the model; give it as an absolute path or relative to the current folder.`,
      );
    }
    return inside.split(sep).join('/');
  });
}

/** The same for paths that begin at the model, as in a list of many. Throws {@link InputError}. */
export function pathsOfModel(paths: readonly string[], use: PathUse): string[] {
  return paths.map((path) => {
    const parts = path.split('/').filter((part) => part !== '.' && part !== '');
    if (path.startsWith('/') || parts.includes('..') || parts.length === 0)
      throw new InputError(
        `The ${use} ${quote(path)} is not inside the model; give it relative to the model.`,
      );
    return parts.join('/');
  });
}

function within(root: string, target: string): string | null {
  const path = relative(root, target);
  const out = path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
  return out ? null : path;
}

/** A model that is named by a link is followed. */
function realRoot(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return realPrefix(path);
  }
}

/** The real path of the folder that holds the last part. The last part itself may be a link, or not exist. */
function realPrefix(path: string): string {
  const parent = dirname(path);
  if (parent === path) return path;
  const name = relative(parent, path);
  try {
    return join(realpathSync(parent), name);
  } catch {
    return join(realPrefix(parent), name);
  }
}
