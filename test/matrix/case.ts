import type { TrustInput, VerdictCode } from '../../src/index.js';

/** One signed model that must verify, from wherever it came. */
export interface SignedCase {
  readonly name: string;
  readonly files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  /** The model is the only file, not its folder. */
  readonly single: boolean;
  readonly bundle: string;
  readonly trust: Exclude<TrustInput, { method: 'inspect' }>;
  readonly ignorePaths: readonly string[];
}

/** A case, perhaps tampered with, and the only verdict that is right. */
export interface Scenario extends SignedCase {
  readonly expected: VerdictCode;
}
