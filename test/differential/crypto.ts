/** The stand-in for node:crypto (`#sigstore`, as the browser runs it) against node:crypto itself. */
import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { readPublicKey, verifySignature, type SignatureAlgorithm } from '#sigstore';
import type { Bytes } from '../forge/der.js';
import { ecdsaCase } from './ecdsa-cases.js';
import { ed25519Case } from './ed25519-cases.js';
import { Random } from './random.js';
import { REFUSALS } from './refusals.js';
import { rsaCase } from './rsa-cases.js';
import { withOddKey } from './spki-cases.js';

export type Hash = SignatureAlgorithm['hash'];

/** A question that both must answer; `name` tells how it was made. */
export interface CryptoCase {
  readonly name: string;
  readonly spki: Bytes;
  readonly algorithm: SignatureAlgorithm;
  readonly data: Bytes;
  readonly signature: Bytes;
}

export interface CryptoDifferential {
  readonly cases: number;
  /** Where both said yes, by scheme. */
  readonly accepted: Readonly<Record<string, number>>;
  readonly refused: number;
  /** We say yes where Node says no: there must be none. */
  readonly falseAccepts: readonly string[];
  /** We say no where Node says yes, by the rule of ours that says why. */
  readonly falseRefusals: Readonly<Record<string, number>>;
  /** …and those for which no rule of ours is the reason: there must be none. */
  readonly unexplained: readonly string[];
}

const KINDS = [ecdsaCase, ecdsaCase, rsaCase, ed25519Case] as const;

export function runCryptoDifferential(cases: number, seed: number): CryptoDifferential {
  const random = new Random(seed);
  const accepted: Record<string, number> = {};
  const falseRefusals: Record<string, number> = {};
  const falseAccepts: string[] = [];
  const unexplained: string[] = [];
  let refused = 0;
  for (let i = 0; i < cases; i += 1) {
    const plain = crossed(random.pick(KINDS)(random), random);
    const question = random.chance(0.15) ? withOddKey(plain, random) : plain;
    const key = nodeKey(question.spki);
    const theirs = key !== null && nodeVerifies(key, question);
    const { spki, algorithm, data, signature } = question;
    const ours = verifySignature(
      Uint8Array.from(spki),
      algorithm,
      Uint8Array.from(data),
      Uint8Array.from(signature),
    );
    if (readPublicKey(Uint8Array.from(spki)) !== null && key === null) {
      falseAccepts.push(describe('a key that Node does not read', question));
    }
    if (ours && theirs) accepted[algorithm.scheme] = (accepted[algorithm.scheme] ?? 0) + 1;
    else if (ours) falseAccepts.push(describe('a signature that Node refuses', question));
    else if (!theirs) refused += 1;
    else {
      const rule = REFUSALS.find(({ applies }) => applies(question, key));
      if (rule === undefined) unexplained.push(describe('refused', question));
      else falseRefusals[rule.name] = (falseRefusals[rule.name] ?? 0) + 1;
    }
  }
  return { cases, accepted, refused, falseAccepts, falseRefusals, unexplained };
}

/** Now and then, a question about another scheme, hash or length than the one that the signature was made for. */
function crossed(question: CryptoCase, random: Random): CryptoCase {
  if (random.chance(0.93)) return question;
  const scheme = random.pick(['ecdsa', 'rsa-pkcs1', 'rsa-pss', 'ed25519'] as const);
  const hash = random.pick(['sha256', 'sha384', 'sha512'] as const);
  const algorithm = { scheme, hash, saltLength: scheme === 'rsa-pss' ? 32 : 0 };
  return { ...question, algorithm, name: `${question.name}, asked as ${scheme} ${hash}` };
}

function nodeKey(spki: Bytes): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

const TYPES = {
  ecdsa: ['ec'],
  'rsa-pkcs1': ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ed25519: ['ed25519'],
} as const satisfies Record<SignatureAlgorithm['scheme'], readonly string[]>;

/** False for what Node throws at, and for a scheme that does not fit the key: that much is the contract. */
function nodeVerifies(key: KeyObject, { algorithm, data, signature }: CryptoCase): boolean {
  const { scheme, hash, saltLength } = algorithm;
  const types: readonly string[] = TYPES[scheme];
  if (!types.includes(key.asymmetricKeyType ?? '')) return false;
  try {
    switch (scheme) {
      case 'ed25519':
        return verify(null, data, key, signature);
      case 'ecdsa':
        return verify(hash, data, { key, dsaEncoding: 'der' }, signature);
      case 'rsa-pkcs1':
        return verify(hash, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
      case 'rsa-pss':
        return verify(hash, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
    }
  } catch {
    return false;
  }
}

function describe(what: string, { name, spki, algorithm, data, signature }: CryptoCase): string {
  const hex = (bytes: Bytes) => Buffer.from(bytes).toString('hex');
  const bytes = { spki: hex(spki), data: hex(data), signature: hex(signature) };
  return `${what}: ${name}\n  ${JSON.stringify({ algorithm, ...bytes })}`;
}
