import type { TrustInput, VerdictCode } from '../../src/index.js';
import type { Question } from './question.js';

/** One signed model that must verify, from wherever it came. */
export interface SignedCase extends Question {
  readonly name: string;
  readonly bundle: string;
  readonly trust: Exclude<TrustInput, { method: 'inspect' } | { identityPattern: string }>;
}

/** A case, perhaps tampered with, and the only verdict that is right. */
export interface Scenario extends SignedCase {
  readonly expected: VerdictCode;
}
