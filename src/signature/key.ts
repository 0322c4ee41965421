import { equalBytes, fromBase64, toHex } from '../bytes.js';
import type { KeyMaterial } from '../bundle/material.js';
import type { LogEntry } from '../bundle/log-entry.js';
import type { Reason } from '../reason.js';
import type { SignerFacts } from '../report.js';
import type { PemPublicKey } from '../trust/pem.js';
import type { SigstoreRoot } from '../trust/trusted-root.js';
import { verifyEvidence, type Evidence } from './evidence.js';
import { NO_LOG, type SignatureOutcome } from './result.js';
import {
  needsWholeFile,
  verifyModelSignature,
  verifySigstoreSignature,
  WHOLE_FILE,
  type Signed,
} from './signed.js';

/** What the person supplied. Null when nobody was named. */
export interface KeyExpectation {
  readonly key: PemPublicKey;
  readonly root: SigstoreRoot;
  readonly asksRoot: boolean;
}

/** Logs and timestamps that a bundle may carry beside a key. */
export interface KeyEvidence {
  readonly logEntries: readonly LogEntry[];
  readonly timestamps: readonly Uint8Array[];
}

type Facts = Extract<SignerFacts, { method: 'key' }>;

/**
 * The key method (OMS 1.0 §8.2): against the key that the person supplied, or, if nobody was named, against the key that
 * came with the bundle, which then vouches for nothing.
 *
 * @param carried the key inside the bundle (older bundles), or null
 */
export function verifyKey(
  signed: Signed,
  material: KeyMaterial,
  expected: KeyExpectation | null,
  carried: PemPublicKey | null,
  evidence: KeyEvidence,
): SignatureOutcome {
  const hint = hintOf(material, carried);
  const facts: Facts = { method: 'key', fingerprint: null, publicKey: null, curve: null, hint: hint.text };
  const supplied = expected?.key ?? null;
  const key = supplied ?? carried;
  if (key === null) return { ok: false, reasons: [{ code: 'public-key-needed' }], facts };
  if (signed.isModel && key.facts.type !== 'ec')
    return { ok: false, reasons: [{ code: 'public-key-unusable', problem: 'unsupported-key' }], facts };
  if (needsWholeFile(signed, key.facts) && !fits(signed, key))
    return { ok: false, reasons: [{ code: 'signature-unsupported', detail: WHOLE_FILE }], facts };

  const named = supplied === null || namesKey(hint, signed, supplied);
  if (supplied !== null && named === false) {
    // A carried key still tells whether the signature fits anything at all.
    const fitting = carried === null ? null : fits(signed, carried);
    return {
      ok: true,
      value: {
        ...NO_LOG,
        signature: fitting === null ? 'not-checked' : fitting ? 'valid' : 'invalid',
        signer: 'different',
        facts,
        source: null,
        reasons: [
          ...(fitting === false ? [{ code: 'signature-differs' } as const] : []),
          {
            code: 'key-differs',
            expected: hint.ofDer === true ? toHex(supplied.derDigest) : supplied.fingerprint,
            actual: hint.text ?? '',
          },
        ],
      },
    };
  }

  const known = { ...facts, fingerprint: key.fingerprint, publicKey: key.pem, curve: key.facts.curve };
  const logged = fits(signed, key) ? evidenceFor(signed, key, expected, evidence) : null;
  const reason: Reason | null =
    logged === null ? { code: 'signature-differs' } : (logged.fault?.reason ?? null);
  if (logged === null || (logged.fault !== null && logged.fault.kind !== 'untrusted')) {
    const signature = logged?.fault?.kind === 'unread' ? 'not-checked' : 'invalid';
    return {
      ok: true,
      value: {
        ...NO_LOG,
        signature,
        signer: 'not-checked',
        facts: known,
        source: null,
        reasons: reason === null ? [] : [reason],
      },
    };
  }
  return {
    ok: true,
    value: {
      signature: 'valid',
      signer: supplied === null || reason !== null ? 'untrusted' : 'expected',
      time: logged.time,
      logEntries: logged.logEntries,
      timestamps: logged.timestamps,
      facts: known,
      source: supplied === null ? 'bundle' : null,
      reasons: [
        ...(reason === null ? [] : [reason]),
        ...(supplied === null ? [{ code: 'key-came-with-model' } as const] : []),
      ],
      notes: [
        ...(named === null ? [{ code: 'key-hint-unknown', hint: hint.text ?? '' } as const] : []),
        ...logged.notes,
        ...(expected?.asksRoot === true ? expected.root.unusable : []),
      ],
    },
  };
}

function fits(signed: Signed, key: PemPublicKey): boolean {
  return signed.isModel
    ? verifyModelSignature(signed, key.spki, key.facts, 'curve')
    : verifySigstoreSignature(signed, key.spki, key.facts);
}

/** OMS defines the hint; elsewhere a key that fits is the key, and a hint that says otherwise is of a form of its own. */
function namesKey(hint: Hint, signed: Signed, key: PemPublicKey): boolean | null {
  const says = hint.names(key);
  if (signed.isModel) return says === true;
  return says === false && fits(signed, key) ? null : says;
}

interface Hint {
  readonly text: string | null;
  /** The text is the digest of the DER: what a person compares it with has to be that as well. */
  readonly ofDer?: boolean;
  /** Whether it names this key; null where its form is not one that we know. */
  names(key: PemPublicKey): boolean | null;
}

/**
 * The bundle's own word about its key: used to say "not this key", never to trust one. In OMS the SHA-256, hex, of the
 * canonical PEM text; cosign writes that of the DER, in base64; the specification leaves it open.
 */
function hintOf(material: KeyMaterial, carried: PemPublicKey | null): Hint {
  if (carried !== null)
    return { text: carried.fingerprint, names: (key) => key.fingerprint === carried.fingerprint };
  const { hint } = material;
  if (hint === null) return { text: null, names: () => true };
  const hex = hint.toLowerCase();
  if (/^[0-9a-f]{64}$/.test(hex))
    return { text: hex, names: (key) => key.fingerprint === hex || toHex(key.derDigest) === hex };
  const bytes = fromBase64(hint);
  if (bytes?.length === 32)
    return { text: toHex(bytes), ofDer: true, names: (key) => equalBytes(bytes, key.derDigest) };
  return { text: hint, names: () => null };
}

/**
 * A key is enough by itself; but a log's word that does not hold is never passed over. With a trusted root of the person's own,
 * it must know every log that the bundle names; the embedded one is asked about those that it knows.
 */
function evidenceFor(
  signed: Signed,
  { spki }: PemPublicKey,
  expected: KeyExpectation | null,
  { logEntries, timestamps }: KeyEvidence,
): Evidence {
  const nothing: Evidence = { fault: null, ...NO_LOG };
  if (expected === null) return nothing;
  const { root, asksRoot: isAsked } = expected;
  if (logEntries.length === 0 && timestamps.length === 0)
    return isAsked ? { ...nothing, notes: [{ code: 'log-entry-absent' }] } : nothing;
  const isKnown = (entry: LogEntry) => root.logs.some(({ id }) => equalBytes(id, entry.logId));
  const asked = isAsked ? logEntries : logEntries.filter(isKnown);
  const foreign = logEntries.find((entry) => !asked.includes(entry));
  const signer = { kind: 'key', spki } as const;
  const evidence = verifyEvidence({ signed, signer, logEntries: asked, timestamps, root });
  if (foreign === undefined) return evidence;
  return { ...evidence, notes: [...evidence.notes, { code: 'log-not-used', logId: toHex(foreign.logId) }] };
}
