import type { SignatureAlgorithm } from '#sigstore';
import { concatBytes, fromBase64, fromHex, toHex } from '../bytes.js';
import type { Untrusted } from '../untrusted.js';

/** A key that signatures can be checked with. */
export interface TufKey {
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** The same as text: two ids of one key are one signer. */
  readonly id: string;
  readonly algorithm: SignatureAlgorithm;
}

interface Scheme {
  /** What the DER of each such key starts with, up to the point itself: a point has no second form then. */
  readonly prefix: string;
  /** With it. */
  readonly length: number;
  readonly keyTypes: readonly string[];
  readonly algorithm: SignatureAlgorithm;
}

/** TUF §4.2.1; `ecdsa-sha2-nistp…` as a type is how older tools wrote it. RSA is left out: no Sigstore signs its metadata with it. */
const SCHEMES: Readonly<Record<string, Scheme>> = {
  'ecdsa-sha2-nistp256': {
    prefix: '3059301306072a8648ce3d020106082a8648ce3d03010703420004',
    length: 91,
    keyTypes: ['ecdsa', 'ecdsa-sha2-nistp256'],
    algorithm: { scheme: 'ecdsa', hash: 'sha256', saltLength: 0 },
  },
  'ecdsa-sha2-nistp384': {
    prefix: '3076301006072a8648ce3d020106052b8104002203620004',
    length: 120,
    keyTypes: ['ecdsa', 'ecdsa-sha2-nistp384'],
    algorithm: { scheme: 'ecdsa', hash: 'sha384', saltLength: 0 },
  },
  ed25519: {
    prefix: '302a300506032b6570032100',
    length: 44,
    keyTypes: ['ed25519'],
    algorithm: { scheme: 'ed25519', hash: 'sha512', saltLength: 0 },
  },
};

const PEM = /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]*)-----END PUBLIC KEY-----\s*$/;

/** Null for a kind that we do not verify with, or one that is malformed: it vouches for nothing, and others may. */
export function readKey(key: Untrusted): TufKey | null {
  const type = key.get('keytype').stringOf(100);
  const name = key.get('scheme').stringOf(100);
  const scheme = Object.hasOwn(SCHEMES, name) ? SCHEMES[name] : undefined;
  // Absent where the key is none: whoever signs by an identity, for instance.
  const text = key.get('keyval').optional('public')?.stringOf(10_000) ?? '';
  if (scheme?.keyTypes.includes(type) !== true) return null;
  const spki = fromPem(text) ?? fromPoint(text, scheme);
  const id = spki === null ? '' : toHex(spki);
  if (spki?.length !== scheme.length || !id.startsWith(scheme.prefix)) return null;
  return { spki, id, algorithm: scheme.algorithm };
}

function fromPem(text: string): Uint8Array | null {
  const body = PEM.exec(text.trim())?.[1];
  return body === undefined ? null : fromBase64(body.replaceAll(/\s/g, ''));
}

/** Bare, in hex: Ed25519 by the specification, and the public Sigstore's roots before the fifth. */
function fromPoint(text: string, { prefix }: Scheme): Uint8Array | null {
  const start = fromHex(prefix.endsWith('04') ? prefix.slice(0, -2) : prefix);
  const point = fromHex(text);
  return start === null || point === null ? null : concatBytes([start, point]);
}
