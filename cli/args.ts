import type { EngineName } from './hash/digest.js';
import { trustCommand, type TrustCommand } from './trust/args.js';
import { allowOptions, refuseRepeated, split, UsageError, type Values } from './options.js';
import { type ListCommand, listCommand } from './list-args.js';
import { engineFrom, onlyModel, tooMany, verifyCommand, type VerifyCommand } from './verify-args.js';

const COMMANDS = ['verify', 'digest', 'trust', 'index', 'badge'] as const;

export type Topic = 'touchstone' | 'list' | (typeof COMMANDS)[number];

/** What the command line asks for; paths are as given. */
export type Command =
  | { readonly kind: 'help'; readonly topic: Topic }
  | { readonly kind: 'version' }
  | DigestCommand
  | VerifyCommand
  | ListCommand
  | TrustCommand
  | IndexCommand
  | BadgeCommand;

export interface DigestCommand {
  readonly kind: 'digest';
  readonly model: string;
  readonly ignorePaths: readonly string[];
  readonly engine: EngineName;
}

/** `touchstone badge`: out of a report that somebody kept. */
export interface BadgeCommand {
  readonly kind: 'badge';
  readonly report: string;
}

/** `touchstone index`: what a plain web server needs beside the files. */
export interface IndexCommand {
  readonly kind: 'index';
  readonly folder: string;
  readonly digests: boolean;
  readonly engine: EngineName;
}

/** One sentence about what is wrong, and the way out. Not yet escaped. */
export interface UsageProblem {
  readonly problem: string;
  readonly hint: string;
}

export type Parsed =
  { readonly ok: true; readonly command: Command } | ({ readonly ok: false } & UsageProblem);

/** Reads the arguments after `node touchstone.js`. */
export function parseCommandLine(argv: readonly string[]): Parsed {
  try {
    return { ok: true, command: parse(argv) };
  } catch (error) {
    if (error instanceof UsageError) return { ok: false, problem: error.message, hint: error.hint };
    throw error;
  }
}

function parse(argv: readonly string[]): Command {
  const { values, positionals } = split(argv);
  const [name, ...rest] = positionals;
  if (values.version === true) return { kind: 'version' };
  if (name === undefined || name === 'help') return { kind: 'help', topic: 'touchstone' };
  const command = COMMANDS.find((known) => known === name);
  if (command === undefined) {
    throw new UsageError(
      `There is no command "${name}".`,
      'The commands are verify, digest, trust, index and badge; see touchstone --help.',
    );
  }
  if (values.help === true)
    return { kind: 'help', topic: command === 'verify' && values.jsonl !== undefined ? 'list' : command };
  refuseRepeated(values);
  switch (command) {
    case 'verify':
      return values.jsonl === undefined ? verifyCommand(rest, values) : listCommand(rest, values);
    case 'digest':
      return digestCommand(rest, values);
    case 'trust':
      return trustCommand(rest, values);
    case 'index':
      return indexCommand(rest, values);
    case 'badge':
      return badgeCommand(rest, values);
  }
}

function digestCommand(positionals: readonly string[], values: Values): DigestCommand {
  allowOptions(values, ['help', 'ignore-paths', 'engine'], 'digest');
  return {
    kind: 'digest',
    model: onlyModel(positionals, 'digest'),
    ignorePaths: values['ignore-paths'] ?? [],
    engine: engineFrom(values),
  };
}

function badgeCommand(positionals: readonly string[], values: Values): BadgeCommand {
  allowOptions(values, ['help'], 'badge');
  const [report, extra] = positionals;
  if (report === undefined || report === '')
    throw new UsageError(
      'No report is named.',
      'Name the file that --json printed: touchstone badge REPORT.',
    );
  if (extra !== undefined) throw tooMany(extra, 'badge');
  return { kind: 'badge', report };
}

function indexCommand(positionals: readonly string[], values: Values): IndexCommand {
  allowOptions(values, ['help', 'engine', 'no-digests'], 'index');
  return {
    kind: 'index',
    folder: onlyModel(positionals, 'index'),
    digests: values['no-digests'] !== true,
    engine: engineFrom(values),
  };
}
