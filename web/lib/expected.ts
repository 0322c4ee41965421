import type { Expected, Report } from '../../src/index.js';
import type { Fact } from './fact.js';

/** As the fields of the form are called, in their order. */
const TERMS = {
  identity: 'Expected identity',
  identityPattern: 'Expected identity, by a pattern',
  issuer: 'Expected issuer',
  subject: 'Expected subject',
  subjectAltName: 'Expected alternative name',
  leafFingerprint: 'Expected fingerprint of the signer’s certificate',
  intermediateFingerprint: 'Expected fingerprint of an intermediate CA',
} as const satisfies Readonly<Record<keyof Expected, string>>;

/** What the person said that they expect, each with its name. A pattern is never passed off as an identity. */
export function expectationsOf({ trust: { expected } }: Report): readonly Fact[] {
  return Object.entries(TERMS).flatMap(([key, term]) => {
    const value = expected[key as keyof Expected];
    return value === undefined ? [] : [{ term, value, exact: true }];
  });
}
