import { envelope, BUNDLE_MEDIA_TYPE, payloadBytes, preAuthEncoding, preAuthEncodingV02 } from './dsse.js';
import type { Bundle, Payload } from './dsse.js';
import { makeKey, pemOf, sha256, signBytes, type Curve, type KeyPair } from './keys.js';

export interface KeySigning {
  /** Of the fresh key, when `key` is absent; P-256 by default. */
  readonly curve?: Curve;
  readonly key?: KeyPair;
  /** `hint` since library v1.1.0; `rawBytes` with `keyDetails` before. */
  readonly shape?: 'hint' | 'rawBytes';
  /** Instead of the true hint. */
  readonly hint?: string;
  /** Sign the old encoding; goes with a statement of `buildStatementV01`. */
  readonly format?: 'v1' | 'v0.2.0';
}

export interface KeySigned {
  readonly bundle: Bundle;
  readonly publicKeyPem: string;
  readonly key: KeyPair;
}

const KEY_DETAILS = {
  prime256v1: 'PKIX_ECDSA_P256_SHA_256',
  secp384r1: 'PKIX_ECDSA_P384_SHA_384',
  secp521r1: 'PKIX_ECDSA_P521_SHA_512',
} as const;

function detailsOf(key: KeyPair): string {
  const curve = key.publicKey.asymmetricKeyDetails?.namedCurve;
  if (curve === 'secp384r1' || curve === 'secp521r1') return KEY_DETAILS[curve];
  return KEY_DETAILS.prime256v1;
}

/** Signs with a bare key (OMS 1.0 §4.1, method "key"). The hash follows the curve. */
export function signWithKey(payload: Payload, options: KeySigning = {}): KeySigned {
  const key = options.key ?? makeKey(options.curve);
  const publicKeyPem = pemOf(key);
  const bytes = payloadBytes(payload);
  const signed = options.format === 'v0.2.0' ? preAuthEncodingV02(bytes) : preAuthEncoding(bytes);
  const old = options.shape === 'rawBytes';
  const publicKey = old
    ? { rawBytes: Buffer.from(publicKeyPem).toString('base64'), keyDetails: detailsOf(key) }
    : { hint: options.hint ?? keyHint(publicKeyPem) };
  return {
    bundle: {
      mediaType: BUNDLE_MEDIA_TYPE,
      verificationMaterial: old ? { publicKey } : { publicKey, tlogEntries: [] },
      dsseEnvelope: envelope(bytes, signBytes(key, signed), old ? null : ''),
    },
    publicKeyPem,
    key,
  };
}

/** SHA-256, in hex, of the key's canonical PEM text. */
export const keyHint = (publicKeyPem: string) => sha256(Buffer.from(publicKeyPem)).toString('hex');
