import { BOUNDS } from '../bounds.js';
import type { ArtifactHash } from '../report.js';
import { refusal, success, type Result } from '../result.js';
import { Malformed, MalformedFor, Untrusted } from '../untrusted.js';
import { parseMaterial, type BundleVersion, type Material } from './material.js';

/** A Sigstore bundle (sigstore_bundle.proto): a signature, and what it is verified with. Bytes are copies of the input. */
export interface Bundle {
  readonly mediaType: string;
  readonly version: BundleVersion;
  readonly material: Material;
  readonly content: Envelope | MessageSignature;
}

/** One DSSE envelope with one signature (OMS 1.0 §4). */
export interface Envelope {
  readonly kind: 'envelope';
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/** A signature over one file, of which the bundle states the digest. */
export interface MessageSignature {
  readonly kind: 'message';
  readonly hash: ArtifactHash;
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
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

const VERSIONS: Readonly<Record<string, BundleVersion>> = {
  [`${MEDIA_TYPE_PREFIX}+json;version=0.1`]: '0.1',
  [`${MEDIA_TYPE_PREFIX}+json;version=0.2`]: '0.2',
  [`${MEDIA_TYPE_PREFIX}+json;version=0.3`]: '0.3',
  [`${MEDIA_TYPE_PREFIX}.v0.3+json`]: '0.3',
};

const HASHES: Readonly<Record<string, { readonly hash: ArtifactHash; readonly bytes: number }>> = {
  SHA2_256: { hash: 'sha256', bytes: 32 },
  SHA2_384: { hash: 'sha384', bytes: 48 },
  SHA2_512: { hash: 'sha512', bytes: 64 },
};

/** Unknown JSON in, a bundle that we can check out; or the first reason why not. */
export function parseBundle(json: unknown): Result<Bundle> {
  try {
    return parse(new Untrusted(json, 'bundle'));
  } catch (error) {
    if (error instanceof MalformedFor) return refusal(error.reason);
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
  message: ['messageDigest', 'signature'],
  digest: ['algorithm', 'digest'],
} as const;

function parse(bundle: Untrusted): Result<Bundle> {
  const mediaType = bundle.get('mediaType').string();
  const version = Object.hasOwn(VERSIONS, mediaType) ? VERSIONS[mediaType] : undefined;
  if (version === undefined) {
    return refusal({ code: 'media-type-unknown', mediaType: mediaType.slice(0, 200) });
  }
  bundle.onlyMembers(MEMBERS.bundle);
  const message = bundle.optional('messageSignature');
  if (message !== null && bundle.optional('dsseEnvelope') !== null) bundle.fail('has two contents');
  const content = message === null ? parseEnvelope(bundle.get('dsseEnvelope')) : parseMessage(message);
  if (!content.ok) return content;
  const material = parseMaterial(bundle.get('verificationMaterial'), version, mediaType);
  return material.ok
    ? success({ mediaType, version, material: material.value, content: content.value })
    : material;
}

function parseEnvelope(envelope: Untrusted): Result<Envelope> {
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
  return success({
    kind: 'envelope',
    payload: envelope.get('payload').base64(BOUNDS.payloadBytes),
    signature: signature.get('sig').base64(BOUNDS.signatureBytes),
  });
}

function parseMessage(message: Untrusted): Result<MessageSignature> {
  message.onlyMembers(MEMBERS.message);
  const signature = message.optional('signature');
  if (signature === null || signature.string() === '') return refusal({ code: 'signature-missing' });
  const stated = message.get('messageDigest').onlyMembers(MEMBERS.digest);
  const algorithm = stated.get('algorithm').string();
  const known = Object.hasOwn(HASHES, algorithm) ? HASHES[algorithm] : undefined;
  if (known === undefined) return refusal({ code: 'hash-unsupported', algorithm: algorithm.slice(0, 100) });
  const digest = stated.get('digest').base64(64);
  if (digest.length !== known.bytes) stated.get('digest').fail('has another length than its algorithm');
  return success({
    kind: 'message',
    hash: known.hash,
    digest,
    signature: signature.base64(BOUNDS.signatureBytes),
  });
}
