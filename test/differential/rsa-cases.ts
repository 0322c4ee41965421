import { createHash } from 'node:crypto';
import { nothing, octets, oid, sequence, tlv, type Bytes } from '../forge/der.js';
import { encodePss, longestSalt } from '../forge/pss.js';
import { flipBit } from '../forge/keys.js';
import type { CryptoCase, Hash } from './crypto.js';
import type { Random } from './random.js';
import { RSA_KINDS, rsaKey, type RsaKey } from './rsa-keys.js';

const HASHES: readonly Hash[] = ['sha256', 'sha384', 'sha512'];
const OIDS = {
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;
const LENGTHS = { sha224: 28, sha256: 32, sha384: 48, sha512: 64 } as const;

const digestInfo = (hash: Hash, digest: Bytes) =>
  sequence(sequence(oid(OIDS[hash]), nothing()), octets(digest));

interface Padding {
  readonly length: number;
  readonly hash: Hash;
  readonly digest: Bytes;
  readonly random: Random;
}

/** 00 01 ff … ff 00 and what follows; `tail` stands behind it. */
function block(length: number, info: Bytes, { type = 1, fill = 0xff, tail = 0 } = {}): Buffer {
  const padding = Buffer.alloc(Math.max(0, length - 3 - info.length - tail), fill);
  return Buffer.concat([Buffer.of(0, type), padding, Buffer.of(0), info, Buffer.alloc(tail, 0x5a)]);
}

/** RSASSA-PKCS1-v1_5 blocks (RFC 8017 §9.2), right but for the first in one way each. */
const PKCS1 = {
  right: ({ length, hash, digest }) => block(length, digestInfo(hash, digest)),
  'without NULL': ({ length, hash, digest }) =>
    block(length, sequence(sequence(oid(OIDS[hash])), octets(digest))),
  'without DigestInfo': ({ length, digest }) => block(length, digest),
  'block type 2': ({ length, hash, digest }) => block(length, digestInfo(hash, digest), { type: 2 }),
  'block type 0': ({ length, hash, digest }) => block(length, digestInfo(hash, digest), { type: 0, fill: 0 }),
  'other filling': ({ length, hash, digest }) => block(length, digestInfo(hash, digest), { fill: 0xfe }),
  'bytes behind the digest': ({ length, hash, digest }) =>
    block(length, digestInfo(hash, digest), { tail: 40 }),
  'bytes inside': ({ length, hash, digest }) =>
    block(length, sequence(sequence(oid(OIDS[hash]), nothing()), octets(digest), nothing())),
  'long length': ({ length, hash, digest }) => {
    const inner = digestInfo(hash, digest).subarray(2);
    return block(length, Buffer.concat([Buffer.of(0x30, 0x81, inner.length), inner]));
  },
  'named as another hash': ({ length, hash, digest, random }) =>
    block(length, digestInfo(random.pick(HASHES.filter((other) => other !== hash)), digest)),
  'another digest': ({ length, hash, digest }) => block(length, digestInfo(hash, flipBit(digest))),
  'another tag': ({ length, hash, digest }) =>
    block(length, tlv(0x31, sequence(oid(OIDS[hash]), nothing()), octets(digest))),
  'no padding': ({ length, hash, digest }) => {
    const info = digestInfo(hash, digest);
    return Buffer.concat([Buffer.alloc(length - info.length), info]);
  },
} as const satisfies Record<string, (padding: Padding) => Buffer>;

const PKCS1_NAMES = Object.keys(PKCS1) as (keyof typeof PKCS1)[];

/** Changes to a sound EMSA-PSS block (RFC 8017 §9.1.2 tests each). */
const PSS_CHANGES = {
  none: (encoded) => encoded,
  'last byte': (encoded) => Buffer.concat([encoded.subarray(0, -1), Buffer.of(0xcc)]),
  'first bit': (encoded) => Buffer.concat([Buffer.of((encoded[0] ?? 0) | 0x80), encoded.subarray(1)]),
  'first byte': (encoded) => Buffer.concat([Buffer.of((encoded[0] ?? 0) | 1), encoded.subarray(1)]),
  'a bit': (encoded, random) => flipBit(encoded, random.below(encoded.length)),
} as const satisfies Record<string, (encoded: Buffer, random: Random) => Buffer>;

const PSS_NAMES = Object.keys(PSS_CHANGES) as (keyof typeof PSS_CHANGES)[];

/** Changes to a finished signature. */
const AFTERWARDS = {
  none: (signature) => signature,
  'n added': (signature, { modulus }) => {
    const sum = BigInt(`0x${signature.toString('hex')}`) + modulus;
    const hex = sum.toString(16);
    return Buffer.from(hex.padStart(2 * Math.max(signature.length, Math.ceil(hex.length / 2)), '0'), 'hex');
  },
  'a zero in front': (signature) => Buffer.concat([Buffer.of(0), signature]),
  'a byte behind': (signature) => Buffer.concat([signature, Buffer.of(0)]),
  'a byte less': (signature) => signature.subarray(0, -1),
  'a bit turned': (signature) => flipBit(signature),
  'nothing left': () => Buffer.alloc(0),
  'all zero': (signature) => Buffer.alloc(signature.length),
  one: (signature) => Buffer.concat([Buffer.alloc(signature.length - 1), Buffer.of(1)]),
} as const satisfies Record<string, (signature: Buffer, key: RsaKey) => Buffer>;

const AFTERWARD_NAMES = Object.keys(AFTERWARDS) as (keyof typeof AFTERWARDS)[];

/** Tries other data until there is a signature: with some keys, not every block has one. */
export function rsaCase(random: Random): CryptoCase {
  const kind = random.chance(0.4) ? '2048 bits' : random.pick(RSA_KINDS);
  const key = rsaKey(kind);
  // A key that asks for certain parameters gets them, mostly.
  const only = random.chance(0.7) ? key.only : null;
  const hash = HASHES.find((name) => name === only?.hash) ?? random.pick(HASHES);
  const scheme = only === null ? random.pick(['rsa-pkcs1', 'rsa-pss'] as const) : 'rsa-pss';
  const longest = longestSalt(key.modulusBits, hash);
  const salt = random.pick([0, 20, LENGTHS[hash], LENGTHS[hash], longest]);
  const fits = Math.min(salt, longest);
  const stated = random.chance(0.9) ? fits : random.pick([0, 20, LENGTHS[hash], fits + 1]);
  const padding = random.chance(0.5) ? 'right' : random.pick(PKCS1_NAMES);
  const mgfHash = random.chance(0.9) ? (only?.mgfHash ?? hash) : random.pick(HASHES);
  const change = random.chance(0.6) ? 'none' : random.pick(PSS_NAMES);
  const what = scheme === 'rsa-pss' ? `salt ${fits}, said ${stated}, mask ${mgfHash}, ${change}` : padding;
  for (;;) {
    const data = random.bytes(1 + random.below(64));
    const length = Math.ceil(key.modulusBits / 8);
    const digest = createHash(hash).update(data).digest();
    const encoded =
      scheme === 'rsa-pss'
        ? PSS_CHANGES[change](encodePss(key.modulusBits, data, { hash, mgfHash, saltLength: fits }), random)
        : PKCS1[padding]({ length, hash, digest, random });
    // What does not fit below the modulus is signed by no key: then the bare block goes in for it.
    const signature =
      key.sign(encoded) ?? (BigInt(`0x${encoded.toString('hex')}`) >= key.modulus ? encoded : null);
    if (signature === null) continue;
    const afterwards = random.chance(0.7) ? 'none' : random.pick(AFTERWARD_NAMES);
    return {
      name: `${scheme} ${hash}, key ${kind}, ${what}, signature changed: ${afterwards}`,
      spki: key.spki,
      algorithm: { scheme, hash, saltLength: scheme === 'rsa-pss' ? stated : 0 },
      data,
      signature: AFTERWARDS[afterwards](signature, key),
    };
  }
}
