import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import {
  EKU_SERVER_AUTH,
  flipBit,
  forgeCertificate,
  impostorOf,
  makeChain,
  toPem,
  type AltName,
  type Chain,
  type ForgedCertificate,
  type KeyPair,
} from '../../forge/index.js';
import type { NearMiss } from '../../../src/reason.js';
import type { Mutation } from '../mutation.js';
import type { Question } from '../question.js';
import { byChain, chain, faulty, once, refused, sound } from './make.js';

type Trust = Omit<Extract<Question['trust'], { method: 'certificate' }>, 'method'>;

/** With the root; a question about who signed, beyond "somebody whom this CA certified". */
const who =
  (trust: Trust, own: () => Chain = chain) =>
  () =>
    byChain(own(), { roots: own().rootPem, ...trust });
/** Without any root. */
const pinned =
  (trust: (own: Chain) => Trust, own: () => Chain = chain) =>
  () =>
    byChain(own(), trust(own()));

const MAIL = 'signer@touchstone.example';
const WEB = 'https://touchstone.example/signer';
const HOST = 'signer.touchstone.example';
const names: readonly AltName[] = [{ email: MAIL }, { uri: WEB }, { dns: HOST }];
const named = once(() => makeChain({ leaf: { altNames: names } }));
const nameless = once(() =>
  makeChain({ leaf: { subject: {}, altNames: [{ email: MAIL }], altNamesCritical: true } }),
);
const byCommonName = once(() => makeChain({ leaf: { subject: { CN: 'Model Signer' } } }));
const long = once(() => makeChain({ intermediates: [{}, {}] }));

const DN = 'CN=Model Signing, O=touchstone.example';

const SUBJECTS: readonly Mutation[] = [
  sound('expected subject: the distinguished name', who({ subject: DN })),
  sound('expected subject: the common name', who({ subject: 'Model Signer' }, byCommonName)),
  sound('expected subject: an e-mail address', who({ subject: MAIL }, named)),
  sound('expected subject: a URI', who({ subject: WEB }, named)),
  sound('expected subject: a host', who({ subject: HOST }, named)),
  sound('expected subject: an e-mail address of a nameless certificate', who({ subject: MAIL }, nameless)),
  sound('expected alternative name: an e-mail address', who({ subjectAltName: MAIL }, named)),
  sound('expected alternative name: a URI', who({ subjectAltName: WEB }, named)),
  sound('expected alternative name: a host', who({ subjectAltName: HOST }, named)),
  sound('expected subject and alternative name', who({ subject: DN, subjectAltName: MAIL }, named)),
];

type Wrong = readonly [how: string, expected: string, nearMiss: NearMiss | null];

const WRONG_SUBJECTS: readonly Wrong[] = [
  ['another name', 'CN=Somebody, O=touchstone.example', null],
  ['a part of the name', 'CN=Model Signing', null],
  ['the parts in another order', 'O=touchstone.example, CN=Model Signing', null],
  ['other case', 'CN=model signing, O=touchstone.example', 'case'],
  ['a look-alike', 'CN=M\u043edel Signing, O=touchstone.example', 'look-alike'],
  ['a dot at its end', `${DN}.`, 'trailing'],
  ['a blank at its end', `${DN} `, 'white-space'],
  ['a pattern', 'CN=*, O=touchstone.example', null],
  ['a regular expression', '.*', null],
];
const WRONG_ALT_NAMES: readonly Wrong[] = [
  ['another name', 'somebody@touchstone.example', null],
  ['a part of the name', 'touchstone.example', null],
  ['other case', 'Signer@touchstone.example', 'case'],
  ['a look-alike', 'sign\u0435r@touchstone.example', 'look-alike'],
  ['a dot at its end', `${MAIL}.`, 'trailing'],
  ['a blank before it', ` ${MAIL}`, 'white-space'],
  ['http for https', WEB.replace('https', 'http'), 'scheme'],
  ['a slash at its end', `${WEB}/`, 'trailing'],
  ['a pattern', '*@touchstone.example', null],
  ['the distinguished name', DN, null],
];

const WRONG_NAMES: readonly Mutation[] = [
  ...WRONG_SUBJECTS.map(([how, expected, nearMiss]) =>
    faulty(
      `expected subject with ${how}`,
      'signer-mismatch',
      { code: 'subject-differs', expected, nearMiss },
      who({ subject: expected }),
    ),
  ),
  ...WRONG_ALT_NAMES.map(([how, expected, nearMiss]) =>
    faulty(
      `expected alternative name with ${how}`,
      'signer-mismatch',
      { code: 'subject-alt-name-differs', expected, actual: [MAIL, WEB, HOST], nearMiss },
      who({ subjectAltName: expected }, named),
    ),
  ),
  faulty(
    'an alternative name is expected where there is none',
    'signer-mismatch',
    { code: 'subject-alt-name-differs', actual: [], nearMiss: null },
    who({ subjectAltName: MAIL }),
  ),
  faulty(
    'the common name is expected as an alternative name',
    'signer-mismatch',
    { code: 'subject-alt-name-differs', nearMiss: null },
    who({ subjectAltName: 'Model Signer' }, byCommonName),
  ),
  ...(
    [
      ['an e-mail address that is a host', MAIL, { dns: MAIL }],
      ['an e-mail address that is a URI', MAIL, { uri: MAIL }],
      [
        'an e-mail address that is an address of four bytes',
        'a@bc',
        { ip: new TextEncoder().encode('a@bc') },
      ],
      ['a URI that is a host', WEB, { dns: WEB }],
    ] as const
  ).flatMap(([how, expected, altName]) => {
    const own = once(() => makeChain({ leaf: { altNames: [altName] } }));
    return [
      faulty(
        `expected subject: ${how}`,
        'signer-mismatch',
        { code: 'subject-differs', nearMiss: null },
        who({ subject: expected }, own),
      ),
      faulty(
        `expected alternative name: ${how}`,
        'signer-mismatch',
        { code: 'subject-alt-name-differs', nearMiss: null },
        who({ subjectAltName: expected }, own),
      ),
    ];
  }),
  faulty(
    'the subject fits and the alternative name does not',
    'signer-mismatch',
    { code: 'subject-alt-name-differs', nearMiss: null },
    who({ subject: DN, subjectAltName: 'x@touchstone.example' }, named),
  ),
  faulty(
    'the alternative name fits and the subject does not',
    'signer-mismatch',
    { code: 'subject-differs', nearMiss: null },
    who({ subject: 'CN=Somebody', subjectAltName: MAIL }, named),
  ),
];

const hex = ({ der }: ForgedCertificate) =>
  new X509Certificate(der).fingerprint256.replaceAll(':', '').toLowerCase();
const colons = ({ der }: ForgedCertificate) => new X509Certificate(der).fingerprint256;
const above = (own: Chain, i = 0): ForgedCertificate => {
  const certificate = own.intermediates[i];
  if (certificate === undefined) throw new Error('the chain is too short');
  return certificate;
};

const PINS: readonly Mutation[] = [
  sound(
    'leaf pinned, with a root',
    holding((own) => ({ leafFingerprint: hex(own.leaf) })),
  ),
  sound(
    'leaf pinned, without a root',
    pinned((own) => ({ leafFingerprint: hex(own.leaf) })),
  ),
  sound(
    'leaf pinned as OpenSSL prints it',
    pinned((own) => ({ leafFingerprint: `sha256 Fingerprint=${colons(own.leaf)}` })),
  ),
  sound(
    'leaf pinned in capitals with colons',
    pinned((own) => ({ leafFingerprint: colons(own.leaf) })),
  ),
  sound(
    'leaf pinned in small letters with colons',
    pinned((own) => ({ leafFingerprint: colons(own.leaf).toLowerCase() })),
  ),
  sound(
    'intermediate pinned, with a root',
    holding((own) => ({ intermediateFingerprint: hex(above(own)) })),
  ),
  sound(
    'intermediate pinned, without a root',
    pinned((own) => ({ intermediateFingerprint: colons(above(own)) })),
  ),
  sound(
    'the lower of two intermediates pinned',
    holding((own) => ({ intermediateFingerprint: hex(above(own)) }), long),
  ),
  sound(
    'the upper of two intermediates pinned',
    holding((own) => ({ intermediateFingerprint: hex(above(own, 1)) }), long),
  ),
  sound(
    'the upper of two intermediates pinned, without a root',
    pinned((own) => ({ intermediateFingerprint: hex(above(own, 1)) }), long),
  ),
  sound(
    'leaf and intermediate pinned, without a root',
    pinned((own) => ({ leafFingerprint: hex(own.leaf), intermediateFingerprint: hex(above(own)) })),
  ),
  sound(
    'leaf pinned, and everything else stated',
    holding(
      (own) => ({
        leafFingerprint: hex(own.leaf),
        intermediateFingerprint: hex(above(own)),
        subject: DN,
        subjectAltName: MAIL,
      }),
      named,
    ),
  ),
];

function holding(trust: (own: Chain) => Trust, own: () => Chain = chain) {
  return () => byChain(own(), { roots: own().rootPem, ...trust(own()) });
}

const NOBODY = 'ab'.repeat(32);
const leafDiffers = { code: 'certificate-differs', which: 'leaf' } as const;
const intermediateDiffers = { code: 'certificate-differs', which: 'intermediate' } as const;

/** A stranger's chain that carries a certificate of ours along: what somebody tries who knows the pin. */
const carried = (certificate: (own: Chain) => Buffer, trust: (own: Chain) => Trust) => () => {
  const own = chain();
  const stranger = makeChain();
  const certificates = [...stranger.certificates, certificate(own)];
  return byChain({ ...stranger, certificates }, trust(own));
};

const WRONG_PINS: readonly Mutation[] = [
  faulty(
    'another leaf pinned, with a root',
    'signer-mismatch',
    { ...leafDiffers, expected: NOBODY },
    who({ leafFingerprint: NOBODY }),
  ),
  faulty(
    'another leaf pinned, without a root',
    'signer-mismatch',
    [leafDiffers, 'chain-without-trusted-root'],
    pinned(() => ({ leafFingerprint: NOBODY })),
  ),
  faulty(
    'another intermediate pinned, with a root',
    'signer-mismatch',
    { ...intermediateDiffers, expected: NOBODY },
    who({ intermediateFingerprint: NOBODY }),
  ),
  faulty(
    'another intermediate pinned, without a root',
    'signer-mismatch',
    [intermediateDiffers, 'chain-without-trusted-root'],
    pinned(() => ({ intermediateFingerprint: NOBODY })),
  ),
  faulty(
    'the leaf pinned as an intermediate',
    'signer-mismatch',
    intermediateDiffers,
    holding((own) => ({ intermediateFingerprint: hex(own.leaf) })),
  ),
  faulty(
    'the intermediate pinned as a leaf',
    'signer-mismatch',
    leafDiffers,
    holding((own) => ({ leafFingerprint: hex(above(own)) })),
  ),
  faulty(
    'the root pinned as an intermediate',
    'signer-mismatch',
    intermediateDiffers,
    holding((own) => ({ intermediateFingerprint: hex(own.root) })),
  ),
  faulty(
    'a pinned intermediate that is only carried along',
    'signer-mismatch',
    [intermediateDiffers, 'chain-without-trusted-root'],
    carried(
      (own) => above(own).der,
      (own) => ({ intermediateFingerprint: hex(above(own)) }),
    ),
  ),
  faulty(
    'a pinned leaf that is only carried along',
    'signer-mismatch',
    [leafDiffers, 'chain-without-trusted-root'],
    carried(
      (own) => own.leaf.der,
      (own) => ({ leafFingerprint: hex(own.leaf) }),
    ),
  ),
  faulty(
    'a pinned leaf before which another is put',
    'signer-mismatch',
    [leafDiffers, 'chain-without-trusted-root'],
    () => {
      const own = chain();
      const stranger = makeChain();
      return byChain(
        { ...stranger, certificates: [stranger.leaf.der, ...own.certificates] },
        { leafFingerprint: hex(own.leaf) },
      );
    },
  ),
  faulty("a pinned leaf with a stranger's signature", 'signature-invalid', 'signature-differs', () => {
    const own = chain();
    return byChain({ ...makeChain(), certificates: own.certificates }, { leafFingerprint: hex(own.leaf) });
  }),
  faulty(
    'a pinned intermediate, and an impostor of the same name who issued the leaf',
    'signature-invalid',
    'chain-signature-differs',
    () => {
      const own = chain();
      const stranger = makeChain({
        intermediates: [],
        root: { subject: above(own).name, subjectKeyId: above(own).keyId ?? false },
      });
      return byChain(
        { ...stranger, certificates: [stranger.leaf.der, above(own).der] },
        { intermediateFingerprint: hex(above(own)) },
      );
    },
  ),
  faulty(
    'a pinned leaf that has expired',
    'signer-untrusted',
    'certificate-expired',
    pinned(
      (own) => ({ leafFingerprint: hex(own.leaf) }),
      once(() =>
        makeChain({ leaf: { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') } }),
      ),
    ),
  ),
  faulty(
    'a pinned leaf that may not sign',
    'signer-untrusted',
    'certificate-may-not-sign',
    pinned(
      (own) => ({ leafFingerprint: hex(own.leaf) }),
      once(() => makeChain({ leaf: { extendedKeyUsage: [EKU_SERVER_AUTH] } })),
    ),
  ),
  faulty(
    'a pinned intermediate that has expired',
    'signer-untrusted',
    'certificate-expired',
    pinned(
      (own) => ({ intermediateFingerprint: hex(above(own)) }),
      once(() =>
        makeChain({
          intermediates: [{ notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') }],
        }),
      ),
    ),
  ),
  faulty(
    'a pinned intermediate that is no CA',
    'signer-untrusted',
    { code: 'chain-not-allowed', problem: 'not-a-ca' },
    pinned(
      (own) => ({ intermediateFingerprint: hex(above(own)) }),
      once(() => makeChain({ intermediates: [{ ca: false, keyUsage: ['keyCertSign'] }] })),
    ),
  ),
  faulty("a pinned leaf under somebody else's root", 'signer-untrusted', 'chain-without-trusted-root', () =>
    byChain(chain(), { roots: makeChain().rootPem, leafFingerprint: hex(chain().leaf) }),
  ),
  faulty(
    'a pinned leaf with another subject than expected',
    'signer-mismatch',
    { code: 'subject-differs', nearMiss: null },
    pinned((own) => ({ leafFingerprint: hex(own.leaf), subject: 'CN=Somebody' })),
  ),
];

const OPTIONAL = 'an empty field there is no expectation';

const UNUSABLE_PINS: readonly Mutation[] = [
  ...(['leaf', 'intermediate'] as const).flatMap((which) =>
    ['abc', 'zz'.repeat(32), 'ab'.repeat(31), 'ab'.repeat(33), 'ab'.repeat(20), `sha512:${NOBODY}`].map(
      (fingerprint) =>
        refused(
          `${JSON.stringify(fingerprint)} for the fingerprint of the ${which}`,
          { code: 'fingerprint-unusable', which, fingerprint },
          who({ [`${which}Fingerprint`]: fingerprint }),
        ),
    ),
  ),
  refused('blanks for a subject', 'subject-empty', who({ subject: ' ' })),
  refused('blanks for an alternative name', 'subject-alt-name-empty', who({ subjectAltName: ' ' })),
  refused('no text for a subject', 'subject-empty', who({ subject: '' }), { notOn: { page: OPTIONAL } }),
  refused('no text for an alternative name', 'subject-alt-name-empty', who({ subjectAltName: '' }), {
    notOn: { page: OPTIONAL },
  }),
  ...['', ' '].map((fingerprint) =>
    refused(
      `${fingerprint === '' ? 'no text' : 'blanks'} for a fingerprint`,
      { code: 'fingerprint-unusable', which: 'leaf' },
      who({ leafFingerprint: fingerprint }),
      { notOn: { page: OPTIONAL } },
    ),
  ),
];

function unusedKey(kind: 'secp256k1' | 'RSA-1024'): KeyPair {
  return kind === 'secp256k1'
    ? generateKeyPairSync('ec', { namedCurve: kind })
    : generateKeyPairSync('rsa', { modulusLength: 1024 });
}

const ANCHORS: readonly Mutation[] = [
  sound('the root in the bundle too', async () => {
    const own = chain();
    return byChain({ ...own, certificates: [...own.certificates, own.root.der] });
  }),
  sound('several roots', () => byChain(chain(), { roots: [makeChain().rootPem, chain().rootPem] })),
  sound('several roots in one file', () =>
    byChain(chain(), { roots: makeChain().rootPem + chain().rootPem }),
  ),
  sound('words around the root', () =>
    byChain(chain(), { roots: `subject=CN = root\n${chain().rootPem}\nwords` }),
  ),
  sound('an intermediate beside the root, which the bundle leaves out', () => {
    const own = chain();
    return byChain({ ...own, certificates: [own.leaf.der] }, { roots: [own.rootPem, above(own).pem] });
  }),
  faulty("a stranger's root", 'signer-untrusted', 'chain-without-trusted-root', () =>
    byChain(chain(), { roots: makeChain().rootPem }),
  ),
  faulty(
    "a stranger's root, with the own one in the bundle",
    'signer-untrusted',
    'chain-without-trusted-root',
    () => {
      const own = chain();
      return byChain(
        { ...own, certificates: [...own.certificates, own.root.der] },
        { roots: makeChain().rootPem },
      );
    },
  ),
  faulty('an impostor of the root', 'signature-invalid', 'chain-signature-differs', () =>
    byChain(chain(), { roots: impostorOf(chain().root).pem }),
  ),
  ...(
    [
      ['on a curve that we do not use', 'secp256k1'],
      ['for RSA, of 1024 bits', 'RSA-1024'],
    ] as const
  ).flatMap(([how, kind]) => [
    faulty(
      `an intermediate with a key ${how}`,
      'signer-untrusted',
      { code: 'chain-not-allowed', problem: 'key' },
      () => byChain(makeChain({ intermediates: [{ key: unusedKey(kind) }] })),
    ),
    refused(`a root with a key ${how}`, { code: 'root-unusable', problem: 'unsupported-key' }, () =>
      byChain(makeChain({ root: { key: unusedKey(kind) } })),
    ),
  ]),
  faulty(
    'an intermediate for servers only',
    'signer-untrusted',
    { code: 'chain-not-allowed', problem: 'extended-key-usage' },
    () => byChain(makeChain({ intermediates: [{ extendedKeyUsage: [EKU_SERVER_AUTH] }] })),
  ),
  faulty('a self-signed leaf of the same name', 'signer-untrusted', 'chain-without-trusted-root', () => {
    const own = chain();
    const leaf = forgeCertificate({ subject: own.leaf.name, ca: false, keyUsage: ['digitalSignature'] });
    return byChain({ ...own, leaf, certificates: [leaf.der, ...own.certificates.slice(1)] });
  }),
  faulty(
    'nobody named, with a chain',
    'signer-untrusted',
    ['chain-without-trusted-root', 'nobody-named'],
    () => byChain(chain(), {}, { trust: { method: 'inspect' } }),
  ),
  refused('neither a root nor a pin', 'root-needed', who({ roots: [] }), { refusedBy: ['page', 'command'] }),
  refused('neither a root nor a pin, but a subject', 'root-needed', () => byChain(chain(), { subject: DN }), {
    refusedBy: ['page', 'command'],
  }),
  refused('an intermediate for a root', 'root-not-self-signed', () =>
    byChain(chain(), { roots: above(chain()).pem }),
  ),
  refused('the leaf for a root', 'root-not-self-signed', () => byChain(chain(), { roots: chain().leaf.pem })),
  refused('a root with a broken signature', 'root-not-self-signed', () =>
    byChain(chain(), { roots: toPem(flipBit(chain().root.der)) }),
  ),
  refused('a root signed with SHA-1', { code: 'root-unusable', problem: 'unsupported-algorithm' }, () =>
    byChain(makeChain({ root: { hash: 'sha1' } })),
  ),
];

export const CERTIFICATES: readonly Mutation[] = [
  ...SUBJECTS,
  ...WRONG_NAMES,
  ...PINS,
  ...WRONG_PINS,
  ...UNUSABLE_PINS,
  ...ANCHORS,
];
