import { hasUnseen } from '../lib/escape.js';
import { pem, sha256, utf8 } from './encode.js';

/** An organisation's key for records, made in this browser. Its private half cannot be read out. */
export interface RecordKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** The organisation's name, by its own word. */
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

export const MAX_NAME = 100;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Why something cannot be an organisation's name; null if it can. */
export type NameProblem = 'none' | 'long' | 'unseen';

export function nameProblem(name: string): NameProblem | null {
  if (name.trim() === '') return 'none';
  if (name.length > MAX_NAME) return 'long';
  return hasUnseen(name) ? 'unseen' : null;
}

export async function makeKey(name: string): Promise<RecordKey> {
  // `false`: neither this page nor another hand can read the private half. The public one can always be.
  const { privateKey, publicKey } = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  return { privateKey, publicKey, name, createdAt: new Date().toISOString() };
}

/** Reads what was kept; whoever else writes there may have written anything. Null if it is no such key. */
export function parseKey(value: unknown): RecordKey | null {
  if (typeof value !== 'object' || value === null) return null;
  const privateKey: unknown = Reflect.get(value, 'privateKey');
  const publicKey: unknown = Reflect.get(value, 'publicKey');
  const name: unknown = Reflect.get(value, 'name');
  const createdAt: unknown = Reflect.get(value, 'createdAt');
  if (!isKey(privateKey, 'private', 'sign') || privateKey.extractable) return null;
  if (!isKey(publicKey, 'public', 'verify') || !publicKey.extractable) return null;
  if (typeof name !== 'string' || nameProblem(name) !== null) return null;
  if (typeof createdAt !== 'string' || Number.isNaN(Date.parse(createdAt))) return null;
  return { privateKey, publicKey, name, createdAt };
}

function isKey(value: unknown, type: KeyType, usage: KeyUsage): value is CryptoKey {
  if (!(value instanceof CryptoKey)) return false;
  const { algorithm } = value;
  return (
    value.type === type &&
    value.usages.includes(usage) &&
    algorithm.name === ALGORITHM.name &&
    Reflect.get(algorithm, 'namedCurve') === ALGORITHM.namedCurve
  );
}

/** The half that others get. */
export interface PublicHalf {
  readonly pem: string;
  /** SHA-256, hex, of that text: as reports name keys. */
  readonly fingerprint: string;
}

export async function publicHalf({ publicKey }: RecordKey): Promise<PublicHalf> {
  const text = pem(new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)));
  return { pem: text, fingerprint: await sha256(utf8(text)) };
}
