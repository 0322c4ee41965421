import { createHash } from 'node:crypto';
import { expectationFrom } from '../expectation.js';
import type { ListCommand } from '../list-args.js';
import { METHOD_OPTIONS, split, UsageError } from '../options.js';
import { isRemote } from '../remote/args.js';
import { hubOf } from '../remote/check.js';
import { extentFrom, methodNamed, type Question } from '../verify-args.js';
import type { Line } from './lines.js';

/** What one line of a list asks; or why it asks nothing. */
export type Item =
  | {
      readonly ok: true;
      readonly id: string;
      readonly question: Question;
      /** The line itself says whom to expect: its files then lie where the list lies. */
      readonly saysWhom: boolean;
    }
  | { readonly ok: false; readonly id: string; readonly problem: string };

/** Of one line, in bytes. */
export const LINE_LIMIT = 64 * 1024;

const TEXTS = ['signature', 'depth', 'hub'];
const LISTS = ['ignore-paths', 'only', 'certificate-chain'];
const FLAG = 'ignore-unsigned-files';
const WHOM = ['expect', ...Object.keys(METHOD_OPTIONS)];

/** Options by what a line calls them: `identityProvider` is `--identity-provider`. */
const OPTIONS = new Map([...TEXTS, ...LISTS, ...WHOM, FLAG].map((option) => [camelCase(option), option]));

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads one line; null where it is blank. */
export function itemOf(line: Line, usual: ListCommand['usual']): Item | null {
  const refused = (problem: string): Item => ({ ok: false, id: digestOf(['line', line.bytes]), problem });
  if (line.isCut) return refused(`The line is longer than ${String(LINE_LIMIT)} bytes.`);
  try {
    const text = decoder.decode(line.bytes).trim();
    return text === '' ? null : parse(JSON.parse(text), usual);
  } catch (error) {
    if (error instanceof UsageError) return refused(`${error.message} ${error.hint}`);
    if (error instanceof SyntaxError) return refused('The line is not JSON.');
    if (error instanceof TypeError) return refused('The line is not UTF-8.');
    throw error;
  }
}

function parse(json: unknown, usual: ListCommand['usual']): Item {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new UsageError('The line is no object.', 'Write {"model": "…"}.');
  const { model, method, ...rest } = Object.fromEntries<unknown>(Object.entries(json));
  if (typeof model !== 'string' || model === '')
    throw new UsageError('The line names no model.', 'Write {"model": "…"}.');
  const named = typeof method === 'string' ? methodNamed(method) : undefined;
  if (method !== undefined && named === undefined)
    throw new UsageError('"method" is none.', 'The methods are sigstore, key and certificate.');
  const said = Object.entries(rest).map(([name, value]) => {
    const option = OPTIONS.get(name);
    if (option === undefined)
      throw new UsageError(`A line has no "${name}".`, 'See touchstone verify --jsonl --help.');
    return { option, words: wordsOf(name, option, value) };
  });
  const { values } = split(said.flatMap(({ words }) => words));
  const says = (option: string) => said.some((other) => other.option === option);
  const saysWhom = named !== undefined || WHOM.some(says);
  const own = extentFrom(values);
  const question: Question = {
    model,
    expect: saysWhom ? expectationFrom(named, values) : usual.expect,
    signature: says('signature') ? own.signature : usual.signature,
    ignorePaths: says('ignore-paths') ? own.ignorePaths : usual.ignorePaths,
    only: says('only') ? own.only : usual.only,
    ignoreUnsignedFiles: says(FLAG) ? own.ignoreUnsignedFiles : usual.ignoreUnsignedFiles,
    remote: {
      ...usual.remote,
      ...(says('depth') ? { depth: own.remote.depth } : {}),
      ...(says('hub') ? { hub: own.remote.hub } : {}),
    },
  };
  return { ok: true, id: idOf(question), question, saysWhom };
}

/** The same as somebody would have to write on a command line. */
function wordsOf(name: string, option: string, value: unknown): string[] {
  if (option === FLAG) {
    if (typeof value === 'boolean') return [value ? `--${FLAG}` : `--no-${FLAG}`];
    throw new UsageError(`"${name}" is neither true nor false.`, 'Write one of them.');
  }
  const values: readonly unknown[] = LISTS.includes(option) && Array.isArray(value) ? value : [value];
  return values.map((text) => {
    if (typeof text === 'string') return `--${option}=${text}`;
    throw new UsageError(`"${name}" is no text.`, 'Write it in quotation marks.');
  });
}

/** The same for the same question, on whichever machine and in whatever order it was written. */
function idOf({
  model,
  signature,
  expect,
  ignorePaths,
  only,
  ignoreUnsignedFiles,
  remote,
}: Question): string {
  const where = isRemote(model) ? { depth: remote.depth, hub: hubOf(remote) } : null;
  const asked = { model, signature, expect, ignorePaths, only, ignoreUnsignedFiles, where };
  return digestOf(['question', JSON.stringify(asked)]);
}

function digestOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

function camelCase(option: string): string {
  return option.replaceAll(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
}
