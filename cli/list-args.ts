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
  /** How long one model may take; null: as long as it needs. */
  readonly maxMinutes: number | null;
  /** What counts for lines that say nothing else. */
  readonly usual: Omit<Question, 'model'>;
  readonly quiet: boolean;
}

const MAX_AT_ONCE = 64;
/** Timers of Node count no further than some weeks. */
const MAX_MINUTES = 30_000;

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
    atOnce: numberFrom(values, 'at-once', MAX_AT_ONCE, 'The usual is 4.'),
    maxMinutes: numberFrom(values, 'max-minutes', MAX_MINUTES, 'Without it, there is no limit.'),
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

function numberFrom(
  values: Values,
  option: 'at-once' | 'max-minutes',
  most: number,
  hint: string,
): number | null {
  const given = values[option]?.[0];
  if (given === undefined) return null;
  const count = /^\d{1,6}$/u.test(given) ? Number(given) : 0;
  if (count >= 1 && count <= most) return count;
  throw new UsageError(`--${option} takes a number from 1 to ${String(most)}, not "${given}".`, hint);
}
