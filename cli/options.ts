import { parseArgs } from 'node:util';
import type { Method } from '../src/index.js';

/** The options that only one method has. The reference's `_` spellings are accepted for every option. */
export const METHOD_OPTIONS = {
  identity: ['sigstore'],
  'identity-pattern': ['sigstore'],
  'identity-provider': ['sigstore'],
  'trusted-root': ['sigstore', 'key', 'inspect'],
  'trust-config': ['sigstore', 'key', 'inspect'],
  'public-key': ['key'],
  'certificate-chain': ['certificate'],
  subject: ['certificate'],
  'subject-alt-name': ['certificate'],
  'leaf-fingerprint': ['certificate'],
  'intermediate-fingerprint': ['certificate'],
} as const satisfies Record<string, readonly (Method | 'inspect')[]>;

export type MethodOption = keyof typeof METHOD_OPTIONS;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
  'ignore-unsigned-files': { type: 'boolean' },
  'no-ignore-unsigned-files': { type: 'boolean' },
  signature: { type: 'string', multiple: true },
  'ignore-paths': { type: 'string', multiple: true },
  only: { type: 'string', multiple: true },
  expect: { type: 'string', multiple: true },
  engine: { type: 'string', multiple: true },
  identity: { type: 'string', multiple: true },
  'identity-pattern': { type: 'string', multiple: true },
  'identity-provider': { type: 'string', multiple: true },
  'trusted-root': { type: 'string', multiple: true },
  'trust-config': { type: 'string', multiple: true },
  'public-key': { type: 'string', multiple: true },
  'certificate-chain': { type: 'string', multiple: true },
  subject: { type: 'string', multiple: true },
  'subject-alt-name': { type: 'string', multiple: true },
  'leaf-fingerprint': { type: 'string', multiple: true },
  'intermediate-fingerprint': { type: 'string', multiple: true },
  'trust-store': { type: 'string', multiple: true },
  'no-trust-store': { type: 'boolean' },
  'stale-trust-days': { type: 'string', multiple: true },
  root: { type: 'string', multiple: true },
  for: { type: 'string', multiple: true },
  store: { type: 'string', multiple: true },
  depth: { type: 'string', multiple: true },
  download: { type: 'string', multiple: true },
  hub: { type: 'string', multiple: true },
  yes: { type: 'boolean' },
  'max-bytes': { type: 'string', multiple: true },
  badge: { type: 'string', multiple: true },
  jsonl: { type: 'string', multiple: true },
  out: { type: 'string', multiple: true },
  reports: { type: 'string', multiple: true },
  shard: { type: 'string', multiple: true },
  retry: { type: 'boolean' },
  'at-once': { type: 'string', multiple: true },
  'max-minutes': { type: 'string', multiple: true },
  'no-digests': { type: 'boolean' },
} as const;

export type OptionName = keyof typeof OPTIONS;
/** What was given, option by option. */
export type Values = ReturnType<typeof split>['values'];

/** Throws {@link UsageError} for an option that only others have. */
export function refuseOptions(
  values: Values,
  others: readonly OptionName[],
  command: string,
  help: string,
): void {
  const foreign = others.find((option) => Object.hasOwn(values, option));
  if (foreign !== undefined)
    throw new UsageError(`--${foreign} does not go with ${command}.`, `See touchstone ${help} --help.`);
}

/** The same for all but `own`. */
export function allowOptions(
  values: Values,
  own: readonly OptionName[],
  command: string,
  help = command,
): void {
  const foreign = Object.keys(values).find((option) => !own.some((name) => name === option));
  if (foreign !== undefined)
    throw new UsageError(`--${foreign} does not go with ${command}.`, `See touchstone ${help} --help.`);
}

const REPEATABLE: readonly OptionName[] = ['ignore-paths', 'only', 'certificate-chain'];

/** A command line that asks for nothing that can be done. Not yet escaped. */
export class UsageError extends Error {
  /** The way out. */
  readonly hint: string;

  constructor(problem: string, hint: string) {
    super(problem);
    this.hint = hint;
  }
}

/** Tells options from other arguments. Throws {@link UsageError}. */
export function split(argv: readonly string[]) {
  const terminator = argv.indexOf('--');
  const args = argv.map((argument, index) =>
    terminator === -1 || index < terminator ? withHyphens(argument) : argument,
  );
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's messages go on after the first sentence about quoting.
    const [sentence = ''] = error.message.split(/\.\s|\n/u);
    throw new UsageError(`${sentence.replace(/\.$/u, '')}.`, 'See touchstone --help.');
  }
}

/** Throws {@link UsageError} where an option that can be meant only once is given again. */
export function refuseRepeated(values: Values): void {
  const twice = Object.entries(values).find(
    ([option, value]) =>
      Array.isArray(value) && value.length > 1 && !REPEATABLE.some((other) => other === option),
  );
  if (twice !== undefined) throw new UsageError(`--${twice[0]} is given more than once.`, 'Give it once.');
}

/** What cosign and other clients of Sigstore call the same. */
const ALIASES: Readonly<Record<string, string>> = {
  '--bundle': '--signature',
  '--certificate-identity': '--identity',
  '--certificate-oidc-issuer': '--identity-provider',
  '--key': '--public-key',
};

/** `--public_key=x` → `--public-key=x`: the reference library spells some of its options so. */
function withHyphens(argument: string): string {
  return argument.replace(/^--[a-z_-]+(?==|$)/u, (given) => {
    const option = given.replaceAll('_', '-');
    return Object.hasOwn(ALIASES, option) ? (ALIASES[option] ?? option) : option;
  });
}
