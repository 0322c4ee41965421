/**
 * DER, written only (X.690 §10). Our own, and synchronous, because a forge has to write certificates that no
 * well-behaved generator agrees to write. OpenSSL, through node:crypto, reads the results back in the tests.
 */
export type Bytes = Uint8Array;

/** A tag, a length in the fewest bytes, and the parts one after the other. */
export function tlv(tag: number, ...parts: readonly Bytes[]): Buffer<ArrayBuffer> {
  const content = Buffer.concat(parts);
  const length: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const header = content.length < 128 ? [tag, content.length] : [tag, 0x80 | length.length, ...length];
  return Buffer.concat([Buffer.from(header), content]);
}

export const sequence = (...parts: readonly Bytes[]) => tlv(0x30, ...parts);

/** SET OF: DER wants its members in the order of their encodings. */
export const setOf = (...parts: readonly Bytes[]) =>
  tlv(0x31, ...[...parts].sort((a, b) => Buffer.compare(a, b)));

export const explicit = (number: number, ...parts: readonly Bytes[]) => tlv(0xa0 | number, ...parts);

/** Context-specific and primitive: takes the content of the type that it stands for. */
export const implicit = (number: number, content: Bytes) => tlv(0x80 | number, content);

export const boolean = (value: boolean) => tlv(0x01, Buffer.from([value ? 0xff : 0]));
export const nothing = () => tlv(0x05);
export const octets = (bytes: Bytes) => tlv(0x04, bytes);
export const utf8 = (text: string) => tlv(0x0c, Buffer.from(text, 'utf8'));
export const printable = (text: string) => tlv(0x13, Buffer.from(text, 'latin1'));
export const ia5 = (text: string) => tlv(0x16, Buffer.from(text, 'latin1'));
/** BMPString: two bytes for each character, the high one first. */
export const bmp = (text: string) => tlv(0x1e, Buffer.from(text, 'utf16le').swap16());

/** A non-negative integer: a number, or big-endian bytes. */
export function integer(value: number | Bytes): Buffer<ArrayBuffer> {
  const hex = typeof value === 'number' ? value.toString(16) : Buffer.from(value).toString('hex');
  const short = hex.replace(/^(00)+(?=..)/, '');
  const even = short.length % 2 === 0 ? short : `0${short}`;
  return tlv(0x02, Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex'));
}

export const bits = (bytes: Bytes, unused = 0) => tlv(0x03, Buffer.from([unused]), bytes);

/** Named bits, numbered from the left; trailing zeros are left out (X.690 §11.2.2). */
export function namedBits(numbers: readonly number[]): Buffer<ArrayBuffer> {
  if (numbers.length === 0) return bits(Buffer.alloc(0));
  const last = Math.max(...numbers);
  const bytes = Buffer.alloc(Math.floor(last / 8) + 1);
  for (const n of numbers) {
    const at = Math.floor(n / 8);
    bytes.writeUInt8(bytes.readUInt8(at) | (0x80 >> (n % 8)), at);
  }
  return bits(bytes, 7 - (last % 8));
}

export function oid(dotted: string): Buffer<ArrayBuffer> {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift((left % 128) | 0x80);
    }
    return groups;
  });
  return tlv(0x06, Buffer.from(bytes));
}

const digitsOf = (date: Date) => date.toISOString().replace(/[-:T]/g, '').slice(0, 14);

export const generalizedTime = (date: Date) => tlv(0x18, Buffer.from(`${digitsOf(date)}Z`));

/** RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050. */
export const time = (date: Date) =>
  date.getUTCFullYear() < 2050
    ? tlv(0x17, Buffer.from(`${digitsOf(date).slice(2)}Z`))
    : generalizedTime(date);
