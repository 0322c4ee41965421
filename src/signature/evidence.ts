import { verifyEvidence as verifyWithSigstore, type Certificate, type EvidenceFault } from '#sigstore';
import { equalBytes, toHex } from '../bytes.js';
import type { LogEntry } from '../bundle/log-entry.js';
import { quoted } from '../quote.js';
import type { Reason } from '../reason.js';
import type { Note } from '../note.js';
import type { LogEntryFacts, Rows, TimestampFacts } from '../report.js';
import type { SigstoreRoot, TrustedLog } from '../trust/trusted-root.js';
import { wasInUse } from '../validity.js';
import { checkpointProblem } from './checkpoint.js';
import { issuanceProblem } from './issuance.js';
import { bodyProblem } from './log-body.js';
import { payloadDigest, signedDigest, type Signed } from './signed.js';
import { verifyTimestamp, type TimestampOutcome } from './timestamp.js';

/** What logs and timestamp authorities are asked about. */
export interface EvidenceQuestion {
  readonly signed: Signed;
  readonly signer:
    | { readonly kind: 'certificate'; readonly leaf: Certificate }
    | { readonly kind: 'key'; readonly spki: Uint8Array };
  readonly logEntries: readonly LogEntry[];
  readonly timestamps: readonly Uint8Array[];
  readonly root: SigstoreRoot;
}

export interface Evidence {
  /**
   * Null where everything holds. `unread`: the question could not be put, which says nothing against the signature;
   * `untrusted`: it may be in order elsewhere; `invalid`: it does not hold.
   */
  readonly fault: { readonly kind: 'unread' | 'untrusted' | 'invalid'; readonly reason: Reason } | null;
  readonly time: Rows['time'];
  readonly logEntries: readonly LogEntryFacts[];
  readonly timestamps: readonly TimestampFacts[];
  readonly notes: readonly Note[];
}

type Stamp = Extract<TimestampOutcome, { ok: true }>;
const HASHES = ['sha256', 'sha384', 'sha512'] as const;

/**
 * Who issued the certificate, which logs have seen the signature, and when. @sigstore/verify checks chain, SCT, promise, proof
 * and times; what it passes over is checked before: see SECURITY.md.
 */
export function verifyEvidence(question: EvidenceQuestion): Evidence {
  const { signed, logEntries, root } = question;
  const stamps = question.timestamps.map((der) =>
    verifyTimestamp(der, signed.content.signature, root.timestampAuthorities),
  );
  const good = stamps.filter((stamp) => stamp.ok);
  const times = [...logTimes(logEntries), ...good.map(({ time }) => time)];
  const fault = findFault(question, stamps, times) ?? libraryFault(question, good);
  const proven = fault === null;
  return {
    fault,
    time: proven ? timeRow(logEntries, good) : { value: 'not-proven' },
    logEntries: logEntries.map((entry) => entryFacts(entry, root, proven)),
    timestamps: proven ? good.map(({ authority, time }) => ({ authority, time: time.toISOString() })) : [],
    notes: [
      ...(logEntries.some(({ proof }) => proof !== null && proof.checkpoint === null)
        ? [{ code: 'proof-not-used' } as const]
        : []),
      ...(question.signer.kind === 'certificate' && !keepsLog(root)
        ? [{ code: 'root-without-log' } as const]
        : []),
      ...(question.signer.kind === 'certificate' && !keepsCtLog(root)
        ? [{ code: 'root-without-ct-log' } as const]
        : []),
      ...(proven
        ? stamps.flatMap((stamp): Note[] =>
            stamp.ok ? [] : [{ code: 'timestamp-not-used', issuer: stamp.issuer }],
          )
        : []),
    ],
  };
}

/** Proven by the promise alone (the SET signs it); a time without one is anybody's word. */
function logTimes(entries: readonly LogEntry[]): Date[] {
  return entries
    .filter(({ promise, integratedTime }) => promise !== null && integratedTime > 0)
    .map(({ integratedTime }) => new Date(integratedTime * 1000));
}

function findFault(
  { signed, signer, logEntries, root }: EvidenceQuestion,
  stamps: readonly TimestampOutcome[],
  times: readonly Date[],
): Evidence['fault'] {
  const shown =
    signer.kind === 'certificate'
      ? { kind: 'certificate' as const, der: signer.leaf.der }
      : { kind: 'key' as const, der: signer.spki };
  for (const entry of logEntries) {
    const reason = bodyProblem(entry, signed, shown);
    const isUnread = reason?.code === 'log-entry-unsupported' || reason?.code === 'log-entry-malformed';
    if (reason !== null) return { kind: isUnread ? 'unread' : 'invalid', reason };
  }
  const bad = stamps.find((stamp) => !stamp.ok && !stamp.untrusted);
  if (bad?.ok === false) return { kind: 'invalid', reason: bad.reason };

  const isKeyless = signer.kind === 'certificate';
  const issuance = isKeyless ? issuanceProblem(signer.leaf, root.certificateAuthorities, times) : null;
  if (issuance?.kind === 'untrusted') return issuance;
  for (const entry of logEntries) {
    const logs = logsOf(entry, root);
    const [log] = logs;
    if (log === undefined)
      return { kind: 'untrusted', reason: { code: 'log-unknown', logId: toHex(entry.logId) } };
    const reason = entryProblem(entry, logs, log.url, times);
    if (reason !== null) return { kind: 'invalid', reason };
  }
  if (isKeyless && times.length === 0) {
    const [untrusted] = stamps;
    return untrusted?.ok === false
      ? { kind: 'untrusted', reason: untrusted.reason }
      : { kind: 'untrusted', reason: { code: 'signing-time-missing' } };
  }
  return issuance;
}

/** More than one where a trusted root lists a log anew with another interval. */
function logsOf(entry: LogEntry, { logs }: SigstoreRoot): readonly TrustedLog[] {
  return logs.filter(({ id }) => equalBytes(id, entry.logId));
}

function entryProblem(
  entry: LogEntry,
  logs: readonly TrustedLog[],
  url: string,
  times: readonly Date[],
): Reason | null {
  const { proof } = entry;
  const problem = proof?.checkpoint == null ? null : checkpointProblem(proof, entry.logId);
  if (problem !== null) return { code: 'checkpoint-invalid', problem };
  // The library holds a log to its validity only where there is a promise: a retired key may have signed the checkpoint.
  const own = logTimes([entry]);
  const [at] = own.length > 0 ? own : times;
  const inUse =
    at === undefined ||
    (own.length > 0 ? own : times).some((time) => logs.some((log) => wasInUse(log, time)));
  return inUse ? null : { code: 'log-not-in-use', log: url, at: at.toISOString() };
}

/** What its trusted root names, usable or not: a bad key must not turn a proof that is wanted into one that is not. */
export function keepsLog({ logs, unusable }: SigstoreRoot): boolean {
  return logs.length > 0 || unusable.some(({ part }) => part === 'log');
}

function keepsCtLog({ ctLogs, unusable }: SigstoreRoot): boolean {
  return ctLogs.length > 0 || unusable.some(({ part }) => part === 'ct-log');
}

function libraryFault(
  { signed, signer, logEntries, root }: EvidenceQuestion,
  stamps: readonly Stamp[],
): Evidence['fault'] {
  const certificate = signer.kind === 'certificate' ? signer.leaf.der : null;
  const derOf = (chain: readonly Certificate[]) => chain.map(({ der }) => der);
  const outcome = verifyWithSigstore(
    {
      certificate,
      signature: signed.content.signature,
      signedDigests: HASHES.flatMap((hash) => signedDigest(signed, hash) ?? []),
      payloadDigests: HASHES.flatMap((hash) => payloadDigest(signed, hash) ?? []),
      logEntries,
      timestamps: stamps.map(({ timestamp }) => timestamp),
    },
    {
      certificateAuthorities: root.certificateAuthorities.map((authority) => ({
        ...authority,
        chain: derOf(authority.certificates),
      })),
      timestampAuthorities: stamps.map(({ chain, validity }) => ({ ...validity, chain: derOf(chain) })),
      logs: root.logs,
      ctLogs: root.ctLogs,
    },
    { times: certificate === null ? 0 : 1, scts: certificate === null || !keepsCtLog(root) ? 0 : 1 },
  );
  return outcome.ok ? null : faultOf(outcome.fault, outcome.detail);
}

/** What the library is asked has been checked as far as the reasons above go: it has the last word on the mathematics. */
function faultOf(fault: EvidenceFault, detail: string): NonNullable<Evidence['fault']> {
  const invalid = (reason: Reason) => ({ kind: 'invalid', reason }) as const;
  switch (fault) {
    case 'chain':
      return invalid({ code: 'certificate-not-valid-when-signed', detail });
    case 'sct':
      return invalid({ code: 'sct-invalid', detail });
    case 'promise':
      return invalid({ code: 'log-promise-invalid', detail });
    case 'proof':
      return invalid({ code: 'log-proof-invalid', detail });
    case 'checkpoint':
      return invalid({ code: 'checkpoint-invalid', problem: 'signature' });
    case 'timestamp':
    case 'entry':
    case 'unread': {
      const reason = {
        code: 'bundle-malformed',
        at: 'bundle',
        problem: `is refused: ${quoted(detail)}`,
      } as const;
      return { kind: 'unread', reason };
    }
  }
}

/** The log's own promise first; a timestamp authority where there is none (Rekor v2 states no time). */
function timeRow(entries: readonly LogEntry[], stamps: readonly Stamp[]): Rows['time'] {
  const [logged] = logTimes(entries);
  if (logged !== undefined) return { value: 'proven', by: 'log', at: logged.toISOString() };
  const [stamp] = stamps;
  return stamp === undefined
    ? { value: 'not-proven' }
    : { value: 'proven', by: 'timestamp-authority', at: stamp.time.toISOString() };
}

/** `proven`: everything about the entry was verified; only then is its time a fact. */
function entryFacts(entry: LogEntry, root: SigstoreRoot, proven: boolean): LogEntryFacts {
  const [time] = logTimes([entry]);
  return {
    log: logsOf(entry, root)[0]?.url ?? null,
    logId: toHex(entry.logId),
    // Without a promise, nothing signs the number across all trees.
    logIndex: entry.promise === null ? (entry.proof?.logIndex ?? entry.logIndex) : entry.logIndex,
    integratedTime: proven && time !== undefined ? time.toISOString() : null,
    kind: `${entry.kind} ${entry.version}`,
    inclusion: [
      ...(entry.promise === null ? [] : ['promise' as const]),
      ...(entry.proof?.checkpoint == null ? [] : ['proof' as const]),
    ],
  };
}
