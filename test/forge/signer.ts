import { ed25519ph } from '@noble/curves/ed25519.js';
import type { Bytes } from './der.js';
import {
  envelope,
  payloadBytes,
  preAuthEncoding,
  PAYLOAD_TYPE,
  type Envelope,
  type Payload,
} from './dsse.js';
import { flipBit, hashFor, hashOf, sha256, signBytes, spkiOf, type Hash, type KeyPair } from './keys.js';
import { loggedEnvelope, protoHash, type Logged } from './rekor-bodies.js';

/** What a bundle may hold: a signature over one file's bytes, or an envelope around a statement about files. */
export type Content =
  | { readonly message: Bytes }
  | { readonly statement: Payload; readonly payloadType?: string; readonly keyid?: string };

/** Everything but `hash` and `prehashed` is a fault: the rest of the bundle is true to the signature as it stands. */
export interface ContentOptions {
  /** SHA-512 for Ed25519, as long as the curve for ECDSA, and SHA-256 for RSA when absent. */
  readonly hash?: Hash;
  /** Ed25519 over a message: with SHA-512 first (Ed25519ph, as logs want it) unless false. */
  readonly prehashed?: boolean;
  /** Signs in the place of the key that the bundle names. */
  readonly signatureBy?: KeyPair;
  readonly flipped?: boolean;
  /** Other bytes that are signed; the envelope or digest stays. */
  readonly signedBytes?: Bytes;
  /** What the bundle says of the message, in the place of the truth. */
  readonly statedDigest?: Bytes;
  readonly statedHash?: string;
  /** What the envelope says that its payload is; another type was signed. */
  readonly statedPayloadType?: string;
  /** How many signatures the envelope has; one when absent. */
  readonly signatureCount?: number;
}

export interface MessageSignature {
  messageDigest: { algorithm: string; digest: string };
  signature: string;
}

export interface SignedContent {
  readonly part: { dsseEnvelope: Envelope } | { messageSignature: MessageSignature };
  readonly signature: Buffer;
  readonly about: Omit<Logged, 'verifier'>;
  readonly keyDetails: string;
}

export function signContent(content: Content, key: KeyPair, options: ContentOptions = {}): SignedContent {
  const ed25519 = key.publicKey.asymmetricKeyType === 'ed25519';
  const prehashed = ed25519 && 'message' in content && options.prehashed !== false;
  const { hash = prehashed ? 'sha512' : hashFor(key) } = options;
  const { signatureBy = key } = options;
  const sign = (bytes: Bytes) => {
    const data = options.signedBytes ?? bytes;
    const right = prehashed ? signPrehashed(signatureBy, data) : signBytes(signatureBy, data, hash);
    return options.flipped === true ? flipBit(right) : right;
  };
  const keyDetails = keyDetailsOf(key, hash, prehashed);
  if ('message' in content) {
    const signature = sign(content.message);
    const digest = { hash, value: hashOf(hash, content.message) };
    const messageDigest = {
      algorithm: options.statedHash ?? protoHash(hash),
      digest: Buffer.from(options.statedDigest ?? digest.value).toString('base64'),
    };
    return {
      part: { messageSignature: { messageDigest, signature: signature.toString('base64') } },
      signature,
      about: {
        signature,
        signedDigest: digest,
        payloadDigest: digest,
        envelopeDigest: digest,
        payloadType: '',
      },
      keyDetails,
    };
  }
  const { payloadType = PAYLOAD_TYPE } = content;
  const payload = payloadBytes(content.statement);
  const encoded = preAuthEncoding(payload, payloadType);
  const signature = sign(encoded);
  const dsseEnvelope = envelope(payload, signature, content.keyid);
  dsseEnvelope.payloadType = payloadType;
  const about = { ...loggedEnvelope(dsseEnvelope), signedDigest: { hash, value: hashOf(hash, encoded) } };
  dsseEnvelope.payloadType = options.statedPayloadType ?? payloadType;
  const { signatureCount = 1 } = options;
  dsseEnvelope.signatures = Array.from({ length: signatureCount }, () => dsseEnvelope.signatures).flat();
  return { part: { dsseEnvelope }, signature, about: { ...about, signature }, keyDetails };
}

/** Ed25519ph (RFC 8032 §5.1): over the SHA-512 of the message. node:crypto makes the plain kind only. */
export function signPrehashed(key: KeyPair, message: Bytes): Buffer {
  const seed = Buffer.from(key.privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  return Buffer.from(ed25519ph.sign(message, seed));
}

/** What cosign calls a key by. */
export const managedKeyHint = (key: KeyPair) => sha256(spkiOf(key)).toString('base64');

/** Sigstore's name for a key together with what is done with it (PublicKeyDetails). */
export function keyDetailsOf(key: KeyPair, hash: Hash = hashFor(key), prehashed = false): string {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key.publicKey;
  if (type === 'ed25519') return prehashed ? 'PKIX_ED25519_PH' : 'PKIX_ED25519';
  const bits = hash.slice(3);
  if (type === 'rsa') return `PKIX_RSA_PKCS1V15_${details?.modulusLength ?? 0}_SHA${bits}`;
  const curves: Record<string, string> = { prime256v1: 'P256', secp384r1: 'P384', secp521r1: 'P521' };
  return `PKIX_ECDSA_${curves[details?.namedCurve ?? ''] ?? '?'}_SHA_${bits}`;
}
