import { octets, type Bytes } from './der.js';
import { makeKey, sha256, signBytes, type KeyPair } from './keys.js';
import type { ForgedLog } from './rekor.js';
import { forgeCertificate, textExtension } from './x509.js';
import type { AltName } from './names.js';
import type { Extension, ForgedCertificate } from './x509.js';

const OID_ISSUER = '1.3.6.1.4.1.57264.1.1';
const OID_ISSUER_V2 = '1.3.6.1.4.1.57264.1.8';
const OID_SCT_LIST = '1.3.6.1.4.1.11129.2.4.2';
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
  /** Signs the SCT; the log's own key when absent; null leaves the SCT out. */
  readonly sctKey?: KeyPair | null;
  /** The old, raw issuer extension only, as certificates before 2023 have. */
  readonly onlyOldIssuer?: boolean;
}

/** A signing certificate as Fulcio issues them: no subject, critical alternative name, issuer extensions, SCT. */
export function issueCertificate(
  authority: ForgedCertificate,
  options: SigningCertificate,
): ForgedCertificate {
  const { at, ctLog, sctKey = ctLog.key } = options;
  return forgeCertificate({
    issuer: authority,
    subject: {},
    notBefore: at,
    notAfter: new Date(at.getTime() + CERTIFICATE_LIFE_MS),
    ca: null,
    altNames: options.altNames,
    altNamesCritical: true,
    extensions: [
      { oid: OID_ISSUER, value: Buffer.from(options.issuer, 'utf8') },
      ...(options.onlyOldIssuer === true ? [] : [textExtension(OID_ISSUER_V2, options.issuer)]),
    ],
    lastExtension: (precertificate, issuerKey) =>
      sctKey ? sctList(precertificate, issuerKey, ctLog, sctKey, at) : null,
  });
}

const uint = (value: number, width: number) => {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
};

/** One signed certificate timestamp over a precertificate (RFC 6962 §3.2, §3.3). */
function sctList(tbs: Bytes, issuerKey: Bytes, log: ForgedLog, key: KeyPair, at: Date): Extension {
  const timestamp = Buffer.alloc(8);
  timestamp.writeBigUInt64BE(BigInt(at.getTime()));
  const noExtensions = uint(0, 2);
  const signed = Buffer.concat([
    Buffer.from([0, 0]), // v1, certificate_timestamp
    timestamp,
    uint(1, 2), // precert_entry
    sha256(issuerKey),
    uint(tbs.length, 3),
    tbs,
    noExtensions,
  ]);
  const signature = signBytes(key, signed);
  const sct = Buffer.concat([
    Buffer.from([0]),
    log.id,
    timestamp,
    noExtensions,
    Buffer.from([4, 3]), // sha256, ecdsa
    uint(signature.length, 2),
    signature,
  ]);
  return {
    oid: OID_SCT_LIST,
    value: octets(Buffer.concat([uint(sct.length + 2, 2), uint(sct.length, 2), sct])),
  };
}
