import type { Bytes } from './der.js';
import { makeKey, sha256, signBytes, spkiOf, type KeyPair } from './keys.js';

/** Checkpoints of transparency logs: signed notes as C2SP describes them (signed-note, tlog-checkpoint, tlog-cosignature). */

/** A signature line under a note, told the text that it signs. */
export type NoteLine = (note: string) => string;

export interface CheckpointOptions {
  /** First line; the log's own when absent. */
  readonly origin?: string;
  /** Of the tree, in the place of the true ones. */
  readonly size?: number | string;
  readonly rootHash?: Bytes;
  /** Further lines of the text, such as `Timestamp: 1772366400`. */
  readonly lines?: readonly string[];
  /** Signature lines before and after the log's own: witnesses, and whoever else. */
  readonly before?: readonly NoteLine[];
  readonly after?: readonly NoteLine[];
  /** The log's own signature line; null leaves it out. */
  readonly own?: { readonly name?: string; readonly key?: KeyPair; readonly hint?: Bytes } | null;
  /** Changes the finished note. */
  readonly spoil?: (envelope: string) => string;
}

/** What a log says of itself in its checkpoints. */
export interface CheckpointLog {
  readonly name: string;
  readonly origin: string;
  readonly key: KeyPair;
  readonly hint: Bytes;
}

/** A note over one tree: origin, size, root hash and further lines; an empty line; then the signatures. */
export function checkpoint(
  log: CheckpointLog,
  tree: { readonly size: number; readonly rootHash: Bytes },
  options: CheckpointOptions = {},
): string {
  const { origin = log.origin, size = tree.size, rootHash = tree.rootHash, own = {} } = options;
  const text = [origin, size, Buffer.from(rootHash).toString('base64'), ...(options.lines ?? [])];
  const note = `${text.join('\n')}\n`;
  const ours = own && noteSignature(own.name ?? log.name, own.key ?? log.key, own.hint ?? log.hint);
  const lines = [...(options.before ?? []), ...(ours ? [ours] : []), ...(options.after ?? [])];
  const envelope = `${note}\n${lines.map((line) => line(note)).join('')}`;
  return options.spoil?.(envelope) ?? envelope;
}

const signatureLine = (name: string, ...parts: readonly Bytes[]) =>
  `\u2014 ${name} ${Buffer.concat(parts).toString('base64')}\n`;

/** A plain signature over the note: name, key hint (four bytes) and signature. */
export function noteSignature(name: string, key: KeyPair, hint: Bytes = noteKeyId(name, key)): NoteLine {
  return (note) => signatureLine(name, hint.subarray(0, 4), signBytes(key, Buffer.from(note)));
}

/**
 * Identifier of a key in signed notes, of which the first four bytes are the hint. For Ed25519 it depends on the name
 * (0x01 is the algorithm); for ECDSA it is that of RFC 6962 §3.2.
 */
export function noteKeyId(name: string, key: Pick<KeyPair, 'publicKey'>, algorithm = 1): Buffer {
  if (key.publicKey.asymmetricKeyType !== 'ed25519') return sha256(spkiOf(key));
  return sha256(Buffer.from(`${name}\n`), Buffer.of(algorithm), spkiOf(key).subarray(-32));
}

/** A witness's cosignature (tlog-cosignature, v1): Ed25519, with a time of its own before the signature. */
export function cosignature(name: string, at: Date, key: KeyPair = makeKey('Ed25519')): NoteLine {
  const seconds = Math.floor(at.getTime() / 1000);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const hint = noteKeyId(name, key, 4).subarray(0, 4);
  return (note) => {
    const signed = Buffer.from(`cosignature/v1\ntime ${seconds}\n${note}`);
    return signatureLine(name, hint, time, signBytes(key, signed));
  };
}
