import { nothing, oid, sequence, tlv, type Bytes } from '../forge/der.js';
import { flipBit } from '../forge/keys.js';
import type { CryptoCase } from './crypto.js';
import type { Random } from './random.js';

/** The parts of a SubjectPublicKeyInfo: algorithm, then BIT STRING, by their lengths. */
function partsOf(spki: Bytes): readonly [Buffer, Buffer] {
  const whole = Buffer.from(spki);
  const start = headerLength(whole, 0);
  const second = start + headerLength(whole, start) + contentLength(whole, start);
  return [whole.subarray(start, second), whole.subarray(second)];
}

function headerLength(der: Buffer, at: number): number {
  const first = der.readUInt8(at + 1);
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}

function contentLength(der: Buffer, at: number): number {
  const first = der.readUInt8(at + 1);
  return first < 0x80 ? first : der.readUIntBE(at + 2, first & 0x7f);
}

const content = (der: Buffer) => der.subarray(headerLength(der, 0));
/** What is in the BIT STRING: an elliptic point, for one. */
export const keyBytesOf = (spki: Bytes) => content(partsOf(spki)[1]).subarray(1);
const algorithmOid = (algorithm: Buffer) => {
  const body = content(algorithm);
  return body.subarray(0, 2 + body.readUInt8(1));
};

/** Spoils the key and leaves the signature alone. */
const CHANGES = {
  'a byte behind': (spki) => Buffer.concat([spki, Buffer.of(0)]),
  'a byte less': (spki) => Buffer.from(spki.subarray(0, -1)),
  'a bit turned': (spki, random) => flipBit(spki, random.below(spki.length)),
  'a byte replaced': (spki, random) => {
    const copy = Buffer.from(spki);
    copy.writeUInt8(random.below(256), random.below(copy.length));
    return copy;
  },
  'length in too many bytes': (spki) => {
    const body = content(Buffer.from(spki));
    return Buffer.concat([Buffer.of(0x30, 0x83, 0, body.length >> 8, body.length & 0xff), body]);
  },
  'without parameters': (spki) => {
    const [algorithm, key] = partsOf(spki);
    return sequence(sequence(algorithmOid(algorithm)), key);
  },
  'NULL for parameters': (spki) => {
    const [algorithm, key] = partsOf(spki);
    return sequence(sequence(algorithmOid(algorithm), nothing()), key);
  },
  'more parameters': (spki) => {
    const [algorithm, key] = partsOf(spki);
    return sequence(sequence(content(algorithm), nothing()), key);
  },
  'another curve': (spki, random) => {
    const [algorithm, key] = partsOf(spki);
    const curve = random.pick([
      '1.3.132.0.10',
      '1.3.132.0.34',
      '1.2.840.10045.3.1.7',
      '1.3.36.3.3.2.8.1.1.7',
    ]);
    return sequence(sequence(algorithmOid(algorithm), oid(curve)), key);
  },
  'unused bits': (spki) => {
    const [algorithm, key] = partsOf(spki);
    return sequence(algorithm, tlv(0x03, Buffer.of(1), content(key).subarray(1)));
  },
  'bytes behind the key': (spki) => {
    const [algorithm, key] = partsOf(spki);
    return sequence(algorithm, tlv(0x03, content(key), Buffer.of(0)));
  },
  'a third part': (spki) => sequence(content(Buffer.from(spki)), nothing()),
  'an octet string': (spki) => {
    const [algorithm, key] = partsOf(spki);
    return sequence(algorithm, tlv(0x04, content(key)));
  },
  'another algorithm': (spki, random) => {
    const [, key] = partsOf(spki);
    const other = random.pick(['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.7', '1.3.101.112', '1.3.101.113']);
    return sequence(sequence(oid(other)), key);
  },
  compressed: (spki) => {
    const [algorithm] = partsOf(spki);
    const point = keyBytesOf(spki);
    const x = point.subarray(1, (point.length + 1) / 2);
    return sequence(algorithm, tlv(0x03, Buffer.of(0, 2 + (point.readUInt8(point.length - 1) % 2)), x));
  },
} as const satisfies Record<string, (spki: Bytes, random: Random) => Buffer>;

const NAMES = Object.keys(CHANGES) as (keyof typeof CHANGES)[];

export function withOddKey(question: CryptoCase, random: Random): CryptoCase {
  const change = random.pick(NAMES);
  try {
    const spki = CHANGES[change](question.spki, random);
    return { ...question, spki, name: `${question.name}, key changed: ${change}` };
  } catch {
    // The key was odd already, so that it has no such part.
    return question;
  }
}
