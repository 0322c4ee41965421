import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { quote, type Report } from '../../src/index.js';
import type { Surroundings } from '../around.js';
import { check, type Means } from '../check.js';
import { InputError, systemError } from '../error.js';
import { createHasher } from '../hasher.js';
import { reportJson } from '../json.js';
import type { ListCommand } from '../list-args.js';
import { withLock, type StillMine } from '../lock.js';
import { type ExitCode, exitCode, internalError } from '../outcome.js';
import { counterLine } from '../progress.js';
import { isRemote } from '../remote/args.js';
import { replaceFile } from '../replace-file.js';
import { refreshedRoots } from '../trust/refreshed.js';
import { type Item, itemOf, LINE_LIMIT } from './item.js';
import { linesOf } from './lines.js';
import { appendTo, type Done, readResults, type ResultLine, resultText } from './results.js';
import { Tally } from './tally.js';
import { TrustFiles } from './trust-files.js';
import type { Question } from '../verify-args.js';

/** How many are checked at once: a host is waited for, a disk is not. */
const AT_ONCE = { remote: 4, local: 1 } as const;

const MINUTE_MS = 60_000;
const LOCKED = { what: 'check of this list', waitMs: 0, maxMs: null };

/**
 * `touchstone verify --jsonl`. What `--out` has already is not checked again; what is in it is done. One writer at a time.
 */
export async function checkList(command: ListCommand, around: Surroundings): Promise<ExitCode> {
  const { out, reports } = command;
  if (reports !== null) await makeFolder(resolve(around.cwd, reports));
  if (out === null) {
    const write = (result: ResultLine) => {
      if (!command.quiet) around.stdout.write(resultText(result));
      return Promise.resolve();
    };
    return checkLines(command, around, new Map(), write);
  }
  const path = resolve(around.cwd, out);
  await makeFolder(dirname(path));
  return withLock(`${path}.lock`, LOCKED, around.signal, async (stillMine: StillMine, signal) => {
    const done = await readResults(path);
    const file = await appendTo(path);
    try {
      const write = async (result: ResultLine) => {
        await stillMine();
        await file.append(result);
      };
      return await checkLines(command, { ...around, signal }, done, write);
    } finally {
      await file.close();
    }
  });
}

type Write = (result: ResultLine) => Promise<void>;

/** Checks what is not done, and writes each result as it comes. Ends all when one of them cannot be kept. */
async function checkLines(
  command: ListCommand,
  around: Surroundings,
  done: Done,
  write: Write,
): Promise<ExitCode> {
  const stop = new AbortController();
  const signal = AbortSignal.any([around.signal, stop.signal]);
  const hasher = createHasher({ engine: command.engine });
  const means = meansOf(command, { ...around, signal }, hasher);
  const progress = counterLine(around.stderr);
  const tally = new Tally(done);
  const files = new TrustFiles();
  const running = new Set<Promise<void>>();
  let written = Promise.resolve();

  const work = async (line: number, item: Item): Promise<void> => {
    const result = await resultOf(line, item, command, means);
    // One after the other, and nothing more once somebody has stopped us.
    const turn = written.then(() => {
      signal.throwIfAborted();
      return write(result);
    });
    written = turn.catch(() => undefined);
    await turn;
    tally.ended(item.id, result.exitCode);
    progress.show(tally.soFar());
  };
  const begin = (line: number, item: Item) => {
    const job = work(line, item)
      .catch((error: unknown) => {
        stop.abort(error);
      })
      .finally(() => running.delete(job));
    running.add(job);
  };

  try {
    const { index, of } = command.shard;
    for await (const line of linesOf(resolve(around.cwd, command.list), 'list', LINE_LIMIT)) {
      signal.throwIfAborted();
      if (line.number % of !== index) continue;
      const asked = itemOf(line, command.usual);
      if (asked === null) continue;
      const item = await files.identified(asked, { list: means.base, trust: means.trustBase });
      if (tally.isDone(item.id, command.retry)) continue;
      tally.began(item.id);
      while (running.size >= roomFor(item, command)) await Promise.race(running);
      signal.throwIfAborted();
      begin(line.number + 1, item);
    }
    await Promise.all(running);
    signal.throwIfAborted();
  } finally {
    stop.abort();
    await Promise.all(running);
    progress.clear();
    hasher.close();
  }
  around.stderr.write(`touchstone: ${tally.summary()}\n`);
  return tally.exitCode();
}

function roomFor(item: Item, { atOnce }: ListCommand): number {
  return atOnce ?? (item.ok && isRemote(item.question.model) ? AT_ONCE.remote : AT_ONCE.local);
}

function meansOf(command: ListCommand, around: Surroundings, hasher: Means['hasher']): Means {
  let roots: ReturnType<Means['roots']> | null = null;
  return {
    hasher,
    // Read once: they hold for all, and to verify them takes longer than a small model.
    roots: () => (roots ??= refreshedRoots(command.trustStore, around)),
    staleTrustDays: command.staleTrustDays,
    signal: around.signal,
    now: around.now,
    base: dirname(resolve(around.cwd, command.list)),
    trustBase: around.cwd,
    pathsFrom: 'model',
    ask: null,
  };
}

/** What one line comes to. Rejects where it was interrupted, or the report cannot be kept. */
async function resultOf(line: number, item: Item, command: ListCommand, means: Means): Promise<ResultLine> {
  const started = performance.now();
  const checkedAt = (means.now ?? new Date()).toISOString();
  const unchecked = (headline: string): ResultLine => ({
    id: item.id,
    line,
    model: item.ok ? item.question.model : null,
    verdict: 'could-not-check',
    reasons: [],
    headline,
    revision: null,
    checkedAt,
    durationMs: Math.round(performance.now() - started),
    exitCode: 2,
  });
  if (!item.ok) return unchecked(item.problem);
  const { question, saysWhom } = item;
  const unasked = unaskedText(question);
  if (unasked !== null) {
    // Of a whole list that nobody agreed to, no line is a result.
    if (unaskedText({ ...question, remote: command.usual.remote }) !== null) throw new InputError(unasked);
    return unchecked(unasked);
  }
  const limit = command.maxMinutes === null ? null : AbortSignal.timeout(command.maxMinutes * MINUTE_MS);
  const signal = limit === null ? means.signal : AbortSignal.any([means.signal, limit]);
  let report: Report;
  try {
    const trustBase = saysWhom ? means.base : means.trustBase;
    report = await check(question, { ...means, signal, trustBase });
  } catch (error) {
    means.signal.throwIfAborted();
    if (limit?.aborted === true)
      return unchecked(`It took longer than ${String(command.maxMinutes)} minutes.`);
    return unchecked(error instanceof InputError ? error.message : internalError(error));
  }
  const { verdict, durationMs, model } = report;
  const at = command.reports === null ? null : join(command.reports, `${item.id}.json`);
  if (at !== null) await replaceFile(at, reportJson(report), 0o644);
  return {
    id: item.id,
    line,
    model: question.model,
    verdict: verdict.code,
    reasons: verdict.reasons.map(({ code }) => code),
    headline: verdict.headline,
    revision: model.remote?.revision ?? null,
    checkedAt: report.checkedAt,
    durationMs,
    exitCode: exitCode(report),
    ...(at === null ? {} : { report: at }),
  };
}

/** What nobody is there to be asked; null where nothing is to be. */
function unaskedText({ model, remote }: Question): string | null {
  return isRemote(model) && remote.depth === 'streamed' && remote.consent === 'ask'
    ? `${quote(model)} would be fetched whole, and so would others: say --yes, or --max-bytes SIZE for each model; or --depth reported.`
    : null;
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new InputError(`The folder ${quote(path)} cannot be made: ${systemError(error)}.`);
  }
}
