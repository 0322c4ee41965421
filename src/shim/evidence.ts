import { crypto, X509Certificate } from '@sigstore/core';
import { VerificationError, Verifier, type SignedEntity, type TrustMaterial } from '@sigstore/verify';
import { equalBytes } from '../bytes.js';
import { only, TAG } from './der.js';
import type {
  Authority,
  EvidenceFault,
  EvidenceOutcome,
  SigstoreAuthorities,
  SigstoreEvidence,
  TransparencyLog,
} from './facade.js';

type TransparencyLogEntry = SignedEntity['tlogEntries'][number];
type SignedTimestamp = Extract<SignedEntity['timestamps'][number], { $case: 'timestamp-authority' }>;

/** Which part of the proof an error of @sigstore/verify is about. */
const FAULTS: Readonly<Record<string, EvidenceFault>> = {
  CERTIFICATE_ERROR: 'chain',
  PUBLIC_KEY_ERROR: 'chain',
  TIMESTAMP_ERROR: 'timestamp',
  TLOG_BODY_ERROR: 'entry',
  TLOG_ERROR: 'entry',
  TLOG_INCLUSION_PROOF_ERROR: 'proof',
  TLOG_INCLUSION_PROMISE_ERROR: 'promise',
  TLOG_MISSING_INCLUSION_ERROR: 'proof',
};

/**
 * Lets @sigstore/verify judge what its bundle parser would have made of the bundle. Ours has read it already, more
 * strictly; the library's own readers of bundles and trusted roots give up as a whole where one part is bad.
 */
export function verifyEvidence(
  evidence: SigstoreEvidence,
  authorities: SigstoreAuthorities,
  needed: { readonly times: 0 | 1; readonly scts: 0 | 1 },
): EvidenceOutcome {
  try {
    const verifier = new Verifier(trustOf(authorities), {
      ctlogThreshold: needed.scts,
      tlogThreshold: evidence.logEntries.length,
      timestampThreshold: needed.times,
    });
    verifier.verify(entityOf(evidence));
    return { ok: true };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const known = error instanceof VerificationError ? FAULTS[error.code] : undefined;
    if (known === 'chain' && detail.includes('SCT')) return { ok: false, fault: 'sct', detail };
    if (detail.includes('checkpoint signature')) return { ok: false, fault: 'checkpoint', detail };
    return { ok: false, fault: known ?? 'unread', detail };
  }
}

function entityOf(evidence: SigstoreEvidence): SignedEntity {
  const tlogEntries = evidence.logEntries.map(entryOf);
  const signature = Buffer.from(evidence.signature);
  const isOneOf = (digests: readonly Uint8Array[]) => (digest: Buffer) =>
    digests.some((one) => equalBytes(one, digest));
  return {
    signature: {
      signature,
      compareSignature: (other) => equalBytes(other, signature),
      compareDigest: isOneOf(evidence.payloadDigests),
      compareSignedDigest: isOneOf(evidence.signedDigests),
      // Checked before this is called, with the algorithm that goes with the key; the library knows SHA-256 alone.
      verifySignature: () => true,
    },
    key:
      evidence.certificate === null
        ? { $case: 'public-key', hint: '' }
        : { $case: 'certificate', certificate: X509Certificate.parse(Buffer.from(evidence.certificate)) },
    tlogEntries,
    timestamps: [
      ...tlogEntries
        .filter(
          ({ inclusionPromise, integratedTime }) => inclusionPromise !== undefined && integratedTime !== '0',
        )
        .filter(isNew())
        .map((tlogEntry) => ({ $case: 'transparency-log' as const, tlogEntry })),
      ...evidence.timestamps.map(timestampOf),
    ],
  };
}

/** Two entries of one log in one second state the same time, which the library would call a duplicate. */
function isNew(): (entry: TransparencyLogEntry) => boolean {
  const seen = new Set<string>();
  return ({ logId, integratedTime }) => {
    const time = `${logId.keyId.toString('hex')} ${integratedTime}`;
    return !seen.has(time) && seen.add(time).size > 0;
  };
}

function entryOf(entry: SigstoreEvidence['logEntries'][number]): TransparencyLogEntry {
  const { promise, proof } = entry;
  return {
    logIndex: entry.logIndex,
    logId: { keyId: Buffer.from(entry.logId) },
    kindVersion: { kind: entry.kind, version: entry.version },
    integratedTime: String(entry.integratedTime),
    canonicalizedBody: Buffer.from(entry.body),
    inclusionPromise: promise === null ? undefined : { signedEntryTimestamp: Buffer.from(promise) },
    inclusionProof:
      proof?.checkpoint == null
        ? undefined
        : {
            logIndex: proof.logIndex,
            treeSize: proof.treeSize,
            rootHash: Buffer.from(proof.rootHash),
            hashes: proof.hashes.map((hash) => Buffer.from(hash)),
            checkpoint: { envelope: proof.checkpoint },
          },
  };
}

/** What the library asks of a timestamp: ours was verified more strictly, against this authority and this signature. */
function timestampOf({
  time,
  issuer,
  serialNumber,
}: SigstoreEvidence['timestamps'][number]): SignedTimestamp {
  const timestamp = {
    signingTime: time,
    // The library compares names without their header.
    signerIssuer: Buffer.from(only(issuer, TAG.sequence).content),
    signerSerialNumber: Buffer.from(serialNumber),
    verify: () => undefined,
  };
  return { $case: 'timestamp-authority', timestamp: timestamp as unknown as SignedTimestamp['timestamp'] };
}

function trustOf({
  certificateAuthorities,
  timestampAuthorities,
  logs,
  ctLogs,
}: SigstoreAuthorities): TrustMaterial {
  return {
    certificateAuthorities: certificateAuthorities.map(authorityOf),
    timestampAuthorities: timestampAuthorities.map(authorityOf),
    tlogs: logs.map(logOf),
    ctlogs: ctLogs.map(logOf),
    // A managed key: the person supplied it, and says nothing of when it was in use.
    publicKey: () => ({ publicKey: NO_KEY, validFor: () => true }),
  };
}

/** Nobody asks it anything: see `verifySignature` above. */
const NO_KEY = Object.create(null) as ReturnType<typeof crypto.createPublicKey>;

function authorityOf({ chain, start, end }: Authority): TrustMaterial['certificateAuthorities'][number] {
  const certChain = chain.map((der) => X509Certificate.parse(Buffer.from(der)));
  return { certChain, validFor: { start, end } };
}

function logOf({ id, url, spki, start, end }: TransparencyLog): TrustMaterial['tlogs'][number] {
  const publicKey = crypto.createPublicKey(Buffer.from(spki), 'spki');
  return { logID: Buffer.from(id), baseURL: url, publicKey, validFor: { start, end } };
}
