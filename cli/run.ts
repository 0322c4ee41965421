import { digestModel, message, type Report, VERSION } from '../src/index.js';
import { type DigestCommand, parseCommandLine } from './args.js';
import { orInterrupted, type Surroundings } from './around.js';
import { factsOf } from './badge/facts.js';
import { storedFacts } from './badge/stored.js';
import { badgeSvg } from './badge/svg.js';
import { checkList } from './batch/run.js';
import { check } from './check.js';
import { InputError } from './error.js';
import { escapeForTerminal as escape } from './escape.js';
import { createHasher } from './hasher.js';
import { help } from './help.js';
import { besideHint, leftoverHint, snapshotHint } from './hints.js';
import { writeIndexFile } from './index-file.js';
import { pathsInModel, readText } from './inputs.js';
import { openModel } from './list.js';
import { reportJson } from './json.js';
import { type ExitCode, exitCode, internalError, verdictLine } from './outcome.js';
import { reportText } from './print.js';
import { progressLine } from './progress.js';
import { replaceFile } from './replace-file.js';
import { isRemote } from './remote/args.js';
import { refreshedRoots } from './trust/refreshed.js';
import { showCommand } from './trust/show.js';
import { updateCommand } from './trust/update.js';
import type { VerifyCommand } from './verify-args.js';

/** Of a report of a million files. */
const REPORT_LIMIT = 400 * 1024 * 1024;

/** 128 + SIGINT, as shells count. */
export const INTERRUPTED = 130;

/**
 * Runs one command line. Where the result is not 0, the last line that has gone to standard error says why; before it only damaged trust is
 * told there.
 */
export async function run(
  argv: readonly string[],
  around: Surroundings,
): Promise<ExitCode | typeof INTERRUPTED> {
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
      case 'verify-list':
        return await checkList(command, around);
      case 'index':
        return await writeIndexFile(command, around);
      case 'badge':
        around.stdout.write(
          badgeSvg(storedFacts(await readText(command.report, 'report', REPORT_LIMIT), command.report)),
        );
        return 0;
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

function complain(around: Surroundings, text: string): 2 {
  around.stderr.write(`touchstone: ${escape(text)}\n`);
  return 2;
}

async function verify(command: VerifyCommand, around: Surroundings): Promise<ExitCode> {
  const report = await checked(command, around);
  if (command.badge !== null) await replaceFile(command.badge, badgeSvg(factsOf(report)), 0o644);
  if (report.verdict.code !== 'verified') around.stderr.write(`touchstone: ${escape(verdictLine(report))}\n`);
  if (!command.quiet) {
    const pieces = command.json
      ? reportJson(report)
      : [reportText(report, await hintsFor(report, command.model))];
    for (const piece of pieces) around.stdout.write(piece);
  }
  return exitCode(report);
}

async function checked(command: VerifyCommand, around: Surroundings): Promise<Report> {
  const { cwd, signal, now, ask } = around;
  const line = progressLine(around.stderr);
  const hasher = createHasher({ engine: command.engine });
  try {
    return await check(command, {
      hasher,
      roots: () => refreshedRoots(command.trustStore, around),
      staleTrustDays: command.staleTrustDays,
      signal,
      now,
      base: cwd,
      trustBase: cwd,
      pathsFrom: 'base',
      ask:
        ask === undefined
          ? null
          : (question) => {
              line.clear();
              return orInterrupted(ask(question), signal);
            },
      onProgress: (progress) => {
        line.show(progress);
      },
    });
  } finally {
    line.clear();
    hasher.close();
  }
}

async function hintsFor(report: Report, model: string): Promise<string[]> {
  if (report.verdict.code === 'verified' || isRemote(model)) return [];
  const hints = [leftoverHint(report, model), await snapshotHint(model), await besideHint(report, model)];
  return hints.filter((hint) => hint !== null);
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
