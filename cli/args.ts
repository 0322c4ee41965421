import { parseArgs } from 'node:util';
import type { Method } from '../src/index.js';

export type Topic = 'touchstone' | 'verify' | 'digest';

/** What the command line asks for; paths are as given. */
export type Command =
  | { readonly kind: 'help'; readonly topic: Topic }
  | { readonly kind: 'version' }
  | DigestCommand
  | VerifyCommand;

export interface DigestCommand {
  readonly kind: 'digest';
  readonly model: string;
  readonly ignorePaths: readonly string[];
}

export interface VerifyCommand {
  readonly kind: 'verify';
  readonly model: string;
  /** Null: the bundle is looked for in the model. */
  readonly signature: string | null;
  readonly expect: Expectation;
  readonly ignorePaths: readonly string[];
  readonly ignoreUnsignedFiles: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Whom the person expects, with the files that they named not read yet. */
export type Expectation =
  | {
      readonly method: 'sigstore';
      readonly identity: string;
      readonly issuer: string;
      readonly trustedRoot: string | null;
    }
  | { readonly method: 'key'; readonly publicKey: string }
  | { readonly method: 'certificate'; readonly roots: readonly string[]; readonly subject: string | null }
  | { readonly method: 'inspect'; readonly trustedRoot: string | null };

/** One sentence about what is wrong, and the way out. Not yet escaped. */
export interface UsageProblem {
  readonly problem: string;
  readonly hint: string;
}

export type Parsed =
  { readonly ok: true; readonly command: Command } | ({ readonly ok: false } & UsageProblem);

/** The options that only one method has. The reference's `_` spellings are accepted for every option. */
const METHOD_OPTIONS = {
  identity: ['sigstore'],
  'identity-provider': ['sigstore'],
  'trusted-root': ['sigstore', 'inspect'],
  'public-key': ['key'],
  'certificate-chain': ['certificate'],
  subject: ['certificate'],
} as const satisfies Record<string, readonly (Method | 'inspect')[]>;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
  'ignore-unsigned-files': { type: 'boolean' },
  'no-ignore-unsigned-files': { type: 'boolean' },
  signature: { type: 'string', multiple: true },
  'ignore-paths': { type: 'string', multiple: true },
  identity: { type: 'string', multiple: true },
  'identity-provider': { type: 'string', multiple: true },
  'trusted-root': { type: 'string', multiple: true },
  'public-key': { type: 'string', multiple: true },
  'certificate-chain': { type: 'string', multiple: true },
  subject: { type: 'string', multiple: true },
} as const;

type OptionName = keyof typeof OPTIONS;
type MethodOption = keyof typeof METHOD_OPTIONS;
type Values = ReturnType<typeof split>['values'];

const METHODS = ['sigstore', 'key', 'certificate'] as const satisfies readonly Method[];
const REPEATABLE: readonly OptionName[] = ['ignore-paths', 'certificate-chain'];
const DIGEST_OPTIONS: readonly string[] = ['help', 'ignore-paths'] satisfies OptionName[];

class UsageError extends Error {
  readonly hint: string;

  constructor(problem: string, hint: string) {
    super(problem);
    this.hint = hint;
  }
}

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
  if (name !== 'verify' && name !== 'digest') {
    throw new UsageError(
      `There is no command "${name}".`,
      'The commands are verify and digest; see touchstone --help.',
    );
  }
  if (values.help === true) return { kind: 'help', topic: name };
  const twice = Object.entries(values).find(
    ([option, value]) =>
      Array.isArray(value) && value.length > 1 && !REPEATABLE.some((other) => other === option),
  );
  if (twice !== undefined) throw new UsageError(`--${twice[0]} is given more than once.`, 'Give it once.');
  return name === 'digest' ? digestCommand(rest, values) : verifyCommand(rest, values);
}

function split(argv: readonly string[]) {
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

/** `--public_key=x` → `--public-key=x`: the reference library spells some of its options so. */
function withHyphens(argument: string): string {
  return argument.replace(/^--[a-z_]+(?==|$)/u, (option) => option.replaceAll('_', '-'));
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
  };
}

function verifyCommand(positionals: readonly string[], values: Values): VerifyCommand {
  const named = METHODS.find((method) => method === positionals[0]);
  const model = onlyModel(named === undefined ? positionals : positionals.slice(1), 'verify', named);
  if (values['ignore-unsigned-files'] === true && values['no-ignore-unsigned-files'] === true) {
    throw new UsageError('--ignore-unsigned-files is given together with its opposite.', 'Choose one.');
  }
  return {
    kind: 'verify',
    model,
    signature: values.signature?.[0] ?? null,
    expect: expectation(named ?? methodByOptions(values), values),
    ignorePaths: values['ignore-paths'] ?? [],
    ignoreUnsignedFiles: values['ignore-unsigned-files'] === true,
    json: values.json === true,
    quiet: values.quiet === true,
  };
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

function methodByOptions(values: Values): Method | 'inspect' {
  if (values.identity !== undefined || values['identity-provider'] !== undefined) return 'sigstore';
  if (values['public-key'] !== undefined) return 'key';
  return values['certificate-chain'] === undefined && values.subject === undefined
    ? 'inspect'
    : 'certificate';
}

function expectation(method: Method | 'inspect', values: Values): Expectation {
  for (const [option, methods] of Object.entries(METHOD_OPTIONS)) {
    const given = Object.hasOwn(values, option);
    if (given && !methods.some((other) => other === method)) {
      const problem =
        method === 'inspect'
          ? `--${option} needs more options beside it.`
          : `--${option} does not go with the ${method} method.`;
      throw new UsageError(problem, 'A check uses one method: see touchstone verify --help.');
    }
  }
  const need = (option: MethodOption, what: string): string => {
    const value = values[option]?.[0];
    if (value === undefined) throw new UsageError(`The ${method} method needs --${option}.`, what);
    return value;
  };
  switch (method) {
    case 'sigstore':
      return {
        method,
        identity: need('identity', "Give the identity that you expect, such as the signer's e-mail address."),
        issuer: need('identity-provider', 'Give the URL of the provider that confirms the identity.'),
        trustedRoot: values['trusted-root']?.[0] ?? null,
      };
    case 'key':
      return { method, publicKey: need('public-key', "Give the signer's public key, a PEM file.") };
    case 'certificate':
      need('certificate-chain', 'Give a PEM file with the root certificates that you trust.');
      return { method, roots: values['certificate-chain'] ?? [], subject: values.subject?.[0] ?? null };
    case 'inspect':
      return { method, trustedRoot: values['trusted-root']?.[0] ?? null };
  }
}
