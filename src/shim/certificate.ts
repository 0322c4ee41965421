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
  const cert = new X509Certificate(root);
  // What is judged must be what was signed: refuse anything that does not encode to itself (not DER).
  if (!cert.tbsCertificate.toDER().equals(tbsBytes(der)) || root.subs.length !== 3)
    throw new TypeError('not DER');
  const [, outer, signature] = root.subs;
  const oid = outer?.subs[0]?.toOID() ?? '';
  const inner = cert.tbsCertificate.subs[2];
  if (signature?.value[0] !== 0 || inner === undefined || outer === undefined)
    throw new TypeError('signature bits');
  const known = SIGNATURE_ALGORITHMS[oid];
  const extensions = cert.extensions.map((extension) => {
    if (extension.subs.length < 2 || extension.subs.length > 3) throw new TypeError('extension');
    const value = extension.subs.at(-1);
    const critical = extension.subs.length === 3 && (extension.subs[1]?.toBoolean() ?? false);
    if (value === undefined) throw new TypeError('extension');
    return { oid: extension.subs[0]?.toOID() ?? '', critical, value: bytes(value.value) };
  });
  // RFC 5280 §4.2: an extension may appear once only; a second one would be judged by one reader and not by another.
  if (new Set(extensions.map((extension) => extension.oid)).size !== extensions.length)
    throw new TypeError('repeated');
  const validity = cert.tbsCertificate.subs[4]?.subs.map((time) => time.toDate());
  const [notBefore, notAfter] = validity ?? [];
  if (!isDate(notBefore) || !isDate(notAfter)) throw new TypeError('validity');
  const names = cert.tbsCertificate.subs;
  const [issuer, subject, spki] = [names[3], names[5], names[6]];
  if (issuer === undefined || subject === undefined || spki === undefined) throw new TypeError('names');
  return {
    der: bytes(der),
    version: Number(cert.version.slice(1)),
    serialNumber: bytes(cert.serialNumber),
    issuer: bytes(issuer.toDER()),
    subject: bytes(subject.toDER()),
    issuerText: nameText(issuer),
    subjectText: nameText(subject),
    notBefore,
    notAfter,
    spki: bytes(spki.toDER()),
    key: readPublicKey(bytes(spki.toDER())),
    tbs: bytes(cert.tbsCertificate.toDER()),
    signature: bytes(signature.value.subarray(1)),
    signatureAlgorithm: { oid, name: known?.name ?? oid, hash: known?.hash ?? null },
    algorithmsAgree: inner.toDER().equals(outer.toDER()),
    basicConstraints: basicConstraints(cert),
    keyUsage: keyUsage(cert),
    extendedKeyUsage: extendedKeyUsage(cert),
    subjectAltNames: subjectAltNames(cert),
    authorityKeyId: maybeBytes(cert.extAuthorityKeyID?.keyIdentifier),
    subjectKeyId: maybeBytes(cert.extSubjectKeyID?.keyIdentifier),
    extensions,
  };
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

/** RFC 5280 §4.2.1.9. Read here and not by the library, which mistakes a lone pathLen for the flag. */
function basicConstraints(cert: X509Certificate): Certificate['basicConstraints'] {
  const sequence = cert.extension(OID.basicConstraints)?.valueObj.subs[0];
  if (sequence === undefined) return null;
  const [flag, length, ...rest] = sequence.subs;
  if (rest.length > 0) throw new TypeError('basicConstraints');
  const pathLength = length?.toInteger();
  if (pathLength !== undefined && (pathLength < 0n || pathLength > 100n)) throw new TypeError('pathLength');
  return { ca: flag?.toBoolean() ?? false, pathLength: pathLength === undefined ? null : Number(pathLength) };
}

/** RFC 5280 §4.2.1.3. */
function keyUsage(cert: X509Certificate): Certificate['keyUsage'] {
  const bits = cert.extension(OID.keyUsage)?.valueObj.subs[0]?.toBitString();
  return bits === undefined ? null : { digitalSignature: bits[0] === 1, keyCertSign: bits[5] === 1 };
}

/** RFC 5280 §4.2.1.12. */
function extendedKeyUsage(cert: X509Certificate): readonly string[] | null {
  const sequence = cert.extension(OID.extendedKeyUsage)?.valueObj.subs[0];
  return sequence === undefined ? null : sequence.subs.map((purpose) => purpose.toOID());
}

/** RFC 5280 §4.2.1.6. */
function subjectAltNames(cert: X509Certificate): SubjectAltName[] {
  const names = cert.extension(OID.subjectAltName)?.valueObj.subs[0]?.subs ?? [];
  return names.map((name) => {
    const type = SAN_TYPES[name.tag.number] ?? 'other';
    if (type !== 'other-name') return { type, bytes: bytes(name.value), oid: null };
    const text = name.subs[1]?.subs[0];
    if (text === undefined) throw new TypeError('otherName');
    return { type, bytes: bytes(text.value), oid: name.subs[0]?.toOID() ?? null };
  });
}

/** RFC 4514 §2: the last RDN first. Bytes that are not UTF-8 become U+FFFD: for people, never for comparison. */
function nameText(name: ASN1Obj): string {
  const parts = name.subs.map((rdn) =>
    rdn.subs
      .map(({ subs: [type, value] }) => {
        const oid = type?.toOID() ?? '';
        return `${ATTRIBUTES[oid] ?? oid}=${escape(value?.value.toString('utf8') ?? '')}`;
      })
      .join('+'),
  );
  return parts.reverse().join(', ');
}

/** RFC 4514 §2.4, so that a comma in a name cannot pass for a second part. */
function escape(text: string): string {
  return text.replace(/[\\",+<>;=]/g, '\\$&');
}

function isDate(value: Date | undefined): value is Date {
  return value !== undefined && !Number.isNaN(value.getTime());
}

/** A plain Uint8Array with memory of its own: what crosses the facade is no Buffer. */
function bytes(source: Uint8Array): Uint8Array {
  return Uint8Array.from(source);
}

function maybeBytes(source: Uint8Array | undefined): Uint8Array | null {
  return source === undefined ? null : bytes(source);
}
