/** What a random chain is made of: authorities in a row, cross-signed or not, with twists and names, in any order. */
import fc from 'fast-check';
import { asPssKey, pooledKey } from '../forge/keys.js';
import type { PssOptions } from '../forge/pss.js';
import {
  ALT_NAMES,
  SUBJECTS,
  SUBTREES,
  type AltNameKey,
  type SubjectKey,
  type SubtreeKey,
} from './path-names.js';
import { AUTHORITY_TWISTS, LEAF_TWISTS, type AuthorityTwist, type LeafTwist } from './path-twists.js';

export interface AuthoritySpec {
  readonly key: keyof typeof KEYS;
  readonly twists: readonly AuthorityTwist[];
  readonly permitted: readonly SubtreeKey[];
  readonly excluded: readonly SubtreeKey[];
  /** How it signs, where its key is of RSA. */
  readonly pss: keyof typeof PSS;
  readonly spelling: keyof typeof SPELLINGS;
  /** Named as the authority above it, which issues it a new key (RFC 5280 §3.2: self-issued). */
  readonly selfIssued: boolean;
}

export interface PathSpec {
  readonly root: AuthoritySpec;
  /** From the root down. */
  readonly intermediates: readonly AuthoritySpec[];
  readonly leaf: {
    readonly twists: readonly LeafTwist[];
    readonly subject: SubjectKey;
    readonly names: readonly AltNameKey[];
  };
  /** The intermediate at this place has a second certificate, by another root that is trusted or not. */
  readonly cross: {
    readonly at: number;
    readonly trusted: boolean;
    readonly first: boolean;
    readonly root: AuthoritySpec;
    readonly twists: readonly AuthorityTwist[];
  } | null;
  readonly around: (typeof AROUND)[number];
  readonly spoiltAt: number | null;
  /** Numbers that the rest of the list is sorted by. */
  readonly order: readonly number[];
}

/** Two of each in turn; a key of a kind may stand in two places, as it does when an authority is renewed. */
export const KEYS = {
  'P-256': (n: number) => pooledKey('P-256', n),
  'P-384': (n: number) => pooledKey('P-384', n),
  Ed25519: (n: number) => pooledKey('Ed25519', n),
  RSA: (n: number) => pooledKey('RSA-2048', n % 3),
  'RSA for PSS': (n: number) => asPssKey(pooledKey('RSA-2048', n % 3)),
  'RSA for PSS with SHA-384': (n: number) => asPssKey(pooledKey('RSA-2048', n % 3), { hash: 'sha384' }),
} as const;

export const PSS = {
  'PKCS #1': {},
  PSS: { pss: true },
  'PSS, SHA-384': { pss: { hash: 'sha384' } },
  'PSS, no salt': { pss: { saltLength: 0 } },
  'PSS, long salt': { pss: { hash: 'sha512', saltLength: 190 } },
  'PSS, other mask': { pss: { mgfHash: 'sha512' } },
  'PSS, other salt than said': { pss: { saltLength: 20 }, statedPss: {} },
  'PSS without parameters': { pss: { parameters: 'absent' } },
  'PSS without NULL': { pss: { parameters: 'without-nulls' } },
  'PSS with a trailer': { pss: { parameters: 'trailer-too' } },
  'PSS, SHA-1': { pss: { hash: 'sha1' } },
} as const satisfies Record<string, { pss?: true | PssOptions; statedPss?: PssOptions }>;

/** How those below write the authority's name as their issuer; names are compared as they are written. */
export const SPELLINGS = {
  'as it is': (name: string) => name,
  'upper case': (name: string) => name.toUpperCase(),
  'spaces around': (name: string) => ` ${name} `,
} as const;

/** What else is there. */
const AROUND = [
  'nothing',
  'the root among the others',
  'a root of the same name',
  'a root of the same name, not trusted',
  'the leaf among the others',
  'the leaf among the roots',
  'each twice',
] as const;

const few = <T extends string>(names: readonly T[], maxLength: number, none: number) =>
  fc.oneof(
    { weight: none, arbitrary: fc.constant<T[]>([]) },
    { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength }) },
  );
const keysOf = <T extends string>(table: Readonly<Record<T, unknown>>) => Object.keys(table) as T[];
const mostly = <T extends string>(usual: T, table: Readonly<Record<T, unknown>>, weight: number) =>
  fc.oneof(
    { weight, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...keysOf(table)) },
  );

/** Once in so many times; else null. */
const rarely = <T>(once: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: once - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const authority = fc.record({
  key: mostly('P-256', KEYS, 3),
  twists: few(keysOf(AUTHORITY_TWISTS), 2, 14),
  permitted: few(keysOf(SUBTREES), 3, 18),
  excluded: few(keysOf(SUBTREES), 2, 12),
  pss: mostly('PKCS #1', PSS, 2),
  spelling: mostly('as it is', SPELLINGS, 40),
  selfIssued: fc.nat(7).map((n) => n === 0),
});

export const paths: fc.Arbitrary<PathSpec> = fc.record({
  root: authority,
  intermediates: fc.array(authority, { maxLength: 4 }),
  leaf: fc.record({
    twists: few(keysOf(LEAF_TWISTS), 2, 6),
    subject: mostly('usual', SUBJECTS, 3),
    names: few(keysOf(ALT_NAMES), 3, 1),
  }),
  cross: rarely(
    4,
    fc.record({
      at: fc.nat(3),
      trusted: fc.boolean(),
      first: fc.boolean(),
      root: authority,
      twists: few(keysOf(AUTHORITY_TWISTS), 1, 4),
    }),
  ),
  around: fc.oneof(
    { weight: 3, arbitrary: fc.constant('nothing' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...AROUND) },
  ),
  spoiltAt: rarely(25, fc.nat(4)),
  order: fc.array(fc.nat(100), { minLength: 12, maxLength: 12 }),
});
