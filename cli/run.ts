import { digestModel, message, type Report, VERSION, verifyBundle, verifyModel } from '../src/index.js';
import { type DigestCommand, parseCommandLine, type VerifyCommand } from './args.js';
import { InputError } from './error.js';
import { escapeForTerminal as escape } from './escape.js';
import { watch } from './hash/watch.js';
import { createHasher } from './hasher.js';
import { help } from './help.js';
import { besideHint, leftoverHint, snapshotHint } from './hints.js';
import { openBundle, pathsInModel, readTrust } from './inputs.js';
import { openModel } from './list.js';
import { reportJson } from './json.js';
import { reportText } from './print.js';
import { progressLine, type Terminal } from './progress.js';
import { refreshedRoots } from './trust/refreshed.js';
import { showCommand } from './trust/show.js';
import { updateCommand } from './trust/update.js';

/** What a run needs of the process around it. */
export interface Surroundings {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: Terminal;
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** The time to judge by; this machine's clock when absent. */
  readonly now?: Date;
}

/** docs/verdicts.md: 0 for `verified`, 2 for `could-not-check` (bad usage too), 1 for everything else. */
export type ExitCode = 0 | 1 | 2 | typeof INTERRUPTED;

/** 128 + SIGINT, as shells count. */
export const INTERRUPTED = 130;

/**
 * Runs one command line. Where the result is not 0, the last line that has gone to standard error says why; before it only damaged trust is
 * told there.
 */
export async function run(argv: readonly string[], around: Surroundings): Promise<ExitCode> {
  const parsed = parseCommandLine(argv);
  if (!parsed.ok) return complain(around, `${parsed.problem} ${parsed.hint}`);
  const { command } = parsed;
  try {
    switch (command.kind) {
      case 'help':
        around.stdout.write(help(command.topic));
        return 0;
      case 'version':
        around.stdout.write(`${VERSION}\n`);
        return 0;
      case 'digest':
        return await digest(command, around);
      case 'verify':
        return await verify(command, around);
      case 'trust-update':
        return await updateCommand(command, timed(around));
      case 'trust-show':
        return await showCommand(command, timed(around));
    }
  } catch (error) {
    if (around.signal.aborted) {
      complain(around, 'interrupted; nothing was decided.');
      return INTERRUPTED;
    }
    if (error instanceof InputError) return complain(around, error.message);
    return complain(around, internalError(error));
  }
}

const timed = (around: Surroundings) => ({ ...around, now: around.now ?? new Date() });

/** One line, without a stack trace: those are for whoever runs a debugger. */
export function internalError(error: unknown): string {
  return `internal error: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
}

function complain(around: Surroundings, text: string): 2 {
  around.stderr.write(`touchstone: ${escape(text)}\n`);
  return 2;
}

async function verify(command: VerifyCommand, around: Surroundings): Promise<ExitCode> {
  const report = isDigest(command) ? await checkDigest(command, around) : await checkModel(command, around);
  if (report.verdict.code !== 'verified') around.stderr.write(`touchstone: ${escape(verdictLine(report))}\n`);
  if (!command.quiet) {
    const pieces = command.json
      ? reportJson(report)
      : [reportText(report, await hintsFor(report, command.model))];
    for (const piece of pieces) around.stdout.write(piece);
  }
  return exitCode(report);
}

/** Whatever lies in the folder: a file that is called so has to be named otherwise, such as `./sha256:…`. */
function isDigest({ model, signature }: VerifyCommand): boolean {
  return signature !== null && /^sha(?:256|384|512):/.test(model);
}

async function checkDigest(command: VerifyCommand, around: Surroundings): Promise<Report> {
  const foreign = Object.entries({
    'ignore-paths': command.ignorePaths.length > 0,
    only: command.only.length > 0,
    'ignore-unsigned-files': command.ignoreUnsignedFiles,
  }).find(([, isGiven]) => isGiven);
  if (foreign !== undefined)
    throw new InputError(`--${foreign[0]} does not go with a digest; name the file instead.`);
  const trust = await orInterrupted(readTrust(command.expect), around);
  const bundle = await orInterrupted(openBundle(command.signature ?? ''), around);
  const updated = await updatedTrust(command, around);
  return verifyBundle(bundle, { digest: command.model, trust, signal: around.signal, ...updated });
}

async function checkModel(command: VerifyCommand, around: Surroundings): Promise<Report> {
  const trust = await orInterrupted(readTrust(command.expect), around);
  const bundle =
    command.signature === null ? null : await orInterrupted(openBundle(command.signature), around);
  const updated = await updatedTrust(command, around);
  const hasher = createHasher({ engine: command.engine });
  const { entries, listing } = await openModel(command.model, hasher.expect);
  const ignorePaths = pathsInModel(command.ignorePaths, 'ignored path', command.model, around.cwd);
  const only = pathsInModel(command.only, 'path to check', command.model, around.cwd);
  const line = progressLine(around.stderr);
  try {
    return await verifyModel({
      model: entries,
      listing,
      trust,
      ...(bundle === null ? {} : { bundle }),
      ignorePaths,
      ...(only.length === 0 ? {} : { only }),
      ignoreUnsignedFiles: command.ignoreUnsignedFiles,
      hasher,
      signal: around.signal,
      ...updated,
      onProgress: (progress) => {
        line.show(progress);
      },
    });
  } finally {
    line.clear();
    hasher.close();
  }
}

async function updatedTrust(command: VerifyCommand, around: Surroundings) {
  const refreshed = await refreshedRoots(command, around);
  const { now } = around;
  return {
    refreshed,
    staleTrustDays: command.staleTrustDays ?? undefined,
    ...(now === undefined ? {} : { now }),
  };
}

/** A file that the person named may be a pipe into which nobody writes. */
function orInterrupted<T>(work: Promise<T>, { signal }: Surroundings): Promise<T> {
  return new Promise((resolve, reject) => {
    const unwatch = watch(signal, reject);
    work.then(resolve, reject).finally(unwatch);
  });
}

async function hintsFor(report: Report, model: string): Promise<string[]> {
  if (report.verdict.code === 'verified') return [];
  const hints = [leftoverHint(report, model), await snapshotHint(model), await besideHint(report, model)];
  return hints.filter((hint) => hint !== null);
}

/** The headline, and the way out of what came first. `could-not-check` says both in its headline. */
function verdictLine({ verdict }: Report): string {
  const [first] = verdict.reasons;
  return first === undefined || verdict.code === 'could-not-check'
    ? verdict.headline
    : `${verdict.headline} ${message(first).wayOut}`;
}

function exitCode(report: Report): ExitCode {
  switch (report.verdict.code) {
    case 'verified':
      return 0;
    case 'could-not-check':
      return 2;
    default:
      return 1;
  }
}

async function digest(command: DigestCommand, around: Surroundings): Promise<ExitCode> {
  const hasher = createHasher({ engine: command.engine });
  const { entries, listing } = await openModel(command.model, hasher.expect);
  const ignorePaths = pathsInModel(command.ignorePaths, 'ignored path', command.model, around.cwd);
  try {
    const { signal } = around;
    const result = await digestModel({ model: entries, listing, ignorePaths, hasher, signal });
    if (!result.ok) {
      const { text, wayOut } = message(result.reasons[0]);
      return complain(around, `${text} ${wayOut}`);
    }
    around.stdout.write(`${result.value.rootDigest}\n`);
    return 0;
  } finally {
    hasher.close();
  }
}
