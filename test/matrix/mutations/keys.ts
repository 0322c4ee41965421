import { generateKeyPairSync } from 'node:crypto';
import {
  buildStatementV01,
  envelope,
  keyHint,
  makeChain,
  makeKey,
  payloadBytes,
  pemOf,
  pooledKey,
  preAuthEncoding,
  preAuthEncodingV02,
  signBytes,
  signWithCertificate,
  type Hash,
} from '../../forge/index.js';
import type { Mutation } from '../mutation.js';
import type { Question } from '../question.js';
import {
  bundleOf,
  byChain,
  byKey,
  chain,
  faulty,
  FILES,
  flipped,
  good,
  keyless,
  refused,
  signer,
  sound,
  statement,
  tampered,
} from './make.js';

const SIG = 'dsseEnvelope.signatures.0.sig';
const HINT = 'verificationMaterial.publicKey.hint';
const expecting = (publicKey: string) => ({ trust: { method: 'key', publicKey } }) as const;
const pem = () => pemOf(pooledKey('P-256'));
const strangerPem = () => pemOf(pooledKey('P-256', 1));

/** The good payload with another signature on it. */
const signedAs = (sign: (payload: Buffer) => Buffer) => async () => {
  const sig = sign(payloadBytes(await statement())).toString('base64');
  return tampered(await good(), SIG, sig);
};

const withHash = (curve: 'P-256' | 'P-384' | 'P-521', hash: Hash) => async (): Promise<Question> => {
  const payload = await statement();
  const signature = signBytes(pooledKey(curve), preAuthEncoding(payloadBytes(payload)), hash);
  return tampered(byKey(payload, { curve }), SIG, signature.toString('base64'));
};

const SOUND: readonly Mutation[] = [
  ...(['P-256', 'P-384', 'P-521'] as const).flatMap((curve) => [
    sound(`a key on ${curve}`, async () => byKey(await statement(), { curve })),
    sound(`a key on ${curve}, in the bundle`, async () =>
      byKey(await statement(), { curve, shape: 'rawBytes' }),
    ),
    sound(`a leaf on ${curve}`, () => byChain(makeChain({ leaf: { key: pooledKey(curve) } }))),
    sound(`v0.2.0, a key on ${curve}`, () => byKey(buildStatementV01(FILES), { curve, format: 'v0.2.0' }), {
      notes: ['deprecated-format'],
    }),
  ]),
  sound(
    'v0.2.0, a leaf on P-384, with SHA-256',
    async () => {
      const own = makeChain({ leaf: { key: pooledKey('P-384') } });
      const bundle = signWithCertificate(buildStatementV01(FILES), own, { format: 'v0.2.0' });
      return byChain(own, undefined, { bundle: JSON.stringify(bundle) });
    },
    { notes: ['deprecated-format'] },
  ),
  sound('a key file with words around the key', () => good(expecting(`Key of the signer:\n${pem()}\nend\n`))),
  sound('a key file with other line ends', () => good(expecting(pem().replaceAll('\n', '\r\n')))),
  sound('a key file in one line', () => good(expecting(inOneLine(pem())))),
  sound('a hint in capitals', async () => tampered(await good(), HINT, keyHint(pem()).toUpperCase())),
];

const WRONG: readonly Mutation[] = [
  faulty("a stranger's key", 'signer-mismatch', 'key-differs', () => good(expecting(strangerPem()))),
  faulty('a key on another curve', 'signer-mismatch', 'key-differs', () =>
    good(expecting(pemOf(pooledKey('P-384')))),
  ),
  faulty(
    "a stranger's key, and a bundle without a hint",
    'signature-invalid',
    'signature-differs',
    async () => tampered(await good(expecting(strangerPem())), HINT, undefined),
  ),
  faulty(
    "a stranger's key, to which the hint was changed",
    'signature-invalid',
    'signature-differs',
    async () => tampered(await good(expecting(strangerPem())), HINT, keyHint(strangerPem())),
  ),
  faulty('a hint at another key', 'signer-mismatch', 'key-differs', async () =>
    tampered(await good(), HINT, keyHint(strangerPem())),
  ),
  faulty('a hint that is none', 'signer-mismatch', 'key-differs', async () =>
    tampered(await good(), HINT, 'abc'),
  ),
  faulty("a stranger's key in the bundle", 'signer-mismatch', 'key-differs', async () =>
    byKey(await statement(), { key: pooledKey('P-256', 1), shape: 'rawBytes' }, expecting(pem())),
  ),
  faulty(
    "a stranger's key in the bundle, which did not sign either",
    'signature-invalid',
    ['signature-differs', 'key-differs'],
    async () => {
      const question = byKey(await statement(), { shape: 'rawBytes' });
      const raw = Buffer.from(strangerPem()).toString('base64');
      return tampered(question, 'verificationMaterial.publicKey.rawBytes', raw);
    },
  ),
  faulty('nobody named, with the key in the bundle', 'signer-untrusted', 'key-came-with-model', async () =>
    byKey(await statement(), { shape: 'rawBytes' }, { trust: { method: 'inspect' } }),
  ),
  refused('nobody named, with a hint alone', 'public-key-needed', () =>
    good({ trust: { method: 'inspect' } }),
  ),
];

const BROKEN: readonly Mutation[] = [
  faulty('a flipped bit in the signature', 'signature-invalid', 'signature-differs', async () => {
    const question = await good();
    return tampered(question, SIG, flipped(bundleOf(question).dsseEnvelope.signatures[0]?.sig ?? ''));
  }),
  faulty('a byte behind the signature', 'signature-invalid', 'signature-differs', async () => {
    const question = await good();
    const sig = Buffer.from(bundleOf(question).dsseEnvelope.signatures[0]?.sig ?? '', 'base64');
    return tampered(question, SIG, Buffer.concat([sig, Buffer.of(0)]).toString('base64'));
  }),
  faulty('a signature of zeros', 'signature-invalid', 'signature-differs', async () =>
    tampered(await good(), SIG, Buffer.alloc(64).toString('base64')),
  ),
  // r = s = 0: what CVE-2022-21449 let pass.
  faulty('a signature of two zeros', 'signature-invalid', 'signature-differs', async () =>
    tampered(await good(), SIG, Buffer.from('3006020100020100', 'hex').toString('base64')),
  ),
  faulty('a payload with a blank more', 'signature-invalid', 'signature-differs', async () => {
    const payload = `${JSON.stringify(await statement(), null, 2)} `;
    return tampered(await good(), 'dsseEnvelope.payload', Buffer.from(payload).toString('base64'));
  }),
  faulty(
    "a stranger's signature under this key's hint",
    'signature-invalid',
    'signature-differs',
    signedAs((payload) => signBytes(makeKey(), preAuthEncoding(payload))),
  ),
  faulty(
    'a signature on the bare payload',
    'signature-invalid',
    'signature-differs',
    signedAs((payload) => signBytes(pooledKey('P-256'), payload)),
  ),
  faulty(
    'a signature for another payload type',
    'signature-invalid',
    'signature-differs',
    signedAs((payload) => signBytes(pooledKey('P-256'), preAuthEncoding(payload, 'text/plain'))),
  ),
  faulty(
    'the encoding of v0.2.0 for a later predicate',
    'signature-invalid',
    'signature-differs',
    signedAs((payload) => signBytes(pooledKey('P-256'), preAuthEncodingV02(payload))),
  ),
  faulty('P-384 with SHA-256', 'signature-invalid', 'signature-differs', withHash('P-384', 'sha256')),
  faulty('P-256 with SHA-512', 'signature-invalid', 'signature-differs', withHash('P-256', 'sha512')),
  faulty('P-521 with SHA-1', 'signature-invalid', 'signature-differs', withHash('P-521', 'sha1')),
  faulty(
    'v0.2.0, a key on P-384 with SHA-256',
    'signature-invalid',
    'signature-differs',
    () => {
      const payload = payloadBytes(buildStatementV01(FILES));
      const signature = signBytes(pooledKey('P-384'), preAuthEncodingV02(payload), 'sha256');
      const question = byKey(payload, { curve: 'P-384', format: 'v0.2.0' });
      return tampered(question, 'dsseEnvelope', envelope(payload, signature));
    },
    { notes: ['deprecated-format'] },
  ),
  faulty('another leaf than the one that signed', 'signature-invalid', 'signature-differs', () => {
    const own = chain();
    return byChain({ ...own, leaf: makeChain().leaf });
  }),
  refused('an RSA leaf', 'signature-unsupported', () =>
    byChain(makeChain({ leaf: { key: pooledKey('RSA-2048') } })),
  ),
  refused('an Ed25519 leaf', 'signature-unsupported', () =>
    byChain(makeChain({ leaf: { key: pooledKey('Ed25519') } })),
  ),
];

const otherPem = (type: 'pkcs8' | 'sec1') =>
  pooledKey('P-256').privateKey.export({ type, format: 'pem' }).toString();
const secp256k1 = () =>
  generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();
const wrapped = (body: string) => `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`;

const KEY_FILES: readonly (readonly [
  what: string,
  problem: Extract<Mutation['reasons'][number], { code: 'public-key-unusable' }>['problem'],
  text: () => string,
])[] = [
  ['nothing in it', 'empty', () => ''],
  ['blanks alone', 'empty', () => ' \n'],
  ['plain words', 'not-pem', () => 'not a key'],
  ['DER in it, as text', 'not-pem', () => '\u0030\u0059\u0030'],
  ['a certificate', 'is-a-certificate', () => chain().rootPem],
  ['a private key', 'is-a-private-key', () => otherPem('pkcs8')],
  ['a private key in the older form', 'is-a-private-key', () => otherPem('sec1')],
  ['two public keys', 'several-keys', () => pem() + strangerPem()],
  ['an RSA key', 'unsupported-key', () => pemOf(pooledKey('RSA-2048'))],
  ['an Ed25519 key', 'unsupported-key', () => pemOf(pooledKey('Ed25519'))],
  ['a key on a curve of which OMS does not speak', 'unsupported-key', secp256k1],
  ['base64 that is cut off', 'malformed', () => wrapped('A')],
  ['an empty block', 'malformed', () => wrapped('')],
];

const ROOT_FILES: readonly (readonly [
  what: string,
  problem: Extract<Mutation['reasons'][number], { code: 'root-unusable' }>['problem'],
  text: () => string,
])[] = [
  ['nothing in it', 'empty', () => ''],
  ['plain words', 'not-pem', () => 'not a certificate'],
  ['a public key', 'is-a-public-key', pem],
  ['a private key', 'is-a-private-key', () => otherPem('pkcs8')],
  [
    'bytes that are no certificate',
    'malformed',
    () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  ],
  [
    'a certificate that is cut off',
    'malformed',
    () => {
      const [, first = ''] = chain().rootPem.split('\n');
      return `-----BEGIN CERTIFICATE-----\n${first}\n-----END CERTIFICATE-----\n`;
    },
  ],
];

const UNUSABLE: readonly Mutation[] = [
  ...KEY_FILES.map(([what, problem, text]) =>
    refused(`a public key file with ${what}`, { code: 'public-key-unusable', problem }, () =>
      good(expecting(text())),
    ),
  ),
  ...ROOT_FILES.map(([what, problem, text]) =>
    refused(`a root file with ${what}`, { code: 'root-unusable', problem }, () =>
      byChain(chain(), { roots: text() }),
    ),
  ),
  refused('one good root file and one with plain words', { code: 'root-unusable', problem: 'not-pem' }, () =>
    byChain(chain(), { roots: [chain().rootPem, 'words'] }),
  ),
];

const asKey = () => expecting(pem());
const asCertificate = () => ({ trust: { method: 'certificate', roots: chain().rootPem } }) as const;
const asSigstore = () => ({ trust: signer() });

const METHODS: readonly Mutation[] = [
  refused(
    'a key is asked for, of a certificate',
    { code: 'method-differs', asked: 'key', found: 'certificate' },
    () => byChain(chain(), {}, asKey()),
  ),
  refused(
    'a key is asked for, of a keyless signature',
    { code: 'method-differs', asked: 'key', found: 'sigstore' },
    () => keyless({}, asKey().trust),
  ),
  refused(
    'a certificate is asked for, of a key',
    { code: 'method-differs', asked: 'certificate', found: 'key' },
    () => good(asCertificate()),
  ),
  refused(
    'a certificate is asked for, of a keyless signature',
    { code: 'method-differs', asked: 'certificate', found: 'sigstore' },
    () => keyless({}, asCertificate().trust),
  ),
  refused(
    'an identity is asked for, of a key',
    { code: 'method-differs', asked: 'sigstore', found: 'key' },
    () => good(asSigstore()),
  ),
  refused(
    'an identity is asked for, of a certificate',
    { code: 'method-differs', asked: 'sigstore', found: 'certificate' },
    () => byChain(chain(), {}, asSigstore()),
  ),
];

function inOneLine(text: string): string {
  const [head = '', ...lines] = text.trim().split('\n');
  const tail = lines.pop() ?? '';
  return `${head}\n${lines.join('')}\n${tail}`;
}

export const KEYS: readonly Mutation[] = [...SOUND, ...WRONG, ...BROKEN, ...UNUSABLE, ...METHODS];
