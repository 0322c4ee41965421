import { createHash } from 'node:crypto';
import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { bits, oid, sequence, type Bytes } from '../forge/der.js';
import { flipBit } from '../forge/keys.js';
import type { CryptoCase } from './crypto.js';
import type { Random } from './random.js';

const { Point } = ed25519;
const { n: ORDER, p: FIELD } = Point.CURVE();
const SMALL = ED25519_TORSION_SUBGROUP.map((hex) => Buffer.from(hex, 'hex'));

const littleEndian = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse();
const numberOf = (bytes: Bytes) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
const withSign = (bytes: Buffer) =>
  Buffer.concat([bytes.subarray(0, 31), Buffer.of((bytes[31] ?? 0) | 0x80)]);

/** y or y + p where that fits into 255 bits: the same point, written as no signer writes it (RFC 8032 §5.1.3). */
const NON_CANONICAL = [
  littleEndian(FIELD),
  littleEndian(FIELD + 1n),
  withSign(littleEndian(FIELD + 1n)),
  withSign(littleEndian(1n)),
  withSign(littleEndian(FIELD - 1n)),
];

/** What may be done by whoever holds the key: `a` is its scalar, `A` its point. */
interface Signing {
  readonly random: Random;
  readonly data: Bytes;
  readonly a: bigint;
  readonly A: Bytes;
}

interface Signed {
  readonly A: Bytes;
  readonly R: Bytes;
  readonly S: bigint;
}

const challenge = (R: Bytes, A: Bytes, data: Bytes) =>
  numberOf(createHash('sha512').update(R).update(A).update(data).digest()) % ORDER;

/** Signs honestly, but for the two points, which are stated as they are given. */
function sign({ random, data, a, A }: Signing, stated: { A?: Bytes; R?: (R: Bytes) => Bytes } = {}): Signed {
  const k = (numberOf(random.bytes(32)) % (ORDER - 1n)) + 1n;
  const point = Buffer.from(Point.BASE.multiply(k).toBytes());
  const R = stated.R?.(point) ?? point;
  const key = stated.A ?? A;
  return { A: key, R, S: (k + challenge(R, key, data) * a) % ORDER };
}

const torsion = (random: Random) => Point.fromHex(random.pick(ED25519_TORSION_SUBGROUP.slice(1)), true);
const add = (bytes: Bytes, other: InstanceType<typeof Point>) =>
  Buffer.from(Point.fromBytes(Uint8Array.from(bytes)).add(other).toBytes());

const WAYS = {
  honest: (signing) => sign(signing),
  'S + L': (signing) => {
    const signed = sign(signing);
    return { ...signed, S: signed.S + ORDER };
  },
  'S = 0': (signing) => ({ ...sign(signing), S: 0n }),
  'S = L': (signing) => ({ ...sign(signing), S: ORDER }),
  'key of small order, S R zero': ({ random }) => {
    const R = random.pick(SMALL);
    return { A: random.pick(SMALL), R, S: 0n };
  },
  // With the neutral point for a key, every message has a signature that fits.
  'neutral key': (signing) => sign({ ...signing, a: 0n, A: Buffer.from(SMALL[0] ?? []) }),
  'neutral key, not canonical': (signing) =>
    sign({ ...signing, a: 0n, A: signing.random.pick(NON_CANONICAL) }),
  'R neutral': (signing) => {
    const R = SMALL[0] ?? Buffer.alloc(32);
    return { A: signing.A, R, S: (challenge(R, signing.A, signing.data) * signing.a) % ORDER };
  },
  'R not canonical': (signing) => {
    const R = signing.random.pick(NON_CANONICAL);
    return { A: signing.A, R, S: (challenge(R, signing.A, signing.data) * signing.a) % ORDER };
  },
  // These hold when multiplied by eight, and not otherwise (RFC 8032 §5.1.7 lets a verifier choose).
  'R of mixed order': (signing) => sign(signing, { R: (R) => add(R, torsion(signing.random)) }),
  'key of mixed order': (signing) => sign(signing, { A: add(signing.A, torsion(signing.random)) }),
  'R and key of mixed order': (signing) =>
    sign(signing, {
      A: add(signing.A, torsion(signing.random)),
      R: (R) => add(R, torsion(signing.random)),
    }),
  'point that is none': (signing) => ({ ...sign(signing), A: signing.random.bytes(32) }),
  'R that is none': (signing) => ({ ...sign(signing), R: signing.random.bytes(32) }),
  'key too short': (signing) => ({ ...sign(signing), A: signing.A.subarray(1) }),
  'key too long': (signing) => ({ ...sign(signing), A: Buffer.concat([signing.A, Buffer.of(0)]) }),
  'sign of R turned': (signing) => {
    const signed = sign(signing);
    return { ...signed, R: flipBit(signed.R) };
  },
} as const satisfies Record<string, (signing: Signing) => Signed>;

const NAMES = Object.keys(WAYS) as (keyof typeof WAYS)[];

const PARAMETERS = { none: [], null: [Buffer.of(0x05, 0x00)] } as const;

export function ed25519Case(random: Random): CryptoCase {
  const { scalar, pointBytes } = ed25519.utils.getExtendedPublicKey(random.bytes(32));
  const data = random.bytes(random.below(64));
  const way = random.chance(0.25) ? 'honest' : random.pick(NAMES);
  const { A, R, S } = WAYS[way]({ random, data, a: scalar % ORDER, A: Buffer.from(pointBytes) });
  const whole = Buffer.concat([R, littleEndian(S)]);
  const length = random.chance(0.9) ? 64 : random.pick([0, 32, 63, 65]);
  const signature = Buffer.concat([whole, Buffer.of(0)]).subarray(0, length);
  const parameters = random.chance(0.95) ? 'none' : 'null';
  return {
    name: `Ed25519, ${way}, ${length} bytes, parameters: ${parameters}`,
    spki: sequence(sequence(oid('1.3.101.112'), ...PARAMETERS[parameters]), bits(A)),
    algorithm: { scheme: 'ed25519', hash: 'sha512', saltLength: 0 },
    data,
    signature,
  };
}
