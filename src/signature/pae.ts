import { concatBytes, toUtf8 } from '../bytes.js';

/** DSSE v1 pre-authentication encoding: what is signed (DSSE protocol.md, "PAE"). Lengths in bytes. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = toUtf8(payloadType);
  return concatBytes([
    toUtf8(`DSSEv1 ${String(type.length)} `),
    type,
    toUtf8(` ${String(payload.length)} `),
    payload,
  ]);
}

/**
 * What the reference library v0.2.0 signed instead: a capital V, and the payload as the text that CPython's
 * `repr(bytes)` prints. Accept it for the v0.1 predicate only.
 */
export function preAuthEncodingV02(payloadType: string, payload: Uint8Array): Uint8Array {
  const length = String(toUtf8(payloadType).length);
  return toUtf8(`DSSEV1 ${length} ${payloadType} ${String(payload.length)} ${reprBytes(payload)}`);
}

const ESCAPES: Readonly<Record<number, string>> = { 0x09: '\\t', 0x0a: '\\n', 0x0d: '\\r', 0x5c: '\\\\' };

/** CPython's `bytes.__repr__`: double quotes only where the bytes hold a single quote and no double one. */
function reprBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? 0x22 : 0x27;
  const parts: string[] = [];
  for (const byte of bytes) {
    if (byte === quote) parts.push(`\\${String.fromCharCode(byte)}`);
    else if (ESCAPES[byte] !== undefined) parts.push(ESCAPES[byte]);
    else if (byte < 0x20 || byte >= 0x7f) parts.push(`\\x${byte.toString(16).padStart(2, '0')}`);
    else parts.push(String.fromCharCode(byte));
  }
  const mark = String.fromCharCode(quote);
  return `b${mark}${parts.join('')}${mark}`;
}
