import type { Bytes } from './der.js';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
export const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** What is signed: a statement (written as JSON with two spaces, as the reference does), or text or bytes as they are. */
export type Payload = object | string | Bytes;

export interface Envelope {
  payload: string;
  payloadType: string;
  signatures: { sig: string; keyid?: string | null }[];
}

/** Left open to change, so that a test can spoil any part of it. */
export interface Bundle {
  mediaType: string;
  verificationMaterial: Record<string, unknown>;
  dsseEnvelope: Envelope;
}

export function payloadBytes(payload: Payload): Buffer {
  if (payload instanceof Uint8Array) return Buffer.from(payload);
  return Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload, null, 2), 'utf8');
}

/** Pre-authentication encoding (DSSE v1): lengths in bytes. */
export function preAuthEncoding(payload: Bytes, payloadType = PAYLOAD_TYPE): Buffer {
  const type = Buffer.from(payloadType, 'utf8');
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `),
    type,
    Buffer.from(` ${payload.length} `),
    payload,
  ]);
}

/** What library v0.2.0 signed: a capital V, and the payload as CPython prints a `bytes` object. */
export function preAuthEncodingV02(payload: Bytes, payloadType = PAYLOAD_TYPE): Buffer {
  const type = Buffer.from(payloadType, 'utf8');
  return Buffer.from(
    `DSSEV1 ${type.length} ${payloadType} ${payload.length} ${reprOfBytes(payload)}`,
    'utf8',
  );
}

/**
 * CPython's `repr(bytes)`: apostrophes around it, unless the bytes hold an apostrophe and no quotation mark; the
 * delimiter and the backslash are escaped; tab, newline and carriage return by letter; all else outside printable
 * ASCII as `\xNN`, lower case.
 */
export function reprOfBytes(bytes: Bytes): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  const letters: Partial<Record<number, string>> = { 0x09: '\\t', 0x0a: '\\n', 0x0d: '\\r', 0x5c: '\\\\' };
  let text = '';
  for (const byte of bytes) {
    const char = String.fromCharCode(byte);
    if (char === quote) text += `\\${char}`;
    else if (letters[byte] !== undefined) text += letters[byte];
    else if (byte >= 0x20 && byte < 0x7f) text += char;
    else text += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `b${quote}${text}${quote}`;
}

/** `keyid` is left out unless given: the reference wrote `null` up to v1.0.1 and `""` since v1.1.0. */
export function envelope(payload: Bytes, signature: Bytes, keyid?: string | null): Envelope {
  const sig = Buffer.from(signature).toString('base64');
  return {
    payload: Buffer.from(payload).toString('base64'),
    payloadType: PAYLOAD_TYPE,
    signatures: [keyid === undefined ? { sig } : { sig, keyid }],
  };
}
