import type { Judged } from './headline-facts.js';
import type { ReasonCode } from './reason.js';
import type { Basis, Report, SignerFacts } from './report.js';

/** Whom a sentence names. A `key` is a fingerprint or a hint. */
export type Named =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'unnamed-certificate' }
  | { readonly kind: 'somebody' };

/** Who signed, where the signature is all that was looked at. */
export interface SignatureAlone {
  readonly isVouched: boolean;
  readonly name: Named;
  /** The issuer; null where there is none. */
  readonly confirmedBy: string | null;
  /** Null where the person has not said whom they expect, or nobody vouches for it. */
  readonly standing: Standing | null;
  readonly basis: Basis;
}

/** Why the signer is one whom the person expects. */
export type Standing =
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'vouched-for'; readonly ca: string }
  | { readonly kind: 'key' }
  | { readonly kind: 'expected' };

export function isSignatureAlone({ verdict }: Judged): boolean {
  return verdict.reasons.some(({ code }) => code === 'files-not-asked' || code === 'hub-reported');
}

export function signatureAlone(report: Judged): SignatureAlone {
  const { rows, trust } = report;
  const isExpected = rows.signer.value === 'expected' || rows.signer.value === 'vouched-for';
  return {
    isVouched: !isUnvouched(report),
    name: isExpected ? comparedName(report) : nameOf(report.signer),
    confirmedBy: confirmedBy(report),
    standing: isExpected ? standing(report) : null,
    basis: trust.basis,
  };
}

export function confirmedBy({ signer }: Judged): string | null {
  return signer?.method === 'sigstore' ? signer.issuer : null;
}

/** With an expected name, the one that was compared, which may be one of several in the certificate. */
export function comparedName({ signer, trust }: Judged): Named {
  const compared = trust.expected.subject ?? trust.expected.subjectAltName;
  return compared === undefined ? nameOf(signer) : { kind: 'name', name: compared };
}

export function standing({ rows, signer, trust }: Judged): Standing {
  const { identityPattern } = trust.expected;
  if (identityPattern !== undefined) return { kind: 'pattern', pattern: identityPattern };
  if (rows.signer.value === 'vouched-for') {
    const ca =
      signer?.method === 'certificate' ? (signer.chain.at(-1)?.subject ?? signer.certificate.issuer) : '';
    return { kind: 'vouched-for', ca };
  }
  return { kind: signer?.method === 'key' ? 'key' : 'expected' };
}

/** Whether something that the person trusts says that the signer is who the signature names, expected or not. */
export function signerIsVouchedFor(report: Report): boolean {
  const { signature, signer } = report.rows;
  return signature.value === 'valid' && signer.value !== 'not-checked' && !isUnvouched(report);
}

export function isUnvouched({ verdict }: Judged): boolean {
  return verdict.reasons.some(({ code }) => UNVOUCHED.includes(code) || code === 'key-came-with-model');
}

export const UNVOUCHED: readonly ReasonCode[] = [
  'trust-not-yours',
  'chain-without-trusted-root',
  'chain-not-allowed',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-may-not-sign',
  'log-unknown',
  'timestamp-untrusted',
  'signing-time-missing',
];

export function nameOf(signer: SignerFacts | null): Named {
  switch (signer?.method) {
    case 'sigstore':
      return { kind: 'name', name: signer.identity };
    case 'certificate':
      return signer.subject === '' ? { kind: 'unnamed-certificate' } : { kind: 'name', name: signer.subject };
    case 'key':
      return { kind: 'key', key: signer.fingerprint ?? signer.hint ?? '' };
    case undefined:
      return { kind: 'somebody' };
  }
}
