import type { CertificateFacts, Report } from '../../src/index.js';

/** One link of the chain from an authority down to the signer. Names are others' words. */
export interface ChainLink {
  readonly role: 'authority' | 'between' | 'signer';
  /** Empty where a certificate names nobody. */
  readonly name: string;
  /** ISO 8601, both; null where only the name of the authority is known. */
  readonly validity: readonly [from: string, until: string] | null;
}

/** From the authority at the top down to the signer; none where a bare key signed. */
export function chainOf({ signer }: Report): readonly ChainLink[] {
  switch (signer?.method) {
    case undefined:
    case 'key':
      return [];
    case 'sigstore':
      return [
        { role: 'authority', name: signer.certificate.issuer, validity: null },
        link('signer', signer.identity, signer.certificate),
      ];
    case 'certificate': {
      const above = signer.chain.map((one, at) =>
        link(at === signer.chain.length - 1 ? 'authority' : 'between', one.subject, one),
      );
      return [...above.toReversed(), link('signer', signer.subject, signer.certificate)];
    }
  }
}

function link(role: ChainLink['role'], name: string, { notBefore, notAfter }: CertificateFacts): ChainLink {
  return { role, name, validity: [notBefore, notAfter] };
}
