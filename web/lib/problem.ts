import { message, type Reason } from '../../src/index.js';

/** Something that went wrong on this page, outside a check, and what a person can do about it. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly wayOut: string;
}

/** Thrown where a choice of files cannot be used; its problem is shown and everything else stays as it was. */
export class UnusableChoice extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'UnusableChoice';
    this.problem = problem;
  }
}

export function problemOf(error: unknown, wayOut: string): Problem {
  if (error instanceof UnusableChoice) return error.problem;
  return { title: 'Something broke down', detail: detailOf(error), wayOut };
}

/** Why a model cannot even be looked at: there is nothing in it, or it cannot be listed. */
export function problemWithModel(reason: Reason): Problem {
  const { text: detail, wayOut } = message(reason);
  if (reason.code !== 'model-empty') return { title: 'This model cannot be checked', detail, wayOut };
  const links = reason.looksLike === null ? ' “Choose files” follows links.' : '';
  return { title: 'No file was found there', detail, wayOut: wayOut + links };
}

export function detailOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
