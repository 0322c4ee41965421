import { digest, type Certificate, type GeneralName } from '#sigstore';
import { fromUtf8, toHex } from '../bytes.js';
import type { CertificateFacts } from '../report.js';

/** What the report shows of a certificate. */
export function certificateFacts(certificate: Certificate): CertificateFacts {
  return {
    subject: certificate.subjectText,
    issuer: certificate.issuerText,
    subjectAltNames: certificate.subjectAltNames.map(sanText),
    serialNumber: toHex(certificate.serialNumber),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    fingerprint: toHex(digest('sha256', certificate.der)),
    publicKey: certificate.key?.name ?? 'unsupported',
    signatureAlgorithm: certificate.signatureAlgorithm.name,
  };
}

/** For people: bytes that are not UTF-8 are shown as hex, so that no two names look alike by accident. */
export function sanText(name: Pick<GeneralName, 'bytes'>): string {
  return fromUtf8(name.bytes) ?? `0x${toHex(name.bytes)}`;
}
