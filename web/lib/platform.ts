import type { Readiness } from '../../src/index.js';
import { detailOf, type ProblemText } from './problem.js';
import type { Wording } from './wording.js';

/** What a person has to know of their browser before they choose a model: that it takes longer, is worth less, or cannot be. */
export type Notice =
  | { readonly code: 'slow' }
  | { readonly code: 'insecure' }
  | { readonly code: 'no-workers' }
  | { readonly code: 'not-started'; readonly detail: string };

/** What `prepare` found out; null where there is nothing to say. */
export async function noticeOf(prepared: Promise<Readiness>): Promise<Notice | null> {
  try {
    const { slow } = await prepared;
    if (!isSecureContext) return { code: 'insecure' };
    return slow ? { code: 'slow' } : null;
  } catch (error) {
    if (typeof Worker === 'undefined') return { code: 'no-workers' };
    return { code: 'not-started', detail: detailOf(error) };
  }
}

export function noticeText(notice: Notice, { words: { notices } }: Wording): ProblemText {
  switch (notice.code) {
    case 'slow':
      return notices.slow;
    case 'insecure':
      return notices.insecure;
    case 'no-workers':
      return notices.noWorkers;
    case 'not-started':
      return { ...notices.notStarted, detail: notice.detail };
  }
}
