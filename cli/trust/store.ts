import { createHash } from 'node:crypto';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { quote } from '../../src/index.js';
import { InputError, systemError } from '../error.js';
import { replaceFile } from '../replace-file.js';
import { isNumber, isText, member, parsedJson } from './json-member.js';

/** A Sigstore whose trust is kept. */
export interface Kept {
  /** Null: the public one. */
  readonly own: OwnSigstore | null;
  /** What the last update left ({@link TrustQuestion.stored}); null before any. */
  readonly trust: string | null;
}

/** A private instance, as the person got it. */
export interface OwnSigstore {
  /** The text of its root.json: where trust begins. */
  readonly root: string;
  /** The text of its trusted_root.json, in whose place stands what updates find. */
  readonly trustedRoot: string;
  /** The repository that was asked last. */
  readonly from: string;
}

/** One file of the store; it may be damaged. */
export type Instance =
  | ({ readonly isDamaged: false; readonly path: string } & Kept)
  | { readonly isDamaged: true; readonly path: string; readonly problem: string };

const FORMAT = 'touchstone-trust-store';
const VERSION = 1;
const PUBLIC = 'public';
const NAME = /^(?:public|[0-9a-f]{64})\.json$/u;
/** Of one file: roots of many years, each text written as JSON twice. The public one has some 100 kB. */
const MAX_BYTES = 160 * 1024 * 1024;
const MAX_INSTANCES = 100;

/** In whose place it stands: of a private instance, SHA-256 (hex) of its trusted root's text. */
export function replacesOf(trustedRoot: string): string {
  return createHash('sha256').update(trustedRoot, 'utf8').digest('hex');
}

/** The file of one instance; null for the public one. */
export function fileOf(folder: string, trustedRoot: string | null): string {
  return join(folder, `${trustedRoot === null ? PUBLIC : replacesOf(trustedRoot)}.json`);
}

/** All that are kept, the public one first. None where there is no such folder. */
export async function readStore(folder: string): Promise<readonly Instance[]> {
  try {
    const names = (await readdir(folder)).filter((name) => NAME.test(name));
    const first = names.filter((name) => name === `${PUBLIC}.json`);
    const others = names.filter((name) => name !== `${PUBLIC}.json`).sort();
    const read: Instance[] = [];
    for (const name of [...first, ...others].slice(0, MAX_INSTANCES)) {
      const instance = await readInstance(join(folder, name));
      if (instance !== null) read.push(instance);
    }
    return read;
  } catch (error) {
    if (isAbsent(error)) return [];
    throw new InputError(`The folder ${quote(folder)} cannot be read: ${systemError(error)}.`);
  }
}

/** Null where there is no such file. Nothing in it is verified yet. */
export async function readInstance(path: string): Promise<Instance | null> {
  try {
    if (!(await stat(path)).isFile()) return { isDamaged: true, path, problem: 'it is no file' };
    const kept = parseKept(await readText(path));
    const isMisplaced = kept !== null && basename(path) !== fileOf('.', kept.own?.trustedRoot ?? null);
    if (kept === null || isMisplaced)
      return { isDamaged: true, path, problem: 'it is not what an update wrote' };
    return { isDamaged: false, path, ...kept };
  } catch (error) {
    return isAbsent(error) ? null : { isDamaged: true, path, problem: systemError(error) };
  }
}

async function readText(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MAX_BYTES) throw new Error('it is too large');
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function parseKept(text: string): Kept | null {
  const json = parsedJson(text);
  const version = member(json, 'version');
  if (member(json, 'format') !== FORMAT || !isNumber(version) || version !== VERSION) return null;
  const [own, trust] = [member(json, 'own'), member(json, 'trust')];
  if (trust !== null && !isText(trust)) return null;
  if (own === null) return { own, trust };
  const [root, trustedRoot, from] = ['root', 'trustedRoot', 'from'].map((name) => member(own, name));
  return isText(root) && isText(trustedRoot) && isText(from)
    ? { own: { root, trustedRoot, from }, trust }
    : null;
}

/** Only for this person to read or write: who reads it sees which instances they use. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new InputError(`The folder ${quote(folder)} cannot be made: ${systemError(error)}.`);
  }
}

export async function writeInstance(path: string, kept: Kept): Promise<void> {
  const text = JSON.stringify({ format: FORMAT, version: VERSION, ...kept });
  await replaceFile(path, Buffer.from(`${text}\n`), 0o600);
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
