import { isCalled } from '../pin.js';
import type { Reason } from '../reason.js';
import type { Expectations, ExpectationsEntry } from './expectations.js';
import { outside } from './period.js';

/** `publishers`: no entry binds this model; these signers would be recognised, if any. */
export type SelectedExpectation =
  | { readonly kind: 'entry'; readonly entry: ExpectationsEntry }
  | { readonly kind: 'publishers'; readonly entries: readonly ExpectationsEntry[] }
  | { readonly kind: 'refused'; readonly reason: Reason };

export interface ModelQuestion {
  readonly modelName: string | null;
  /** Lower-case hex. */
  readonly rootDigest: string | null;
  readonly now: Date;
}

/** How exactly an entry means a model, the most exact first. */
const RANKS: readonly ((entry: ExpectationsEntry, model: ModelQuestion) => boolean)[] = [
  ({ scope }, { rootDigest }) =>
    scope.kind === 'digests' && rootDigest !== null && scope.rootDigests.includes(rootDigest),
  ({ scope }, { modelName }) =>
    scope.kind === 'models' && modelName !== null && isCalled(modelName, scope.names.filter(isExact)),
  ({ scope }, { modelName }) =>
    scope.kind === 'models' && modelName !== null && isCalled(modelName, scope.names),
];

/**
 * What the file says about a model. By digest before by name before by pattern; two of one rank that are in force contradict
 * each other. Where the only ones that mean it are out of their time, it is not as if nothing had been said.
 */
export function selectEntry(
  { organisation, entries, ...file }: Expectations,
  model: ModelQuestion,
): SelectedExpectation {
  const over = outside(file, model.now);
  if (over !== null) return refused({ code: 'expectations-expired', organisation, entry: null, ...over });
  const inForce = entries.filter((entry) => outside(entry, model.now) === null);
  for (const means of RANKS) {
    const [entry, ...others] = inForce.filter((one) => means(one, model));
    if (entry === undefined) continue;
    return others.length === 0
      ? { kind: 'entry', entry }
      : refused({
          code: 'expectations-ambiguous',
          organisation,
          entries: [entry, ...others].map(({ id }) => id),
        });
  }
  for (const means of RANKS)
    for (const entry of entries) {
      const period = means(entry, model) ? outside(entry, model.now) : null;
      if (period !== null)
        return refused({ code: 'expectations-expired', organisation, entry: entry.id, ...period });
    }
  return { kind: 'publishers', entries: inForce.filter(({ scope }) => scope.kind === 'publisher') };
}

function isExact(name: string): boolean {
  return !name.includes('*');
}

function refused(reason: Reason): SelectedExpectation {
  return { kind: 'refused', reason };
}
