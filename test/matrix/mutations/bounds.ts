import type { Mutation } from '../mutation.js';
import type { Question } from '../question.js';
import {
  bundleOf,
  byChain,
  byKey,
  good,
  keyless,
  refused,
  sound,
  stated,
  statement,
  tampered,
} from './make.js';

const MATERIAL = 'verificationMaterial';
const ENTRY = `${MATERIAL}.tlogEntries.0`;
const MIB = 1024 * 1024;

const zeros = (bytes: number) => Buffer.alloc(bytes).toString('base64');
const json = async (text: () => string): Promise<Question> => good({ bundle: text() });
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

type Unit = 'bytes' | 'characters' | 'entries';

/** One more than the bound, in a place of the bundle. */
function tooLarge(
  name: string,
  path: string,
  limit: number,
  unit: Unit,
  make: (question: Question) => unknown,
  base: () => Promise<Question>,
): Mutation {
  const at = `bundle.${path.replaceAll(/\.(\d+)/g, '[$1]')}`;
  return refused(name, { code: 'part-too-large', at, limit, unit }, async () => {
    const question = await base();
    return tampered(question, path, make(question));
  });
}

/** A list with its first entry over and over. */
const repeated = (count: number, list: (question: Question) => readonly unknown[]) => (question: Question) =>
  Array.from({ length: count }, () => list(question)[0]);

const entriesOf = (question: Question) =>
  bundleOf(question).verificationMaterial['tlogEntries'] as readonly unknown[];
const certificatesOf = (question: Question) => {
  const { x509CertificateChain } = bundleOf(question).verificationMaterial;
  return (x509CertificateChain as { certificates: readonly unknown[] }).certificates;
};
const stampsOf = (question: Question) => {
  const { timestampVerificationData } = bundleOf(question).verificationMaterial;
  return (timestampVerificationData as { rfc3161Timestamps: readonly unknown[] }).rfc3161Timestamps;
};

const stamped = () => keyless({ timestamp: true });
const withKeyInBundle = async () => byKey(await statement(), { shape: 'rawBytes' });
const CHAIN = `${MATERIAL}.x509CertificateChain.certificates`;
const STAMPS = `${MATERIAL}.timestampVerificationData.rfc3161Timestamps`;

const PARTS: readonly Mutation[] = [
  tooLarge('11 certificates in the chain', CHAIN, 10, 'entries', repeated(11, certificatesOf), byChain),
  tooLarge(
    'a certificate of 64 KiB and a byte',
    `${CHAIN}.1.rawBytes`,
    64 * 1024,
    'bytes',
    () => zeros(64 * 1024 + 1),
    byChain,
  ),
  tooLarge(
    'a signing certificate of 64 KiB and a byte',
    `${MATERIAL}.certificate.rawBytes`,
    64 * 1024,
    'bytes',
    () => zeros(64 * 1024 + 1),
    keyless,
  ),
  tooLarge(
    'a signature of 2049 bytes',
    'dsseEnvelope.signatures.0.sig',
    2048,
    'bytes',
    () => zeros(2049),
    good,
  ),
  tooLarge(
    'a key id of 201 characters',
    'dsseEnvelope.signatures.0.keyid',
    200,
    'characters',
    () => 'k'.repeat(201),
    good,
  ),
  tooLarge(
    'a hint of 201 characters',
    `${MATERIAL}.publicKey.hint`,
    200,
    'characters',
    () => 'a'.repeat(201),
    good,
  ),
  tooLarge(
    'a key in the bundle of 10,001 bytes',
    `${MATERIAL}.publicKey.rawBytes`,
    10_000,
    'bytes',
    () => zeros(10_001),
    withKeyInBundle,
  ),
  tooLarge('17 log entries', `${MATERIAL}.tlogEntries`, 16, 'entries', repeated(17, entriesOf), keyless),
  tooLarge(
    'a log entry of 1 MiB and a byte',
    `${ENTRY}.canonicalizedBody`,
    MIB,
    'bytes',
    () => zeros(MIB + 1),
    keyless,
  ),
  tooLarge(
    'a proof of 65 hashes',
    `${ENTRY}.inclusionProof.hashes`,
    64,
    'entries',
    () => Array.from({ length: 65 }, () => zeros(32)),
    keyless,
  ),
  tooLarge(
    'a checkpoint of 10,001 characters',
    `${ENTRY}.inclusionProof.checkpoint.envelope`,
    10_000,
    'characters',
    () => 'c'.repeat(10_001),
    keyless,
  ),
  tooLarge('17 timestamps', STAMPS, 16, 'entries', repeated(17, stampsOf), stamped),
  tooLarge(
    'a timestamp of 16 KiB and a byte',
    `${STAMPS}.0.signedTimestamp`,
    16 * 1024,
    'bytes',
    () => zeros(16 * 1024 + 1),
    stamped,
  ),
  refused(
    '10,001 paths that the signer leaves out',
    {
      code: 'part-too-large',
      limit: 10_000,
      unit: 'entries',
      at: 'statement.predicate.serialization.ignore_paths',
    },
    () => stated({ ignorePaths: Array.from({ length: 10_001 }, (_, i) => `left-out/${i}`) }),
  ),
];

/** At the bound, and hence allowed. */
const WITHIN: readonly Mutation[] = [
  sound('a key id of 200 characters', async () =>
    tampered(await good(), 'dsseEnvelope.signatures.0.keyid', 'k'.repeat(200)),
  ),
  sound('10 certificates in the chain', async () => {
    const question = await byChain();
    const [leaf, ...rest] = certificatesOf(question);
    const more = Array.from({ length: 9 }, () => rest[0]);
    return tampered(question, CHAIN, [leaf, ...more]);
  }),
  sound('10,000 paths that the signer leaves out', () =>
    stated({ ignorePaths: Array.from({ length: 10_000 }, (_, i) => `left-out/${i}`) }),
  ),
  // Not "too deep": it gets as far as being no bundle.
  refused('lists nested 32 deep', 'bundle-malformed', () => json(() => nested(32))),
];

const WHOLE: readonly Mutation[] = [
  refused('a bundle of 64 MiB and a byte', { code: 'bundle-too-large', bytes: 64 * MIB + 1 }, async () => {
    const { bundle } = await good();
    return good({ bundle: String(bundle).padEnd(64 * MIB + 1) });
  }),
  // Its base64 alone fills the bundle.
  refused('a payload of 48 MiB', 'bundle-too-large', async () =>
    tampered(await good(), 'dsseEnvelope.payload', zeros(48 * MIB)),
  ),
  refused('lists nested 33 deep', 'bundle-too-deep', () => json(() => nested(33))),
  refused('lists nested 200,000 deep', 'bundle-too-deep', () => json(() => nested(200_000))),
  refused('nesting in what is signed', 'bundle-too-deep', () => byKey(nested(33))),
  refused('a list of two million', 'bundle-too-long', () => json(() => `[${'0,'.repeat(2_000_001)}0]`)),
  refused(
    'a public key file of more than 1 MiB',
    { code: 'public-key-unusable', problem: 'too-large' },
    () => good({ trust: { method: 'key', publicKey: ' '.repeat(MIB) + 'x' } }),
    { refusedBy: ['command'] },
  ),
  refused(
    'a root certificate file of more than 1 MiB',
    { code: 'root-unusable', problem: 'too-large' },
    () => byChain(undefined, { roots: ' '.repeat(MIB) + 'x' }),
    { refusedBy: ['command'] },
  ),
];

export const BOUNDS: readonly Mutation[] = [...PARTS, ...WITHIN, ...WHOLE];
