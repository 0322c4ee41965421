import type { FileState, Note, Reason, ReasonCode, Report, VerdictCode } from '../../src/index.js';
import type { Question } from './question.js';

/** The members that tell one kind of a reason from another: texts out of a fixed set. */
type Kinds<R> = {
  [K in keyof R]-?: string extends R[K] ? never : R[K] extends string | null ? K : never;
}[keyof R];

/** What a digest was made with and how a cache is laid out follow from the row itself. */
type Kind<R> = Exclude<Kinds<R>, 'algorithm' | 'layout'>;

type Shape<R> = R extends Reason ? Pick<R, Kind<R>> & Partial<R> : never;
type Plain<R> = R extends Reason ? ([Exclude<Kind<R>, 'code'>] extends [never] ? R['code'] : never) : never;

/** A reason as far as a row states it: by its code alone only where the code says everything. */
export type ExpectedReason = Shape<Reason> | Plain<Reason>;

export interface ExpectedFile {
  readonly state: FileState;
  readonly reason?: ExpectedReason;
  readonly looksLike?: string;
}

type Surface = 'page' | 'command';

/** One way in which a signed model, or what is asked about it, differs from the plain case, and what comes of it. */
export interface Mutation {
  /** One of a kind in the whole table. */
  readonly name: string;
  readonly make: () => Question | Promise<Question>;
  readonly verdict: VerdictCode;
  /** All of them, in order. */
  readonly reasons: readonly ExpectedReason[];
  /** Files of the report about which there is something to say. */
  readonly files?: Readonly<Record<string, ExpectedFile>>;
  /** All of them, in order. */
  readonly notes?: readonly Note['code'][];
  /** Where this cannot be asked, and why. */
  readonly notOn?: { readonly [S in Surface]?: string };
  /** Where the question itself is refused, before there is a report. */
  readonly refusedBy?: readonly Surface[];
}

/** A report, cut down to what a row speaks of. */
export interface Outcome {
  readonly verdict: VerdictCode;
  readonly reasons: readonly object[];
  readonly files: Readonly<Record<string, object>>;
  readonly notes: readonly string[];
}

export function expectedOutcome({ verdict, reasons, files = {}, notes = [] }: Mutation): Outcome {
  return {
    verdict,
    reasons: reasons.map(asObject),
    files: Object.fromEntries(
      Object.entries(files).map(([path, { reason, ...file }]) => [
        path,
        { ...file, ...(reason === undefined ? {} : { reason: asObject(reason) }) },
      ]),
    ),
    notes,
  };
}

/** Beside what the row expects, all that it does not: a reason too many is a difference. */
export function outcomeOf(report: Report, { reasons, files = {} }: Mutation): Outcome {
  return {
    verdict: report.verdict.code,
    reasons: report.verdict.reasons.map((reason, i) => cutTo(reason, reasons[i])),
    files: Object.fromEntries(
      Object.entries(files).map(([path, expected]) => [path, fileOutcome(report, path, expected)]),
    ),
    notes: report.notes.map(({ code }) => code),
  };
}

function fileOutcome(report: Report, path: string, expected: ExpectedFile): object {
  const file = report.files.find((candidate) => candidate.path === path);
  if (file === undefined) return { state: 'not in the report' };
  const { state, reason, looksLike } = file;
  return {
    state,
    ...(reason === undefined ? {} : { reason: cutTo(reason, expected.reason) }),
    ...(looksLike === undefined ? {} : { looksLike }),
  };
}

export function codeOf(reason: ExpectedReason): ReasonCode {
  return typeof reason === 'string' ? reason : asObject(reason).code;
}

function asObject(reason: ExpectedReason): { readonly code: ReasonCode } {
  return typeof reason === 'string' ? { code: reason } : reason;
}

/** Whole where it is not the expected one, so that a failing test shows what it is. */
function cutTo(reason: Reason, expected: ExpectedReason | undefined): object {
  if (expected === undefined || codeOf(expected) !== reason.code) return reason;
  const wanted = Object.keys(asObject(expected));
  return Object.fromEntries(Object.entries(reason).filter(([key]) => wanted.includes(key)));
}
