import {
  clientTrustConfig,
  describeTrust,
  forgeCertificate,
  makeFulcio,
  makeKey,
  makeLog,
  makeSigstore,
  makeTsa,
  tsaChain,
  type BundleOptions,
  type TrustOptions,
  type Validity,
} from '../../forge/index.js';
import type { ExpectedReason, Mutation } from '../mutation.js';
import { faulty, refused, sound } from './make.js';
import { about, AN_HOUR_AGO, FULL_SIGSTORE, MESSAGE } from './sigstore-make.js';

const seconds = (n: number) => new Date(AN_HOUR_AGO.getTime() + n * 1000);
/** The forge's log follows the certificate by one second, and a timestamp by two. */
const LOGGED = 1;
const STAMPED = 2;

/** The plain bundle under a trusted root that says something else of its Sigstore. */
function under(options: TrustOptions, signing: BundleOptions = {}) {
  const sigstore = FULL_SIGSTORE();
  const trustedRoot = describeTrust(sigstore, {
    logs: [{ log: sigstore.rekor }, { log: sigstore.rekorV2 }],
    ...options,
  });
  return about(MESSAGE, signing, { trustedRoot });
}

const logsOf = (validFor: Validity): TrustOptions => {
  const { rekor, rekorV2 } = FULL_SIGSTORE();
  return {
    logs: [
      { log: rekor, validFor },
      { log: rekorV2, validFor },
    ],
  };
};
const ctLogsOf = (validFor: Validity): TrustOptions => ({
  ctLogs: [{ log: FULL_SIGSTORE().ctLog, validFor }],
});
const authoritiesOf = (validFor: Validity): TrustOptions => {
  const { intermediate, root } = FULL_SIGSTORE().fulcio;
  return { authorities: [{ chain: [intermediate, root], validFor }] };
};
const stampersOf = (validFor: Validity): TrustOptions => ({
  timestampAuthorities: [{ chain: tsaChain(FULL_SIGSTORE().tsa), validFor }],
});
const onV2 = (): BundleOptions => ({ entries: [{ log: FULL_SIGSTORE().rekorV2 }] });

/** Where an interval ends or begins at the very second, and one beside it. */
const edges = (
  what: string,
  at: number,
  rootOf: (validFor: Validity) => TrustOptions,
  reason: ExpectedReason,
  signing: () => BundleOptions = () => ({}),
  verdict: 'signature-invalid' | 'signer-untrusted' = 'signature-invalid',
): Mutation[] => [
  sound(`${what} that ends at the very second`, () => under(rootOf({ end: seconds(at) }), signing())),
  sound(`${what} that begins at the very second`, () => under(rootOf({ start: seconds(at) }), signing())),
  faulty(`${what} that ended a second before`, verdict, reason, () =>
    under(rootOf({ end: seconds(at - 1) }), signing()),
  ),
  faulty(`${what} that begins a second later`, verdict, reason, () =>
    under(rootOf({ start: seconds(at + 1) }), signing()),
  ),
];

const VALIDITY: readonly Mutation[] = [
  ...edges('a log', LOGGED, logsOf, 'log-not-in-use'),
  ...edges('a log of the second generation', STAMPED, logsOf, 'log-not-in-use', onV2),
  ...edges('a CT log', 0, ctLogsOf, 'sct-invalid'),
  ...edges('a CA', LOGGED, authoritiesOf, 'certificate-not-valid-when-signed'),
  ...edges('a timestamp authority', STAMPED, stampersOf, 'timestamp-outside-validity', onV2),
  faulty(
    'a timestamp authority that lends its time to another',
    'signature-invalid',
    'timestamp-outside-validity',
    () => {
      const { tsa } = FULL_SIGSTORE();
      const timestampAuthorities = [
        { chain: tsaChain(tsa), validFor: { end: seconds(0) } },
        { chain: tsaChain(makeTsa(AN_HOUR_AGO)) },
      ];
      return under({ timestampAuthorities }, onV2());
    },
  ),
];

/** A CA with the intermediate's own name and another key. */
function decoy() {
  const { intermediate } = FULL_SIGSTORE().fulcio;
  const year = 365 * 86_400_000;
  return forgeCertificate({
    subject: intermediate.name,
    key: makeKey('P-384'),
    notBefore: new Date(AN_HOUR_AGO.getTime() - year),
    notAfter: new Date(AN_HOUR_AGO.getTime() + year),
    ca: true,
    pathLength: 0,
  });
}

const KINDS: readonly Mutation[] = [
  sound('a trusted root of version 0.2', () => under({ version: '0.2' })),
  sound('a client trust config', () =>
    about(MESSAGE, {}, { trustedRoot: clientTrustConfig(FULL_SIGSTORE().trustedRoot) }),
  ),
  sound('a CA of the same name before the right one', () => {
    const { intermediate, root } = FULL_SIGSTORE().fulcio;
    return under({ authorities: [{ chain: [decoy()] }, { chain: [intermediate, root] }] });
  }),
  sound(
    'a log with a bad key beside the right one',
    () => {
      const { rekor } = FULL_SIGSTORE();
      return under({
        logs: [{ log: makeLog('https://other.example'), rawBytes: Buffer.from('no key') }, { log: rekor }],
      });
    },
    { notes: ['trust-part-unusable'] },
  ),
  ...(['early first', 'late first'] as const).map((order) =>
    sound(`a log that is listed twice, ${order}`, () => {
      const { rekor } = FULL_SIGSTORE();
      const early = { log: rekor, validFor: { end: new Date('2001-01-01') } };
      return under({ logs: order === 'early first' ? [early, { log: rekor }] : [{ log: rekor }, early] });
    }),
  ),
  sound(
    'a Sigstore that keeps no log, and stamps the time',
    () => under({ logs: [] }, { entries: [], timestamps: [{}] }),
    { notes: ['root-without-log'] },
  ),
  sound(
    'a Sigstore that keeps no log of any kind',
    () => under({ logs: [], ctLogs: [] }, { entries: [], timestamps: [{}], signer: { scts: [] } }),
    { notes: ['root-without-log', 'root-without-ct-log'] },
  ),
  faulty(
    'a Sigstore that keeps no log, and nothing that stamps the time',
    'signer-untrusted',
    'signing-time-missing',
    () => under({ logs: [] }, { entries: [], timestamps: [] }),
    { notes: ['root-without-log'] },
  ),
  refused('a Sigstore whose only log has a bad key, and a bundle without an entry', 'log-entry-missing', () =>
    under(
      { logs: [{ log: makeLog('https://other.example'), rawBytes: Buffer.from('no key') }] },
      { entries: [], timestamps: [{}] },
    ),
  ),
  faulty(
    'a CA with two certificates of one name',
    'signer-untrusted',
    'chain-without-trusted-root',
    () => {
      const { intermediate, root } = FULL_SIGSTORE().fulcio;
      return under({ authorities: [{ chain: [intermediate, decoy(), root] }] });
    },
    { notes: ['trust-part-unusable'] },
  ),
  faulty(
    'a CA without its root certificate',
    'signer-untrusted',
    'chain-without-trusted-root',
    () => under({ authorities: [{ chain: [FULL_SIGSTORE().fulcio.intermediate] }] }),
    { notes: ['trust-part-unusable'] },
  ),
  faulty('another CA', 'signer-untrusted', 'chain-without-trusted-root', () => {
    const { intermediate, root } = makeFulcio(AN_HOUR_AGO);
    return under({ authorities: [{ chain: [intermediate, root] }] });
  }),
  faulty('the trusted root of another instance', 'signer-untrusted', 'chain-without-trusted-root', () =>
    about(MESSAGE, {}, { trustedRoot: makeSigstore(AN_HOUR_AGO, { rekorV2: true }).trustedRoot }),
  ),
  faulty(
    'the second generation of the log under a root that knows the first',
    'signer-untrusted',
    'log-unknown',
    () => under({ logs: [{ log: FULL_SIGSTORE().rekor }] }, onV2()),
  ),
  faulty('a trusted root without timestamp authorities', 'signer-untrusted', 'timestamp-untrusted', () =>
    under({ timestampAuthorities: [] }, onV2()),
  ),
];

/** Trusted roots of other instances than the public one, and when what they name was in use. */
export const INSTANCES: readonly Mutation[] = [...KINDS, ...VALIDITY];
