import type { VerdictCode } from '../../../src/index.js';
import { makeFulcio } from '../../forge/fulcio.js';
import { IDENTITY, ISSUER, KEYLESS_FAULTS, type KeylessFault } from '../../forge/index.js';
import type { ExpectedReason, Mutation } from '../mutation.js';
import { faulty, keyless, put, refused, signer, sigstore, sound, tampered } from './make.js';

type Fault = readonly [Exclude<VerdictCode, 'verified'>, ExpectedReason];

const EXPECTED: Record<KeylessFault, Fault> = {
  'sct-missing': ['signature-invalid', 'sct-invalid'],
  'sct-by-another-key': ['signature-invalid', 'sct-invalid'],
  'sct-of-unknown-log': ['signature-invalid', 'sct-invalid'],
  'signature-by-another-key': ['signature-invalid', 'signature-differs'],
  'signature-flipped': ['signature-invalid', 'signature-differs'],
  'entry-of-another-signature': ['signature-invalid', { code: 'log-entry-differs', about: 'signature' }],
  'entry-of-another-payload': ['signature-invalid', { code: 'log-entry-differs', about: 'artifact' }],
  'entry-missing': ['could-not-check', 'log-entry-missing'],
  'promise-by-another-key': ['signature-invalid', 'log-promise-invalid'],
  'proof-hash-flipped': ['signature-invalid', 'log-proof-invalid'],
  'checkpoint-by-another-key': ['signature-invalid', { code: 'checkpoint-invalid', problem: 'signature' }],
  'neither-promise-nor-proof': ['could-not-check', 'inclusion-proof-missing'],
  'logged-before-certificate': ['signature-invalid', 'certificate-not-valid-when-signed'],
  'logged-after-certificate': ['signature-invalid', 'certificate-not-valid-when-signed'],
  'log-unknown': ['signer-untrusted', 'log-unknown'],
  'authority-unknown': ['signer-untrusted', 'chain-without-trusted-root'],
  'authority-impostor': ['signature-invalid', 'chain-signature-differs'],
  'two-names': ['could-not-check', 'identity-ambiguous'],
  'timestamp-of-another-signature': ['signature-invalid', 'timestamp-differs'],
};

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
const URI = 'https://touchstone.example/release.yml@refs/tags/v1';
const USER = 'signer!touchstone';

const SOUND: readonly Mutation[] = [
  sound('keyless: as signed', () => keyless()),
  sound('keyless: with a timestamp', () => keyless({ timestamp: true })),
  sound('keyless: proof and timestamp, without a promise', () =>
    keyless({ inclusion: ['proof'], timestamp: true }),
  ),
  sound('keyless: a promise without a proof, in a bundle of v0.1', async () =>
    tampered(
      await keyless({ inclusion: ['promise'] }),
      'mediaType',
      'application/vnd.dev.sigstore.bundle+json;version=0.1',
    ),
  ),
  sound('keyless: the older extension for the issuer alone', () => keyless({ onlyOldIssuer: true })),
  sound('keyless: signed a year ago, its certificate long over', () => keyless({ at: ago(300) })),
  sound('keyless: a URI', () => keyless({ identity: URI, identityType: 'uri' }, signer({ identity: URI }))),
  sound('keyless: another kind of name', () =>
    keyless({ identity: USER, identityType: 'other' }, signer({ identity: USER })),
  ),
  sound('keyless: the trusted root as text', () =>
    keyless({}, { ...signer(), trustedRoot: JSON.stringify(sigstore().trustedRoot, null, 2) }),
  ),
];

/** The trusted root with one member changed; undefined takes it out. */
const withRoot = (path: string, value: unknown) => () => {
  const trustedRoot = structuredClone(sigstore().trustedRoot);
  put(trustedRoot, path, value);
  return keyless({}, { ...signer(), trustedRoot });
};

const ROOTS: readonly (readonly [what: string, path: string, value: unknown])[] = [
  ['without a media type', 'mediaType', undefined],
  ['with another media type', 'mediaType', 'application/json'],
  ['with a number for its logs', 'tlogs', 3],
];

/** A part that cannot be used is as good as absent, and said; what needs it is then untrusted or does not hold. */
const PARTS: readonly (readonly [what: string, path: string, value: unknown, ...Fault])[] = [
  ['with a log that has no key', 'tlogs.0.publicKey', undefined, 'signer-untrusted', 'log-unknown'],
  ['with a log whose key is none', 'tlogs.0.publicKey.rawBytes', 'AAAA', 'signer-untrusted', 'log-unknown'],
  ['with a log whose key never began', 'tlogs.0.publicKey.validFor', {}, 'signer-untrusted', 'log-unknown'],
  [
    'with a log whose key began at no time',
    'tlogs.0.publicKey.validFor.start',
    'yesterday',
    'signer-untrusted',
    'log-unknown',
  ],
  [
    'with a CT log whose key never began',
    'ctlogs.0.publicKey.validFor',
    {},
    'signature-invalid',
    'sct-invalid',
  ],
  [
    'with an authority that never began',
    'certificateAuthorities.0.validFor',
    {},
    'signer-untrusted',
    'chain-without-trusted-root',
  ],
  [
    'with a certificate that is none',
    'certificateAuthorities.0.certChain.certificates.0.rawBytes',
    'AAAA',
    'signer-untrusted',
    'chain-without-trusted-root',
  ],
  [
    'with an authority without certificates',
    'certificateAuthorities.0.certChain.certificates',
    [],
    'signer-untrusted',
    'chain-without-trusted-root',
  ],
];

const PAST = { start: '2000-01-01T00:00:00Z', end: '2001-01-01T00:00:00Z' };

const TRUSTED_ROOTS: readonly Mutation[] = [
  ...ROOTS.map(([what, path, value]) =>
    refused(`a trusted root ${what}`, 'trusted-root-unusable', withRoot(path, value)),
  ),
  ...PARTS.map(([what, path, value, verdict, reason]) =>
    faulty(`a trusted root ${what}`, verdict, reason, withRoot(path, value), {
      notes: ['trust-part-unusable'],
    }),
  ),
  sound(
    'a trusted root with a timestamp authority that never began, which nobody asks',
    withRoot('timestampAuthorities.0.validFor', {}),
    { notes: ['trust-part-unusable'] },
  ),
  faulty(
    'a trusted root without authorities',
    'signer-untrusted',
    'chain-without-trusted-root',
    withRoot('certificateAuthorities', undefined),
  ),
  refused('a trusted root with nothing in it', 'trusted-root-unusable', () => {
    const { mediaType } = sigstore().trustedRoot;
    return keyless({}, { ...signer(), trustedRoot: { mediaType } });
  }),
  ...(['', 'words', '{}', '[]', '{"mediaType":"x","mediaType":"x"}'] as const).map((text) =>
    refused(`${JSON.stringify(text)} for a trusted root`, 'trusted-root-unusable', () =>
      keyless({}, { ...signer(), trustedRoot: text }),
    ),
  ),
  faulty('a trusted root of another Sigstore', 'signer-untrusted', 'chain-without-trusted-root', () => {
    return keyless({}, { method: 'sigstore', identity: IDENTITY, issuer: ISSUER });
  }),
  faulty(
    'a trusted root with another authority of the same name',
    'signer-untrusted',
    'chain-without-trusted-root',
    () => {
      const { root, intermediate } = makeFulcio(sigstore().at);
      const certificates = [intermediate, root].map(({ der }) => ({ rawBytes: der.toString('base64') }));
      return withRoot('certificateAuthorities.0.certChain.certificates', certificates)();
    },
  ),
  faulty(
    'a log that is no longer in use',
    'signature-invalid',
    'log-not-in-use',
    withRoot('tlogs.0.publicKey.validFor', PAST),
  ),
  faulty(
    'a CT log that is no longer in use',
    'signature-invalid',
    'sct-invalid',
    withRoot('ctlogs.0.publicKey.validFor', PAST),
  ),
  faulty('a trusted root without logs', 'signer-untrusted', 'log-unknown', withRoot('tlogs', []), {
    notes: ['root-without-log'],
  }),
  faulty('nobody named, with an identity', 'signer-unconfirmed', 'nobody-named', () =>
    keyless({}, { method: 'inspect', trustedRoot: sigstore().trustedRoot }),
  ),
  faulty(
    'nobody named, with an identity that the public Sigstore does not know',
    'signer-untrusted',
    ['chain-without-trusted-root', 'nobody-named'],
    () => keyless({}, { method: 'inspect' }),
  ),
];

export const KEYLESS: readonly Mutation[] = [
  ...SOUND,
  ...KEYLESS_FAULTS.map((fault) => {
    const [verdict, reason] = EXPECTED[fault];
    return faulty(`keyless: ${fault}`, verdict, reason, () => keyless({ fault }));
  }),
  // Which wants a proof (sigstore_bundle.proto).
  refused('keyless: a promise without a proof, in a bundle of v0.3', 'inclusion-proof-missing', () =>
    keyless({ inclusion: ['promise'] }),
  ),
  ...TRUSTED_ROOTS,
];
