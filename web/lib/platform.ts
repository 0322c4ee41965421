import type { Readiness } from '../../src/index.js';
import { detailOf, type Problem } from './problem.js';

/** What a person has to know of their browser before they choose a model. */
export interface Notice extends Problem {
  /** Otherwise it only takes longer. */
  readonly cannot: boolean;
}

const SLOW: Notice = {
  cannot: false,
  title: 'Checking is slow in this browser',
  detail:
    'It runs no WebAssembly; hardened browsers switch that off. Results are the same, but large models take about ten times as long.',
  wayOut: 'If that is too long, allow WebAssembly for this page, use another browser, or the command.',
};

const NO_WORKERS: Notice = {
  cannot: true,
  title: 'This browser cannot check models',
  detail: 'It runs no Web Workers, and without them this page would stand still.',
  wayOut: 'Use a current version of Chrome, Edge, Firefox or Safari.',
};

/** What `prepare` found out; null where there is nothing to say. */
export async function noticeOf(prepared: Promise<Readiness>): Promise<Notice | null> {
  try {
    return (await prepared).slow ? SLOW : null;
  } catch (error) {
    if (typeof Worker === 'undefined') return NO_WORKERS;
    return {
      cannot: true,
      title: 'A part of this page did not start',
      detail: detailOf(error),
      wayOut: 'Reload the page. Until it starts, no check will come to an end.',
    };
  }
}
