import type { Report, VerdictCode } from '../../src/index.js';
import type { Sight } from './look.js';

/** How one of a model's signatures was judged last on this visit, with what was expected then. */
export interface JudgedSignature {
  readonly verdict: VerdictCode;
  /** ISO 8601. */
  readonly at: string;
}

/** By the signature's path; those that were not checked yet are not in it. */
export interface JudgedSignatures {
  /** Of which state of the files that is. */
  readonly state: string;
  readonly byPath: ReadonlyMap<string, JudgedSignature>;
}

export const NONE_JUDGED: JudgedSignatures = { state: '', byPath: new Map() };

/** The same with one more; `path` null: of a signature that is not among the model's files. Of changed files nothing is kept. */
export function withJudged(
  before: JudgedSignatures,
  path: string | null,
  { whole }: Pick<Sight, 'whole'>,
  { verdict, checkedAt }: Pick<Report, 'verdict' | 'checkedAt'>,
): JudgedSignatures {
  const state = stateOf(whole);
  const known = state === before.state ? before.byPath : NONE_JUDGED.byPath;
  const now = { verdict: verdict.code, at: checkedAt };
  return { state, byPath: path === null ? known : new Map([...known, [path, now]]) };
}

/** Another one as soon as a file comes, goes, or changes its size or time stamp. */
function stateOf({ files, totalBytes }: Sight['whole']): string {
  let newest = 0;
  for (const { modified } of files) newest = Math.max(newest, modified ?? 0);
  return [files.length, totalBytes, newest].join();
}
