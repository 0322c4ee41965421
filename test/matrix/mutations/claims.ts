import {
  attest,
  flipBit,
  noise,
  pemOf,
  makeKey,
  PREDICATE_KINDS,
  provenanceStatement,
  subjectOf,
  type Subject,
} from '../../forge/index.js';
import type { Mutation } from '../mutation.js';
import type { Question } from '../question.js';
import { faulty, refused, sound } from './make.js';
import { about, FILE, FILE_NAME, FULL_SIGSTORE, PROVENANCE } from './sigstore-make.js';

const ours = subjectOf(FILE_NAME, FILE);
const other = noise(500, 9);
const stating = (statement: object, changes?: Partial<Question>) =>
  about({ statement }, {}, changes === undefined ? {} : { changes });
const aboutSubjects = (subjects: readonly Subject[], changes?: Partial<Question>) =>
  stating(provenanceStatement(subjects), changes);

const KINDS: readonly Mutation[] = [
  ...PREDICATE_KINDS.map((kind) =>
    sound(`a statement of the kind ${kind}`, () => stating(attest(kind, [ours]))),
  ),
  sound('SLSA provenance v0.2 in a statement v1', () =>
    stating(provenanceStatement([ours], { slsa: 'v0.2', version: 'v1' })),
  ),
  sound('SLSA provenance v1 in a statement v0.1', () =>
    stating(provenanceStatement([ours], { version: 'v0.1' })),
  ),
  sound('a statement of a kind that nobody knows', () =>
    stating(provenanceStatement([ours], { predicateType: 'https://example.com/anything/v7' })),
  ),
  ...Object.entries({
    failed: { result: 'FAILED' },
    'says nothing': {},
    'says a number': { result: 7 },
    'passed but for a test': { result: 'PASSED', failedTests: ['loads'] },
  }).map(([what, predicate]) =>
    sound(`a test result that ${what}`, () => stating(attest('test-result', [ours], { predicate })), {
      notes: ['statement-not-passed'],
    }),
  ),
  sound('a statement without a predicate', () => {
    const { predicate: _, ...statement } = provenanceStatement([ours]);
    return stating(statement);
  }),
];

const MALFORMED: readonly Mutation[] = [
  refused('a statement without a type', 'statement-malformed', () => {
    const { _type, ...statement } = provenanceStatement([ours]);
    return stating({ ...statement, type: _type });
  }),
  refused('a statement of a later type', 'statement-type-unknown', () =>
    stating({ ...provenanceStatement([ours]), _type: 'https://in-toto.io/Statement/v9' }),
  ),
  refused('a statement without the type of its predicate', 'statement-malformed', () => {
    const { predicateType: _, ...statement } = provenanceStatement([ours]);
    return stating(statement);
  }),
  refused('a statement about nothing', 'subjects-unusable', () => aboutSubjects([])),
  refused('a statement whose subjects are no list', 'statement-malformed', () =>
    stating({ ...provenanceStatement([ours]), subject: ours }),
  ),
  refused('a statement that names files by SHA-1', 'subjects-unusable', () =>
    aboutSubjects([subjectOf(FILE_NAME, FILE, ['sha1'])]),
  ),
  refused('a subject without a digest', 'statement-malformed', () =>
    stating({ ...provenanceStatement([]), subject: [{ name: FILE_NAME }] }),
  ),
  refused('a subject with a digest in capitals', { code: 'digest-malformed', problem: 'upper-case' }, () =>
    aboutSubjects([{ name: FILE_NAME, digest: { sha256: (ours.digest['sha256'] ?? '').toUpperCase() } }]),
  ),
];

const TWO = { 'a.gguf': FILE, 'b.gguf': other };
const SWAPPED = { 'a.gguf': other, 'b.gguf': FILE };
const both = [subjectOf('a.gguf', FILE), subjectOf('b.gguf', other)];

const SUBJECTS: readonly Mutation[] = [
  sound('a subject by SHA-512 alone', () => aboutSubjects([subjectOf(FILE_NAME, FILE, ['sha512'])])),
  sound('a subject by SHA-384 alone', () => aboutSubjects([subjectOf(FILE_NAME, FILE, ['sha384'])])),
  sound('a subject by two digests', () => aboutSubjects([subjectOf(FILE_NAME, FILE, ['sha256', 'sha512'])])),
  sound('a statement whose subject has no name', () =>
    stating({ ...provenanceStatement([]), subject: [{ digest: ours.digest }] }),
  ),
  sound('a subject by its whole path', () => aboutSubjects([subjectOf(`dist/${FILE_NAME}`, FILE)])),
  sound('other subjects too', () => aboutSubjects([subjectOf('other.bin', other), ours]), {
    notes: ['other-subjects'],
  }),
  sound(
    'a subject that can be checked beside one that cannot',
    () => aboutSubjects([subjectOf('old.bin', other, ['sha1']), ours]),
    { notes: ['subjects-not-used'] },
  ),
  sound('a file that was renamed', () => aboutSubjects([subjectOf('model-v1.gguf', FILE)]), {
    notes: ['subject-name-differs'],
  }),
  faulty(
    'a file that bears the name of another subject',
    'partial',
    'signed-under-another-name',
    () => aboutSubjects([subjectOf(FILE_NAME, other), subjectOf('other.gguf', FILE)]),
    { notes: ['other-subjects'] },
  ),
  faulty('a statement about another file', 'files-mismatch', 'no-file-signed', () =>
    aboutSubjects([subjectOf('other.gguf', other)]),
  ),
  faulty('a statement, and a changed file', 'files-mismatch', 'no-file-signed', () =>
    about(PROVENANCE, {}, { changes: { files: { [FILE_NAME]: flipBit(FILE) } } }),
  ),
  sound('a folder of subjects', () => aboutSubjects(both, { files: TWO, single: false })),
  faulty('a folder of subjects that changed places', 'partial', 'signed-under-another-name', () =>
    aboutSubjects(both, { files: SWAPPED, single: false }),
  ),
  faulty('a folder of subjects of one name that changed places', 'partial', 'signed-under-another-name', () =>
    aboutSubjects([subjectOf('x/c.json', FILE), subjectOf('y/c.json', other)], {
      files: { 'x/c.json': other, 'y/c.json': FILE },
      single: false,
    }),
  ),
  faulty(
    'a folder of subjects, one changed',
    'files-mismatch',
    { code: 'files-differ', changed: 1 },
    () => aboutSubjects(both, { files: { ...TWO, 'b.gguf': flipBit(other) }, single: false }),
    { files: { 'b.gguf': { state: 'changed' } }, notes: ['other-subjects'] },
  ),
  faulty(
    'one of the subjects of a folder',
    'partial',
    { code: 'only-some-asked' },
    () => aboutSubjects(both, { files: TWO, single: false, only: ['a.gguf'] }),
    { notes: ['other-subjects'] },
  ),
];

/** A folder of models often holds one name at several depths. */
const NESTED: readonly Mutation[] = [
  sound('one name at two depths', () =>
    aboutSubjects([subjectOf('config.json', FILE), subjectOf('sub/config.json', other)], {
      files: { 'config.json': FILE, 'sub/config.json': other },
      single: false,
    }),
  ),
  faulty('one name at two depths, changed places', 'partial', 'signed-under-another-name', () =>
    aboutSubjects([subjectOf('config.json', FILE), subjectOf('sub/config.json', other)], {
      files: { 'config.json': other, 'sub/config.json': FILE },
      single: false,
    }),
  ),
  faulty(
    'one name at two depths, the deeper in the place of the other',
    'partial',
    'signed-under-another-name',
    () =>
      aboutSubjects([subjectOf('config.json', FILE), subjectOf('sub/config.json', other)], {
        files: { 'config.json': other },
      }),
    { notes: ['other-subjects'] },
  ),
  faulty(
    'one file in two places, of which one is another’s',
    'partial',
    'signed-under-another-name',
    () =>
      aboutSubjects([subjectOf('a/config.json', FILE), subjectOf('b/config.json', other)], {
        files: { 'a/config.json': FILE, 'b/config.json': FILE },
        single: false,
      }),
    { notes: ['other-subjects'] },
  ),
  faulty(
    'subjects without names beside one with a name, which is another’s',
    'partial',
    'signed-under-another-name',
    () =>
      stating(
        {
          ...provenanceStatement([]),
          subject: [
            { digest: ours.digest },
            { digest: subjectOf('', other).digest },
            subjectOf('a.bin', FILE),
          ],
        },
        { files: { 'a.bin': other, 'b.bin': FILE }, single: false },
      ),
    { notes: ['other-subjects'] },
  ),
  faulty(
    'a subject that is always left out, and differs',
    'files-mismatch',
    { code: 'files-differ', changed: 1 },
    () =>
      aboutSubjects([subjectOf('a.bin', FILE), subjectOf('.gitattributes', other)], {
        files: { 'a.bin': FILE, '.gitattributes': flipBit(other) },
        single: false,
      }),
    { notes: ['other-subjects'] },
  ),
  faulty(
    'a subject that the person leaves out, and differs',
    'files-mismatch',
    { code: 'files-differ', changed: 1 },
    () =>
      aboutSubjects([subjectOf('a.bin', FILE), subjectOf('b.bin', other)], {
        files: { 'a.bin': FILE, 'b.bin': flipBit(other) },
        single: false,
        ignorePaths: ['b.bin'],
      }),
    { notes: ['other-subjects'] },
  ),
];

const byKey = (options: Parameters<typeof about>[1] = {}, more: Parameters<typeof about>[2] = {}) =>
  about(PROVENANCE, { ...options, signer: { type: 'key', ...options.signer } as const }, more);
const NO_ROOT_ON_PAGE = { page: 'a trusted root beside a key has no field there' } as const;

/** The same, and a log of the forge's Sigstore must vouch for it. */
function withRoot(question: Question, trustedRoot: object = FULL_SIGSTORE().trustedRoot): Question {
  const { trust } = question;
  return trust.method === 'key' ? { ...question, trust: { ...trust, trustedRoot } } : question;
}

const MANAGED_KEYS: readonly Mutation[] = [
  ...(['P-256', 'P-384', 'RSA-2048', 'Ed25519'] as const).map((key) =>
    sound(`a managed key: ${key}`, () => byKey({ signer: { type: 'key', key } }), {
      notes: ['log-not-used'],
    }),
  ),
  sound('a managed key without any log', () => byKey({ entries: [], timestamps: [] })),
  sound('a managed key, and a log that vouches for it', () => withRoot(byKey()), { notOn: NO_ROOT_ON_PAGE }),
  sound(
    'a managed key, Rekor v2 without a timestamp',
    () => withRoot(byKey({ entries: [{ log: FULL_SIGSTORE().rekorV2 }], timestamps: [] })),
    { notOn: NO_ROOT_ON_PAGE },
  ),
  sound(
    'a managed key without any log, and a trusted root',
    () => withRoot(byKey({ entries: [], timestamps: [] })),
    { notOn: NO_ROOT_ON_PAGE, notes: ['log-entry-absent'] },
  ),
  faulty(
    'a managed key, and a log that its root does not know',
    'signer-untrusted',
    'log-unknown',
    () => withRoot(byKey({ fault: 'log-unknown' })),
    { notOn: NO_ROOT_ON_PAGE },
  ),
  faulty(
    'a managed key, and an entry about another',
    'signature-invalid',
    { code: 'log-entry-differs', about: 'key' },
    () => withRoot(byKey({ fault: 'entry-of-another-verifier' })),
    { notOn: NO_ROOT_ON_PAGE },
  ),
  faulty('another managed key', 'signer-mismatch', 'key-differs', () => ({
    ...byKey(),
    trust: { method: 'key', publicKey: pemOf(makeKey()) },
  })),
  faulty(
    'another managed key, and a hint of a form of its own',
    'signature-invalid',
    'signature-differs',
    () => ({
      ...byKey({ signer: { type: 'key', hint: 'our-release-key' } }),
      trust: { method: 'key', publicKey: pemOf(makeKey()) },
    }),
  ),
  sound(
    'a managed key, and a hint of a form of its own',
    () => byKey({ signer: { type: 'key', hint: 'our-release-key' } }),
    { notes: ['key-hint-unknown', 'log-not-used'] },
  ),
];

const LISTS: readonly Mutation[] = [
  sound('a bundle as one JSON line', () => {
    const question = about(PROVENANCE);
    return { ...question, bundle: `${String(question.bundle)}\n` };
  }),
  refused('two bundles as JSON lines', { code: 'bundle-several', count: 2 }, () => {
    const question = about(PROVENANCE);
    return { ...question, bundle: `${String(question.bundle)}\n${String(question.bundle)}\n` };
  }),
  refused('a bundle in a service’s answer', { code: 'bundle-several', count: 1 }, () => {
    const question = about(PROVENANCE);
    return { ...question, bundle: `{"attestations":[{"bundle":${String(question.bundle)}}]}` };
  }),
];

/** Signed statements about files by their digests: one file, and what is said of it. */
export const STATEMENTS: readonly Mutation[] = [...KINDS, ...MALFORMED];

/** Signatures about files by their digests: of which files, and by which means. */
export const CLAIMS: readonly Mutation[] = [...SUBJECTS, ...NESTED, ...MANAGED_KEYS, ...LISTS];
