/** One fact, told as a term and what it is. `value` may be the attacker's; of several, each is shown as an item of its own. */
export interface Fact {
  readonly term: string;
  readonly value: string | readonly string[];
  /** A digest, path or number to compare, not prose. */
  readonly exact?: boolean;
  /** Where it leads when it is clicked. */
  readonly link?: string;
  /** Something that must not be overlooked. */
  readonly tone?: 'bad' | 'caution';
}

export function valuesOf({ value }: Fact): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** None where there is nothing to tell. */
export function optional(term: string, value: string | null | undefined): readonly Fact[] {
  return value === null || value === undefined || value === '' ? [] : [{ term, value, exact: true }];
}

export function several(term: string, value: readonly string[]): readonly Fact[] {
  return value.length === 0 ? [] : [{ term, value, exact: true }];
}
