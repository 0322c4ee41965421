import { BUNDLE_MEDIA_TYPE, envelope, payloadBytes, preAuthEncoding, preAuthEncodingV02 } from './dsse.js';
import type { Bundle, Payload } from './dsse.js';
import { signBytes } from './keys.js';
import { forgeCertificate, type CertificateOptions, type ForgedCertificate } from './x509.js';

const DAY = 86_400_000;

export interface ChainOptions {
  readonly root?: CertificateOptions;
  /** From the root down; one sound intermediate when absent. */
  readonly intermediates?: readonly CertificateOptions[];
  readonly leaf?: CertificateOptions;
  /** Changes the finished leaf's DER, to break its signature for instance. */
  readonly spoilLeaf?: (der: Buffer) => Buffer;
  /** Changes the DER of the intermediate that signed the leaf. */
  readonly spoilIntermediate?: (der: Buffer) => Buffer;
}

export interface Chain {
  readonly root: ForgedCertificate;
  /** From the leaf's issuer up. */
  readonly intermediates: readonly ForgedCertificate[];
  readonly leaf: ForgedCertificate;
  readonly rootPem: string;
  /** What goes into the bundle, DER: leaf first, without the root. */
  readonly certificates: readonly Buffer[];
}

/**
 * A chain that is sound at `at` unless the options spoil it: the authorities are valid for ten years to either side of
 * `at`, the leaf from the day before for a year.
 */
export function makeChain(options: ChainOptions = {}, at: Date = new Date()): Chain {
  const years = (n: number) => new Date(at.getTime() + n * 365 * DAY);
  const authority = { notBefore: years(-10), notAfter: years(10) };
  const root = forgeCertificate({
    ...authority,
    ca: true,
    subject: { O: 'touchstone.example', CN: 'Root CA' },
    ...options.root,
  });
  const intermediates: ForgedCertificate[] = [];
  let issuer = root;
  for (const [i, own] of (options.intermediates ?? [{}]).entries()) {
    const subject = { O: 'touchstone.example', CN: `Intermediate CA ${i + 1}` };
    issuer = forgeCertificate({ ...authority, ca: true, subject, issuer, ...own });
    intermediates.unshift(issuer);
  }
  const leaf = forgeCertificate({
    notBefore: new Date(at.getTime() - DAY),
    notAfter: years(1),
    subject: { O: 'touchstone.example', CN: 'Model Signing' },
    issuer,
    ...options.leaf,
  });
  const [first, ...others] = intermediates.map((c) => c.der);
  const spoil = (der: Buffer) => options.spoilIntermediate?.(der) ?? der;
  return {
    root,
    intermediates,
    leaf,
    rootPem: root.pem,
    certificates: [options.spoilLeaf?.(leaf.der) ?? leaf.der, ...(first ? [spoil(first)] : []), ...others],
  };
}

/** Another authority under the same name and key identifier, with a key of its own. */
export function impostorOf(authority: ForgedCertificate, at: Date = new Date()): ForgedCertificate {
  const notBefore = new Date(at.getTime() - DAY);
  return forgeCertificate({
    ca: true,
    notBefore,
    subject: authority.name,
    subjectKeyId: authority.keyId ?? false,
  });
}

export interface CertificateSigning {
  /** Put the root at the end of the bundle's chain, where it counts for nothing. */
  readonly includeRoot?: boolean;
  /** Sign the old encoding, always with SHA-256; goes with a statement of `buildStatementV01`. */
  readonly format?: 'v1' | 'v0.2.0';
}

/** Signs with the chain's leaf (OMS 1.0 §4.1, method "certificate"). */
export function signWithCertificate(
  payload: Payload,
  chain: Chain,
  options: CertificateSigning = {},
): Bundle {
  const bytes = payloadBytes(payload);
  const old = options.format === 'v0.2.0';
  const signature = old
    ? signBytes(chain.leaf.key, preAuthEncodingV02(bytes), 'sha256')
    : signBytes(chain.leaf.key, preAuthEncoding(bytes));
  const listed = [...chain.certificates, ...(options.includeRoot === true ? [chain.root.der] : [])];
  const certificates = listed.map((der) => ({ rawBytes: der.toString('base64') }));
  return {
    mediaType: BUNDLE_MEDIA_TYPE,
    verificationMaterial: { x509CertificateChain: { certificates }, ...(old ? {} : { tlogEntries: [] }) },
    dsseEnvelope: envelope(bytes, signature, old ? null : ''),
  };
}
