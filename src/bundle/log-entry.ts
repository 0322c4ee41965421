import { BOUNDS } from '../bounds.js';
import type { Untrusted } from '../untrusted.js';

/** An entry of a transparency log, as a bundle carries it (sigstore_rekor.proto). Nothing of it is proven yet. */
export interface LogEntry {
  readonly logId: Uint8Array;
  /** Decimal; across all trees of the log. */
  readonly logIndex: string;
  /** Seconds since 1970; 0 when absent. Proven by nothing but the promise. */
  readonly integratedTime: number;
  readonly kind: string;
  readonly version: string;
  readonly body: Uint8Array;
  /** The signed entry timestamp. */
  readonly promise: Uint8Array | null;
  readonly proof: InclusionProof | null;
}

/** RFC 6962 §2.1.1, and the checkpoint that it leads to. */
export interface InclusionProof {
  /** Decimal; in this tree. */
  readonly logIndex: string;
  readonly treeSize: string;
  readonly rootHash: Uint8Array;
  readonly hashes: readonly Uint8Array[];
  /** A signed note; null where a bundle of v0.1 has none. */
  readonly checkpoint: string | null;
}

/** Nothing else has room in a bundle: see `MEMBERS` in bundle.ts. */
const MEMBERS = [
  'logIndex',
  'logId',
  'kindVersion',
  'integratedTime',
  'inclusionPromise',
  'inclusionProof',
  'canonicalizedBody',
] as const;

/** Origin, tree size, root, and signatures (C2SP tlog-checkpoint), without room for a sentence. */
const CHECKPOINT =
  /^[\w./:-]{1,200}(?: - \d{1,20})?\n\d{1,20}\n[\w+/=]{1,100}\n(?:Timestamp: \d{1,20}\n)?\n(?:\u2014 [\w./:-]{1,200} [\w+/=]{1,4000}\n){1,20}$/;

export function parseLogEntry(entry: Untrusted): LogEntry {
  entry.onlyMembers(MEMBERS);
  const logId = entry.get('logId').onlyMembers(['keyId']).get('keyId').base64(64);
  const kindVersion = entry.get('kindVersion').onlyMembers(['kind', 'version']);
  const promise = entry.optional('inclusionPromise')?.onlyMembers(['signedEntryTimestamp']);
  const proof = entry.optional('inclusionProof');
  const time = entry.optional('integratedTime');
  // A promise signs it as a number (Rekor's types), and not every one is a number of JavaScript's.
  const index = entry.optional('logIndex');
  if (promise !== undefined && !Number.isSafeInteger(Number(index?.uint64() ?? '0')))
    index?.fail('is too large');
  return {
    logId,
    // Protobuf's JSON mapping leaves out zeros.
    logIndex: index?.uint64() ?? '0',
    integratedTime: time === null ? 0 : timeOf(time),
    kind: kindVersion.get('kind').token(BOUNDS.kindCharacters),
    version: kindVersion.get('version').token(BOUNDS.kindCharacters),
    body: entry.get('canonicalizedBody').base64(BOUNDS.logBodyBytes),
    promise: promise?.get('signedEntryTimestamp').base64(BOUNDS.signatureBytes) ?? null,
    proof: proof === null ? null : parseProof(proof),
  };
}

/** In the year 9999 at the latest. */
const MAX_TIME = 253_402_300_799;

function timeOf(time: Untrusted): number {
  const seconds = Number(time.uint64());
  return seconds <= MAX_TIME ? seconds : time.fail('is no time');
}

function parseProof(proof: Untrusted): InclusionProof {
  proof.onlyMembers(['logIndex', 'rootHash', 'treeSize', 'hashes', 'checkpoint']);
  const note = proof.optional('checkpoint')?.onlyMembers(['envelope']).optional('envelope') ?? null;
  const checkpoint = note?.stringOf(BOUNDS.checkpointCharacters) ?? '';
  if (checkpoint !== '' && !CHECKPOINT.test(checkpoint))
    note?.fail('has characters that do not belong there');
  return {
    logIndex: proof.optional('logIndex')?.uint64() ?? '0',
    treeSize: proof.get('treeSize').uint64(),
    rootHash: proof.get('rootHash').base64(64),
    hashes: (proof.optional('hashes')?.array(BOUNDS.proofHashes) ?? []).map((hash) => hash.base64(64)),
    checkpoint: checkpoint === '' ? null : checkpoint,
  };
}
