import { randomBytes } from 'node:crypto';
import { checkpoint, noteKeyId, type CheckpointOptions } from './checkpoint.js';
import type { Bytes } from './der.js';
import { makeKey, sha256, signBytes, spkiOf, type KeyKind, type KeyPair } from './keys.js';
import { auditPath, leafHash, treeHash } from './merkle.js';
import type { LogBody } from './rekor-bodies.js';

/** A transparency log, and CT logs too as far as a trusted root describes them. */
export interface ForgedLog {
  readonly baseUrl: string;
  readonly key: KeyPair;
  /**
   * Of version 1 and of CT logs: SHA-256 of the SubjectPublicKeyInfo (RFC 6962 §3.2). Of version 2: what its checkpoints
   * name the key by.
   */
  readonly id: Buffer;
  /** Of Rekor; 1 when absent. */
  readonly version?: 1 | 2;
}

export function makeLog(baseUrl: string, kind: KeyKind = 'P-256'): ForgedLog {
  const key = makeKey(kind);
  return { baseUrl, key, id: sha256(spkiOf(key)) };
}

/** Rekor v2 makes no promises and tells no time; its key is Ed25519 or P-256. */
export function makeLogV2(baseUrl: string, kind: KeyKind = 'Ed25519'): ForgedLog {
  const key = makeKey(kind);
  return { baseUrl, key, id: noteKeyId(new URL(baseUrl).host, key), version: 2 };
}

/** What a promise (SET) is about; canonical JSON of it is signed, hence the keys in alphabetical order. */
interface Promised {
  body: string;
  integratedTime: number;
  logID: string;
  logIndex: number;
}

export interface LogOptions {
  readonly at: Date;
  /** Signs the promise; the log's own key when absent. */
  readonly promiseKey?: KeyPair;
  /** Signed in the place of the truth. */
  readonly promised?: Partial<Promised>;
  /** Of the entry, and so promised; each log has its own usual one. */
  readonly logIndex?: number;
  /** Leave out the zero that stands for the time in version 2: JSON may have it or not. */
  readonly withoutTime?: boolean;
  readonly promise?: boolean;
  readonly proof?: boolean;
  /** Null: a proof without one, as old bundles have. */
  readonly checkpoint?: CheckpointOptions | null;
}

/** As it stands in a bundle, under `tlogEntries`. Left open to change. */
export interface LogEntry {
  logIndex: string;
  logId: { keyId: string };
  kindVersion: { kind: string; version: string };
  integratedTime?: string;
  inclusionPromise?: { signedEntryTimestamp: string };
  inclusionProof?: InclusionProof;
  canonicalizedBody: string;
}

export interface InclusionProof {
  logIndex: string;
  rootHash: string;
  treeSize: string;
  hashes: string[];
  checkpoint?: { envelope: string };
}

// The tree before and after the entry: 13 leaves, ours the tenth, so the proof has inner and border hashes.
const BEFORE = 9;
const AFTER = 3;
// Rekor v1 numbers its entries across all its trees: the entry's number is not its place in this tree.
const EARLIER_TREES = 4000;

/** Enters `body` into a tree among strangers, with promise (SET) and proof of inclusion. */
export function logEntry(log: ForgedLog, body: LogBody, options: LogOptions): LogEntry {
  const old = log.version !== 2;
  const integratedTime = old ? Math.floor(options.at.getTime() / 1000) : 0;
  const { logIndex = (old ? EARLIER_TREES : 0) + BEFORE } = options;
  const canonicalizedBody = Buffer.from(body.bytes).toString('base64');
  const entry: LogEntry = {
    logIndex: String(logIndex),
    logId: { keyId: log.id.toString('base64') },
    kindVersion: { kind: body.kind, version: body.version },
    ...(options.withoutTime === true ? {} : { integratedTime: String(integratedTime) }),
    canonicalizedBody,
  };
  if (old && options.promise !== false) {
    const logID = log.id.toString('hex');
    const promised = { body: canonicalizedBody, integratedTime, logID, logIndex, ...options.promised };
    const promise = signBytes(options.promiseKey ?? log.key, Buffer.from(JSON.stringify(promised)));
    entry.inclusionPromise = { signedEntryTimestamp: promise.toString('base64') };
  }
  if (options.proof !== false) entry.inclusionProof = prove(log, body.bytes, options.checkpoint ?? {});
  if (options.checkpoint === null) delete entry.inclusionProof?.checkpoint;
  return entry;
}

/** A proof of inclusion (RFC 6962 §2.1.1) with the checkpoint of its tree. */
function prove(log: ForgedLog, body: Bytes, options: CheckpointOptions): InclusionProof {
  const stranger = () => leafHash(randomBytes(32));
  const leaves = [
    ...Array.from({ length: BEFORE }, stranger),
    leafHash(body),
    ...Array.from({ length: AFTER }, stranger),
  ];
  const rootHash = treeHash(leaves);
  const name = new URL(log.baseUrl).host;
  // Version 1 adds the tree to the name: it has one for each year or so, and one key for all.
  const origin = log.version === 2 ? name : `${name} - 1234567890`;
  const speaker = { name, origin, key: log.key, hint: log.id };
  return {
    logIndex: String(BEFORE),
    rootHash: Buffer.from(rootHash).toString('base64'),
    treeSize: String(leaves.length),
    hashes: auditPath(BEFORE, leaves).map((h) => Buffer.from(h).toString('base64')),
    checkpoint: { envelope: checkpoint(speaker, { size: leaves.length, rootHash }, options) },
  };
}
