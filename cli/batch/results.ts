import { open, type FileHandle } from 'node:fs/promises';
import { quote, VERDICT_CODES, type VerdictCode } from '../../src/index.js';
import { InputError, systemError } from '../error.js';
import { visible } from '../json.js';
import { type ExitCode, exitCodeOf } from '../outcome.js';
import { member, parsedJson } from '../trust/json-member.js';
import { linesOf } from './lines.js';

/** One line of results. That it is there means that the model is done. */
export interface ResultLine {
  /** SHA-256 (hex) of the question. */
  readonly id: string;
  /** In the list, counted from 1. */
  readonly line: number;
  /** As the list names it; null where it names none. */
  readonly model: string | null;
  readonly verdict: VerdictCode;
  /** Codes; none for what is verified, and where there is no report. */
  readonly reasons: readonly string[];
  readonly headline: string;
  /** The commit or digest that was looked at; null where there is none. */
  readonly revision: string | null;
  readonly checkedAt: string;
  readonly durationMs: number;
  readonly exitCode: ExitCode;
  /** Where the whole report lies. */
  readonly report?: string;
}

/** A headline names paths and people; a line of the list is no longer. */
const LINE_LIMIT = 1024 * 1024;

/** What is done, by id (its first half: ids of a million models have to be held). */
export type Done = Map<string, ExitCode>;

export const keyOf = (id: string): string => id.slice(0, 32);

/** What earlier runs have written. A last line that was cut off by the end of its run is taken away. */
export async function readResults(path: string): Promise<Done> {
  const done: Done = new Map();
  if (!(await isThere(path))) return done;
  for await (const { number, bytes, isWhole, at } of linesOf(path, 'file of results', LINE_LIMIT)) {
    if (!isWhole) {
      await cut(path, at);
      break;
    }
    const json = parsedJson(bytes.toString('utf8'));
    const [id, code, verdict] = [member(json, 'id'), member(json, 'exitCode'), member(json, 'verdict')];
    const known = VERDICT_CODES.find((one) => one === verdict);
    // The one of the two that a person reads is the one that counts.
    const exitCode = known === undefined ? undefined : exitCodeOf(known);
    if (
      typeof id !== 'string' ||
      !/^[0-9a-f]{64}$/u.test(id) ||
      exitCode === undefined ||
      code !== exitCode
    ) {
      throw new InputError(
        `Line ${String(number + 1)} of ${quote(path)} is no result; name another file with --out.`,
      );
    }
    done.set(keyOf(id), exitCode);
  }
  return done;
}

export function resultText(result: ResultLine): string {
  return `${visible(JSON.stringify(result))}\n`;
}

export interface ResultFile {
  /** One write, which is on the disk when it resolves. */
  readonly append: (result: ResultLine) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function appendTo(path: string): Promise<ResultFile> {
  const file = await orUnwritable(path, () => open(path, 'a', 0o644));
  return {
    append: (result) => orUnwritable(path, () => writeWhole(file, Buffer.from(resultText(result)))),
    close: () => file.close(),
  };
}

async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  const { bytesWritten } = await file.write(bytes);
  if (bytesWritten !== bytes.length) throw new Error('the disk took only a part of a line');
  await file.datasync();
}

async function isThere(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw new InputError(`The file of results ${quote(path)} cannot be read: ${systemError(error)}.`);
  }
}

function cut(path: string, at: number): Promise<void> {
  return orUnwritable(path, async () => {
    const file = await open(path, 'r+');
    try {
      await file.truncate(at);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

async function orUnwritable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new InputError(`${quote(path)} cannot be written: ${systemError(error)}.`);
  }
}
