import type { CheckOutcome } from './check/protocol.js';
import type { NamedSigner } from './reason.js';
import type { SignerFacts } from './report.js';
import type { TrustInput } from './request.js';

/** Who a signature says signed, as short as tells signers apart; null where it does not say. */
export function namedIn(signer: SignerFacts | null): NamedSigner | null {
  switch (signer?.method) {
    case undefined:
      return null;
    case 'sigstore':
      return { method: 'sigstore', identity: signer.identity, issuer: signer.issuer };
    case 'certificate':
      return { method: 'certificate', name: signer.subject, fingerprint: signer.certificate.fingerprint };
    case 'key':
      return { method: 'key', fingerprint: signer.fingerprint ?? signer.hint };
  }
}

/** Whom somebody expects. `trust`: what the check made of it; a key's fingerprint is computed there. */
export function namedBy(expected: TrustInput, { trust }: Pick<CheckOutcome, 'trust'>): NamedSigner | null {
  switch (expected.method) {
    case 'inspect':
      return null;
    case 'sigstore':
      return {
        method: 'sigstore',
        identity: expected.identity ?? expected.identityPattern,
        issuer: expected.issuer,
      };
    case 'certificate':
      return {
        method: 'certificate',
        name: expected.subject ?? expected.subjectAltName ?? '',
        fingerprint: expected.leafFingerprint ?? null,
      };
    case 'key': {
      const key = trust?.material.find(({ kind }) => kind === 'public-key');
      return { method: 'key', fingerprint: key?.sha256 ?? null };
    }
  }
}

/** Whether a signature that says so may be by this signer: enough not to ask about the others. */
export function mayBe(expected: TrustInput, signer: SignerFacts | null): boolean {
  if (signer === null) return true;
  if (expected.method !== signer.method) return false;
  if (expected.method !== 'sigstore' || signer.method !== 'sigstore') return true;
  return (
    expected.issuer === signer.issuer &&
    (expected.identity === undefined || expected.identity === signer.identity)
  );
}

/** Two signers beside each other: who confirmed a name is said only where the names do not tell them apart. */
export function shortly(
  actual: NamedSigner | null,
  expected: NamedSigner,
): readonly [NamedSigner | null, NamedSigner] {
  const isTold =
    actual?.method === 'sigstore' && expected.method === 'sigstore' && actual.identity !== expected.identity;
  return isTold
    ? [
        { ...actual, issuer: '' },
        { ...expected, issuer: '' },
      ]
    : [actual, expected];
}
