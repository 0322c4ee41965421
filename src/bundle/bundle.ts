import type { Method } from '../reason.js';
import { refusal, success, type Result } from '../result.js';
import { BOUNDS } from '../bounds.js';
import { fromUtf8 } from '../bytes.js';
import { Malformed, TooLarge, Untrusted } from '../untrusted.js';

/** A Sigstore bundle around one DSSE envelope with one signature (OMS 1.0 §4). Bytes are copies of the input. */
export interface Bundle {
  readonly mediaType: string;
  readonly material: Material;
  readonly envelope: Envelope;
  /** The parsed JSON, for the Sigstore library. Only for keyless bundles. */
  readonly json: unknown;
}

export interface Envelope {
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

export type Material = KeyMaterial | CertificateMaterial | KeylessMaterial;

/** OMS 1.0 §4.1: the bundle's word about its key. */
export interface KeyMaterial {
  readonly method: 'key';
  /** SHA-256, hex, of the canonical PEM text; null when not given. */
  readonly hint: string | null;
  /** Older bundles carry the key itself: PEM text. */
  readonly pem: string | null;
}

export interface CertificateMaterial {
  readonly method: 'certificate';
  /** DER, leaf first. */
  readonly certificates: readonly [Uint8Array, ...Uint8Array[]];
}

export interface KeylessMaterial {
  readonly method: 'sigstore';
  readonly certificate: Uint8Array;
  readonly logEntries: readonly [LogEntry, ...LogEntry[]];
}

/** What we show of a log entry; the proof itself is the Sigstore library's matter. */
export interface LogEntry {
  readonly logId: Uint8Array;
  readonly logIndex: string;
  /** Seconds since 1970; 0 when absent. */
  readonly integratedTime: number;
  readonly kind: string;
  readonly hasPromise: boolean;
  readonly hasProof: boolean;
}

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** How every Sigstore bundle's media type begins: enough to find one by content. */
export const MEDIA_TYPE_PREFIX = 'application/vnd.dev.sigstore.bundle';

/** Media type, key, payload and signature do not fit into less. */
const MIN_BUNDLE_BYTES = 200;

/** Whether a file may be a bundle, by its size alone. */
export function mayBeBundle(bytes: number): boolean {
  return bytes >= MIN_BUNDLE_BYTES && bytes <= BOUNDS.bundleBytes;
}

const MEDIA_TYPES: readonly string[] = [
  `${MEDIA_TYPE_PREFIX}+json;version=0.1`,
  `${MEDIA_TYPE_PREFIX}+json;version=0.2`,
  `${MEDIA_TYPE_PREFIX}+json;version=0.3`,
  `${MEDIA_TYPE_PREFIX}.v0.3+json`,
];

/** Origin, tree size, root, and signatures (C2SP tlog-checkpoint), without room for a sentence. */
const CHECKPOINT =
  /^[\w./:-]{1,200}(?: - \d{1,20})?\n\d{1,20}\n[\w+/=]{1,100}\n(?:Timestamp: \d{1,20}\n)?\n(?:\u2014 [\w./:-]{1,200} [\w+/=]{1,2000}(?:\n|$)){1,10}$/;

/** Unknown JSON in, a bundle that we can check out; or the first reason why not. */
export function parseBundle(json: unknown): Result<Bundle> {
  try {
    return parse(new Untrusted(json, 'bundle'));
  } catch (error) {
    if (error instanceof TooLarge) return refusal(error.reason);
    if (error instanceof Malformed)
      return refusal({ code: 'bundle-malformed', at: error.at, problem: error.problem });
    throw error;
  }
}

/**
 * What each part of a bundle may hold (sigstore_bundle.proto and its neighbours). A bundle in the model is not part of it
 * and so excused from being signed: room for other content would be room for a file that a program loads. Nor has any
 * member room for free text: a template that a program fills in would do as well.
 */
const MEMBERS = {
  bundle: ['mediaType', 'verificationMaterial', 'dsseEnvelope', 'messageSignature'],
  envelope: ['payload', 'payloadType', 'signatures'],
  signature: ['sig', 'keyid'],
  material: ['publicKey', 'x509CertificateChain', 'certificate', 'tlogEntries', 'timestampVerificationData'],
  publicKey: ['hint', 'rawBytes', 'keyDetails'],
  logEntry: [
    'logIndex',
    'logId',
    'kindVersion',
    'integratedTime',
    'inclusionPromise',
    'inclusionProof',
    'canonicalizedBody',
  ],
  inclusionProof: ['logIndex', 'rootHash', 'treeSize', 'hashes', 'checkpoint'],
} as const;

function parse(bundle: Untrusted): Result<Bundle> {
  const mediaType = bundle.get('mediaType').string();
  if (!MEDIA_TYPES.includes(mediaType)) {
    return refusal({ code: 'media-type-unknown', mediaType: mediaType.slice(0, 200) });
  }
  const envelope = bundle.optional('dsseEnvelope');
  if (envelope === null) {
    const found = bundle.optional('messageSignature') === null ? 'nothing' : 'messageSignature';
    return found === 'nothing'
      ? bundle.get('dsseEnvelope').fail('')
      : refusal({ code: 'not-a-model-signature', found });
  }
  if (bundle.optional('messageSignature') !== null) bundle.fail('has two contents');
  bundle.onlyMembers(MEMBERS.bundle);
  envelope.onlyMembers(MEMBERS.envelope);
  const payloadType = envelope.get('payloadType').string();
  if (payloadType !== PAYLOAD_TYPE) {
    return refusal({ code: 'payload-type-unknown', payloadType: payloadType.slice(0, 200) });
  }
  const signatures = envelope.optional('signatures')?.array(100) ?? [];
  const [signature] = signatures;
  if (signature === undefined || signature.optional('sig')?.string() === '')
    return refusal({ code: 'signature-missing' });
  if (signatures.length > 1) return refusal({ code: 'signatures-several', count: signatures.length });
  // keyid is nobody's word and is not used (OMS 1.0 §4.2), but it must be no more than it.
  signature.onlyMembers(MEMBERS.signature).optional('keyid')?.token(BOUNDS.keyIdCharacters);
  const material = parseMaterial(bundle.get('verificationMaterial'));
  if (!material.ok) return material;
  return success({
    mediaType,
    material: material.value,
    envelope: {
      payload: envelope.get('payload').base64(BOUNDS.payloadBytes),
      signature: signature.get('sig').base64(BOUNDS.signatureBytes),
    },
    json: bundle.value,
  });
}

const MATERIALS: Readonly<Record<string, Method>> = {
  publicKey: 'key',
  x509CertificateChain: 'certificate',
  certificate: 'sigstore',
};

function parseMaterial(material: Untrusted): Result<Material> {
  const found = Object.keys(MATERIALS).filter((key) => material.optional(key) !== null);
  if (found.length !== 1)
    material.fail(found.length === 0 ? 'names no key and no certificate' : 'has several contents');
  material.onlyMembers(MEMBERS.material);
  // Checked for every method, although only keyless signatures use them.
  const entries = (material.optional('tlogEntries')?.array(BOUNDS.logEntries) ?? []).map(parseLogEntry);
  const timestamps = material.optional('timestampVerificationData')?.onlyMembers(['rfc3161Timestamps']);
  for (const timestamp of timestamps?.optional('rfc3161Timestamps')?.array(BOUNDS.timestamps) ?? []) {
    timestamp.onlyMembers(['signedTimestamp']).get('signedTimestamp').base64(BOUNDS.timestampBytes);
  }
  switch (MATERIALS[found[0] ?? '']) {
    case 'key':
      return success(parseKey(material.get('publicKey')));
    case 'certificate': {
      const chain = material.get('x509CertificateChain').onlyMembers(['certificates']);
      const list = chain.get('certificates').array(BOUNDS.certificates);
      const [leaf, ...rest] = list.map((certificate) =>
        certificate.onlyMembers(['rawBytes']).get('rawBytes').base64(BOUNDS.certificateBytes),
      );
      if (leaf === undefined) return material.get('x509CertificateChain').fail('has no certificate');
      return success({ method: 'certificate', certificates: [leaf, ...rest] });
    }
    default: {
      const [first, ...rest] = entries;
      if (first === undefined) return refusal({ code: 'log-entry-missing' });
      const certificate = material
        .get('certificate')
        .onlyMembers(['rawBytes'])
        .get('rawBytes')
        .base64(BOUNDS.certificateBytes);
      return success({ method: 'sigstore', certificate, logEntries: [first, ...rest] });
    }
  }
}

function parseKey(key: Untrusted): KeyMaterial {
  const hint = key.onlyMembers(MEMBERS.publicKey).optional('hint')?.token(BOUNDS.keyIdCharacters) ?? '';
  key.optional('keyDetails')?.token(BOUNDS.keyIdCharacters);
  const raw = key.optional('rawBytes');
  const pem = raw === null ? null : fromUtf8(raw.base64(BOUNDS.keyBytes));
  if (raw !== null && pem === null) raw.fail('is not a PEM text');
  return { method: 'key', hint: hint === '' ? null : hint, pem };
}

function parseLogEntry(entry: Untrusted): LogEntry {
  entry.onlyMembers(MEMBERS.logEntry);
  entry.get('logId').onlyMembers(['keyId']);
  const kindVersion = entry.get('kindVersion').onlyMembers(['kind', 'version']);
  const kind = `${kindVersion.get('kind').token(BOUNDS.kindCharacters)} ${kindVersion.get('version').token(BOUNDS.kindCharacters)}`;
  const promise = entry.optional('inclusionPromise')?.onlyMembers(['signedEntryTimestamp']);
  promise?.get('signedEntryTimestamp').base64(BOUNDS.signatureBytes);
  const proof = entry.optional('inclusionProof')?.onlyMembers(MEMBERS.inclusionProof) ?? null;
  if (proof !== null) {
    // Read for their form alone: the library would turn a negative index into a huge one.
    proof.optional('logIndex')?.uint64();
    proof.get('treeSize').uint64();
    proof.get('rootHash').base64(64);
    proof
      .optional('hashes')
      ?.array(BOUNDS.proofHashes)
      .forEach((hash) => hash.base64(64));
    const checkpoint = proof.get('checkpoint').onlyMembers(['envelope']).get('envelope');
    if (!CHECKPOINT.test(checkpoint.stringOf(BOUNDS.checkpointCharacters)))
      checkpoint.fail('has characters that do not belong there');
  }
  entry.get('canonicalizedBody').base64(BOUNDS.logBodyBytes);
  return {
    logId: entry.get('logId').get('keyId').base64(64),
    // Protobuf's JSON mapping leaves out zeros.
    logIndex: entry.optional('logIndex')?.uint64() ?? '0',
    integratedTime: Number(entry.optional('integratedTime')?.uint64() ?? '0'),
    kind,
    hasPromise: promise !== undefined,
    hasProof: proof !== null,
  };
}
