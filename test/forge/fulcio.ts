import { claimExtensions, type Claims } from './claims.js';
import { makeKey, type KeyPair } from './keys.js';
import type { AltName } from './names.js';
import type { ForgedLog } from './rekor.js';
import { sctList, type SctOptions } from './sct.js';
import { forgeCertificate, type CertificateOptions, type ForgedCertificate } from './x509.js';

const YEAR = 365 * 86_400_000;

/** Certificates last for ten minutes, as those of the public Fulcio do. */
export const CERTIFICATE_LIFE_MS = 600_000;

/** A root and an intermediate, P-384, valid for ten years to either side of `at`. */
export interface ForgedFulcio {
  readonly root: ForgedCertificate;
  readonly intermediate: ForgedCertificate;
}

export function makeFulcio(at: Date): ForgedFulcio {
  const validity = {
    notBefore: new Date(at.getTime() - 10 * YEAR),
    notAfter: new Date(at.getTime() + 10 * YEAR),
  };
  const O = 'sigstore.touchstone.example';
  const root = forgeCertificate({
    ...validity,
    key: makeKey('P-384'),
    subject: { O, CN: 'sigstore' },
    ca: true,
    pathLength: 1,
  });
  const intermediate = forgeCertificate({
    ...validity,
    issuer: root,
    key: makeKey('P-384'),
    subject: { O, CN: 'sigstore-intermediate' },
    ca: true,
    pathLength: 0,
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.3'],
  });
  return { root, intermediate };
}

export interface SigningCertificate {
  readonly at: Date;
  readonly altNames: readonly AltName[];
  readonly issuer: string;
  readonly ctLog: ForgedLog;
  /** Absent: a fresh P-256 key. */
  readonly key?: KeyPair;
  /** Other extensions of Fulcio's; the issuers among them replace `issuer`. */
  readonly claims?: Claims;
  /** One, sound, by `ctLog` when absent; an empty list leaves the extension out. */
  readonly scts?: readonly Partial<SctOptions>[];
  /** The old, raw issuer extension only, as certificates before 2023 have. */
  readonly onlyOldIssuer?: boolean;
  /** Whatever else the certificate is to have, or to lack. */
  readonly certificate?: CertificateOptions;
}

/** A signing certificate as Fulcio issues them: no subject, critical alternative name, issuer extensions, SCT. */
export function issueCertificate(
  authority: ForgedCertificate,
  options: SigningCertificate,
): ForgedCertificate {
  const { at, ctLog, issuer, scts = [{}], certificate = {} } = options;
  const newIssuer = options.onlyOldIssuer === true ? {} : { issuer };
  return forgeCertificate({
    issuer: authority,
    subject: {},
    ...(options.key ? { key: options.key } : {}),
    notBefore: at,
    notAfter: new Date(at.getTime() + CERTIFICATE_LIFE_MS),
    ca: null,
    altNames: options.altNames,
    altNamesCritical: true,
    lastExtension: (precertificate, issuerKey) =>
      scts.length === 0
        ? null
        : sctList(
            precertificate,
            issuerKey,
            scts.map((own) => ({ log: ctLog, at, ...own })),
          ),
    ...certificate,
    extensions: [
      ...claimExtensions({ oldIssuer: issuer, ...newIssuer, ...options.claims }),
      ...(certificate.extensions ?? []),
    ],
  });
}
