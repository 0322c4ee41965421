import { sign } from 'node:crypto';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { bits, oid, sequence, tlv, type Bytes } from '../forge/der.js';
import { flipBit, pooledKey, spkiOf, type Curve } from '../forge/keys.js';
import type { CryptoCase, Hash } from './crypto.js';
import type { Random } from './random.js';

const CURVES = { 'P-256': p256, 'P-384': p384, 'P-521': p521 } as const;
const NAMED = { 'P-256': '1.2.840.10045.3.1.7', 'P-384': '1.3.132.0.34', 'P-521': '1.3.132.0.35' } as const;
const HASHES: readonly Hash[] = ['sha256', 'sha384', 'sha512'];

interface Numbers {
  readonly r: bigint;
  readonly s: bigint;
  readonly n: bigint;
}

const hexOf = (value: bigint) => {
  const hex = value.toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
};
/** The content of an INTEGER in its shortest form. */
const content = (value: bigint) => {
  const hex = hexOf(value);
  return Buffer.from(/^[89a-f]/.test(hex) ? `00${hex}` : hex, 'hex');
};
const integer = (value: bigint) => tlv(0x02, content(value));
const padded = (value: bigint) => tlv(0x02, Buffer.of(0), content(value));
const bare = (value: bigint) => tlv(0x02, Buffer.from(hexOf(value), 'hex'));
/** A length in more bytes than it needs. */
const longForm = (tag: number, body: Bytes) =>
  Buffer.concat([Buffer.of(tag, 0x82, body.length >> 8, body.length & 0xff), body]);
const pair = (r: bigint, s: bigint) => sequence(integer(r), integer(s));

/** Ways to write r and s down (RFC 3279 §2.2.3), all wrong but for the first two. */
const ENCODINGS = {
  der: ({ r, s }) => pair(r, s),
  'other S': ({ r, s, n }) => pair(r, n - s),
  'r with a zero too many': ({ r, s }) => sequence(padded(r), integer(s)),
  's with a zero too many': ({ r, s }) => sequence(integer(r), padded(s)),
  // Where the first bit is set, these are negative.
  'r without its sign byte': ({ r, s }) => sequence(bare(r), integer(s)),
  's without its sign byte': ({ r, s }) => sequence(integer(r), bare(s)),
  'r negative': ({ r, s, n }) => sequence(bare((1n << 528n) - (n - r)), integer(s)),
  'bytes inside': ({ r, s }) => sequence(integer(r), integer(s), Buffer.of(0x05, 0x00)),
  'bytes behind': ({ r, s }) => Buffer.concat([pair(r, s), Buffer.of(0)]),
  'long length outside': ({ r, s }) => longForm(0x30, Buffer.concat([integer(r), integer(s)])),
  'long length inside': ({ r, s }) => sequence(longForm(0x02, content(r)), integer(s)),
  'length without an end': ({ r, s }) =>
    Buffer.concat([Buffer.of(0x30, 0x80), integer(r), integer(s), Buffer.of(0, 0)]),
  'another tag': ({ r, s }) => tlv(0x31, integer(r), integer(s)),
  'another tag inside': ({ r, s }) => sequence(tlv(0x0a, content(r)), integer(s)),
  'raw r and s': ({ r, s, n }) => {
    const width = Math.ceil(n.toString(16).length / 2) * 2;
    return Buffer.from(r.toString(16).padStart(width, '0') + s.toString(16).padStart(width, '0'), 'hex');
  },
  'r = 0': ({ s }) => pair(0n, s),
  's = 0': ({ r }) => pair(r, 0n),
  'both 0': () => pair(0n, 0n),
  'r = n': ({ s, n }) => pair(n, s),
  's = n': ({ r, n }) => pair(r, n),
  'r + n': ({ r, s, n }) => pair(r + n, s),
  's + n': ({ r, s, n }) => pair(r, s + n),
  '-r': ({ r, s, n }) => pair(n - r, s),
  'r and s exchanged': ({ r, s }) => pair(s, r),
  'r = s = 1': () => pair(1n, 1n),
  'no bytes': () => Buffer.alloc(0),
  'r without content': ({ s }) => sequence(tlv(0x02), integer(s)),
  'r alone': ({ r }) => sequence(integer(r)),
} as const satisfies Record<string, (numbers: Numbers) => Buffer>;

const ENCODING_NAMES = Object.keys(ENCODINGS) as (keyof typeof ENCODINGS)[];

const oddness = (y: Buffer) => y.readUInt8(y.length - 1) % 2;

/** Ways to write the point down (SEC 1 §2.3.3), and points that are none. */
const POINTS = {
  compressed: (x, y) => Buffer.concat([Buffer.of(2 + oddness(y)), x]),
  'compressed, the other half': (x, y) => Buffer.concat([Buffer.of(3 - oddness(y)), x]),
  hybrid: (x, y) => Buffer.concat([Buffer.of(6 + oddness(y)), x, y]),
  'hybrid, the other half': (x, y) => Buffer.concat([Buffer.of(7 - oddness(y)), x, y]),
  infinity: () => Buffer.of(0),
  'infinity, padded': (x, y) => Buffer.alloc(1 + x.length + y.length),
  'not on the curve': (x, y) => Buffer.concat([Buffer.of(4), x, flipBit(y)]),
  'of the first kind': (x, y) => Buffer.concat([Buffer.of(1), x, y]),
  'coordinates exchanged': (x, y) => Buffer.concat([Buffer.of(4), y, x]),
  'a byte short': (x, y) => Buffer.concat([Buffer.of(4), x, y.subarray(0, -1)]),
  'a byte long': (x, y) => Buffer.concat([Buffer.of(4), x, y, Buffer.of(0)]),
  'beyond the field': (x, y) => Buffer.concat([Buffer.of(4), Buffer.alloc(x.length, 0xff), y]),
  zero: (x, y) => Buffer.concat([Buffer.of(4), Buffer.alloc(x.length + y.length)]),
} as const satisfies Record<string, (x: Buffer, y: Buffer) => Buffer>;

const POINT_NAMES = Object.keys(POINTS) as (keyof typeof POINTS)[];

export function ecdsaCase(random: Random): CryptoCase {
  const curve = random.pick<Curve>(['P-256', 'P-256', 'P-384', 'P-521']);
  const key = pooledKey(curve, random.below(2));
  const hash = random.pick(HASHES);
  const data = random.bytes(random.below(64));
  const raw = sign(hash, data, { key: key.privateKey, dsaEncoding: 'ieee-p1363' }).toString('hex');
  const { n } = CURVES[curve].Point.CURVE();
  const [r, s] = [BigInt(`0x${raw.slice(0, raw.length / 2)}`), BigInt(`0x${raw.slice(raw.length / 2)}`)];
  const encoding = random.chance(0.3) ? 'der' : random.pick(ENCODING_NAMES);
  const signature = ENCODINGS[encoding]({ r, s, n });
  const base = { algorithm: { scheme: 'ecdsa', hash, saltLength: 0 }, data } as const;
  const name = `ECDSA ${curve} ${hash}`;
  const spki = spkiOf(key);
  if (random.chance(0.75)) return { ...base, name: `${name}, ${encoding}`, spki, signature };
  const point = random.pick(POINT_NAMES);
  const { x = '', y = '' } = key.publicKey.export({ format: 'jwk' });
  const written = POINTS[point](Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'));
  const odd = sequence(sequence(oid('1.2.840.10045.2.1'), oid(NAMED[curve])), bits(written));
  return { ...base, name: `${name}, ${encoding}, point ${point}`, spki: odd, signature };
}
