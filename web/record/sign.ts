import { base64, ecdsaDer, preAuthEncoding, utf8 } from './encode.js';
import { publicHalf, type RecordKey } from './key.js';

const ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' } as const;
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** Thrown where the two halves that were kept do not belong together. */
export class KeyIsDamaged extends Error {}

/** A Sigstore bundle v0.3 by a public key, with the statement in a DSSE envelope: JSON text. */
export async function sign(statement: object, key: RecordKey): Promise<string> {
  const payload = utf8(JSON.stringify(statement));
  const signed = preAuthEncoding(PAYLOAD_TYPE, payload);
  const signature = await crypto.subtle.sign(ALGORITHM, key.privateKey, signed);
  if (!(await crypto.subtle.verify(ALGORITHM, key.publicKey, signature, signed))) throw new KeyIsDamaged();
  const { fingerprint } = await publicHalf(key);
  const bundle = {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: fingerprint } },
    dsseEnvelope: {
      payload: base64(payload),
      payloadType: PAYLOAD_TYPE,
      signatures: [{ sig: base64(ecdsaDer(signature)) }],
    },
  };
  return `${JSON.stringify(bundle, null, 2)}\n`;
}
