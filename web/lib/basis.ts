import type { Report } from '../../src/index.js';

/** By whose word somebody was expected. */
export type Basis = 'nobody' | 'person';

export function basisOf({ trust }: Report): Basis {
  return trust.method === 'inspect' ? 'nobody' : 'person';
}
