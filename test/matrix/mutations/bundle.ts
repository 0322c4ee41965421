import { makeKey, PREDICATE_TYPE, signWithKey, text } from '../../forge/index.js';
import type { Mutation } from '../mutation.js';
import type { Question } from '../question.js';
import {
  bundleOf,
  byChain,
  byKey,
  FILES,
  flipped,
  good,
  keyless,
  put,
  refused,
  sound,
  stated,
  statement,
  tampered,
} from './make.js';

const SIG = 'dsseEnvelope.signatures.0';
const MATERIAL = 'verificationMaterial';

const goodWith = (path: string, value: unknown) => async () => tampered(await good(), path, value);
const chainWith = (path: string, value: unknown) => async () => tampered(await byChain(), path, value);
const keylessWith = (path: string, value: unknown) => async () => tampered(await keyless(), path, value);

/** The bundle as other text; its meaning may be the same. */
const rewritten = (rewrite: (bundle: string) => Question['bundle']) => async () => {
  const question = await good();
  return { ...question, bundle: rewrite(String(question.bundle)) };
};

/** Not handed over: it lies in the model, and is found there. */
export const inModel =
  (path: string, rewrite: (bundle: string) => string = (bundle) => bundle) =>
  async (): Promise<Question> => {
    const { bundle, ...question } = await good();
    return {
      ...question,
      bundle: null,
      files: { ...question.files, [path]: text(rewrite(String(bundle))) },
    };
  };

const BLANKS = ' \n\t\r'.repeat(20);
const slashEscaped = (bundle: string) => bundle.replace('application/vnd', 'application\\/vnd');
const allEscaped = (bundle: string) =>
  bundle.replace(/"mediaType":"([^"]*)"/, (_, value: string) => {
    const escapes = Array.from(value, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return `"mediaType":"${escapes.join('')}"`;
  });

const MEDIA_TYPES = [
  'application/vnd.dev.sigstore.bundle+json;version=0.1',
  'application/vnd.dev.sigstore.bundle+json;version=0.2',
  'application/vnd.dev.sigstore.bundle+json;version=0.3',
  'application/vnd.dev.sigstore.bundle.v0.3+json',
];

const SOUND: readonly Mutation[] = [
  sound('as signed', () => good()),
  ...MEDIA_TYPES.map((type) => sound(`media type ${type}`, goodWith('mediaType', type))),
  sound('a key id that is empty', goodWith(`${SIG}.keyid`, '')),
  sound('a key id that is null', goodWith(`${SIG}.keyid`, null)),
  sound('a key id that says something', goodWith(`${SIG}.keyid`, 'SHA256:abc')),
  sound('no key id', goodWith(`${SIG}.keyid`, undefined)),
  sound('no log entries, stated', goodWith(`${MATERIAL}.tlogEntries`, [])),
  sound('no log entries, null', goodWith(`${MATERIAL}.tlogEntries`, null)),
  sound('no log entries, not stated', goodWith(`${MATERIAL}.tlogEntries`, undefined)),
  sound('no log entries with a chain, not stated', chainWith(`${MATERIAL}.tlogEntries`, undefined)),
  sound('no hint', goodWith(`${MATERIAL}.publicKey.hint`, undefined)),
  sound('an empty hint', goodWith(`${MATERIAL}.publicKey.hint`, '')),
  sound('the key itself in the bundle', async () => byKey(await statement(), { shape: 'rawBytes' })),
  sound(
    'blanks before the bundle',
    rewritten((bundle) => BLANKS + bundle),
  ),
  sound(
    'blanks after the bundle',
    rewritten((bundle) => bundle + BLANKS),
  ),
  sound('an escaped slash in the media type', rewritten(slashEscaped)),
  sound('a media type in escapes', rewritten(allEscaped)),
  sound(
    'a bundle on many lines',
    rewritten((bundle) => JSON.stringify(JSON.parse(bundle), null, 2)),
  ),
  sound('a bundle among the files', inModel('model.sig')),
  sound('a bundle of an odd name among the files', inModel('.whatever')),
  sound('a bundle in a folder of the model', inModel('signature/model.sig')),
  sound(
    'a bundle among the files, with blanks before it',
    inModel('model.sig', (b) => BLANKS + b),
  ),
  sound('a bundle among the files, with an escaped slash', inModel('model.sig', slashEscaped)),
  sound('a bundle among the files, its media type in escapes', inModel('model.sig', allEscaped)),
  sound('a payload in another layout', async () => byKey(JSON.stringify(await statement()))),
];

const envelopeWithout = (member: string) =>
  refused(
    `no ${member} in the envelope`,
    { code: 'bundle-malformed', at: `bundle.dsseEnvelope.${member}` },
    goodWith(`dsseEnvelope.${member}`, undefined),
  );

/** Room for what is not a signature, in a file that nobody signed. */
const STRANGERS = ['', 'dsseEnvelope.', `${SIG}.`, `${MATERIAL}.`, `${MATERIAL}.publicKey.`].map((at) =>
  refused(`a stranger in ${at === '' ? 'the bundle' : at}`, 'bundle-malformed', goodWith(`${at}note`, 'x')),
);
const MORE_STRANGERS = [
  '',
  '.logId',
  '.kindVersion',
  '.inclusionPromise',
  '.inclusionProof',
  '.inclusionProof.checkpoint',
].map((at) =>
  refused(
    `a stranger in a log entry${at}`,
    'bundle-malformed',
    keylessWith(`${MATERIAL}.tlogEntries.0${at}.note`, 'x'),
  ),
);

const WRONG_TYPES: readonly (readonly [path: string, value: unknown])[] = [
  ['mediaType', 3],
  ['dsseEnvelope', []],
  ['dsseEnvelope.payload', {}],
  ['dsseEnvelope.signatures', 'none'],
  [`${SIG}.sig`, 5],
  [`${SIG}.keyid`, 'two words'],
  [MATERIAL, 'key'],
  [`${MATERIAL}.publicKey`, []],
  [`${MATERIAL}.publicKey.hint`, '<script>'],
  [`${MATERIAL}.tlogEntries`, {}],
];

const REFUSED: readonly Mutation[] = [
  refused(
    'an empty bundle',
    'bundle-empty',
    rewritten(() => ''),
  ),
  refused(
    'a bundle of blanks',
    'bundle-empty',
    rewritten(() => BLANKS),
  ),
  refused(
    'a bundle that is cut off',
    'bundle-not-json',
    rewritten((bundle) => bundle.slice(0, -40)),
  ),
  refused(
    'a bundle behind another',
    { code: 'bundle-several', count: 2 },
    rewritten((bundle) => `${bundle}\n${bundle}`),
  ),
  refused(
    'a comment in the bundle',
    'bundle-not-json',
    rewritten((bundle) => `/* */${bundle}`),
  ),
  refused(
    'a bundle that is not UTF-8',
    'bundle-not-json',
    rewritten((bundle) => latin1(`${bundle}\xe9`)),
  ),
  ...['[]', '3', '"text"', 'null'].map((json) =>
    refused(
      `${json} for a bundle`,
      'bundle-malformed',
      rewritten(() => json),
    ),
  ),
  refused(
    'the same member twice',
    'bundle-duplicate-key',
    rewritten((bundle) => bundle.replace('{', '{"mediaType":"x",')),
  ),
  refused(
    'the same member twice, once in escapes',
    'bundle-duplicate-key',
    rewritten((bundle) => bundle.replace('{', '{"media\\u0054ype":"x",')),
  ),
  refused(
    'the same member twice, deep inside',
    'bundle-duplicate-key',
    rewritten((bundle) => bundle.replace('"sig":', '"sig":"AA==","sig":')),
  ),
  refused('the same member twice in what is signed', 'bundle-duplicate-key', async () =>
    byKey(JSON.stringify(await statement()).replace('{', `{"_type":"x",`)),
  ),
  refused('an unknown media type', 'media-type-unknown', goodWith('mediaType', 'application/json')),
  refused(
    'a media type of a later version',
    'media-type-unknown',
    goodWith('mediaType', 'application/vnd.dev.sigstore.bundle.v0.4+json'),
  ),
  refused(
    'no media type',
    { code: 'bundle-malformed', at: 'bundle.mediaType' },
    goodWith('mediaType', undefined),
  ),
  refused(
    'no envelope',
    { code: 'bundle-malformed', at: 'bundle.dsseEnvelope' },
    goodWith('dsseEnvelope', undefined),
  ),
  refused(
    'no verification material',
    { code: 'bundle-malformed', at: 'bundle.verificationMaterial' },
    goodWith(MATERIAL, undefined),
  ),
  refused(
    'verification material without a key or certificate',
    { code: 'bundle-malformed', at: 'bundle.verificationMaterial' },
    goodWith(`${MATERIAL}.publicKey`, undefined),
  ),
  refused('a key and a certificate at once', 'bundle-malformed', async () => {
    const bundle = bundleOf(await good());
    const other = bundleOf(await byChain());
    put(bundle, `${MATERIAL}.x509CertificateChain`, other.verificationMaterial['x509CertificateChain']);
    return good({ bundle: JSON.stringify(bundle) });
  }),
  refused(
    'an envelope and a message signature at once',
    'bundle-malformed',
    goodWith('messageSignature', {}),
  ),
  envelopeWithout('payload'),
  envelopeWithout('payloadType'),
  refused('an empty payload', 'bundle-malformed', goodWith('dsseEnvelope.payload', '')),
  refused('a payload that is not base64', 'base64-malformed', goodWith('dsseEnvelope.payload', 'AA=A')),
  refused('another payload type', 'payload-type-unknown', goodWith('dsseEnvelope.payloadType', 'text/plain')),
  refused('no list of signatures', 'signature-missing', goodWith('dsseEnvelope.signatures', undefined)),
  refused('an empty list of signatures', 'signature-missing', goodWith('dsseEnvelope.signatures', [])),
  refused('an empty signature', 'signature-missing', goodWith(`${SIG}.sig`, '')),
  refused('no signature in its place', { code: 'bundle-malformed' }, goodWith(`${SIG}.sig`, undefined)),
  refused('a signature that is not base64', 'base64-malformed', goodWith(`${SIG}.sig`, '***')),
  refused('two signatures', { code: 'signatures-several', count: 2 }, async () => {
    const question = await good();
    const { sig } = bundleOf(question).dsseEnvelope.signatures[0] ?? { sig: '' };
    return tampered(question, 'dsseEnvelope.signatures', [{ sig: flipped(sig) }, { sig }]);
  }),
  refused(
    'no certificate in the chain',
    'bundle-malformed',
    chainWith(`${MATERIAL}.x509CertificateChain.certificates`, []),
  ),
  refused(
    'a certificate in the chain that is none',
    { code: 'certificate-malformed', at: 'x509CertificateChain.certificates[1]' },
    chainWith(`${MATERIAL}.x509CertificateChain.certificates.1.rawBytes`, 'AAAA'),
  ),
  refused(
    'a signing certificate that is none',
    { code: 'certificate-malformed', at: 'certificate' },
    keylessWith(`${MATERIAL}.certificate.rawBytes`, 'AAAA'),
  ),
  refused(
    'a key in the bundle that is none',
    'bundle-malformed',
    goodWith(`${MATERIAL}.publicKey.rawBytes`, 'AAAA'),
  ),
  refused('an RSA key in the bundle', 'bundle-malformed', async () => {
    const { publicKeyPem } = signWithKey({}, { key: makeKey('RSA-2048') });
    const raw = Buffer.from(publicKeyPem).toString('base64');
    return tampered(await good(), `${MATERIAL}.publicKey.rawBytes`, raw);
  }),
  refused(
    'a log entry with a negative number',
    'number-negative',
    keylessWith(`${MATERIAL}.tlogEntries.0.logIndex`, '-1'),
  ),
  refused(
    'a checkpoint with words in it',
    'bundle-malformed',
    keylessWith(`${MATERIAL}.tlogEntries.0.inclusionProof.checkpoint.envelope`, 'import os\n'),
  ),
  ...STRANGERS,
  ...MORE_STRANGERS,
  ...WRONG_TYPES.map(([path, value]) =>
    refused(`${JSON.stringify(value)} for ${path}`, 'bundle-malformed', goodWith(path, value)),
  ),
  {
    name: 'no bundle anywhere',
    make: () => good({ bundle: null }),
    verdict: 'unsigned',
    reasons: ['bundle-not-found'],
  },
  refused(
    'two bundles among the files',
    { code: 'bundle-ambiguous', paths: ['a.sig', 'b.sig'] },
    async () => {
      const { bundle } = await good();
      const other = await stated({ name: 'another' });
      const files = { ...FILES, 'a.sig': text(String(bundle)), 'b.sig': text(String(other.bundle)) };
      return good({ bundle: null, files });
    },
  ),
];

/** In the signed part: what goes beyond this format is listed, what contradicts it is refused. */
const LATER_VERSIONS: readonly Mutation[] = [
  sound(
    'members of the predicate that are not known',
    () =>
      stated({
        mutate: (it) => {
          put(it, 'predicate.created', '2026-01-01');
          put(it, 'predicate.serialization.symlinks', []);
        },
      }),
    { notes: ['unknown-key', 'unknown-key'] },
  ),
  sound('a member of the statement that is not known', () => stated({ mutate: (it) => put(it, 'note', 1) }), {
    notes: ['unknown-key'],
  }),
  sound('a member of a resource that is not known', () =>
    stated({ mutate: (it) => put(it, 'predicate.resources.0.size', 5) }),
  ),
  sound('another digest beside the root digest', () =>
    stated({ mutate: (it) => put(it, 'subject.0.digest.sha512', '00') }),
  ),
  sound('a subject without a name', () => stated({ mutate: (it) => put(it, 'subject.0.name', undefined) })),
  sound('a subject with the name of something else', () => stated({ name: PREDICATE_TYPE })),
];

function latin1(bundle: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(bundle, 'latin1'));
}

export const BUNDLE: readonly Mutation[] = [...SOUND, ...LATER_VERSIONS, ...REFUSED];
