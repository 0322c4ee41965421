import { makeKey, type KeyKind } from './keys.js';
import {
  EKU_TIME_STAMPING,
  forgeCertificate,
  type CertificateOptions,
  type ForgedCertificate,
} from './x509.js';

const YEAR = 365 * 86_400_000;

/** A timestamp authority (RFC 3161): a root, and a certificate that may only make timestamps. */
export interface ForgedTsa {
  readonly root: ForgedCertificate;
  /** Between the two, where there is one. */
  readonly intermediate?: ForgedCertificate;
  readonly leaf: ForgedCertificate;
}

export interface TsaOptions {
  /** Of all its keys; P-256 when absent. */
  readonly key?: KeyKind;
  readonly intermediate?: boolean;
  /** Whatever is to be different about the leaf. */
  readonly leaf?: CertificateOptions;
  /** Instead of an authority of its own: another leaf under an existing one's certificates. */
  readonly under?: ForgedTsa;
}

export function makeTsa(at: Date, options: TsaOptions = {}): ForgedTsa {
  const validity = {
    notBefore: new Date(at.getTime() - 10 * YEAR),
    notAfter: new Date(at.getTime() + 10 * YEAR),
  };
  const O = 'sigstore.touchstone.example';
  const fresh = () => ({ ...validity, key: makeKey(options.key) });
  const root =
    options.under?.root ??
    forgeCertificate({ ...fresh(), subject: { O, CN: 'sigstore-tsa-selfsigned' }, ca: true });
  const intermediate =
    options.under?.intermediate ??
    (options.intermediate === true
      ? forgeCertificate({
          ...fresh(),
          issuer: root,
          subject: { O, CN: 'sigstore-tsa-intermediate' },
          ca: true,
          extendedKeyUsage: [EKU_TIME_STAMPING],
        })
      : undefined);
  const leaf = forgeCertificate({
    ...fresh(),
    issuer: intermediate ?? root,
    subject: { O, CN: 'sigstore-tsa' },
    ca: null,
    extendedKeyUsage: [EKU_TIME_STAMPING],
    extendedKeyUsageCritical: true,
    ...options.leaf,
  });
  return intermediate ? { root, intermediate, leaf } : { root, leaf };
}

/** From the leaf up, the root last. */
export const tsaChain = ({ leaf, intermediate, root }: ForgedTsa): ForgedCertificate[] =>
  intermediate ? [leaf, intermediate, root] : [leaf, root];
