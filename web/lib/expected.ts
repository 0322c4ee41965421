import type { Expected, Report } from '../../src/index.js';
import { isOthersWord } from './basis.js';
import type { Fact } from './fact.js';
import type { Wording } from './wording.js';

/** What the person said that they expect, each with its name; or somebody else, which is said. A pattern is never passed off as an identity. */
export function expectationsOf({ trust: { expected, basis } }: Report, { words }: Wording): readonly Fact[] {
  const called = (term: string): string =>
    isOthersWord(basis) ? words.basis.claimed[basis.kind].term(term) : term;
  return FIELDS.flatMap((field) => {
    const value = expected[field];
    return value === undefined ? [] : [{ term: called(words.expected[field]), value, exact: true }];
  });
}

/** In the form's order. */
const FIELDS = [
  'identity',
  'identityPattern',
  'issuer',
  'subject',
  'subjectAltName',
  'leafFingerprint',
  'intermediateFingerprint',
] as const satisfies readonly (keyof Expected)[];
