import { BOUNDS } from '../bounds.js';
import { fromUtf8 } from '../bytes.js';
import { refusal, success, type Result } from '../result.js';
import type { Untrusted } from '../untrusted.js';
import { parseLogEntry, type LogEntry } from './log-entry.js';

/** What a bundle brings along to be verified with. Bytes are copies of the input. */
export interface Material {
  readonly signer: KeyMaterial | ChainMaterial | LeafMaterial;
  readonly logEntries: readonly LogEntry[];
  /** RFC 3161 TimeStampResp, DER. */
  readonly timestamps: readonly Uint8Array[];
}

/** OMS 1.0 §4.1: the bundle's word about its key. */
export interface KeyMaterial {
  readonly kind: 'key';
  /** OMS: SHA-256, hex, of the canonical PEM text; cosign: base64 of that of the DER. Null when not given. */
  readonly hint: string | null;
  /** Older bundles carry the key itself: PEM text. */
  readonly pem: string | null;
}

/** OMS's certificate method; and keyless signatures up to bundle v0.2. */
export interface ChainMaterial {
  readonly kind: 'chain';
  /** DER, leaf first. */
  readonly certificates: readonly [Uint8Array, ...Uint8Array[]];
}

/** Keyless since bundle v0.3. */
export interface LeafMaterial {
  readonly kind: 'leaf';
  readonly certificate: Uint8Array;
}

export type BundleVersion = '0.1' | '0.2' | '0.3';

const KINDS = ['publicKey', 'x509CertificateChain', 'certificate'] as const;

/** Checked for every method, although not every one uses all of it: a bundle has no room for anything else. */
export function parseMaterial(
  material: Untrusted,
  version: BundleVersion,
  mediaType: string,
): Result<Material> {
  const found = KINDS.filter((key) => material.optional(key) !== null);
  const [kind] = found;
  if (kind === undefined) return material.fail('names no key and no certificate');
  if (found.length > 1) return material.fail('has several contents');
  material.onlyMembers([...KINDS, 'tlogEntries', 'timestampVerificationData']);
  const signer = parseSigner(material.get(kind), kind);
  const logEntries = (material.optional('tlogEntries')?.array(BOUNDS.logEntries) ?? []).map(parseLogEntry);
  if (version === '0.1') {
    if (logEntries.some(({ promise }) => promise === null))
      return refusal({ code: 'inclusion-promise-missing', mediaType });
  } else if (logEntries.some(({ proof }) => (proof?.checkpoint ?? null) === null)) {
    return refusal({ code: 'inclusion-proof-missing', mediaType });
  }
  const stamps = material.optional('timestampVerificationData')?.onlyMembers(['rfc3161Timestamps']);
  const timestamps = (stamps?.optional('rfc3161Timestamps')?.array(BOUNDS.timestamps) ?? []).map((stamp) =>
    stamp.onlyMembers(['signedTimestamp']).get('signedTimestamp').base64(BOUNDS.timestampBytes),
  );
  return success({ signer, logEntries, timestamps });
}

function parseSigner(signer: Untrusted, kind: (typeof KINDS)[number]): Material['signer'] {
  switch (kind) {
    case 'publicKey':
      return parseKey(signer);
    case 'certificate':
      return { kind: 'leaf', certificate: parseCertificate(signer) };
    case 'x509CertificateChain': {
      const list = signer.onlyMembers(['certificates']).get('certificates').array(BOUNDS.certificates);
      const [leaf, ...rest] = list.map(parseCertificate);
      return leaf === undefined
        ? signer.fail('has no certificate')
        : { kind: 'chain', certificates: [leaf, ...rest] };
    }
  }
}

function parseCertificate(certificate: Untrusted): Uint8Array {
  return certificate.onlyMembers(['rawBytes']).get('rawBytes').base64(BOUNDS.certificateBytes);
}

function parseKey(key: Untrusted): KeyMaterial {
  key.onlyMembers(['hint', 'rawBytes', 'keyDetails']);
  const hint = key.optional('hint')?.token(BOUNDS.keyIdCharacters) ?? '';
  key.optional('keyDetails')?.token(BOUNDS.keyIdCharacters);
  const raw = key.optional('rawBytes');
  const pem = raw === null ? null : fromUtf8(raw.base64(BOUNDS.keyBytes));
  if (raw !== null && pem === null) raw.fail('is not a PEM text');
  return { kind: 'key', hint: hint === '' ? null : hint, pem };
}
