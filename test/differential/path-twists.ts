import { boolean, integer, nothing, octets, oid, sequence, tlv, utf8, type Bytes } from '../forge/der.js';
import { pkcs1Algorithm } from '../forge/keys.js';
import {
  EKU_CODE_SIGNING,
  EKU_SERVER_AUTH,
  OID,
  type CertificateOptions,
  type Extension,
} from '../forge/x509.js';

const DAY = 86_400_000;
const ANY_USAGE = '2.5.29.37.0';

/** One way in which a certificate is odd or wrong. */
export interface Twist {
  readonly options: (at: Date) => CertificateOptions;
  /** What we may call it where OpenSSL does not mind: a rule of our own or of OMS. Absent: both must agree. */
  readonly ours?: readonly string[];
}

const only = (options: CertificateOptions, ...ours: string[]): Twist => ({
  options: () => options,
  ours,
});
const validity = (from: number, to: number): Twist => ({
  options: (at) => ({
    notBefore: new Date(at.getTime() + from * DAY),
    notAfter: new Date(at.getTime() + to * DAY),
  }),
});
const extra = (id: string, critical: boolean, value: Bytes = nothing(), ...ours: string[]) => {
  const extension: Extension = { oid: id, critical, value };
  return only({ extensions: [extension] }, ...ours);
};
const replaced = (id: string, value: Bytes, ...ours: string[]) => only({ replace: { [id]: value } }, ...ours);

/** What a root is, that did not sign itself in a way that we check; OpenSSL does not look (or has taken it for an anchor). */
const NO_ANCHOR = 'chain-without-trusted-root';

/** For any certificate. */
const COMMON = {
  'version 1': only({ version: 1 }, 'version'),
  'version 2': only({ version: 2 }, 'version'),
  'version 1 with extensions': only({ version: 1, extensionsInAnyVersion: true }, 'version', 'unreadable'),
  'version 2 with extensions': only({ version: 2, extensionsInAnyVersion: true }, 'version', 'unreadable'),
  'version 1 stated': only({ version: 1, statesVersion1: true }, 'version'),
  expired: validity(-20, -1),
  'not yet valid': validity(1, 20),
  'valid for no time': validity(1, -1),
  'valid for two days': validity(-1, 1),
  'times in four digits': only({ generalizedTime: true }),
  'SHA-1': only({ hash: 'sha1' }, 'algorithm', NO_ANCHOR),
  'SHA-512': only({ hash: 'sha512' }),
  'other algorithm inside': only({ algorithmMismatch: true }, 'algorithm-mismatch'),
  'other algorithm outside': only(
    { outerAlgorithm: pkcs1Algorithm('sha256') },
    'algorithm-mismatch',
    NO_ANCHOR,
  ),
  'unknown extension': extra('1.3.6.1.4.1.57264.9999', false),
  'unknown critical extension': extra('1.3.6.1.4.1.57264.9999', true),
  'critical CRL distribution points': extra('2.5.29.31', true, sequence(), 'unknown-critical-extension'),
  'critical policy constraints': extra(
    '2.5.29.36',
    true,
    sequence(tlv(0x80, Buffer.of(0))),
    'unknown-critical-extension',
  ),
  'critical inhibitAnyPolicy': extra('2.5.29.54', true, integer(0), 'unknown-critical-extension'),
  'critical policy mappings': extra(
    '2.5.29.33',
    true,
    sequence(sequence(oid('1.2.3.4'), oid('1.2.3.5'))),
    'unknown-critical-extension',
  ),
  'critical issuer alternative name': extra(
    '2.5.29.18',
    true,
    sequence(tlv(0x82, Buffer.from('a.example'))),
    'unknown-critical-extension',
  ),
  'critical proxy certificate': extra(
    '1.3.6.1.5.5.7.1.14',
    true,
    sequence(sequence(oid('1.3.6.1.5.5.7.21.1'))),
    'unknown-critical-extension',
  ),
  policies: only({ policies: ['1.2.3.4'] }),
  'critical policies': only({ policies: ['1.2.3.4', '2.5.29.32.0'], policiesCritical: true }),
  'the same policy twice': only({ policies: ['1.2.3.4', '1.2.3.4'] }),
  'no key identifier': only({ subjectKeyId: false }),
  'another key identifier': only({ subjectKeyId: Buffer.alloc(20, 3) }),
  'no authority': only({ authorityKeyId: false }),
  'authority by serial number': only({ authorityKeyId: 'issuer-and-serial' }),
  'authority by everything': only({ authorityKeyId: 'all' }),
  'authority by another key': only({ authorityKeyId: 'wrong-key-id' }),
  'authority by another issuer': only({ authorityKeyId: 'wrong-issuer' }),
  'authority by another serial number': only({ authorityKeyId: 'wrong-serial' }),
  'authority unreadable': replaced(OID.authorityKeyId, utf8('?'), 'unreadable'),
  'key identifier unreadable': replaced(OID.subjectKeyId, utf8('?'), 'unreadable'),
  'an extension twice': only({ repeat: [OID.keyUsage] }),
  'an unknown extension twice': only(
    {
      extensions: [{ oid: '1.3.6.1.4.1.57264.9999', value: nothing() }],
      repeat: ['1.3.6.1.4.1.57264.9999'],
    },
    'unreadable',
  ),
  'TRUE as 1': only({ trueByte: 1 }, 'unreadable'),
  'FALSE stated': only({ statesFalse: true }),
  'serial number negative': only({ serial: Buffer.of(0x80, 1) }),
  'serial number zero': only({ serial: Buffer.of(0) }),
  'serial number padded': only({ serial: Buffer.of(0, 1) }, 'unreadable'),
  'serial number of 40 bytes': only({ serial: Buffer.alloc(40, 0x42) }),
  'serial number without bytes': only({ serial: Buffer.alloc(0) }, 'unreadable'),
  'unique identifiers': only({ uniqueIds: true }),
  'no usages named': replaced(
    OID.extendedKeyUsage,
    sequence(),
    'certificate-may-not-sign',
    'extended-key-usage',
  ),
  'key usage of no bits': only({ keyUsage: [] }),
  'key usage of nine bits': replaced(OID.keyUsage, tlv(0x03, Buffer.of(7, 0x86, 0x80))),
  'key usage with a zero behind': replaced(OID.keyUsage, tlv(0x03, Buffer.of(0, 0x86))),
  'key usage not a bit string': replaced(OID.keyUsage, octets(Buffer.of(0x86)), 'unreadable'),
  'constraints of nothing': only({ nameConstraints: {} }, 'unreadable'),
  'constraints of no subtree': only({ nameConstraints: { permitted: [] } }, 'unreadable'),
  'constraints not readable': replaced(OID.nameConstraints, utf8('?')),
  'names not readable': only({
    altNames: [{ dns: 'a.example' }],
    replace: { [OID.subjectAltName]: utf8('?') },
  }),
  'no names in the list': only({ altNames: [] }, 'unreadable'),
  'critical names': only({ altNames: [{ dns: 'signer.touchstone.example' }], altNamesCritical: true }),
} as const satisfies Record<string, Twist>;

/** For authorities. */
export const AUTHORITY_TWISTS = {
  ...COMMON,
  'no basic constraints': only({ ca: null, keyUsage: ['keyCertSign'] }, 'not-a-ca'),
  'no extensions about authority': only({ ca: null, keyUsage: null }, 'not-a-ca'),
  'not an authority': only({ ca: false, keyUsage: ['keyCertSign'] }),
  'not an authority, with a path length': only({ ca: false, keyUsage: ['keyCertSign'], pathLength: 3 }),
  'path length 0': only({ pathLength: 0 }),
  'path length 1': only({ pathLength: 1 }),
  'path length 2': only({ pathLength: 2 }),
  'path length of 200': only({ pathLength: 200 }),
  'path length negative': replaced(OID.basicConstraints, sequence(boolean(true), tlv(0x02, Buffer.of(0xff)))),
  'path length alone': replaced(OID.basicConstraints, sequence(integer(1))),
  'authority as 1': replaced(OID.basicConstraints, sequence(tlv(0x01, Buffer.of(1))), 'unreadable'),
  'authority stated false': replaced(OID.basicConstraints, sequence(boolean(false))),
  'bytes behind the basic constraints': replaced(
    OID.basicConstraints,
    Buffer.concat([sequence(boolean(true)), Buffer.of(5, 0)]),
    'unreadable',
  ),
  'bytes inside the basic constraints': replaced(
    OID.basicConstraints,
    sequence(boolean(true), integer(3), nothing()),
    'unreadable',
  ),
  'basic constraints not critical': only({
    ca: null,
    keyUsage: ['keyCertSign'],
    extensions: [{ oid: OID.basicConstraints, value: sequence(boolean(true)) }],
  }),
  'no keyCertSign': only({ keyUsage: ['digitalSignature'] }),
  'no key usage': only({ keyUsage: null }),
  'for code signing': only({ extendedKeyUsage: [EKU_CODE_SIGNING] }),
  'for any purpose': only({ extendedKeyUsage: [ANY_USAGE] }),
  'for servers': only({ extendedKeyUsage: [EKU_SERVER_AUTH] }, 'extended-key-usage'),
  'for servers, critical': only(
    { extendedKeyUsage: [EKU_SERVER_AUTH], extendedKeyUsageCritical: true },
    'extended-key-usage',
  ),
  'for servers and code signing': only({ extendedKeyUsage: [EKU_SERVER_AUTH, EKU_CODE_SIGNING] }),
} as const satisfies Record<string, Twist>;

/** For the signer's own certificate. */
export const LEAF_TWISTS = {
  ...COMMON,
  'no basic constraints': only({ ca: null }),
  'an authority too': only({ ca: true, keyUsage: ['digitalSignature', 'keyCertSign'] }),
  'an authority for nothing': only({ ca: true, extendedKeyUsage: null }, 'certificate-may-not-sign'),
  'no digitalSignature': only({ keyUsage: ['keyEncipherment'] }, 'certificate-may-not-sign'),
  'no usages': only({ keyUsage: null, extendedKeyUsage: null }, 'certificate-may-not-sign'),
  'no extended usages': only({ extendedKeyUsage: null }),
  'no key usage': only({ keyUsage: null }),
  'for servers': only({ extendedKeyUsage: [EKU_SERVER_AUTH] }, 'certificate-may-not-sign'),
  'for servers, without key usage': only(
    { keyUsage: null, extendedKeyUsage: [EKU_SERVER_AUTH] },
    'certificate-may-not-sign',
  ),
  'for any purpose': only({ extendedKeyUsage: [ANY_USAGE] }),
  'with constraints of its own': only({ nameConstraints: { permitted: [{ dns: 'elsewhere.example' }] } }),
} as const satisfies Record<string, Twist>;

export type AuthorityTwist = keyof typeof AUTHORITY_TWISTS;
export type LeafTwist = keyof typeof LEAF_TWISTS;
