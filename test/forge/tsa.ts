import { randomBytes } from 'node:crypto';
import { explicit, generalizedTime, integer, octets, oid, sequence, setOf, time, type Bytes } from './der.js';
import { algorithmOf, SHA256_ALGORITHM, sha256, signBytes } from './keys.js';
import { EKU_TIME_STAMPING, forgeCertificate, type ForgedCertificate } from './x509.js';

const OID_SIGNED_DATA = oid('1.2.840.113549.1.7.2');
const OID_TST_INFO = oid('1.2.840.113549.1.9.16.1.4');
const OID_CONTENT_TYPE = oid('1.2.840.113549.1.9.3');
const OID_MESSAGE_DIGEST = oid('1.2.840.113549.1.9.4');
const OID_SIGNING_TIME = oid('1.2.840.113549.1.9.5');
const OID_SIGNING_CERTIFICATE_V2 = oid('1.2.840.113549.1.9.16.2.47');
const POLICY = oid('1.3.6.1.4.1.57264.2');
const YEAR = 365 * 86_400_000;

/** A timestamp authority (RFC 3161): a root, and a certificate that may only make timestamps. */
export interface ForgedTsa {
  readonly root: ForgedCertificate;
  readonly leaf: ForgedCertificate;
}

export function makeTsa(at: Date): ForgedTsa {
  const validity = {
    notBefore: new Date(at.getTime() - 10 * YEAR),
    notAfter: new Date(at.getTime() + 10 * YEAR),
  };
  const O = 'sigstore.touchstone.example';
  const root = forgeCertificate({ ...validity, subject: { O, CN: 'sigstore-tsa-selfsigned' }, ca: true });
  const leaf = forgeCertificate({
    ...validity,
    issuer: root,
    subject: { O, CN: 'sigstore-tsa' },
    ca: null,
    extendedKeyUsage: [EKU_TIME_STAMPING],
    extendedKeyUsageCritical: true,
  });
  return { root, leaf };
}

/** A TimeStampResp over `signature`, DER (RFC 3161 §2.4.2, RFC 5652 §5). */
export function timestamp(tsa: ForgedTsa, signature: Bytes, at: Date): Buffer {
  const info = sequence(
    integer(1),
    POLICY,
    sequence(SHA256_ALGORITHM, octets(sha256(signature))),
    integer(randomBytes(8)),
    generalizedTime(at),
  );
  // IssuerSerial of RFC 5035: the issuer as a directory name, [4] EXPLICIT.
  const issuerSerial = sequence(sequence(explicit(4, tsa.root.subject)), integer(tsa.leaf.serial));
  const certificateId = sequence(octets(sha256(tsa.leaf.der)), issuerSerial);
  const attributes = [
    sequence(OID_CONTENT_TYPE, setOf(OID_TST_INFO)),
    sequence(OID_SIGNING_TIME, setOf(time(at))),
    sequence(OID_MESSAGE_DIGEST, setOf(octets(sha256(info)))),
    sequence(OID_SIGNING_CERTIFICATE_V2, setOf(sequence(sequence(certificateId)))),
  ];
  const signed = setOf(...attributes);
  const signerInfo = sequence(
    integer(1),
    sequence(tsa.root.subject, integer(tsa.leaf.serial)),
    SHA256_ALGORITHM,
    // What is signed bears the tag of a SET; what is sent, [0] (RFC 5652 §5.4).
    Buffer.concat([Buffer.from([0xa0]), signed.subarray(1)]),
    algorithmOf(tsa.leaf.key),
    octets(signBytes(tsa.leaf.key, signed)),
  );
  const signedData = sequence(
    integer(3),
    setOf(SHA256_ALGORITHM),
    sequence(OID_TST_INFO, explicit(0, octets(info))),
    explicit(0, tsa.leaf.der),
    setOf(signerInfo),
  );
  return sequence(sequence(integer(0)), sequence(OID_SIGNED_DATA, explicit(0, signedData)));
}
