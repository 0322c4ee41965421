import type { Method } from '../src/index.js';
import { type EngineName, ENGINES } from './hash/digest.js';
import { type Expectation, expectationFrom } from './expectation.js';
import { TRUST_OPTIONS, trustCommand, type TrustCommand } from './trust/args.js';
import { type OptionName, refuseRepeated, split, UsageError, type Values } from './options.js';

export type Topic = 'touchstone' | 'verify' | 'digest' | 'trust';

/** What the command line asks for; paths are as given. */
export type Command =
  | { readonly kind: 'help'; readonly topic: Topic }
  | { readonly kind: 'version' }
  | DigestCommand
  | VerifyCommand
  | TrustCommand;

export interface DigestCommand {
  readonly kind: 'digest';
  readonly model: string;
  readonly ignorePaths: readonly string[];
  readonly engine: EngineName;
}

export interface VerifyCommand {
  readonly kind: 'verify';
  readonly model: string;
  /** Null: the bundle is looked for in the model. */
  readonly signature: string | null;
  readonly expect: Expectation;
  readonly ignorePaths: readonly string[];
  /** Empty: everything is checked. */
  readonly only: readonly string[];
  readonly ignoreUnsignedFiles: boolean;
  readonly engine: EngineName;
  readonly trustStore: TrustStore;
  /** From how many days on the age of a trusted root is told; null: the usual. */
  readonly staleTrustDays: number | null;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Whether what updates have found counts, and where it lies; null: in the usual folder. */
export type TrustStore =
  { readonly isUsed: true; readonly folder: string | null } | { readonly isUsed: false };

/** One sentence about what is wrong, and the way out. Not yet escaped. */
export interface UsageProblem {
  readonly problem: string;
  readonly hint: string;
}

export type Parsed =
  { readonly ok: true; readonly command: Command } | ({ readonly ok: false } & UsageProblem);

const METHODS = ['sigstore', 'key', 'certificate'] as const satisfies readonly Method[];
const DIGEST_OPTIONS: readonly string[] = ['help', 'ignore-paths', 'engine'] satisfies OptionName[];

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
  if (name !== 'verify' && name !== 'digest' && name !== 'trust') {
    throw new UsageError(
      `There is no command "${name}".`,
      'The commands are verify, digest and trust; see touchstone --help.',
    );
  }
  if (values.help === true) return { kind: 'help', topic: name };
  refuseRepeated(values);
  if (name === 'trust') return trustCommand(rest, values);
  return name === 'digest' ? digestCommand(rest, values) : verifyCommand(rest, values);
}

function digestCommand(positionals: readonly string[], values: Values): DigestCommand {
  const foreign = Object.keys(values).find((option) => !DIGEST_OPTIONS.includes(option));
  if (foreign !== undefined) {
    throw new UsageError(`--${foreign} does not go with digest.`, 'See touchstone digest --help.');
  }
  return {
    kind: 'digest',
    model: onlyModel(positionals, 'digest'),
    ignorePaths: values['ignore-paths'] ?? [],
    engine: engineFrom(values),
  };
}

function verifyCommand(positionals: readonly string[], values: Values): VerifyCommand {
  const foreign = TRUST_OPTIONS.find((option) => Object.hasOwn(values, option));
  if (foreign !== undefined)
    throw new UsageError(`--${foreign} does not go with verify.`, 'See touchstone verify --help.');
  const named = METHODS.find((method) => method === positionals[0]);
  const model = onlyModel(named === undefined ? positionals : positionals.slice(1), 'verify', named);
  if (values['ignore-unsigned-files'] === true && values['no-ignore-unsigned-files'] === true) {
    throw new UsageError('--ignore-unsigned-files is given together with its opposite.', 'Choose one.');
  }
  return {
    kind: 'verify',
    model,
    signature: values.signature?.[0] ?? null,
    expect: expectationFrom(named, values),
    ignorePaths: values['ignore-paths'] ?? [],
    only: values.only ?? [],
    ignoreUnsignedFiles: values['ignore-unsigned-files'] === true,
    engine: engineFrom(values),
    trustStore: trustStoreFrom(values),
    staleTrustDays: staleDaysFrom(values),
    json: values.json === true,
    quiet: values.quiet === true,
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

function engineFrom({ engine: [given = 'native'] = [] }: Values): EngineName {
  const engine = ENGINES.find((name) => name === given);
  if (engine === undefined)
    throw new UsageError(`There is no engine "${given}".`, 'The engines are native and wasm.');
  return engine;
}

function onlyModel(positionals: readonly string[], command: string, method?: Method): string {
  const [model, extra] = positionals;
  if (model === undefined || model === '') {
    const hint =
      method === undefined
        ? `Name the model's folder or file: touchstone ${command} MODEL.`
        : `"${method}" was read as the method; a model of that name is written ./${method}.`;
    throw new UsageError('No model is named.', hint);
  }
  if (extra !== undefined) {
    throw new UsageError(`"${extra}" is one argument too many.`, `See touchstone ${command} --help.`);
  }
  return model;
}
