import { equalBytes } from '../bytes.js';
import { readSignatureAlgorithm } from './algorithm.js';
import {
  bitString,
  boolean,
  context,
  fail,
  integerBytes,
  octetsOf,
  oid,
  only,
  Reader,
  TAG,
  time,
  unsigned,
  type Value,
} from './der.js';
import { keyFacts, parseSpki } from './keys.js';
import { nameText, readGeneralName, readName } from './names.js';
import { isUsable } from './rsa.js';
import type { AuthorityKeyId, Certificate, GeneralName, KeyFacts, NameConstraints } from './facade.js';

/** RFC 5280 §4.2.1. */
const OID = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

// Bounds on what is the attacker's; certificates have a dozen extensions and a few names.
const MAX_EXTENSIONS = 100;
const MAX_NAMES = 1000;
const MAX_PURPOSES = 100;

export function readCertificate(der: Uint8Array): Certificate | null {
  try {
    // A copy: what was read must stay what it was.
    return toCertificate(Uint8Array.from(der));
  } catch {
    // Any shape that is not a certificate's: the bytes are the attacker's.
    return null;
  }
}

export function readPublicKey(spki: Uint8Array): KeyFacts | null {
  try {
    const key = parseSpki(spki);
    return key.type === 'rsa' && !isUsable(key) ? null : keyFacts(key);
  } catch {
    return null;
  }
}

/** RFC 5280 §4.1: each member of its type, in order, and nothing besides. */
function toCertificate(der: Uint8Array): Certificate {
  const outer = new Reader(only(der, TAG.sequence).content);
  const tbs = outer.next(TAG.sequence);
  const algorithm = outer.next(TAG.sequence);
  const signature = octetsOf(outer.next(TAG.bitString));
  outer.end();

  const reader = new Reader(tbs.content);
  const version = versionOf(reader.optional(context(0, true)));
  const serialNumber = integerBytes(reader.next(TAG.integer));
  const innerAlgorithm = reader.next(TAG.sequence);
  const issuer = reader.next(TAG.sequence);
  const validity = new Reader(reader.next(TAG.sequence).content);
  const [notBefore, notAfter] = [time(validity.any()), time(validity.any())];
  validity.end();
  const subject = reader.next(TAG.sequence);
  const spki = reader.next(TAG.sequence);
  // Unique identifiers are allowed and mean nothing to us.
  reader.optional(context(1));
  reader.optional(context(2));
  const list = reader.optional(context(3, true));
  reader.end();
  if (list !== null && version !== 3) fail('extensions before version 3');

  const extensions = list === null ? [] : readExtensions(only(list.content, TAG.sequence));
  /** Null when the certificate has no such extension. A restriction that cannot be read must not count as none. */
  const extension = <T>(id: string, tag: number, read: (value: Value) => T): T | null => {
    const found = extensions.find((candidate) => candidate.oid === id);
    return found === undefined ? null : read(only(found.value, tag));
  };
  const [issuerName, subjectName] = [readName(issuer), readName(subject)];
  return {
    der,
    version,
    serialNumber,
    issuer: issuer.der,
    subject: subject.der,
    subjectName,
    issuerText: nameText(issuerName),
    subjectText: nameText(subjectName),
    notBefore,
    notAfter,
    spki: spki.der,
    key: readPublicKey(spki.der),
    tbs: tbs.der,
    signature,
    signatureAlgorithm: readSignatureAlgorithm(algorithm),
    algorithmsAgree: equalBytes(innerAlgorithm.der, algorithm.der),
    basicConstraints: extension(OID.basicConstraints, TAG.sequence, basicConstraints),
    keyUsage: extension(OID.keyUsage, TAG.bitString, keyUsage),
    extendedKeyUsage: extension(OID.extendedKeyUsage, TAG.sequence, ({ content }) =>
      new Reader(content).all(TAG.oid, MAX_PURPOSES).map(oid),
    ),
    subjectAltNames: extension(OID.subjectAltName, TAG.sequence, generalNames) ?? [],
    nameConstraints: extension(OID.nameConstraints, TAG.sequence, nameConstraints),
    authorityKeyId: extension(OID.authorityKeyId, TAG.sequence, authorityKeyId),
    subjectKeyId: extension(OID.subjectKeyId, TAG.octetString, ({ content }) => content),
    extensions,
  };
}

/** The default is 1; what says so is not DER, and no harm, since only version 3 is accepted in a path. */
function versionOf(value: Value | null): number {
  const number = value === null ? 0n : unsigned(only(value.content, TAG.integer), 1);
  return number <= 2n ? Number(number) + 1 : fail('a version');
}

function readExtensions({ content }: Value): Certificate['extensions'] {
  const extensions = new Reader(content).all(TAG.sequence, MAX_EXTENSIONS).map((value) => {
    const reader = new Reader(value.content);
    const id = oid(reader.next(TAG.oid));
    // FALSE is the default and should be absent; many authorities write it.
    const flag = reader.optional(TAG.boolean);
    const octets = reader.next(TAG.octetString).content;
    reader.end();
    return { oid: id, critical: flag !== null && boolean(flag), value: octets };
  });
  // RFC 5280 §4.2: an extension may appear once only; a second one would be judged by one reader and not by another.
  if (new Set(extensions.map((extension) => extension.oid)).size !== extensions.length)
    fail('twice the same');
  return extensions;
}

/** RFC 5280 §4.2.1.9. */
function basicConstraints({ content }: Value): Certificate['basicConstraints'] {
  const reader = new Reader(content);
  const flag = reader.optional(TAG.boolean);
  const length = reader.optional(TAG.integer);
  reader.end();
  return {
    ca: flag !== null && boolean(flag),
    pathLength: length === null ? null : Number(unsigned(length, 4)),
  };
}

/** RFC 5280 §4.2.1.3: bits from the left; those that are not there are zero. */
function keyUsage(value: Value): Certificate['keyUsage'] {
  const { bytes } = bitString(value);
  const bit = (n: number) => ((bytes[0] ?? 0) & (0x80 >> n)) !== 0;
  return { digitalSignature: bit(0), keyCertSign: bit(5) };
}

function generalNames({ content }: Value): GeneralName[] {
  const reader = new Reader(content);
  const names: GeneralName[] = [];
  while (!reader.done) if (names.push(readGeneralName(reader.any())) > MAX_NAMES) fail('too many names');
  return names.length === 0 ? fail('no name') : names;
}

/** RFC 5280 §4.2.1.10. */
function nameConstraints({ content }: Value): NameConstraints {
  const reader = new Reader(content);
  const [permitted, excluded] = [0, 1].map((n) => reader.optional(context(n, true)));
  reader.end();
  if (permitted == null && excluded == null) fail('constraints without any');
  return { permitted: subtrees(permitted), excluded: subtrees(excluded) };
}

/** The minimum is 0 and there is no maximum: a profile in which anything else is written down is not ours. */
function subtrees(list: Value | null | undefined): GeneralName[] {
  if (list == null) return [];
  const trees = new Reader(list.content).all(TAG.sequence, MAX_NAMES);
  if (trees.length === 0) fail('no subtree');
  return trees.map(({ content }) => {
    const reader = new Reader(content);
    const base = readGeneralName(reader.any());
    reader.end();
    return base;
  });
}

/** RFC 5280 §4.2.1.1. */
function authorityKeyId({ content }: Value): AuthorityKeyId {
  const reader = new Reader(content);
  const keyIdentifier = reader.optional(context(0))?.content ?? null;
  const issuers = reader.optional(context(1, true));
  const serialNumber = reader.optional(context(2));
  reader.end();
  if ((issuers === null) !== (serialNumber === null)) fail('half an authority');
  return {
    keyIdentifier,
    issuer: issuers === null ? null : directoryOf(issuers),
    serialNumber: serialNumber === null ? null : integerBytes(serialNumber),
  };
}

/** The DER of the one directory name among the issuer's names; empty, hence like no other, if there is none. */
function directoryOf({ content }: Value): Uint8Array {
  const names = generalNames({ tag: TAG.sequence, content, der: content });
  return names.find(({ type }) => type === 'directory')?.bytes ?? new Uint8Array();
}
