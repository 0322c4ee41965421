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
  'entry-of-another-signature': ['signature-invalid', 'log-entry-differs'],
  'entry-of-another-payload': ['signature-invalid', 'log-entry-differs'],
  'entry-missing': ['could-not-check', 'log-entry-missing'],
  'promise-by-another-key': ['signature-invalid', 'log-proof-invalid'],
  'proof-hash-flipped': ['signature-invalid', 'log-proof-invalid'],
  'checkpoint-by-another-key': ['signature-invalid', 'log-proof-invalid'],
  'neither-promise-nor-proof': ['could-not-check', 'bundle-malformed'],
  'logged-before-certificate': ['signature-invalid', 'certificate-not-valid-when-signed'],
  'logged-after-certificate': ['signature-invalid', 'certificate-not-valid-when-signed'],
  'log-unknown': ['signer-untrusted', 'log-unknown'],
  'authority-unknown': ['signer-untrusted', 'chain-without-trusted-root'],
  'authority-impostor': ['signature-invalid', 'chain-signature-differs'],
  'two-names': ['could-not-check', 'identity-ambiguous'],
  'timestamp-of-another-signature': ['signature-invalid', 'timestamp-invalid'],
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
  ['without authorities', 'certificateAuthorities', undefined],
  ['with a number for its logs', 'tlogs', 3],
  ['with a log that has no key', 'tlogs.0.publicKey', undefined],
  ['with a log whose key is none', 'tlogs.0.publicKey.rawBytes', 'AAAA'],
  ['with a log whose key never began', 'tlogs.0.publicKey.validFor', {}],
  ['with a CT log whose key never began', 'ctlogs.0.publicKey.validFor', {}],
  ['with an authority that never began', 'certificateAuthorities.0.validFor', {}],
  ['with a timestamp authority that never began', 'timestampAuthorities.0.validFor', {}],
  ['with a certificate that is none', 'certificateAuthorities.0.certChain.certificates.0.rawBytes', 'AAAA'],
];

const PAST = { start: '2000-01-01T00:00:00Z', end: '2001-01-01T00:00:00Z' };

const TRUSTED_ROOTS: readonly Mutation[] = [
  ...ROOTS.map(([what, path, value]) =>
    refused(`a trusted root ${what}`, 'trusted-root-unusable', withRoot(path, value)),
  ),
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
    'log-proof-invalid',
    withRoot('tlogs.0.publicKey.validFor', PAST),
  ),
  faulty(
    'a CT log that is no longer in use',
    'signature-invalid',
    'sct-invalid',
    withRoot('ctlogs.0.publicKey.validFor', PAST),
  ),
  faulty('a trusted root without logs', 'signer-untrusted', 'log-unknown', withRoot('tlogs', [])),
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
  refused('keyless: a promise without a proof, in a bundle of v0.3', 'bundle-malformed', () =>
    keyless({ inclusion: ['promise'] }),
  ),
  ...TRUSTED_ROOTS,
];
