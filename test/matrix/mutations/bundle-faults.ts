import type { VerdictCode } from '../../../src/index.js';
import { BUNDLE_FAULTS, type BundleFault, type BundleOptions, type Content } from '../../forge/index.js';
import type { ExpectedReason, Mutation } from '../mutation.js';
import { faulty, refused, sound } from './make.js';
import { about, MESSAGE, PROVENANCE, FULL_SIGSTORE } from './sigstore-make.js';

interface Noted {
  readonly notes: NonNullable<Mutation['notes']>;
}
type Expected = readonly [Exclude<VerdictCode, 'verified'>, ExpectedReason];

const invalid = (reason: ExpectedReason): Expected => ['signature-invalid', reason];
const untrusted = (reason: ExpectedReason): Expected => ['signer-untrusted', reason];
const unread = (reason: ExpectedReason): Expected => ['could-not-check', reason];

const SIGNATURE = invalid('signature-differs');
const MAY_NOT_SIGN = untrusted('certificate-may-not-sign');
const SCT = invalid('sct-invalid');
const PROMISE = invalid('log-promise-invalid');
const PROOF = invalid('log-proof-invalid');
const OUTSIDE = invalid('certificate-not-valid-when-signed');
const MALFORMED = unread('bundle-malformed');
const BODY = unread('log-entry-malformed');
const STAMP = invalid('timestamp-malformed');

type Said<Code extends string, Key extends string> = Extract<
  ExpectedReason,
  { code: Code } & Record<Key, unknown>
>;
const differs = (part: Said<'log-entry-differs', 'about'>['about']) =>
  invalid({ code: 'log-entry-differs', about: part });
const checkpoint = (problem: Said<'checkpoint-invalid', 'problem'>['problem']) =>
  invalid({ code: 'checkpoint-invalid', problem });
const stamp = (problem: Said<'timestamp-invalid', 'problem'>['problem']) =>
  invalid({ code: 'timestamp-invalid', problem });

/** What comes of each; null where the fault is only noted, which then says what was noted. */
export const OF_FAULTS: Record<BundleFault, Expected | Noted> = {
  'signature-flipped': SIGNATURE,
  'signature-by-another-key': SIGNATURE,
  'signature-of-another-content': SIGNATURE,
  'message-digest-of-another': SIGNATURE,
  'message-digest-misnamed': unread('hash-unsupported'),
  'message-digest-empty': MALFORMED,
  'envelope-payload-type-of-another': unread('payload-type-unknown'),
  'envelope-of-two-signatures': unread('signatures-several'),
  'envelope-without-signatures': unread('signature-missing'),
  // The signature fits the key that the person gave.
  'key-hint-of-another': { notes: ['key-hint-unknown', 'log-not-used'] },
  'certificate-without-extended-key-usage': MAY_NOT_SIGN,
  'certificate-for-servers': MAY_NOT_SIGN,
  'certificate-without-key-usage': MAY_NOT_SIGN,
  'certificate-may-not-sign': MAY_NOT_SIGN,
  'certificate-is-an-authority': MAY_NOT_SIGN,
  'certificate-unknown-critical-extension': untrusted({
    code: 'chain-not-allowed',
    problem: 'unknown-critical-extension',
  }),
  'certificate-of-two-names': unread('identity-ambiguous'),
  'certificate-of-two-issuers': unread('identity-ambiguous'),
  'authority-unknown': untrusted('chain-without-trusted-root'),
  'authority-impostor': invalid('chain-signature-differs'),
  'sct-missing': SCT,
  'sct-by-another-key': SCT,
  'sct-flipped': SCT,
  'sct-of-unknown-log': SCT,
  'sct-before-log': SCT,
  'version-unknown': unread('media-type-unknown'),
  'version-not-of-a-bundle': unread('media-type-unknown'),
  'version-against-chain': unread({ code: 'method-differs', asked: 'sigstore', found: 'certificate' }),
  'version-against-promise-alone': unread('inclusion-proof-missing'),
  'entry-missing': unread('log-entry-missing'),
  'entry-twice': MALFORMED,
  'entry-of-another-artifact': differs('artifact'),
  'entry-of-another-verifier': differs('certificate'),
  'entry-of-another-signature': differs('signature'),
  'hashedrekord-algorithm-misnamed': differs('artifact'),
  'envelope-entry-of-two-signatures': BODY,
  'envelope-entry-without-signatures': BODY,
  'entry-kind-disagrees': differs('kind'),
  'entry-version-disagrees': differs('kind'),
  'entry-kind-unknown': unread('log-entry-unsupported'),
  'entry-version-unknown': unread('log-entry-unsupported'),
  'entry-without-spec': BODY,
  'entry-not-json': BODY,
  'log-unknown': untrusted('log-unknown'),
  // Where there is no promise, the checkpoint tells.
  'log-impostor': PROMISE,
  'entry-log-id-of-another': untrusted('log-unknown'),
  'entry-index-negative': unread('number-negative'),
  'promise-of-another-index': PROMISE,
  'promise-of-another-time': PROMISE,
  'promise-of-another-body': PROMISE,
  'promise-by-another-key': PROMISE,
  'neither-promise-nor-proof': unread('inclusion-proof-missing'),
  'logged-before-certificate': OUTSIDE,
  'logged-after-certificate': OUTSIDE,
  'proof-hash-flipped': PROOF,
  'proof-hash-missing': PROOF,
  'proof-hash-too-many': PROOF,
  'proof-index-of-neighbour': PROOF,
  'proof-index-negative': unread('number-negative'),
  'proof-index-outside': PROOF,
  'proof-size-of-another': checkpoint('tree-size'),
  'proof-root-of-another': checkpoint('root-hash'),
  'checkpoint-missing': unread('inclusion-proof-missing'),
  'checkpoint-by-another-key': checkpoint('signature'),
  'checkpoint-hint-of-nobody': checkpoint('no-signature-by-the-log'),
  'checkpoint-name-of-another': checkpoint('origin'),
  'checkpoint-origin-of-another': checkpoint('origin'),
  'checkpoint-of-another-root': checkpoint('root-hash'),
  'checkpoint-of-another-size': checkpoint('tree-size'),
  'checkpoint-size-not-a-number': MALFORMED,
  'checkpoint-by-witness-only': checkpoint('no-signature-by-the-log'),
  'checkpoint-without-signatures': MALFORMED,
  'checkpoint-changed': checkpoint('signature'),
  'timestamp-of-another-signature': invalid('timestamp-differs'),
  // On Rekor v1 the promise tells the time: what proves nothing does no harm.
  'timestamp-by-unknown-authority': { notes: ['timestamp-not-used'] },
  'timestamp-by-another-leaf': { notes: ['timestamp-not-used'] },
  'timestamp-before-certificate': OUTSIDE,
  'timestamp-after-certificate': OUTSIDE,
  'timestamp-flipped': stamp('signature'),
  'timestamp-refused': stamp('status'),
  'timestamp-content-type-attribute-wrong': stamp('content-type'),
  'timestamp-encapsulated-type-wrong': STAMP,
  'timestamp-message-digest-wrong': stamp('message-digest'),
  'timestamp-signing-certificate-absent': stamp('signing-certificate'),
  'timestamp-signing-certificate-of-another': stamp('signing-certificate'),
  'timestamp-serial-of-another': { notes: ['timestamp-not-used'] },
  'timestamp-of-two-signers': STAMP,
  'timestamp-without-signers': STAMP,
  'timestamp-with-trailing-bytes': STAMP,
  'timestamp-twice': MALFORMED,
};

/** Where nothing else tells the time (Rekor v2), or nothing but a checkpoint is signed. */
export const ON_REKOR_V2: Partial<Record<BundleFault, Expected | Noted>> = {
  'key-hint-of-another': { notes: ['key-hint-unknown', 'timestamp-not-used', 'log-not-used'] },
  'log-impostor': checkpoint('signature'),
  'timestamp-by-unknown-authority': untrusted('timestamp-untrusted'),
  'timestamp-by-another-leaf': untrusted('timestamp-untrusted'),
  'timestamp-serial-of-another': untrusted('timestamp-untrusted'),
};

export const FAULTS = Object.keys(BUNDLE_FAULTS).filter((name): name is BundleFault => name in BUNDLE_FAULTS);

const startsWith = (fault: string, ...prefixes: readonly string[]) =>
  prefixes.some((prefix) => fault.startsWith(prefix));

export interface Shape {
  readonly name: string;
  readonly content: Content;
  readonly options: BundleOptions;
  readonly isV2: boolean;
}

/** Every kind of bundle that a fault is about; the first one is the plainest. */
export function shapesFor(fault: BundleFault, { rekor, rekorV2 } = FULL_SIGSTORE()): Shape[] {
  const signer = startsWith(fault, 'key-') ? ({ type: 'key' } as const) : {};
  const logs = startsWith(fault, 'promise-', 'logged-') ? [rekor] : [rekor, rekorV2];
  const shapes = logs.flatMap((log) => {
    const base = { isV2: log === rekorV2 };
    const name = base.isV2 ? 'Rekor v2' : 'Rekor v1';
    return [
      { ...base, name: `file, ${name}`, content: MESSAGE, options: { signer, entries: [{ log }] } },
      { ...base, name: `statement, ${name}`, content: PROVENANCE, options: { signer, entries: [{ log }] } },
      {
        ...base,
        name: `statement as hashedrekord, ${name}`,
        content: PROVENANCE,
        options: { signer, entries: [{ log, kind: 'hashedrekord' }] },
      },
    ] as const;
  });
  return shapes.filter(({ name }) => {
    if (startsWith(fault, 'message-')) return name.startsWith('file');
    if (startsWith(fault, 'envelope-entry-')) return name.startsWith('statement,');
    if (startsWith(fault, 'envelope-')) return name.startsWith('statement');
    if (startsWith(fault, 'hashedrekord-')) return !name.startsWith('statement,');
    return true;
  });
}

/** A bundle of this shape with this fault, and what comes of it. */
export function rowOf(fault: BundleFault, { name, content, options, isV2 }: Shape): Mutation {
  const title = `${fault}: ${name}`;
  const make = () => about(content, { ...options, fault });
  const expected = (isV2 ? ON_REKOR_V2[fault] : undefined) ?? OF_FAULTS[fault];
  if ('notes' in expected) return sound(title, make, { notes: expected.notes });
  const [verdict, reason] = expected;
  return verdict === 'could-not-check' ? refused(title, reason, make) : faulty(title, verdict, reason, make);
}

/** Of each fault the plainest shape, and those that Rekor v2 answers otherwise; test/bundle-faults.test.ts has all others. */
export const FAULTY_BUNDLES: readonly Mutation[] = FAULTS.flatMap((fault) => {
  const shapes = shapesFor(fault);
  const [plain] = shapes;
  const other = shapes.find(({ isV2 }) => isV2);
  return [
    ...(plain === undefined ? [] : [rowOf(fault, plain)]),
    ...(other !== undefined && ON_REKOR_V2[fault] !== undefined ? [rowOf(fault, other)] : []),
  ];
});
