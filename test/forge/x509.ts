import { constants, randomBytes, sign } from 'node:crypto';
import { bits, boolean, explicit, implicit, integer, namedBits, octets, oid, sequence, time } from './der.js';
import { utf8, type Bytes } from './der.js';
import { algorithmOf, hashFor, makeKey, PSS_ALGORITHM, sha256, signBytes, spkiOf } from './keys.js';
import type { Hash, KeyPair } from './keys.js';
import { generalName, nameOf, type AltName, type NameSpec } from './names.js';

export type KeyUsage = keyof typeof KEY_USAGES;

export interface Extension {
  readonly oid: string;
  readonly critical?: boolean;
  readonly value: Bytes;
}

/** Whatever may be wrong with a certificate is an option here; left alone, the certificate is sound (RFC 5280 §4). */
export interface CertificateOptions {
  /** Absent: self-signed. */
  readonly issuer?: ForgedCertificate;
  readonly subject?: NameSpec;
  /** Absent: a fresh P-256 key. */
  readonly key?: KeyPair;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly version?: 1 | 3;
  readonly hash?: Hash;
  /** Sign with RSASSA-PSS; the issuer's key must be RSA. */
  readonly pss?: boolean;
  /** Name SHA-512 in the signed part and the true algorithm outside it (RFC 5280 §4.1.1.2 wants them equal). */
  readonly algorithmMismatch?: boolean;
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
  readonly authorityKeyId?: boolean;
  readonly altNames?: readonly AltName[];
  readonly altNamesCritical?: boolean;
  /** Domains to which names below this authority are restricted. */
  readonly permittedDomains?: readonly string[];
  readonly extensions?: readonly Extension[];
  /** Told the signed part so far and the issuer's SubjectPublicKeyInfo (a precertificate, RFC 6962 §3.2). */
  readonly lastExtension?: (precertificate: Bytes, issuerKey: Bytes) => Extension | null;
}

export interface ForgedCertificate {
  readonly der: Buffer;
  readonly pem: string;
  readonly name: NameSpec;
  /** The same, DER. */
  readonly subject: Buffer;
  readonly serial: Buffer;
  readonly key: KeyPair;
  readonly keyId: Bytes | null;
}

export const EKU_CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
export const EKU_SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
export const EKU_TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

const KEY_USAGES = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const;

const encode = (e: Extension) =>
  sequence(oid(e.oid), ...(e.critical === true ? [boolean(true)] : []), octets(e.value));

function extensionsOf(options: CertificateOptions, ownKeyId: Bytes | null): Extension[] {
  const { ca = options.issuer === undefined, pathLength, altNames, permittedDomains } = options;
  const { keyUsage = ca === true ? ['keyCertSign', 'cRLSign'] : ['digitalSignature'] } = options;
  const { extendedKeyUsage = ca === true ? null : [EKU_CODE_SIGNING] } = options;
  const issuerKeyId = options.issuer ? options.issuer.keyId : ownKeyId;
  const list: Extension[] = [];
  if (ca !== null) {
    const parts = [
      ...(ca ? [boolean(true)] : []),
      ...(pathLength === undefined ? [] : [integer(pathLength)]),
    ];
    list.push({ oid: '2.5.29.19', critical: true, value: sequence(...parts) });
  }
  if (keyUsage) {
    list.push({ oid: '2.5.29.15', critical: true, value: namedBits(keyUsage.map((u) => KEY_USAGES[u])) });
  }
  if (extendedKeyUsage) {
    const critical = options.extendedKeyUsageCritical === true;
    list.push({ oid: '2.5.29.37', critical, value: sequence(...extendedKeyUsage.map(oid)) });
  }
  if (ownKeyId) list.push({ oid: '2.5.29.14', value: octets(ownKeyId) });
  if (issuerKeyId && options.authorityKeyId !== false) {
    list.push({ oid: '2.5.29.35', value: sequence(implicit(0, issuerKeyId)) });
  }
  if (altNames) {
    const critical = options.altNamesCritical === true;
    list.push({ oid: '2.5.29.17', critical, value: sequence(...altNames.map(generalName)) });
  }
  if (permittedDomains) {
    const subtrees = permittedDomains.map((dns) => sequence(generalName({ dns })));
    list.push({ oid: '2.5.29.30', critical: true, value: sequence(explicit(0, ...subtrees)) });
  }
  return [...list, ...(options.extensions ?? [])];
}

/** A certificate, sound or as spoilt as asked, signed by `issuer` or by itself. */
export function forgeCertificate(options: CertificateOptions = {}): ForgedCertificate {
  const key = options.key ?? makeKey();
  const signer = options.issuer?.key ?? key;
  const { hash = hashFor(signer), notBefore = new Date(), version = 3, pss = false } = options;
  const notAfter = options.notAfter ?? new Date(notBefore.getTime() + 365 * 86_400_000);
  const keyId = ownKeyIdOf(options, key);
  const algorithm = pss ? PSS_ALGORITHM : algorithmOf(signer, hash);
  const name = options.subject ?? { O: 'touchstone.example', CN: 'unnamed' };
  const subject = nameOf(name);
  // The first bit stays clear, and the first byte is never zero: a positive number in its shortest form.
  const serial = Buffer.concat([Buffer.from([0x42]), randomBytes(15)]);
  const write = (extensions: readonly Extension[]) =>
    sequence(
      ...(version === 3 ? [explicit(0, integer(2))] : []),
      integer(serial),
      options.algorithmMismatch === true ? algorithmOf(signer, 'sha512') : algorithm,
      options.issuer?.subject ?? subject,
      sequence(time(notBefore), time(notAfter)),
      subject,
      spkiOf(key),
      ...(version === 3 && extensions.length > 0 ? [explicit(3, sequence(...extensions.map(encode)))] : []),
    );
  const extensions = extensionsOf(options, keyId);
  const last = options.lastExtension?.(write(extensions), spkiOf(signer));
  const signedPart = write(last ? [...extensions, last] : extensions);
  const signature = pss
    ? sign(hash, signedPart, {
        key: signer.privateKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: 32,
      })
    : signBytes(signer, signedPart, hash);
  const der = sequence(signedPart, algorithm, bits(signature));
  return { der, pem: toPem(der), name, subject, serial, key, keyId };
}

/** RFC 7093 §2, method 4: from the hash of the SubjectPublicKeyInfo. */
function ownKeyIdOf(options: CertificateOptions, key: KeyPair): Bytes | null {
  if (options.subjectKeyId === false || options.version === 1) return null;
  if (options.subjectKeyId instanceof Uint8Array) return options.subjectKeyId;
  return sha256(spkiOf(key)).subarray(0, 20);
}

export function toPem(der: Bytes, label = 'CERTIFICATE'): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** A Fulcio extension that holds a DER string (1.3.6.1.4.1.57264.1.8 and later). */
export const textExtension = (id: string, value: string): Extension => ({ oid: id, value: utf8(value) });
