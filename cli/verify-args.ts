import type { Method } from '../src/index.js';
import { type Expectation, expectationFrom } from './expectation.js';
import { type EngineName, ENGINES } from './hash/digest.js';
import { type OptionName, refuseOptions, UsageError, type Values } from './options.js';
import { isRemote, type RemoteChoices, remoteChoices, REMOTE_OPTIONS } from './remote/args.js';
import { TRUST_OPTIONS } from './trust/args.js';

/** What is asked about one model; paths are as given. */
export interface Question {
  readonly model: string;
  /** Null: the bundle is looked for in the model. */
  readonly signature: string | null;
  readonly expect: Expectation;
  readonly ignorePaths: readonly string[];
  /** Empty: everything is checked. */
  readonly only: readonly string[];
  readonly ignoreUnsignedFiles: boolean;
  readonly remote: RemoteChoices;
}

/** How a check is done, whatever is asked. */
export interface CheckOptions {
  readonly engine: EngineName;
  readonly trustStore: TrustStore;
  /** From how many days on the age of a trusted root is told; null: the usual. */
  readonly staleTrustDays: number | null;
}

export interface VerifyCommand extends Question, CheckOptions {
  readonly kind: 'verify';
  /** Where to write a picture of what came out; null: nowhere. */
  readonly badge: string | null;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Whether what updates have found counts, and where it lies; null: in the usual folder. */
export type TrustStore =
  { readonly isUsed: true; readonly folder: string | null } | { readonly isUsed: false };

const METHODS = ['sigstore', 'key', 'certificate'] as const satisfies readonly Method[];

/** Of a whole list of models, and of other commands. */
export const LIST_OPTIONS = [
  'jsonl',
  'out',
  'reports',
  'shard',
  'retry',
  'at-once',
  'max-minutes',
] as const satisfies OptionName[];
export const NOT_OF_VERIFY = [...TRUST_OPTIONS, 'no-digests'] as const satisfies OptionName[];

/** What follows `touchstone verify`. Throws {@link UsageError}. */
export function verifyCommand(positionals: readonly string[], values: Values): VerifyCommand {
  refuseOptions(values, NOT_OF_VERIFY, 'verify', 'verify');
  refuseOptions(values, LIST_OPTIONS, 'one model: they are for --jsonl', 'verify');
  const named = methodNamed(positionals[0]);
  const model = onlyModel(named === undefined ? positionals : positionals.slice(1), 'verify', named);
  if (!isRemote(model)) refuseOptions(values, REMOTE_OPTIONS, 'a model on this machine', 'verify');
  return {
    kind: 'verify',
    ...questionFrom(model, named, values),
    ...checkOptions(values),
    badge: values.badge?.[0] ?? null,
    json: values.json === true,
    quiet: values.quiet === true,
  };
}

export function methodNamed(word: string | undefined): Method | undefined {
  return METHODS.find((method) => method === word);
}

/** Throws {@link UsageError}. */
export function questionFrom(model: string, named: Method | undefined, values: Values): Question {
  return { model, expect: expectationFrom(named, values), ...extentFrom(values) };
}

/** All but which model, and whom to expect. Throws {@link UsageError}. */
export function extentFrom(values: Values): Omit<Question, 'model' | 'expect'> {
  if (values['ignore-unsigned-files'] === true && values['no-ignore-unsigned-files'] === true) {
    throw new UsageError('--ignore-unsigned-files is given together with its opposite.', 'Choose one.');
  }
  return {
    signature: values.signature?.[0] ?? null,
    ignorePaths: values['ignore-paths'] ?? [],
    only: values.only ?? [],
    ignoreUnsignedFiles: values['ignore-unsigned-files'] === true,
    remote: remoteChoices(values),
  };
}

export function checkOptions(values: Values): CheckOptions {
  return {
    engine: engineFrom(values),
    trustStore: trustStoreFrom(values),
    staleTrustDays: staleDaysFrom(values),
  };
}

function trustStoreFrom(values: Values): TrustStore {
  const [folder = null] = values['trust-store'] ?? [];
  if (values['no-trust-store'] !== true) return { isUsed: true, folder };
  if (folder === null) return { isUsed: false };
  throw new UsageError('--trust-store is given together with its opposite.', 'Choose one.');
}

function staleDaysFrom({ 'stale-trust-days': [given] = [] }: Values): number | null {
  if (given === undefined) return null;
  if (/^\d{1,5}$/u.test(given)) return Number(given);
  throw new UsageError(`--stale-trust-days takes a number of days, not "${given}".`, 'Give a whole number.');
}

export function engineFrom({ engine: [given = 'native'] = [] }: Values): EngineName {
  const engine = ENGINES.find((name) => name === given);
  if (engine === undefined)
    throw new UsageError(`There is no engine "${given}".`, 'The engines are native and wasm.');
  return engine;
}

export function onlyModel(positionals: readonly string[], command: string, method?: Method): string {
  const [model, extra] = positionals;
  if (model === undefined || model === '') {
    const hint =
      method === undefined
        ? `Name the model's folder or file: touchstone ${command} MODEL.`
        : `"${method}" was read as the method; a model of that name is written ./${method}.`;
    throw new UsageError('No model is named.', hint);
  }
  if (extra !== undefined) throw tooMany(extra, command);
  return model;
}

export function tooMany(extra: string, command: string): UsageError {
  return new UsageError(`"${extra}" is one argument too many.`, `See touchstone ${command} --help.`);
}
