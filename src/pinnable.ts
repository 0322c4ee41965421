import type { ExactTrust } from './exact-trust.js';
import type { ReasonCode } from './reason.js';
import type { Report, SignerFacts } from './report.js';
import type { TrustInput, VerifyRequest } from './request.js';

/** A signer as a pin names them. `isConfirmed`: see `Pin`. */
export interface Pinnable {
  readonly signer: ExactTrust;
  readonly isConfirmed: boolean;
}

/** What keeps a signature from being more than a claim, and nothing else amiss with it. */
const CLAIMED: ReadonlySet<ReasonCode> = new Set([
  'nobody-named',
  'key-came-with-model',
  'chain-without-trusted-root',
]);

/**
 * The signer of a check, to be remembered; null where there is nothing that a later check could recognise, or where it has no
 * need to: somebody else than the person said whom to expect.
 *
 * @param trust what the check was asked with
 */
export function pinnable(report: Report, trust: VerifyRequest['trust']): Pinnable | null {
  const { signer, rows, verdict } = report;
  if (signer === null || rows.signature.value !== 'valid' || rows.files.value !== 'match') return null;
  if (report.trust.basis.kind !== 'person' || trust.method === 'expectations') return null;
  if (verdict.code === 'verified') {
    const exact = confirmed(signer, trust);
    return exact === null ? null : { signer: exact, isConfirmed: true };
  }
  if (!verdict.reasons.every(({ code }) => CLAIMED.has(code))) return null;
  // A name that nothing here vouches for could not be told from the same name by somebody else.
  const isNamed = verdict.reasons.every(({ code }) => code === 'nobody-named');
  if (signer.method === 'sigstore' && !isNamed) return null;
  const exact = claimed(signer, trust);
  return exact === null ? null : { signer: exact, isConfirmed: false };
}

/**
 * The signer whom the person said that they expect, and who signed, where nothing but what they had remembered is against it:
 * then they may approve the change by hand. Else null.
 */
export function successor(report: Report, trust: VerifyRequest['trust']): Pinnable | null {
  const { signer, rows, verdict } = report;
  const isOnlyPin = verdict.reasons.every(({ code }) => code === 'pin-differs');
  if (!isOnlyPin || rows.signature.value !== 'valid' || signer === null) return null;
  if (report.trust.basis.kind !== 'person' || trust.method === 'expectations') return null;
  const exact = confirmed(signer, trust);
  // No file was compared yet.
  return exact === null ? null : { signer: exact, isConfirmed: false };
}

/** Of a pattern or an authority that they named, the one signer whom the check has seen. */
function confirmed(signer: SignerFacts, trust: TrustInput): ExactTrust | null {
  switch (trust.method) {
    case 'inspect':
      return null;
    case 'key':
      return trust;
    case 'sigstore':
      return signer.method === 'sigstore' ? identity(signer, trust) : null;
    case 'certificate': {
      const { subject, subjectAltName, leafFingerprint } = trust;
      if (signer.method !== 'certificate') return null;
      const known = typeof trust.roots === 'string' ? { ...trust, roots: [trust.roots] } : trust;
      if ((subject ?? subjectAltName ?? leafFingerprint) !== undefined) return known;
      return signer.subject === ''
        ? { ...known, leafFingerprint: signer.certificate.fingerprint }
        : { ...known, subject: signer.subject };
    }
  }
}

function claimed(signer: SignerFacts, trust: TrustInput): ExactTrust | null {
  if (trust.method !== 'inspect') return null;
  switch (signer.method) {
    case 'sigstore':
      return identity(signer, trust);
    case 'key':
      return signer.publicKey === null ? null : { method: 'key', publicKey: signer.publicKey };
    case 'certificate':
      // Anybody can make a root that says the same names.
      return { method: 'certificate', leafFingerprint: signer.certificate.fingerprint };
  }
}

function identity(
  { identity, issuer }: Extract<SignerFacts, { method: 'sigstore' }>,
  { trustedRoot }: { readonly trustedRoot?: string | object },
): ExactTrust {
  const text = typeof trustedRoot === 'object' ? JSON.stringify(trustedRoot) : trustedRoot;
  return { method: 'sigstore', identity, issuer, ...(text === undefined ? {} : { trustedRoot: text }) };
}
