import type { Expected, Report } from '../../src/index.js';
import type { Fact } from './fact.js';
import type { Wording } from './wording.js';

/** What the person said that they expect, each with its name. A pattern is never passed off as an identity. */
export function expectationsOf({ trust: { expected } }: Report, { words }: Wording): readonly Fact[] {
  return FIELDS.flatMap((field) => {
    const value = expected[field];
    return value === undefined ? [] : [{ term: words.expected[field], value, exact: true }];
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
