import { verifySignature, type HashName, type KeyFacts, type SignatureAlgorithm } from '#sigstore';
import type { Bundle } from '../bundle/bundle.js';
import { preAuthEncoding, preAuthEncodingV02 } from './pae.js';

/** OMS 1.0 §8.2: the hash follows the curve. */
const HASH_OF_CURVE = { 'P-256': 'sha256', 'P-384': 'sha384', 'P-521': 'sha512' } as const;

/** What signs an envelope: its payload type is fixed by the parser, its predicate type decides about the old quirk. */
export interface Signed {
  readonly envelope: Bundle['envelope'];
  readonly payloadType: string;
  /** The payload is of the v0.1 predicate type, which the reference v0.2.0 signed in a way of its own. */
  readonly deprecatedFormat: boolean;
}

/**
 * Whether the envelope's signature was made by this ECDSA key. `quirkHash` is the hash that v0.2.0 used: its certificate
 * method hard-coded SHA-256, its key method kept the curve's.
 */
export function verifyEnvelope(
  signed: Signed,
  spki: Uint8Array,
  key: KeyFacts,
  quirkHash: HashName | 'curve',
): boolean {
  if (key.curve === null) return false;
  const { payload, signature } = signed.envelope;
  const hash = HASH_OF_CURVE[key.curve];
  if (verifySignature(spki, ecdsa(hash), preAuthEncoding(signed.payloadType, payload), signature))
    return true;
  if (!signed.deprecatedFormat) return false;
  const quirk = preAuthEncodingV02(signed.payloadType, payload);
  return verifySignature(spki, ecdsa(quirkHash === 'curve' ? hash : quirkHash), quirk, signature);
}

function ecdsa(hash: HashName): SignatureAlgorithm {
  return { scheme: 'ecdsa', hash, saltLength: 0 };
}
