import { ASN1Obj, X509Certificate } from '@sigstore/core';
import { keyFacts, parseSpki } from './keys.js';
import type { Certificate, HashName, KeyFacts, SubjectAltName } from './facade.js';

const OID = {
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** RFC 5758 §3.2, RFC 4055 §5, RFC 8410 §3. Anything else is named by its OID and not verified. */
const SIGNATURE_ALGORITHMS: Readonly<Record<string, { readonly name: string; readonly hash: HashName }>> = {
  '1.2.840.10045.4.3.2': { name: 'ECDSA with SHA-256', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { name: 'ECDSA with SHA-384', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { name: 'ECDSA with SHA-512', hash: 'sha512' },
  '1.2.840.113549.1.1.11': { name: 'RSA PKCS#1 v1.5 with SHA-256', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { name: 'RSA PKCS#1 v1.5 with SHA-384', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { name: 'RSA PKCS#1 v1.5 with SHA-512', hash: 'sha512' },
  '1.3.101.112': { name: 'Ed25519', hash: 'sha512' },
};

/** RFC 4514 §3, with the names that people know. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '0.9.2342.19200300.100.1.25': 'DC',
};

const TAG = { bitString: 0x03, sequence: 0x10 } as const;
/** UTF8String, PrintableString, IA5String: those whose bytes are UTF-8 (X.680 §8.4). */
const TEXT_TAGS: readonly number[] = [0x0c, 0x13, 0x16];
const MAX_OID_BYTES = 64;

const SAN_TYPES: Readonly<Record<number, SubjectAltName['type']>> = {
  0: 'other-name',
  1: 'email',
  2: 'dns',
  6: 'uri',
};

export function readCertificate(der: Uint8Array): Certificate | null {
  try {
    return toCertificate(der);
  } catch {
    // Any shape that the parser does not expect: the bytes are the attacker's.
    return null;
  }
}

function toCertificate(der: Uint8Array): Certificate {
  const root = ASN1Obj.parseBuffer(Buffer.from(der));
  checkOids(root);
  const [tbs, outer, signature] = root.subs;
  if (
    !isSequence(root) ||
    !isSequence(tbs) ||
    !isSequence(outer) ||
    signature === undefined ||
    root.subs.length !== 3
  ) {
    throw new TypeError('certificate');
  }
  const [version, serial, inner, issuer, validity, subject, spki] = checkShape(tbs);
  const cert = new X509Certificate(root);
  // What is judged must be what was signed: refuse anything that does not encode to itself (not DER).
  if (!Buffer.from(tbs.toDER()).equals(tbsBytes(der)) || !signature.tag.isBitString()) {
    throw new TypeError('not DER');
  }
  if (signature.value[0] !== 0) throw new TypeError('signature bits');
  const extensions = cert.extensions.map((extension) => {
    const value = extension.subs.at(-1);
    if (value === undefined || extension.subs.length < 2 || extension.subs.length > 3)
      throw new TypeError('extension');
    const critical = extension.subs.length === 3 && (extension.subs[1]?.toBoolean() ?? false);
    return { oid: extension.subs[0]?.toOID() ?? '', critical, value: bytes(value.value) };
  });
  // RFC 5280 §4.2: an extension may appear once only; a second one would be judged by one reader and not by another.
  if (new Set(extensions.map((extension) => extension.oid)).size !== extensions.length)
    throw new TypeError('repeated');
  const oid = outer.subs[0]?.toOID() ?? '';
  const known = SIGNATURE_ALGORITHMS[oid];
  return {
    der: bytes(der),
    version: Number(version.subs[0]?.toInteger()) + 1,
    serialNumber: bytes(serial.value),
    issuer: bytes(issuer.toDER()),
    subject: bytes(subject.toDER()),
    issuerText: nameText(issuer),
    subjectText: nameText(subject),
    notBefore: time(validity.subs[0]),
    notAfter: time(validity.subs[1]),
    spki: bytes(spki.toDER()),
    key: readPublicKey(bytes(spki.toDER())),
    tbs: bytes(tbs.toDER()),
    signature: bytes(signature.value.subarray(1)),
    signatureAlgorithm: { oid, name: known?.name ?? oid, hash: known?.hash ?? null },
    algorithmsAgree: Buffer.from(inner.toDER()).equals(outer.toDER()),
    basicConstraints: basicConstraints(cert),
    keyUsage: keyUsage(cert),
    extendedKeyUsage: extendedKeyUsage(cert),
    subjectAltNames: subjectAltNames(cert),
    authorityKeyId: maybeBytes(cert.extAuthorityKeyID?.keyIdentifier),
    subjectKeyId: maybeBytes(cert.extSubjectKeyID?.keyIdentifier),
    extensions,
  };
}

/** Longer ones are nobody's; reading them takes the square of their length. The last arc must end (X.690 §8.19.2). */
function checkOids(object: ASN1Obj): void {
  if (object.tag.isOID() && (object.value.length > MAX_OID_BYTES || (object.value.at(-1) ?? 0x80) >= 0x80)) {
    throw new TypeError('object identifier');
  }
  object.subs.forEach(checkOids);
}

/**
 * RFC 5280 §4.1: the members of a v3 TBSCertificate, each of its tag, in order, and nothing besides. The library finds them
 * by position, so that one too many could hide another.
 */
function checkShape(tbs: ASN1Obj) {
  const [version, serial, algorithm, issuer, validity, subject, spki, ...rest] = tbs.subs;
  if (
    version?.tag.isContextSpecific(0x00) !== true ||
    version.subs.length !== 1 ||
    version.subs[0]?.toInteger() !== 2n ||
    serial?.tag.isInteger() !== true ||
    serial.value.length === 0 ||
    !isSequence(algorithm) ||
    !isSequence(issuer) ||
    !isSequence(validity) ||
    validity.subs.length !== 2 ||
    !isSequence(subject) ||
    !isSequence(spki)
  ) {
    throw new TypeError('tbsCertificate');
  }
  // Unique identifiers ([1], [2]) are allowed and mean nothing to us; then at most one list of extensions.
  const order = rest.map(({ tag }) => [1, 2, 3].find((number) => tag.isContextSpecific(number)) ?? 0);
  if (order.some((number, i) => number === 0 || number <= (order[i - 1] ?? 0)))
    throw new TypeError('tbsCertificate');
  const list = rest.find(({ tag }) => tag.isContextSpecific(0x03));
  if (list !== undefined && (list.subs.length !== 1 || !isSequence(list.subs[0])))
    throw new TypeError('extensions');
  return [version, serial, algorithm, issuer, validity, subject, spki] as const;
}

function isSequence(object: ASN1Obj | undefined): object is ASN1Obj {
  return object?.tag.isUniversal() === true && object.tag.number === TAG.sequence && object.tag.constructed;
}

function time(object: ASN1Obj | undefined): Date {
  // The library drops the high bit of each character.
  const date = object?.value.every((byte) => byte < 0x80) === true ? object.toDate() : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) throw new TypeError('validity');
  return date;
}

export function readPublicKey(spki: Uint8Array): KeyFacts | null {
  try {
    return keyFacts(parseSpki(spki));
  } catch {
    return null;
  }
}

/** The first element inside the outer SEQUENCE, header and all, as it lies there. */
function tbsBytes(der: Uint8Array): Uint8Array {
  const start = headerLength(der, 0);
  const length = headerLength(der, start);
  const content = contentLength(der, start);
  return der.subarray(start, start + length + content);
}

function headerLength(der: Uint8Array, at: number): number {
  const first = der[at + 1] ?? 0;
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}

function contentLength(der: Uint8Array, at: number): number {
  const first = der[at + 1] ?? 0;
  if (first < 0x80) return first;
  let length = 0;
  for (let i = 0; i < (first & 0x7f); i++) length = length * 256 + (der[at + 2 + i] ?? 0);
  return length;
}

/** The only value inside an extension, of the given tag; null when the certificate has no such extension. */
function extensionValue(cert: X509Certificate, oid: string, tag: number): ASN1Obj | null {
  const extension = cert.extension(oid);
  if (extension === undefined) return null;
  const [value, ...rest] = extension.valueObj.subs;
  // A restriction that cannot be read must not count as none.
  if (value?.tag.isUniversal() !== true || value.tag.number !== tag || rest.length > 0)
    throw new TypeError(`extension ${oid}`);
  return value;
}

/** RFC 5280 §4.2.1.9. Read here and not by the library, which mistakes a lone pathLen for the flag. */
function basicConstraints(cert: X509Certificate): Certificate['basicConstraints'] {
  const sequence = extensionValue(cert, OID.basicConstraints, TAG.sequence);
  if (sequence === null) return null;
  const [flag, length, ...rest] = sequence.subs;
  if (rest.length > 0) throw new TypeError('basicConstraints');
  const pathLength = length?.toInteger();
  if (pathLength !== undefined && (pathLength < 0n || pathLength > 100n)) throw new TypeError('pathLength');
  return { ca: flag?.toBoolean() ?? false, pathLength: pathLength === undefined ? null : Number(pathLength) };
}

/** RFC 5280 §4.2.1.3. */
function keyUsage(cert: X509Certificate): Certificate['keyUsage'] {
  const bits = extensionValue(cert, OID.keyUsage, TAG.bitString)?.toBitString();
  return bits === undefined ? null : { digitalSignature: bits[0] === 1, keyCertSign: bits[5] === 1 };
}

/** RFC 5280 §4.2.1.12. */
function extendedKeyUsage(cert: X509Certificate): readonly string[] | null {
  const sequence = extensionValue(cert, OID.extendedKeyUsage, TAG.sequence);
  return sequence === null ? null : sequence.subs.map((purpose) => purpose.toOID());
}

/** RFC 5280 §4.2.1.6. */
function subjectAltNames(cert: X509Certificate): SubjectAltName[] {
  const names = extensionValue(cert, OID.subjectAltName, TAG.sequence)?.subs ?? [];
  return names.map((name) => {
    if (!name.tag.isContextSpecific(name.tag.number)) throw new TypeError('GeneralName');
    const type = SAN_TYPES[name.tag.number] ?? 'other';
    if (type !== 'other-name') return { type, bytes: bytes(name.value), oid: null };
    const text = name.subs[1]?.subs[0];
    if (text === undefined) throw new TypeError('otherName');
    return { type, bytes: bytes(text.value), oid: name.subs[0]?.toOID() ?? null };
  });
}

/**
 * RFC 4514 §2: the last RDN first. Since names are compared as this text, it is one to one: a value that is not plain
 * text of a known kind is written as the hex of its DER (§2.4).
 */
function nameText(name: ASN1Obj): string {
  const parts = name.subs.map((rdn) =>
    rdn.subs
      .map(({ subs: [type, value] }) => {
        const oid = type?.toOID() ?? '';
        return `${ATTRIBUTES[oid] ?? oid}=${value === undefined ? '' : valueText(value)}`;
      })
      .join('+'),
  );
  return parts.reverse().join(', ');
}

function valueText(value: ASN1Obj): string {
  if (value.tag.isUniversal() && TEXT_TAGS.includes(value.tag.number)) {
    try {
      return escape(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value.value));
    } catch {
      // Not UTF-8, whatever its tag says.
    }
  }
  return `#${Buffer.from(value.toDER()).toString('hex')}`;
}

/** RFC 4514 §2.4, so that a comma in a name cannot pass for a second part. */
function escape(text: string): string {
  return text.replace(/[\\",+<>;=]/g, '\\$&').replace(/^[ #]/, '\\$&');
}

/** A plain Uint8Array with memory of its own: what crosses the facade is no Buffer. */
function bytes(source: Uint8Array): Uint8Array {
  return Uint8Array.from(source);
}

function maybeBytes(source: Uint8Array | undefined): Uint8Array | null {
  return source === undefined ? null : bytes(source);
}
