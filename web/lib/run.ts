import { FULCIO_LABELS, type FulcioExtensions, type Report } from '../../src/index.js';
import type { Fact } from './fact.js';

/** Part of the signer's own row. */
const SHOWN_ALREADY: readonly string[] = ['issuer', 'issuerV1'];

/** What the CA wrote into the certificate about the run that asked for it; none for a person. */
export function runFacts({ signer }: Report): readonly Fact[] {
  if (signer?.method !== 'sigstore') return [];
  const { extensions } = signer;
  return Object.entries(FULCIO_LABELS).flatMap(([name, term]) => {
    const value = extensions[name as keyof FulcioExtensions];
    return value === undefined || SHOWN_ALREADY.includes(name) ? [] : [{ term, value, exact: true }];
  });
}

/** It is as good as the certificate: a claim, unless something that the person trusts vouches for that. */
export function runStanding({ rows }: Report): string {
  const vouched =
    rows.signature.value === 'valid' &&
    (rows.signer.value === 'expected' || rows.signer.value === 'not-stated');
  return vouched
    ? 'The authority that issued the certificate says this. It was compared with nothing.'
    : 'A claim: the certificate says this, and this check does not vouch for it.';
}
