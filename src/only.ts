import type { Statement } from './bundle/statement.js';
import { IgnoreRules, personRules } from './manifest/left-out.js';
import { isSingleFile } from './manifest/plan.js';
import type { ListedModel } from './model/list.js';
import type { Reason } from './reason.js';

/** Which paths a person asked for: all, or some with their subtrees. */
export interface Selection {
  /** Null: all. */
  readonly paths: readonly string[] | null;
  has(path: string): boolean;
}

const ALL: Selection = { paths: null, has: () => true };

/** A path that cannot be meant is refused, not skipped: else less would be checked than was asked for. */
export function selectionOf(only: readonly string[] | undefined): Selection | Reason {
  if (only === undefined) return ALL;
  const rules = personRules(only);
  if ('code' in rules)
    return rules.code === 'ignore-path-unusable' ? { ...rules, code: 'only-path-unusable' } : rules;
  const covered = new IgnoreRules(rules);
  return { paths: rules.map(({ path }) => path), has: (path) => covered.covering(path) !== null };
}

/** A path under which nothing was signed: a typing error must not make the check smaller without a word. */
export function unknownPath(
  { paths }: Selection,
  statement: Statement,
  { files, kind }: ListedModel,
  bundles: ReadonlySet<string>,
): Reason | null {
  if (paths === null) return null;
  if (paths.length === 0) return { code: 'only-path-unusable', path: '', problem: 'empty' };
  // Signed without its name: it goes by the one that it has here, where it is the only file.
  const names =
    statement.kind === 'claim' || (isSingleFile(statement.manifest) && kind === 'files')
      ? files.map(({ path }) => path).filter((path) => !bundles.has(path))
      : [...statement.manifest.files.keys()];
  const unknown = paths.find((path) => !names.some((name) => name === path || name.startsWith(`${path}/`)));
  if (unknown === undefined) return null;
  const isHere = files.some(({ path }) => path === unknown || path.startsWith(`${unknown}/`));
  return { code: 'only-path-unknown', path: unknown, isHere };
}
