import type { Database } from './database.js';

const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' } as const;
const KEY = 'seal';

/**
 * A mark over what this page kept, so that an edit by hand, by another program or by a fault of the disk shows. The key stays in
 * the browser and cannot be read out; whoever can run code on this page's origin can use it, and against them nothing helps.
 * It does not show that something was deleted, or that an older state was put back.
 */
export class Seal {
  readonly #key: CryptoKey;

  private constructor(key: CryptoKey) {
    this.#key = key;
  }

  /** Asked for anew each time: another tab may have deleted everything, and the key with it. */
  static async of(database: Database): Promise<Seal> {
    const kept: unknown = await database.get('keys', KEY);
    if (isSealKey(kept)) return new Seal(kept);
    const made: unknown = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
    const writing = database.transaction('keys', 'readwrite');
    // Another tab may have been faster.
    const other: unknown = await writing.store.get(KEY);
    const key = isSealKey(other) ? other : made;
    await Promise.all([key === made ? writing.store.put(made, KEY) : undefined, writing.done]);
    if (!isSealKey(key)) throw new TypeError('this browser makes no HMAC keys');
    return new Seal(key);
  }

  async over(value: unknown): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await crypto.subtle.sign(ALGORITHM.name, this.#key, bytesOf(value)));
  }

  async holds(value: unknown, seal: unknown): Promise<boolean> {
    if (!(seal instanceof Uint8Array)) return false;
    return crypto.subtle.verify(ALGORITHM.name, this.#key, new Uint8Array(seal), bytesOf(value));
  }
}

function isSealKey(value: unknown): value is CryptoKey {
  return (
    value instanceof CryptoKey &&
    value.algorithm.name === ALGORITHM.name &&
    !value.extractable &&
    value.usages.includes('sign') &&
    value.usages.includes('verify')
  );
}

function bytesOf(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson(value));
}

/** The same text for the same value, in whichever order its members stand. Of JSON values. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
