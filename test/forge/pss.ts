import { constants, createHash, privateEncrypt, randomBytes, type KeyObject } from 'node:crypto';
import { explicit, integer, nothing, oid, sequence, type Bytes } from './der.js';
import type { Hash } from './keys.js';

/** RSASSA-PSS (RFC 8017 §8.1), written out, so that each of its parameters can be wrong. */
export interface PssOptions {
  readonly hash?: Hash;
  /** Of the mask; the same hash when absent. */
  readonly mgfHash?: Hash;
  /** As long as the hash when absent. */
  readonly saltLength?: number;
  /** The trailer field: 1 stands for the byte 0xbc, and there is no other (RFC 8017 §A.2.3). */
  readonly trailer?: number;
  /** How the certificate says so: as DER wants it; with a trailer field that is the default; hashes without NULL; not at all. */
  readonly parameters?: 'stated' | 'trailer-too' | 'without-nulls' | 'absent';
}

export const OID_RSASSA_PSS = '1.2.840.113549.1.1.10';
const OID_MGF1 = '1.2.840.113549.1.1.8';

const HASHES = {
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;

const LENGTHS = { sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 } as const;

/** RSASSA-PSS-params (RFC 4055 §3.1); DER leaves defaults out. */
export function pssParameters(options: PssOptions): Buffer {
  const { hash = 'sha256', mgfHash = hash, parameters = 'stated' } = options;
  const { saltLength = LENGTHS[hash], trailer = 1 } = options;
  const hashAlgorithm = (name: Hash) =>
    sequence(oid(HASHES[name]), ...(parameters === 'without-nulls' ? [] : [nothing()]));
  return sequence(
    ...(hash === 'sha1' ? [] : [explicit(0, hashAlgorithm(hash))]),
    ...(mgfHash === 'sha1' ? [] : [explicit(1, sequence(oid(OID_MGF1), hashAlgorithm(mgfHash)))]),
    ...(saltLength === 20 ? [] : [explicit(2, integer(saltLength))]),
    ...(trailer === 1 && parameters !== 'trailer-too' ? [] : [explicit(3, integer(trailer))]),
  );
}

export const pssAlgorithm = (options: PssOptions) =>
  sequence(oid(OID_RSASSA_PSS), ...(options.parameters === 'absent' ? [] : [pssParameters(options)]));

/** The longest salt that a modulus of so many bits has room for. */
export const longestSalt = (bits: number, hash: Hash) => Math.ceil((bits - 1) / 8) - LENGTHS[hash] - 2;

/** RFC 8017 §8.1.1. */
export function signPss(key: KeyObject, data: Bytes, options: PssOptions = {}): Buffer {
  const block = encodePss(key.asymmetricKeyDetails?.modulusLength ?? 0, data, options);
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, block);
}

/** RFC 8017 §9.1.1 (EMSA-PSS-ENCODE): the block of a modulus's length that the bare RSA operation takes. */
export function encodePss(modulusBits: number, data: Bytes, options: PssOptions = {}): Buffer {
  const { hash = 'sha256', mgfHash = hash, saltLength = LENGTHS[hash] } = options;
  const length = Math.ceil((modulusBits - 1) / 8);
  const salt = randomBytes(saltLength);
  const digest = createHash(hash).update(data).digest();
  const h = createHash(hash).update(Buffer.alloc(8)).update(digest).update(salt).digest();
  const padding = Buffer.alloc(length - saltLength - h.length - 2);
  const block = Buffer.concat([padding, Buffer.of(1), salt]);
  const mask = mgf1(mgfHash, h, block.length);
  const masked = block.map((byte, i) => byte ^ mask.readUInt8(i));
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * length - (modulusBits - 1)));
  // The modulus may be a byte longer than the encoded message.
  const front = Buffer.alloc(Math.ceil(modulusBits / 8) - length);
  return Buffer.concat([front, masked, h, Buffer.of(0xbc)]);
}

/** RFC 8017 §B.2.1. */
function mgf1(hash: Hash, seed: Bytes, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let i = 0; i * LENGTHS[hash] < length; i += 1) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(i);
    blocks.push(createHash(hash).update(seed).update(counter).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}
