import { quote, type Reason } from '../../src/index.js';
import type { Wording } from './wording.js';

/** Something that went wrong on this page, outside a check. */
export type Problem =
  | { readonly code: 'broken'; readonly detail: string }
  | { readonly code: 'nothing-dropped' }
  | { readonly code: 'too-much-dropped'; readonly folders: number; readonly files: number }
  /** `detail`: null where it is no longer among the model's files. */
  | { readonly code: 'signature-lost'; readonly name: string; readonly detail: string | null }
  /** Why a model cannot even be looked at: there is nothing in it, or it cannot be listed. */
  | { readonly code: 'model-unusable'; readonly reason: Reason }
  | { readonly code: 'sample-missing'; readonly why: SampleFault };

export type SampleFault =
  | { readonly what: 'fetch'; readonly detail: string }
  | { readonly what: 'status'; readonly status: number; readonly path: string }
  | { readonly what: 'shape' };

/** The same in words, with what a person can do about it. */
export interface ProblemText {
  readonly title: string;
  readonly detail: string;
  readonly wayOut: string;
}

/** Thrown where a choice of files cannot be used; its problem is shown and everything else stays as it was. */
export class UnusableChoice extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'UnusableChoice';
    this.problem = problem;
  }
}

export function problemOf(error: unknown): Problem {
  return error instanceof UnusableChoice ? error.problem : { code: 'broken', detail: detailOf(error) };
}

export function detailOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

export function problemText(problem: Problem, wording: Wording): ProblemText {
  const words = wording.words.problems;
  switch (problem.code) {
    case 'broken':
      return { ...words.broken, detail: problem.detail };
    case 'nothing-dropped':
      return words.nothingDropped;
    case 'too-much-dropped': {
      const { title, detail, wayOut } = words.tooMuchDropped;
      return { title, detail: detail(problem.folders, problem.files), wayOut };
    }
    case 'signature-lost': {
      const { title, gone, wayOut } = words.signatureLost;
      return { title, detail: `${quote(problem.name)}: ${problem.detail ?? gone}`, wayOut };
    }
    case 'model-unusable':
      return modelText(problem.reason, wording);
    case 'sample-missing': {
      const { title, wayOut } = words.sample;
      return { title, detail: sampleDetail(problem.why, wording), wayOut };
    }
  }
}

function modelText(reason: Reason, { words, prose }: Wording): ProblemText {
  const { unusable, empty, linksToo } = words.problems.model;
  const { text: detail, wayOut } = prose.message(reason);
  if (reason.code !== 'model-empty') return { title: unusable, detail, wayOut };
  return { title: empty, detail, wayOut: reason.looksLike === null ? `${wayOut} ${linksToo}` : wayOut };
}

function sampleDetail(why: SampleFault, { words }: Wording): string {
  switch (why.what) {
    case 'fetch':
      return why.detail;
    case 'status':
      return words.problems.sample.status(why.status, why.path);
    case 'shape':
      return words.problems.sample.shape;
  }
}
