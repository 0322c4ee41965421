import type { VerdictCode } from '../../src/index.js';

/** How each signature of a model was judged last, by its path; those that were not checked yet are not in it. */
export type JudgedSignatures = ReadonlyMap<string, VerdictCode>;

export const NONE_JUDGED: JudgedSignatures = new Map();

/** The same with one more; `path` null: of a signature that is not among the model's files. */
export function withJudged(
  before: JudgedSignatures,
  path: string | null,
  verdict: VerdictCode,
): JudgedSignatures {
  return path === null ? before : new Map([...before, [path, verdict]]);
}
