import { type Expectation, expectationFrom } from './expectation.js';
import {
  allowOptions,
  type OptionName,
  METHOD_OPTIONS,
  refuseOptions,
  UsageError,
  type Values,
} from './options.js';
import { REMOTE_OPTIONS } from './remote/args.js';
import {
  type CheckOptions,
  checkOptions,
  extentFrom,
  LIST_OPTIONS,
  methodNamed,
  NOT_OF_VERIFY,
  type Question,
} from './verify-args.js';

/** `touchstone verify --jsonl`: many models. */
export interface ListCommand extends CheckOptions {
  readonly kind: 'verify-list';
  readonly list: string;
  /** Null: results go to standard output, and nothing is resumed. */
  readonly out: string | null;
  /** Where whole reports go; null: nowhere. */
  readonly reports: string | null;
  /** Which lines: those whose number leaves `index` when divided by `of`. */
  readonly shard: { readonly index: number; readonly of: number };
  /** Whether what could not be checked is tried anew. */
  readonly retry: boolean;
  /** How many models at once; null: as many as is good for what they are. */
  readonly atOnce: number | null;
  /** What counts for lines that say nothing else. */
  readonly usual: Omit<Question, 'model'>;
  readonly quiet: boolean;
}

const MAX_AT_ONCE = 64;

const OWN: readonly OptionName[] = [
  ...LIST_OPTIONS,
  ...REMOTE_OPTIONS,
  'expect',
  'signature',
  'ignore-paths',
  'only',
  'ignore-unsigned-files',
  'no-ignore-unsigned-files',
  'engine',
  'trust-store',
  'no-trust-store',
  'stale-trust-days',
  'quiet',
];

/** What follows `touchstone verify`, where a list is given. Throws {@link UsageError}. */
export function listCommand(positionals: readonly string[], values: Values): ListCommand {
  refuseOptions(values, NOT_OF_VERIFY, 'verify', 'verify');
  refuseOptions(values, ['download', 'badge'], 'a list', 'verify --jsonl');
  const methodOptions = Object.keys(METHOD_OPTIONS);
  const others = Object.fromEntries(Object.entries(values).filter(([name]) => !methodOptions.includes(name)));
  allowOptions(others, OWN, 'a list', 'verify --jsonl');
  const [list = ''] = values.jsonl ?? [];
  if (list === '')
    throw new UsageError('--jsonl names no list.', 'Name a file with a line of JSON for each model.');
  const named = methodNamed(positionals[0]);
  const [extra] = named === undefined ? positionals : positionals.slice(1);
  if (extra !== undefined)
    throw new UsageError(
      `"${extra}" is given together with a list.`,
      'Which models are checked is said in the list.',
    );
  const out = values.out?.[0] ?? null;
  if (values.retry === true && out === null)
    throw new UsageError('--retry is given without --out.', 'Name the file with the results that are there.');
  const expect: Expectation = expectationFrom(named, values);
  return {
    kind: 'verify-list',
    list,
    out,
    reports: values.reports?.[0] ?? null,
    shard: shardFrom(values.shard?.[0]),
    retry: values.retry === true,
    atOnce: atOnceFrom(values['at-once']?.[0]),
    usual: { expect, ...extentFrom(values) },
    ...checkOptions(values),
    quiet: values.quiet === true,
  };
}

function shardFrom(given: string | undefined): ListCommand['shard'] {
  if (given === undefined) return { index: 0, of: 1 };
  const [, index = '', of = ''] = /^(\d{1,6})\/(\d{1,6})$/u.exec(given) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (of !== '' && shard.index < shard.of) return shard;
  throw new UsageError(
    `--shard takes a part of the list as I/N, counted from 0, not "${given}".`,
    'Of four, they are 0/4, 1/4, 2/4 and 3/4.',
  );
}

function atOnceFrom(given: string | undefined): number | null {
  if (given === undefined) return null;
  const count = /^\d{1,3}$/u.test(given) ? Number(given) : 0;
  if (count >= 1 && count <= MAX_AT_ONCE) return count;
  throw new UsageError(
    `--at-once takes a number from 1 to ${String(MAX_AT_ONCE)}, not "${given}".`,
    'The usual is 4.',
  );
}
