import { randomBytes } from 'node:crypto';
import type { Bytes } from './der.js';
import type { Envelope } from './dsse.js';
import { makeKey, sha256, signBytes, spkiOf, type KeyPair } from './keys.js';
import { auditPath, leafHash, treeHash } from './merkle.js';

/** A transparency log, version 1, and CT logs too as far as a trusted root describes them. */
export interface ForgedLog {
  readonly baseUrl: string;
  readonly key: KeyPair;
  /** SHA-256 of the SubjectPublicKeyInfo (RFC 6962 §3.2). */
  readonly id: Buffer;
}

export function makeLog(baseUrl: string): ForgedLog {
  const key = makeKey('P-256');
  return { baseUrl, key, id: sha256(spkiOf(key)) };
}

export interface LogOptions {
  readonly at: Date;
  /** Signs the promise; the log's own key when absent. */
  readonly promiseKey?: KeyPair;
  /** Signs the checkpoint; the log's own key when absent. */
  readonly checkpointKey?: KeyPair;
  readonly promise?: boolean;
  readonly proof?: boolean;
}

/** As it stands in a bundle, under `tlogEntries`. Left open to change. */
export interface LogEntry {
  logIndex: string;
  logId: { keyId: string };
  kindVersion: { kind: string; version: string };
  integratedTime: string;
  inclusionPromise?: { signedEntryTimestamp: string };
  inclusionProof?: InclusionProof;
  canonicalizedBody: string;
}

export interface InclusionProof {
  logIndex: string;
  rootHash: string;
  treeSize: string;
  hashes: string[];
  checkpoint: { envelope: string };
}

/** The body that Rekor makes of an envelope (kind `dsse`, version 0.0.1), as canonical JSON. */
export function dsseBody(envelope: Envelope, certificatePem: string): Buffer {
  const hash = (bytes: Bytes) => ({ algorithm: 'sha256', value: sha256(bytes).toString('hex') });
  const verifier = Buffer.from(certificatePem).toString('base64');
  const body = {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: hash(Buffer.from(JSON.stringify(envelope))),
      payloadHash: hash(Buffer.from(envelope.payload, 'base64')),
      signatures: envelope.signatures.map(({ sig }) => ({ signature: sig, verifier })),
    },
  };
  return Buffer.from(JSON.stringify(body));
}

// The tree before and after the entry: 13 leaves, ours the tenth, so the proof has inner and border hashes.
const BEFORE = 9;
const AFTER = 3;
// Rekor v1 numbers its entries across all its trees: the entry's number is not its place in this tree.
const EARLIER_TREES = 4000;

/** Enters `body` into a tree among strangers, with promise (SET) and proof of inclusion. */
export function logEntry(log: ForgedLog, body: Bytes, options: LogOptions): LogEntry {
  const stranger = () => leafHash(randomBytes(32));
  const leaves = [
    ...Array.from({ length: BEFORE }, stranger),
    leafHash(body),
    ...Array.from({ length: AFTER }, stranger),
  ];
  const integratedTime = Math.floor(options.at.getTime() / 1000);
  const logIndex = EARLIER_TREES + BEFORE;
  const canonicalizedBody = Buffer.from(body).toString('base64');
  // Canonical JSON: the keys in alphabetical order.
  const promised = { body: canonicalizedBody, integratedTime, logID: log.id.toString('hex'), logIndex };
  const promise = signBytes(options.promiseKey ?? log.key, Buffer.from(JSON.stringify(promised)));
  const entry: LogEntry = {
    logIndex: String(logIndex),
    logId: { keyId: log.id.toString('base64') },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: String(integratedTime),
    canonicalizedBody,
  };
  if (options.promise !== false)
    entry.inclusionPromise = { signedEntryTimestamp: promise.toString('base64') };
  if (options.proof !== false) {
    const rootHash = Buffer.from(treeHash(leaves)).toString('base64');
    entry.inclusionProof = {
      logIndex: String(BEFORE),
      rootHash,
      treeSize: String(leaves.length),
      hashes: auditPath(BEFORE, leaves).map((h) => Buffer.from(h).toString('base64')),
      checkpoint: { envelope: checkpoint(log, leaves.length, rootHash, options.checkpointKey ?? log.key) },
    };
  }
  return entry;
}

/** A signed note: origin, size and root hash, then name, key hint (the log's first four bytes) and signature. */
function checkpoint(log: ForgedLog, size: number, rootHash: string, key: KeyPair): string {
  const name = new URL(log.baseUrl).host;
  const note = `${name} - 1234567890\n${size}\n${rootHash}\n`;
  const signature = Buffer.concat([log.id.subarray(0, 4), signBytes(key, Buffer.from(note))]);
  return `${note}\n\u2014 ${name} ${signature.toString('base64')}\n`;
}
