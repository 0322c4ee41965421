import { octets, type Bytes } from './der.js';
import { flipBit, sha256, signBytes, type KeyPair } from './keys.js';
import type { ForgedLog } from './rekor.js';
import type { Extension } from './x509.js';

const OID_SCT_LIST = '1.3.6.1.4.1.11129.2.4.2';

/** One signed certificate timestamp: a certificate transparency log's promise to list the certificate (RFC 6962 §3.2). */
export interface SctOptions {
  readonly log: ForgedLog;
  readonly at: Date;
  /** Signs it; the log's own key when absent. */
  readonly key?: KeyPair;
  /** CtExtensions; empty in practice, but signed all the same. */
  readonly extensions?: Bytes;
  /** Turn over a bit of the signature. */
  readonly flipped?: boolean;
  /** Of the log, in the place of its own. */
  readonly logId?: Bytes;
}

const uint = (value: number, width: number) => {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
};

/** A vector of TLS: the length in two bytes, then the content. */
const vector = (...parts: readonly Bytes[]) => {
  const content = Buffer.concat(parts);
  return Buffer.concat([uint(content.length, 2), content]);
};

function sct(tbs: Bytes, issuerKey: Bytes, options: SctOptions): Buffer {
  const { log, extensions = Buffer.alloc(0) } = options;
  const timestamp = Buffer.alloc(8);
  timestamp.writeBigUInt64BE(BigInt(options.at.getTime()));
  const signed = Buffer.concat([
    Buffer.from([0, 0]), // v1, certificate_timestamp
    timestamp,
    uint(1, 2), // precert_entry
    sha256(issuerKey),
    uint(tbs.length, 3),
    tbs,
    vector(extensions),
  ]);
  const signature = signBytes(options.key ?? log.key, signed);
  return Buffer.concat([
    Buffer.from([0]),
    options.logId ?? log.id,
    timestamp,
    vector(extensions),
    Buffer.from([4, 3]), // sha256, ecdsa
    vector(options.flipped === true ? flipBit(signature) : signature),
  ]);
}

/** The extension that holds them, over a precertificate (RFC 6962 §3.3). */
export function sctList(tbs: Bytes, issuerKey: Bytes, scts: readonly SctOptions[]): Extension {
  const list = scts.map((options) => vector(sct(tbs, issuerKey, options)));
  return { oid: OID_SCT_LIST, value: octets(vector(...list)) };
}
