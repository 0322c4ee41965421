import { inBundle, inTimestamps, type Fault } from './fault.js';
import { sha256 } from './keys.js';
import type { TokenOptions } from './timestamp.js';
import { makeTsa } from './tsa.js';
import { EKU_CODE_SIGNING, EKU_TIME_STAMPING, type CertificateOptions } from './x509.js';

const HOUR = 3_600_000;

const token = (options: TokenOptions) => inTimestamps(() => options);
const hoursOff = (hours: number) =>
  inTimestamps((options, sigstore) => ({
    at: new Date((options.at ?? sigstore.at).getTime() + hours * HOUR),
  }));

const twice = inBundle(({ verificationMaterial: { timestampVerificationData: data } }) => {
  if (data) data.rfc3161Timestamps = data.rfc3161Timestamps.flatMap((one) => [one, { ...one }]);
});

/** Of timestamps; a bundle that has none gets one. */
export const TIMESTAMP_FAULTS = {
  'timestamp-of-another-signature': inTimestamps(() => ({ over: sha256(Buffer.from('another')) })),
  'timestamp-by-unknown-authority': inTimestamps((_, { at }) => ({ tsa: makeTsa(at) })),
  // Another leaf under the right root, where the trusted root lists the leaf.
  'timestamp-by-another-leaf': inTimestamps((_, { at, tsa }) => ({ tsa: makeTsa(at, { under: tsa }) })),
  'timestamp-before-certificate': hoursOff(-1),
  'timestamp-after-certificate': hoursOff(1),
  'timestamp-flipped': token({ flipped: true }),
  'timestamp-refused': token({ status: 2 }),
  'timestamp-content-type-attribute-wrong': token({ wrongContentType: true }),
  'timestamp-encapsulated-type-wrong': token({ wrongEncapsulatedType: true }),
  'timestamp-message-digest-wrong': token({ wrongMessageDigest: true }),
  'timestamp-signing-certificate-absent': token({ signingCertificate: 'absent' }),
  'timestamp-signing-certificate-of-another': token({ signingCertificate: 'another' }),
  'timestamp-serial-of-another': token({ wrongSerial: true }),
  'timestamp-of-two-signers': token({ signerInfos: 2 }),
  'timestamp-without-signers': token({ signerInfos: 0 }),
  'timestamp-with-trailing-bytes': token({ trailing: Buffer.of(0) }),
  'timestamp-twice': (options, sigstore) => twice({ timestamps: [{}], ...options }, sigstore),
} as const satisfies Record<string, Fault>;

/**
 * What may be wrong with the certificate of a timestamp authority: for `makeSigstore(at, { tsa: { leaf } })`, or for
 * `makeTsa(at, { under, leaf })` where the trusted root lists no leaf.
 */
export const TSA_LEAF_FAULTS = {
  'extended-key-usage-absent': { extendedKeyUsage: null },
  'extended-key-usage-of-another-kind': { extendedKeyUsage: [EKU_CODE_SIGNING] },
  'extended-key-usage-not-critical': { extendedKeyUsageCritical: false },
  'extended-key-usage-more': { extendedKeyUsage: [EKU_TIME_STAMPING, EKU_CODE_SIGNING] },
  'may-not-sign': { keyUsage: ['keyEncipherment'] },
  expired: { notBefore: new Date('2001-01-01'), notAfter: new Date('2002-01-01') },
} as const satisfies Record<string, CertificateOptions>;
