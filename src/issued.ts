import { verifySignature, type Certificate } from '#sigstore';
import { equalBytes } from './bytes.js';

/**
 * Name chaining (RFC 5280 §6.1.3 a 4), and whatever the certificate says of its issuer (§4.2.1.1): its key identifier, where
 * that has one, and its own issuer and serial number.
 */
export function mayHaveIssued(issuer: Certificate, certificate: Certificate): boolean {
  if (!equalBytes(issuer.subject, certificate.issuer)) return false;
  const { authorityKeyId: wanted } = certificate;
  if (wanted === null) return true;
  const { keyIdentifier, issuer: issuersIssuer, serialNumber } = wanted;
  return (
    agrees(keyIdentifier, issuer.subjectKeyId) &&
    agrees(issuersIssuer, issuer.issuer) &&
    agrees(serialNumber, issuer.serialNumber)
  );
}

/** What one of the two leaves unsaid agrees with everything. */
function agrees(wanted: Uint8Array | null, has: Uint8Array | null): boolean {
  return wanted === null || has === null || equalBytes(wanted, has);
}

export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const { known } = certificate.signatureAlgorithm;
  return known !== null && verifySignature(issuer.spki, known, certificate.tbs, certificate.signature);
}
