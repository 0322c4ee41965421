import {
  readCertificate,
  verifyKeyless as verifyWithSigstore,
  verifySignature,
  type Certificate,
  type KeylessFault,
  type SignatureAlgorithm,
} from '#sigstore';
import type { Bundle, KeylessMaterial, LogEntry } from '../bundle/bundle.js';
import { equalBytes, toHex } from '../bytes.js';
import { isSignedBy, mayHaveIssued } from '../issued.js';
import { quoted } from '../quote.js';
import type { Reason } from '../reason.js';
import type { LogEntryFacts, Rows, SignerFacts, TimestampFacts } from '../report.js';
import { certificateFacts, sanText } from './facts.js';
import { compareIdentity, readIdentity, show, type ExpectedIdentity } from './identity.js';
import { preAuthEncoding } from './pae.js';
import type { SigstoreRoot, TrustedLog } from '../trust/trusted-root.js';
import type { SignatureOutcome } from './result.js';

/** Whom the person expects; null when nobody was named. */
export interface KeylessExpectation {
  readonly identity: ExpectedIdentity;
  readonly issuer: string;
}

/**
 * The Sigstore method (OMS 1.0 §8.2): @sigstore/verify checks chain, SCT, log and timestamps; the identity is compared
 * here.
 */
export function verifyKeyless(
  bundle: Bundle,
  material: KeylessMaterial,
  payloadType: string,
  expected: KeylessExpectation | null,
  trusted: SigstoreRoot,
): SignatureOutcome {
  const leaf = readCertificate(material.certificate);
  if (leaf === null) {
    return { ok: false, reasons: [{ code: 'certificate-malformed', at: 'certificate' }], facts: null };
  }
  const identity = readIdentity(leaf);
  if ('code' in identity) return { ok: false, reasons: [identity], facts: null };
  const facts: SignerFacts = {
    method: 'sigstore',
    identity: show(identity.identity),
    identityType: identity.type,
    issuer: show(identity.issuer),
    certificate: certificateFacts(leaf),
  };
  const root = new TrustedRoot(trusted);

  // First the plain question, so that a flipped bit is called what it is and not "log entry differs".
  const { payload, signature } = bundle.envelope;
  const fits = verifySignature(
    leaf.spki,
    algorithmOf(leaf),
    preAuthEncoding(payloadType, payload),
    signature,
  );
  const unknown = fits ? root.unknown(leaf, material.logEntries) : null;
  const outcome = fits && unknown === null ? verifyWithSigstore(bundle.json, trusted.json) : null;
  const timestamps = outcome?.ok === true ? outcome.timestamps : [];
  const proven = outcome?.ok === true;
  const logEntries = material.logEntries.map((entry) => root.logEntryFacts(entry, proven));
  const stated = timeRow(logEntries, timestamps);

  const mathReason: Reason | null = !fits
    ? { code: 'signature-differs' }
    : outcome?.ok === false
      ? (root.impostor(outcome.fault, leaf) ?? faultReason(outcome.fault, outcome.detail))
      : root.retiredLog(material.logEntries, stated);
  // The library could not read what was put to it: that says nothing about the signature.
  const unread = outcome?.ok === false && (outcome.fault === 'bundle' || outcome.fault === 'trusted-root');
  const different = expected === null ? [] : compareIdentity(identity, expected.identity, expected.issuer);
  const reasons: Reason[] = [
    ...(mathReason === null ? [] : [mathReason]),
    ...different,
    ...(unknown === null ? [] : [unknown]),
    ...(expected === null ? [{ code: 'nobody-named' } as const] : []),
  ];
  return {
    ok: true,
    value: {
      signature: mathReason === null ? 'valid' : unread ? 'not-checked' : 'invalid',
      signer:
        mathReason !== null
          ? 'not-checked'
          : different.length > 0
            ? 'different'
            : unknown !== null
              ? 'untrusted'
              : expected === null
                ? 'not-stated'
                : 'expected',
      time: mathReason === null ? stated : { value: 'not-proven' },
      facts,
      logEntries,
      timestamps,
      source: null,
      reasons,
    },
  };
}

/** As the Sigstore library has it: SHA-256 for every key. */
function algorithmOf({ key }: Certificate): SignatureAlgorithm {
  const scheme = { ec: 'ecdsa', rsa: 'rsa-pkcs1', ed25519: 'ed25519' } as const;
  return { scheme: scheme[key?.type ?? 'ec'], hash: 'sha256', saltLength: 0 };
}

function faultReason(fault: KeylessFault, detail: string): Reason {
  switch (fault) {
    case 'bundle':
      return { code: 'bundle-malformed', at: 'bundle', problem: `is refused: ${quoted(detail)}` };
    case 'trusted-root':
      return { code: 'trusted-root-unusable', detail };
    case 'timestamp':
      return { code: 'timestamp-invalid', detail };
    case 'chain':
      return { code: 'certificate-not-valid-when-signed', detail };
    case 'sct':
      return { code: 'sct-invalid', detail };
    case 'log-proof':
      return { code: 'log-proof-invalid', detail };
    case 'log-entry':
      return { code: 'log-entry-differs', detail };
    case 'signature':
      return { code: 'signature-differs' };
  }
}

/** The log's own promise first; a timestamp authority where there is none (Rekor v2 states no time). */
function timeRow(entries: readonly LogEntryFacts[], timestamps: readonly TimestampFacts[]): Rows['time'] {
  const logged = entries.find((entry) => entry.integratedTime !== null)?.integratedTime ?? null;
  if (logged !== null) return { value: 'proven', by: 'log', at: logged };
  const [stamp] = timestamps;
  return stamp === undefined
    ? { value: 'not-proven' }
    : { value: 'proven', by: 'timestamp-authority', at: stamp.time };
}

/** The parts of a trusted_root.json that tell "unknown to you" from "does not hold". */
class TrustedRoot {
  private readonly authorities: readonly Certificate[];
  private readonly logs: readonly TrustedLog[];

  constructor({ authorities, logs }: SigstoreRoot) {
    this.authorities = authorities;
    this.logs = logs;
  }

  /** A certificate whose named issuer is in this root, but did not sign it. */
  impostor(fault: KeylessFault, leaf: Certificate): Reason | null {
    if (fault !== 'chain' || this.authorities.some((authority) => isSignedBy(leaf, authority))) return null;
    return { code: 'chain-signature-differs', subject: leaf.subjectAltNames.map(sanText).join(', ') };
  }

  /** A certificate or log entry by somebody who is not in this root: it may well be in order elsewhere. */
  unknown(leaf: Certificate, entries: readonly LogEntry[]): Reason | null {
    const issued = this.authorities.some((authority) => mayHaveIssued(authority, leaf));
    if (!issued) return { code: 'chain-without-trusted-root', issuer: leaf.issuerText };
    const foreign = entries.find((entry) => this.log(entry) === undefined);
    return foreign === undefined ? null : { code: 'log-unknown', logId: toHex(foreign.logId) };
  }

  /** The library holds a log to its validity only where there is a promise; a checkpoint by a retired key is refused here. */
  retiredLog(entries: readonly LogEntry[], time: Rows['time']): Reason | null {
    if (time.value !== 'proven') return null;
    const at = Date.parse(time.at);
    const inUse = entries.every((entry) =>
      this.logs.some(({ id, start, end }) => equalBytes(id, entry.logId) && start <= at && at <= end),
    );
    return inUse ? null : { code: 'log-proof-invalid', detail: 'the log was not in use at that time' };
  }

  /** `proven`: everything about the entry was verified; only then is its time a fact. */
  logEntryFacts(entry: LogEntry, proven: boolean): LogEntryFacts {
    return {
      log: this.log(entry)?.url ?? null,
      logId: toHex(entry.logId),
      logIndex: entry.logIndex,
      integratedTime:
        proven && entry.hasPromise && entry.integratedTime > 0
          ? new Date(entry.integratedTime * 1000).toISOString()
          : null,
      kind: entry.kind,
      inclusion: [
        ...(entry.hasPromise ? ['promise' as const] : []),
        ...(entry.hasProof ? ['proof' as const] : []),
      ],
    };
  }

  private log(entry: LogEntry) {
    return this.logs.find(({ id }) => equalBytes(id, entry.logId));
  }
}
