import type { KeyMaterial } from '../bundle/bundle.js';
import type { PemPublicKey } from '../trust/pem.js';
import { verifyEnvelope, type Signed } from './ecdsa.js';
import { NO_LOG, type SignatureOutcome } from './result.js';

/**
 * The key method (OMS 1.0 §8.2): against the key that the person supplied, or, if nobody was named, against the key that
 * came with the bundle, which then vouches for nothing.
 *
 * @param supplied the person's key, or null
 * @param carried the key inside the bundle (older bundles), or null
 */
export function verifyKey(
  signed: Signed,
  material: KeyMaterial,
  supplied: PemPublicKey | null,
  carried: PemPublicKey | null,
): SignatureOutcome {
  // The bundle's own word about its key: used to say "not this key", never to trust one.
  const hint = carried?.fingerprint ?? material.hint?.toLowerCase() ?? null;
  const facts = { method: 'key', fingerprint: null, curve: null, hint } as const;
  const key = supplied ?? carried;
  if (key === null) return { ok: false, reasons: [{ code: 'public-key-needed' }], facts };

  if (supplied !== null && hint !== null && hint !== supplied.fingerprint) {
    // A carried key still tells whether the signature fits anything at all.
    const fits = carried === null ? null : verifyEnvelope(signed, carried.spki, carried.facts, 'curve');
    return {
      ok: true,
      value: {
        ...NO_LOG,
        signature: fits === null ? 'not-checked' : fits ? 'valid' : 'invalid',
        signer: 'different',
        facts,
        source: null,
        reasons: [
          ...(fits === false ? [{ code: 'signature-differs' } as const] : []),
          { code: 'key-differs', expected: supplied.fingerprint, actual: hint },
        ],
      },
    };
  }

  const valid = verifyEnvelope(signed, key.spki, key.facts, 'curve');
  const known = { ...facts, fingerprint: key.fingerprint, curve: key.facts.curve };
  if (!valid) {
    const reasons = [{ code: 'signature-differs' } as const];
    return {
      ok: true,
      value: { ...NO_LOG, signature: 'invalid', signer: 'not-checked', facts: known, source: null, reasons },
    };
  }
  return {
    ok: true,
    value: {
      ...NO_LOG,
      signature: 'valid',
      signer: supplied === null ? 'untrusted' : 'expected',
      facts: known,
      source: supplied === null ? 'bundle' : null,
      reasons: supplied === null ? [{ code: 'key-came-with-model' }] : [],
    },
  };
}
