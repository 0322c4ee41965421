import { isWithin, pathProblem } from '../path.js';
import type { Reason } from '../reason.js';
import type { LeftOut } from '../report.js';

/** OMS 1.0 §6.1: never part of a model, at the top level only. */
const STANDARD_PATHS: readonly string[] = ['.git', '.gitignore', '.gitattributes', '.github'];

export interface IgnoreRule {
  readonly by: Exclude<LeftOut['by'], 'bundle'>;
  readonly path: string;
}

/** The standard's rules; enough to digest a model without a manifest. */
export const STANDARD_RULES: readonly IgnoreRule[] = STANDARD_PATHS.map((path) => ({ by: 'standard', path }));

/** The person's paths: exact, relative, each with its subtree. A path that cannot be meant is refused, not skipped. */
export function personRules(paths: readonly string[]): readonly IgnoreRule[] | Reason {
  const rules: IgnoreRule[] = [];
  for (const given of paths) {
    const path = given.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
    const problem = pathProblem(path);
    if (problem !== null) return { code: 'ignore-path-unusable', path: given.slice(0, 500), problem };
    rules.push({ by: 'person', path });
  }
  return rules;
}

/** The signer's paths; what is absolute, climbs or would cover the whole model excuses nothing. */
export function signerRules(paths: readonly string[]): {
  readonly rules: readonly IgnoreRule[];
  readonly unusable: readonly string[];
} {
  const usable = paths.filter((path) => pathProblem(path) === null);
  return {
    rules: usable.map((path) => ({ by: 'signer', path })),
    unusable: paths.filter((path) => !usable.includes(path)).map((path) => path.slice(0, 500)),
  };
}

/** The first rule that covers the path. The standard's come first, so that they are not counted as somebody's word. */
export function matchingRule(path: string, rules: readonly IgnoreRule[]): IgnoreRule | null {
  return rules.find((rule) => isWithin(path, rule.path)) ?? null;
}
