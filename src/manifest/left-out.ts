import { pathProblem } from '../path.js';
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
  const rules: IgnoreRule[] = [];
  const unusable: string[] = [];
  for (const path of paths) {
    if (pathProblem(path) === null) rules.push({ by: 'signer', path });
    else unusable.push(path.slice(0, 500));
  }
  return { rules, unusable };
}

/**
 * Finds the rule that covers a path. Of several, the one that was given first: the standard's come first, so that they
 * are not counted as somebody's word. Costs what the path is deep, since the signer may state 10,000 rules.
 */
export class IgnoreRules {
  readonly #byPath = new Map<string, { readonly rule: IgnoreRule; readonly rank: number }>();

  constructor(rules: readonly IgnoreRule[]) {
    for (const [rank, rule] of rules.entries()) {
      if (!this.#byPath.has(rule.path)) this.#byPath.set(rule.path, { rule, rank });
    }
  }

  covering(path: string): IgnoreRule | null {
    let best = this.#byPath.get(path) ?? null;
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      const found = this.#byPath.get(path.slice(0, slash));
      if (found !== undefined && (best === null || found.rank < best.rank)) best = found;
    }
    return best?.rule ?? null;
  }
}
