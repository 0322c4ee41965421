import { boolean, explicit, implicit, integer, namedBits, octets, oid, sequence, tlv } from './der.js';
import type { Bytes } from './der.js';
import { generalName, type AltName } from './names.js';

export type KeyUsage = keyof typeof KEY_USAGES;

export interface Extension {
  readonly oid: string;
  readonly critical?: boolean;
  readonly value: Bytes;
}

/** GeneralSubtree: a name, and the distances that RFC 5280 §4.2.1.10 forbids. */
export type Subtree =
  AltName | { readonly base: AltName; readonly minimum?: number; readonly maximum?: number };

export interface NameConstraints {
  readonly permitted?: readonly Subtree[];
  readonly excluded?: readonly Subtree[];
  readonly critical?: boolean;
}

/** Which parts of authorityKeyIdentifier there are; `wrong-…` are those of nobody. */
export type AuthorityKeyId =
  boolean | 'issuer-and-serial' | 'all' | 'wrong-key-id' | 'wrong-issuer' | 'wrong-serial';

export interface ExtensionOptions {
  /** Basic constraints; null leaves the extension out. */
  readonly ca?: boolean | null;
  readonly pathLength?: number;
  /** Null leaves the extension out. */
  readonly keyUsage?: readonly KeyUsage[] | null;
  /** OIDs; null leaves the extension out. */
  readonly extendedKeyUsage?: readonly string[] | null;
  readonly extendedKeyUsageCritical?: boolean;
  /** False leaves it out; bytes replace it. */
  readonly subjectKeyId?: boolean | Bytes;
  /** The key identifier alone when absent or true. */
  readonly authorityKeyId?: AuthorityKeyId;
  readonly altNames?: readonly AltName[];
  readonly altNamesCritical?: boolean;
  readonly nameConstraints?: NameConstraints;
  /** OIDs of certificate policies. */
  readonly policies?: readonly string[];
  readonly policiesCritical?: boolean;
  readonly extensions?: readonly Extension[];
  /** Other values, by OID, in the place of those above. */
  readonly replace?: Readonly<Record<string, Bytes>>;
  /** OIDs of extensions that are there twice. */
  readonly repeat?: readonly string[];
  /** What stands for TRUE where an extension is critical; DER knows 0xff only (X.690 §11.1). */
  readonly trueByte?: number;
  /** State FALSE where an extension is not critical; DER leaves a default out (X.690 §11.5). */
  readonly statesFalse?: boolean;
}

/** What is known of the certificate and its issuer when the extensions are written. */
export interface Surroundings {
  readonly selfSigned: boolean;
  readonly ownKeyId: Bytes | null;
  readonly issuerKeyId: Bytes | null;
  /** DER: who issued the issuer's certificate, under which number. */
  readonly issuersIssuer: Bytes;
  readonly issuersSerial: Bytes;
}

export const OID = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  certificatePolicies: '2.5.29.32',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

export const EKU_CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
export const EKU_SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
export const EKU_TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

const KEY_USAGES = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const;

export function extensionsOf(options: ExtensionOptions, around: Surroundings): Extension[] {
  const { ca = around.selfSigned, pathLength, altNames, nameConstraints, policies } = options;
  const { keyUsage = ca === true ? ['keyCertSign', 'cRLSign'] : ['digitalSignature'] } = options;
  const { extendedKeyUsage = ca === true ? null : [EKU_CODE_SIGNING] } = options;
  const list: Extension[] = [];
  const add = (id: string, critical: boolean, value: Bytes) => list.push({ oid: id, critical, value });
  if (ca !== null) {
    const flag = ca ? [boolean(true)] : [];
    const length = pathLength === undefined ? [] : [integer(pathLength)];
    add(OID.basicConstraints, true, sequence(...flag, ...length));
  }
  if (keyUsage) add(OID.keyUsage, true, namedBits(keyUsage.map((u) => KEY_USAGES[u])));
  if (extendedKeyUsage) {
    const critical = options.extendedKeyUsageCritical === true;
    add(OID.extendedKeyUsage, critical, sequence(...extendedKeyUsage.map(oid)));
  }
  if (around.ownKeyId) add(OID.subjectKeyId, false, octets(around.ownKeyId));
  const authority = authorityKeyId(options.authorityKeyId ?? true, around);
  if (authority.length > 0) add(OID.authorityKeyId, false, sequence(...authority));
  if (altNames) {
    add(OID.subjectAltName, options.altNamesCritical === true, sequence(...altNames.map(generalName)));
  }
  if (nameConstraints) {
    const { permitted, excluded, critical = true } = nameConstraints;
    const parts = [
      ...(permitted ? [explicit(0, ...permitted.map(subtree))] : []),
      ...(excluded ? [explicit(1, ...excluded.map(subtree))] : []),
    ];
    add(OID.nameConstraints, critical, sequence(...parts));
  }
  if (policies) {
    const value = sequence(...policies.map((policy) => sequence(oid(policy))));
    add(OID.certificatePolicies, options.policiesCritical === true, value);
  }
  return [...list, ...(options.extensions ?? [])];
}

/** RFC 5280 §4.2.1.1: [0] key identifier, [1] issuer's issuer and [2] its serial number. */
function authorityKeyId(parts: AuthorityKeyId, around: Surroundings): Bytes[] {
  if (parts === false) return [];
  const nobody = generalName({ directory: { CN: 'Nobody' } });
  const issuer = parts === 'wrong-issuer' ? nobody : generalName({ directory: around.issuersIssuer });
  const serial = parts === 'wrong-serial' ? Buffer.of(1) : around.issuersSerial;
  const pair = [explicit(1, issuer), implicit(2, serial)];
  if (parts === 'wrong-key-id') return [implicit(0, Buffer.alloc(20, 7))];
  const keyId = around.issuerKeyId === null ? [] : [implicit(0, around.issuerKeyId)];
  return parts === true ? keyId : parts === 'all' ? [...keyId, ...pair] : pair;
}

function subtree(spec: Subtree): Bytes {
  const { base, minimum, maximum } = 'base' in spec ? spec : { base: spec };
  const distance = (number: number, value: number | undefined) =>
    value === undefined ? [] : [implicit(number, integer(value).subarray(2))];
  return sequence(generalName(base), ...distance(0, minimum), ...distance(1, maximum));
}

/** The list as it is signed, with whatever the options spoil about it. */
export function encodeExtensions(list: readonly Extension[], options: ExtensionOptions): Bytes {
  const { replace = {}, repeat = [], trueByte = 0xff, statesFalse = false } = options;
  const encode = ({ oid: id, critical = false, value }: Extension) => {
    const flag = critical ? [tlv(0x01, Buffer.of(trueByte))] : statesFalse ? [boolean(false)] : [];
    return sequence(oid(id), ...flag, octets(replace[id] ?? value));
  };
  const again = list.filter((extension) => repeat.includes(extension.oid));
  return sequence(...[...list, ...again].map(encode));
}
