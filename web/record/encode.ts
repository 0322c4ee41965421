/** Encodings that a signed record needs. */

export type Bytes = Uint8Array<ArrayBuffer>;

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function base64(bytes: Bytes): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

export async function sha256(bytes: Bytes): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', bytes));
}

/** RFC 7468 §13, with lines of 64: the text that a fingerprint is of (OMS 1.0 §4.1). */
export function pem(spki: Bytes): string {
  const lines = base64(spki).match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n');
}

/** What a DSSE signature is over: DSSE v1, pre-authentication encoding. Lengths in bytes. */
export function preAuthEncoding(payloadType: string, payload: Bytes): Bytes {
  const head = utf8(`DSSEv1 ${String(utf8(payloadType).length)} ${payloadType} ${String(payload.length)} `);
  const all = new Uint8Array(head.length + payload.length);
  all.set(head);
  all.set(payload, head.length);
  return all;
}

/** WebCrypto gives an ECDSA signature as r and s, one behind the other; everybody else wants Ecdsa-Sig-Value (RFC 3279 §2.2.3). */
export function ecdsaDer(signature: ArrayBuffer): Bytes {
  const both = new Uint8Array(signature);
  const half = both.length / 2;
  const content = [...derInteger(both.subarray(0, half)), ...derInteger(both.subarray(half))];
  // At most 72 octets for P-256, so that one is enough for the length.
  return Uint8Array.of(0x30, content.length, ...content);
}

/** X.690 §8.3: in the fewest octets, and never negative. */
function derInteger(bytes: Uint8Array): readonly number[] {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? [0] : [...bytes.subarray(first)];
  const positive = (digits[0] ?? 0) >= 0x80 ? [0, ...digits] : digits;
  return [0x02, positive.length, ...positive];
}
