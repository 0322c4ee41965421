import { context, fail, oid, only, Reader, TAG, unsigned, type Value } from './der.js';
import type { HashName, SignatureAlgorithm } from './facade.js';

const ecdsa = (hash: HashName) => ({ scheme: 'ecdsa', hash, saltLength: 0 }) as const;
const pkcs1 = (hash: HashName) => ({ scheme: 'rsa-pkcs1', hash, saltLength: 0 }) as const;

/** RFC 5758 §3.2, RFC 4055 §5, RFC 8410 §3. Anything else is named by its OID and not verified. */
const ALGORITHMS: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.10045.4.3.2': ecdsa('sha256'),
  '1.2.840.10045.4.3.3': ecdsa('sha384'),
  '1.2.840.10045.4.3.4': ecdsa('sha512'),
  '1.2.840.113549.1.1.11': pkcs1('sha256'),
  '1.2.840.113549.1.1.12': pkcs1('sha384'),
  '1.2.840.113549.1.1.13': pkcs1('sha512'),
  '1.3.101.112': { scheme: 'ed25519', hash: 'sha512', saltLength: 0 },
};

export const OID_PSS = '1.2.840.113549.1.1.10';
const OID_MGF1 = '1.2.840.113549.1.1.8';
/** RFC 4055 §2.1. SHA-1, which is the default, is not among them. */
export const HASHES_BY_OID: Readonly<Record<string, HashName>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const SCHEMES = {
  ecdsa: 'ECDSA',
  'rsa-pkcs1': 'RSA PKCS#1 v1.5',
  'rsa-pss': 'RSA-PSS',
  ed25519: 'Ed25519',
} as const;

export interface NamedAlgorithm {
  readonly oid: string;
  /** For people. */
  readonly name: string;
  /** Null for one that we do not verify. */
  readonly known: SignatureAlgorithm | null;
}

/** An AlgorithmIdentifier of a signature (RFC 5280 §4.1.1.2), with the parameters that its kind wants and no others. */
export function readSignatureAlgorithm({ content }: Value): NamedAlgorithm {
  const reader = new Reader(content);
  const id = oid(reader.next(TAG.oid));
  const parameters = reader.done ? null : reader.any();
  reader.end();
  const known = id === OID_PSS ? pssAlgorithm(parameters) : withParameters(ALGORITHMS[id], parameters);
  if (known === null) return { oid: id, name: id === OID_PSS ? SCHEMES['rsa-pss'] : id, known };
  const hash = known.scheme === 'ed25519' ? '' : ` with ${known.hash.toUpperCase().replace('SHA', 'SHA-')}`;
  return { oid: id, name: `${SCHEMES[known.scheme]}${hash}`, known };
}

/** RFC 5758 §3.2 and RFC 8410 §3 want none; RFC 4055 §5 wants NULL, which some leave out. */
function withParameters(
  known: SignatureAlgorithm | undefined,
  parameters: Value | null,
): SignatureAlgorithm | null {
  if (known === undefined) return null;
  if (parameters === null) return known;
  return known.scheme === 'rsa-pkcs1' && isNull(parameters) ? known : null;
}

function isNull({ tag, content }: Value): boolean {
  return tag === TAG.null && content.length === 0;
}

function pssAlgorithm(parameters: Value | null): SignatureAlgorithm | null {
  const read = parameters === null ? null : readPss(parameters);
  return read === null ? null : { scheme: 'rsa-pss', ...read };
}

/**
 * RSASSA-PSS-params (RFC 4055 §3.1). Null unless hash and mask function use one hash that we know; every default is about
 * SHA-1, so that nothing may be left out but the trailer.
 */
export function readPss(parameters: Value): { readonly hash: HashName; readonly saltLength: number } | null {
  if (parameters.tag !== TAG.sequence) return fail('PSS parameters');
  const reader = new Reader(parameters.content);
  const [hash, mask, salt, trailer] = [0, 1, 2, 3].map((n) => reader.optional(context(n, true)));
  reader.end();
  if (hash == null || mask == null) return null;
  const name = hashOf(only(hash.content, TAG.sequence));
  const generator = new Reader(only(mask.content, TAG.sequence).content);
  const isMgf1 = oid(generator.next(TAG.oid)) === OID_MGF1;
  const maskHash = isMgf1 ? hashOf(generator.next(TAG.sequence)) : null;
  if (isMgf1) generator.end();
  const saltLength = salt == null ? 20 : Number(unsigned(only(salt.content, TAG.integer), 2));
  const trailerField = trailer == null ? 1n : unsigned(only(trailer.content, TAG.integer), 2);
  return name !== null && name === maskHash && trailerField === 1n ? { hash: name, saltLength } : null;
}

function hashOf({ content }: Value): HashName | null {
  const reader = new Reader(content);
  const id = oid(reader.next(TAG.oid));
  const parameters = reader.done ? null : reader.any();
  reader.end();
  return parameters === null || isNull(parameters) ? (HASHES_BY_OID[id] ?? null) : null;
}
