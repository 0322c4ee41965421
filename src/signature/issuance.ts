import type { Certificate } from '#sigstore';
import { mayHaveIssued } from '../issued.js';
import type { Reason } from '../reason.js';
import type { TrustedAuthority } from '../trust/trusted-root.js';
import { wasInUse } from '../validity.js';
import { verifyChain } from './chain.js';
import { sanText } from './facts.js';

/**
 * Whether an authority of the trusted root issued this certificate, and both were good at each of the times. By our own rules
 * for paths (chain.ts): @sigstore/verify knows neither key usages nor name constraints nor critical extensions.
 */
export function issuanceProblem(
  leaf: Certificate,
  authorities: readonly TrustedAuthority[],
  times: readonly Date[],
): { readonly kind: 'untrusted' | 'invalid'; readonly reason: Reason } | null {
  const named = authorities.filter(({ certificates }) =>
    certificates.some((issuer) => mayHaveIssued(issuer, leaf)),
  );
  if (named.length === 0)
    return { kind: 'untrusted', reason: { code: 'chain-without-trusted-root', issuer: leaf.issuerText } };
  for (const at of times) {
    const reason = problemAt(leaf, named, at);
    if (reason !== null) return { kind: UNTRUSTED.includes(reason.code) ? 'untrusted' : 'invalid', reason };
  }
  return null;
}

const UNTRUSTED: readonly Reason['code'][] = [
  'chain-without-trusted-root',
  'chain-not-allowed',
  'certificate-may-not-sign',
];

function problemAt(leaf: Certificate, named: readonly TrustedAuthority[], at: Date): Reason | null {
  const inUse = named.filter((authority) => wasInUse(authority, at));
  const when = `signed ${at.toISOString()}`;
  let problem: Reason = {
    code: 'certificate-not-valid-when-signed',
    detail: `${when}, when the authority was not in use`,
  };
  for (const { certificates } of inUse) {
    const anchor = certificates.at(-1) ?? certificates[0];
    const outcome = verifyChain(leaf, certificates.slice(0, -1), [anchor], at);
    if (outcome.ok)
      return isForSigning(leaf) ? null : { code: 'certificate-may-not-sign', subject: nameOf(leaf) };
    problem = atThatTime(outcome.reason, leaf, when);
  }
  return problem;
}

/** Every certificate of a Sigstore's CA says so (Fulcio's certificate specification), and chain.ts asks for less. */
function isForSigning({ basicConstraints, keyUsage, extendedKeyUsage }: Certificate): boolean {
  return (
    basicConstraints?.ca !== true &&
    keyUsage?.digitalSignature === true &&
    extendedKeyUsage?.includes(CODE_SIGNING) === true
  );
}

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

/** These have no subject; the name is an alternative one. */
function nameOf({ subjectText, subjectAltNames }: Certificate): string {
  return subjectText === '' ? subjectAltNames.map(sanText).join(', ') : subjectText;
}

/** The chain is judged at the time of signing: what it was not then, it was not when it mattered. */
function atThatTime(reason: Reason, leaf: Certificate, when: string): Reason {
  switch (reason.code) {
    case 'certificate-expired':
      return {
        code: 'certificate-not-valid-when-signed',
        detail: `${when}, in force until ${reason.notAfter}`,
      };
    case 'certificate-not-yet-valid':
      return {
        code: 'certificate-not-valid-when-signed',
        detail: `${when}, in force from ${reason.notBefore}`,
      };
    case 'chain-signature-differs':
    case 'certificate-may-not-sign':
    case 'chain-not-allowed':
      return reason.subject === '' ? { ...reason, subject: nameOf(leaf) } : reason;
    default:
      return reason;
  }
}
