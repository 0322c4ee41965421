import type { FulcioExtensions, Report } from '../../src/index.js';
import type { Fact } from './fact.js';
import { linkTo } from './link.js';
import type { Wording } from './wording.js';

/** Part of the signer's own row. */
const SHOWN_ALREADY: readonly string[] = ['issuer', 'issuerV1'];

/** What the CA wrote into the certificate about the run that asked for it; none for a person. */
export function runFacts(report: Report, { words }: Wording): readonly Fact[] {
  const { signer } = report;
  if (signer?.method !== 'sigstore') return [];
  const { extensions } = signer;
  return Object.entries(words.run.terms).flatMap(([name, term]) => {
    const value = extensions[name as keyof FulcioExtensions];
    if (value === undefined || SHOWN_ALREADY.includes(name)) return [];
    const link = isVouchedFor(report) ? linkOf(name, value, extensions) : null;
    return [{ term, value, exact: true, ...(link === null ? {} : { link }) }];
  });
}

/** A made-up name must not look like a place that was checked. */
function linkOf(name: string, value: string, { sourceRepositoryUri = '' }: FulcioExtensions): string | null {
  const isCommit = name === 'sourceRepositoryDigest' && /^[0-9a-f]{40}$/.test(value);
  return linkTo(
    isCommit && sourceRepositoryUri.startsWith('https://github.com/')
      ? `${sourceRepositoryUri}/commit/${value}`
      : value,
  );
}

/** It is as good as the certificate: a claim, unless something that the person trusts vouches for that. */
export function runStanding(report: Report, { words }: Wording): string {
  return isVouchedFor(report) ? words.run.vouched : words.run.claimed;
}

function isVouchedFor({ rows: { signature, signer } }: Report): boolean {
  return signature.value === 'valid' && (signer.value === 'expected' || signer.value === 'not-stated');
}
