import { randomBytes } from 'node:crypto';
import { bits, explicit, generalizedTime, implicit, integer, sequence, time, tlv, utf8 } from './der.js';
import type { Bytes } from './der.js';
import { encodeExtensions, extensionsOf, type Extension, type ExtensionOptions } from './extensions.js';
import { algorithmOf, hashFor, makeKey, sha256, signBytes, spkiOf, type Hash, type KeyPair } from './keys.js';
import { nameOf, type NameSpec } from './names.js';
import { pssAlgorithm, signPss, type PssOptions } from './pss.js';

export * from './extensions.js';

/** Whatever may be wrong with a certificate is an option here; left alone, the certificate is sound (RFC 5280 §4). */
export interface CertificateOptions extends ExtensionOptions {
  /** Absent: self-signed. */
  readonly issuer?: ForgedCertificate;
  readonly subject?: NameSpec;
  /** DER of the subject, in the place of how `subject` is usually written. */
  readonly subjectDer?: Bytes;
  /** DER of the issuer's name, in the place of the issuer's own. */
  readonly issuerDer?: Bytes;
  /** Absent: a fresh P-256 key. */
  readonly key?: KeyPair;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** GeneralizedTime throughout, also before 2050 (RFC 5280 §4.1.2.5 wants UTCTime there). */
  readonly generalizedTime?: boolean;
  /** 1 and 2 come without extensions. */
  readonly version?: 1 | 2 | 3;
  /** With them all the same. */
  readonly extensionsInAnyVersion?: boolean;
  /** State version 1, which DER leaves out as the default. */
  readonly statesVersion1?: boolean;
  /** Content of the INTEGER; positive and in its shortest form when absent. */
  readonly serial?: Bytes;
  /** issuerUniqueID and subjectUniqueID (RFC 5280 §4.1.2.8). */
  readonly uniqueIds?: boolean;
  readonly hash?: Hash;
  /** Sign with RSASSA-PSS; the issuer's key must be RSA. */
  readonly pss?: boolean | PssOptions;
  /** What the certificate says that it was signed with, in the place of the truth. */
  readonly statedPss?: PssOptions;
  /** Name SHA-512 in the signed part and the true algorithm outside it (RFC 5280 §4.1.1.2 wants them equal). */
  readonly algorithmMismatch?: boolean;
  /** AlgorithmIdentifier inside and outside the signed part. */
  readonly innerAlgorithm?: Bytes;
  readonly outerAlgorithm?: Bytes;
  /** SubjectPublicKeyInfo, in the place of the key's. */
  readonly spki?: Bytes;
  /** Told the signed part so far and the issuer's SubjectPublicKeyInfo (a precertificate, RFC 6962 §3.2). */
  readonly lastExtension?: (precertificate: Bytes, issuerKey: Bytes) => Extension | null;
}

export interface ForgedCertificate {
  readonly der: Buffer;
  readonly pem: string;
  readonly name: NameSpec;
  /** The same, DER. */
  readonly subject: Bytes;
  /** DER of the issuer's name. */
  readonly issuer: Bytes;
  readonly serial: Bytes;
  readonly key: KeyPair;
  readonly keyId: Bytes | null;
}

/** A certificate, sound or as spoilt as asked, signed by `issuer` or by itself. */
export function forgeCertificate(options: CertificateOptions = {}): ForgedCertificate {
  const key = options.key ?? makeKey();
  const signer = options.issuer?.key ?? key;
  const { hash = hashFor(signer), notBefore = new Date(), version = 3 } = options;
  const notAfter = options.notAfter ?? new Date(notBefore.getTime() + 365 * 86_400_000);
  const keyId = ownKeyIdOf(options, key);
  const name = options.subject ?? { O: 'touchstone.example', CN: 'unnamed' };
  const subject = options.subjectDer ?? nameOf(name);
  const issuer = options.issuerDer ?? options.issuer?.subject ?? subject;
  // The first bit stays clear, and the first byte is never zero: a positive number in its shortest form.
  const serial = options.serial ?? Buffer.concat([Buffer.from([0x42]), randomBytes(15)]);
  const extensions = extensionsOf(options, {
    selfSigned: options.issuer === undefined,
    ownKeyId: keyId,
    issuerKeyId: options.issuer ? options.issuer.keyId : keyId,
    issuersIssuer: options.issuer?.issuer ?? issuer,
    issuersSerial: options.issuer?.serial ?? serial,
  });
  const algorithm = algorithmsOf(options, signer, hash);
  const encodeTime = options.generalizedTime === true ? generalizedTime : time;
  const extended = version === 3 || options.extensionsInAnyVersion === true;
  const uniqueId = Buffer.of(0, 0x42);
  const write = (list: readonly Extension[]) =>
    sequence(
      ...(version > 1 || options.statesVersion1 === true ? [explicit(0, integer(version - 1))] : []),
      tlv(0x02, serial),
      algorithm.inner,
      issuer,
      sequence(encodeTime(notBefore), encodeTime(notAfter)),
      subject,
      options.spki ?? spkiOf(key),
      ...(options.uniqueIds === true ? [implicit(1, uniqueId), implicit(2, uniqueId)] : []),
      ...(extended && list.length > 0 ? [explicit(3, encodeExtensions(list, options))] : []),
    );
  const last = options.lastExtension?.(write(extensions), spkiOf(signer));
  const signedPart = write(last ? [...extensions, last] : extensions);
  const signature =
    options.pss === undefined || options.pss === false
      ? signBytes(signer, signedPart, hash)
      : signPss(signer.privateKey, signedPart, options.pss === true ? { hash } : options.pss);
  const der = sequence(signedPart, algorithm.outer, bits(signature));
  return { der, pem: toPem(der), name, subject, issuer, serial, key, keyId };
}

function algorithmsOf(options: CertificateOptions, signer: KeyPair, hash: Hash) {
  const pss = options.pss === true ? { hash } : options.pss;
  const stated = options.statedPss ?? (pss === false ? undefined : pss);
  const algorithm = stated === undefined ? algorithmOf(signer, hash) : pssAlgorithm(stated);
  const other = options.algorithmMismatch === true ? algorithmOf(signer, 'sha512') : algorithm;
  return { inner: options.innerAlgorithm ?? other, outer: options.outerAlgorithm ?? algorithm };
}

/** RFC 7093 §2, method 4: from the hash of the SubjectPublicKeyInfo. */
function ownKeyIdOf(options: CertificateOptions, key: KeyPair): Bytes | null {
  const { version = 3, extensionsInAnyVersion = false } = options;
  if (options.subjectKeyId === false || (version !== 3 && !extensionsInAnyVersion)) return null;
  if (options.subjectKeyId instanceof Uint8Array) return options.subjectKeyId;
  return sha256(options.spki ?? spkiOf(key)).subarray(0, 20);
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
