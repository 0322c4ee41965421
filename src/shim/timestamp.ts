import { context, fail, integerBytes, oid, only, Reader, TAG, time, type Value } from './der.js';
import { HASHES_BY_OID, readSignatureAlgorithm } from './algorithm.js';
import { nameText, readName } from './names.js';
import type { HashName, SignatureAlgorithm, Timestamp } from './facade.js';

/** RFC 3161, RFC 5652, RFC 5035. */
const OID = {
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  rsaEncryption: '1.2.840.113549.1.1.1',
} as const;

const MAX_CERTIFICATES = 10;
const MAX_ATTRIBUTES = 20;
const MAX_DIGESTS = 10;

/** Reads a TimeStampResp (RFC 3161 §2.4.2) with one signer. Null where it is not one, or not in DER. */
export function readTimestamp(der: Uint8Array): Timestamp | null {
  try {
    // A copy: what was read must stay what it was.
    return toTimestamp(Uint8Array.from(der));
  } catch {
    return null;
  }
}

function toTimestamp(der: Uint8Array): Timestamp {
  const response = new Reader(only(der, TAG.sequence).content);
  const status = new Reader(response.next(TAG.sequence).content).next(TAG.integer);
  const contentInfo = new Reader(response.next(TAG.sequence).content);
  response.end();
  if (oid(contentInfo.next(TAG.oid)) !== OID.signedData) fail('another content');
  const signedData = new Reader(only(contentInfo.next(context(0, true)).content, TAG.sequence).content);
  contentInfo.end();
  integerBytes(signedData.next(TAG.integer));
  new Reader(signedData.next(TAG.set).content).all(TAG.sequence, MAX_DIGESTS);
  const encapsulated = new Reader(signedData.next(TAG.sequence).content);
  if (oid(encapsulated.next(TAG.oid)) !== OID.tstInfo) fail('another content');
  const info = only(encapsulated.next(context(0, true)).content, TAG.octetString).content;
  encapsulated.end();
  const certificates = signedData.optional(context(0, true));
  // Revocation lists: of no use here.
  signedData.optional(context(1, true));
  const signers = new Reader(signedData.next(TAG.set).content).all(TAG.sequence, 1);
  signedData.end();
  const [signer] = signers;
  if (signer === undefined) return fail('no signer');
  return {
    // RFC 3161 §2.4.2: granted, or granted with modifications.
    granted: [0, 1].includes(integerBytes(status)[0] ?? -1) && status.content.length === 1,
    ...readInfo(info),
    ...readSigner(signer),
    info,
    certificates:
      certificates === null
        ? []
        : new Reader(certificates.content).all(TAG.sequence, MAX_CERTIFICATES).map((one) => one.der),
  };
}

/** TSTInfo (RFC 3161 §2.4.2), as far as anybody goes by it. */
function readInfo(info: Uint8Array): Pick<Timestamp, 'time' | 'imprint'> {
  const reader = new Reader(only(info, TAG.sequence).content);
  if (integerBytes(reader.next(TAG.integer))[0] !== 1) fail('another version');
  reader.next(TAG.oid);
  const imprint = new Reader(reader.next(TAG.sequence).content);
  const hash = hashOf(imprint.next(TAG.sequence));
  const digest = imprint.next(TAG.octetString).content;
  imprint.end();
  integerBytes(reader.next(TAG.integer));
  return { time: momentOf(reader.next(TAG.generalizedTime)), imprint: { hash, digest } };
}

/** RFC 3161 §2.4.2: here, unlike in certificates, a fraction of a second may follow. */
function momentOf(value: Value): Date {
  const text = Array.from(value.content, (byte) => String.fromCharCode(byte)).join('');
  const fraction = /^\d{14}(\.\d{0,8}[1-9])Z$/.exec(text)?.[1];
  if (fraction === undefined) return time(value);
  const whole = value.content.filter((_, i) => i < 14 || i === value.content.length - 1);
  const milliseconds = Math.floor(Number(fraction) * 1000);
  return new Date(time({ ...value, content: whole }).getTime() + milliseconds);
}

function readSigner({
  content,
}: Value): Omit<Timestamp, 'granted' | 'time' | 'imprint' | 'info' | 'certificates'> {
  const reader = new Reader(content);
  integerBytes(reader.next(TAG.integer));
  const sid = new Reader(reader.next(TAG.sequence).content);
  const issuer = sid.next(TAG.sequence);
  const serialNumber = integerBytes(sid.next(TAG.integer));
  sid.end();
  const digestHash = hashOf(reader.next(TAG.sequence));
  const attributes = reader.next(context(0, true));
  const algorithm = readAlgorithm(reader.next(TAG.sequence), digestHash);
  const signature = reader.next(TAG.octetString).content;
  reader.optional(context(1, true));
  reader.end();
  // RFC 5652 §5.4: what is signed bears the tag of a SET.
  const signedAttributes = Uint8Array.from(attributes.der);
  signedAttributes[0] = TAG.set;
  return {
    issuer: issuer.der,
    issuerText: nameText(readName(issuer)),
    serialNumber,
    digestHash,
    algorithm,
    signature,
    signedAttributes,
    ...readAttributes(attributes.content),
  };
}

function readAttributes(
  content: Uint8Array,
): Pick<Timestamp, 'isAboutInfo' | 'messageDigest' | 'signingCertificate'> {
  const values = new Map<string, Value>();
  for (const attribute of new Reader(content).all(TAG.sequence, MAX_ATTRIBUTES)) {
    const reader = new Reader(attribute.content);
    const id = oid(reader.next(TAG.oid));
    const [value, ...others] = valuesOf(reader.next(TAG.set));
    reader.end();
    // RFC 5652 §11: of those that are read here, one with one value.
    if (values.has(id) || value === undefined) fail('an attribute that is there twice');
    if (others.length === 0) values.set(id, value);
  }
  const contentType = values.get(OID.contentType);
  const messageDigest = values.get(OID.messageDigest);
  const v2 = values.get(OID.signingCertificateV2);
  const v1 = values.get(OID.signingCertificate);
  return {
    isAboutInfo: contentType?.tag === TAG.oid && oid(contentType) === OID.tstInfo,
    messageDigest: messageDigest?.tag === TAG.octetString ? messageDigest.content : null,
    signingCertificate:
      v2 !== undefined ? essCertificate(v2, 2) : v1 === undefined ? null : essCertificate(v1, 1),
  };
}

function valuesOf({ content }: Value): Value[] {
  const reader = new Reader(content);
  const values: Value[] = [];
  while (!reader.done) if (values.push(reader.any()) > MAX_ATTRIBUTES) fail('too many values');
  return values;
}

/** The first certificate of SigningCertificate (RFC 2634 §5.4, SHA-1) or SigningCertificateV2 (RFC 5035 §3, SHA-256 unless it says). */
function essCertificate(value: Value, version: 1 | 2): Timestamp['signingCertificate'] {
  const list = new Reader(new Reader(only(value.der, TAG.sequence).content).next(TAG.sequence).content);
  const id = new Reader(list.next(TAG.sequence).content);
  const stated = version === 2 ? id.optional(TAG.sequence) : null;
  const hash = version === 1 ? null : stated === null ? 'sha256' : hashOf(stated);
  return { hash, digest: id.next(TAG.octetString).content };
}

function hashOf({ content }: Value): HashName | null {
  const reader = new Reader(content);
  return HASHES_BY_OID[oid(reader.next(TAG.oid))] ?? null;
}

/** RFC 5652 §10.1.2 lets RSA signers name their key's kind and leave the hash to the digest algorithm. */
function readAlgorithm(value: Value, digestHash: HashName | null): SignatureAlgorithm | null {
  const id = oid(new Reader(value.content).next(TAG.oid));
  if (id === OID.rsaEncryption)
    return digestHash === null ? null : { scheme: 'rsa-pkcs1', hash: digestHash, saltLength: 0 };
  return readSignatureAlgorithm(value).known;
}
