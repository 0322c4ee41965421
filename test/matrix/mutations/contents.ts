import {
  buildStatement,
  buildStatementV01,
  noise,
  rootDigest,
  text,
  type Resource,
  type StatementOptions,
} from '../../forge/index.js';
import type { DigestProblem, ShardProblem } from '../../../src/reason.js';
import type { Mutation } from '../mutation.js';
import type { Question } from '../question.js';
import { byKey, faulty, FILES, misstated, put, refused, sound, stated } from './make.js';

const LIBRARY_ONLY = 'a hundred thousand files or entries would take minutes to write and to show';

/** Nothing of the small model is empty, but a file may be. */
const WITH_EMPTY = { ...FILES, empty: new Uint8Array() };
const ONE = { 'weights.bin': noise(2500) };

const HASHES: readonly Mutation[] = (['sha256', 'blake2b', 'blake3'] as const).flatMap((hashType) => [
  sound(`whole files with ${hashType}`, () => stated({ hashType }, WITH_EMPTY)),
  ...(hashType === 'blake3'
    ? []
    : [
        sound(`shards with ${hashType}`, () => stated({ hashType, method: 'shards' })),
        sound(`shards with ${hashType}, larger than any file`, () =>
          stated({ hashType, method: 'shards', shardSize: 10_000_000 }),
        ),
      ]),
]);

const SHAPES: readonly Mutation[] = [
  ...HASHES,
  sound('shards of one byte', () => stated({ method: 'shards', shardSize: 1 }, ONE)),
  sound('shards out of order', () => stated({ method: 'shards', resources: (list) => list.toReversed() })),
  sound('files out of order', () => stated({ resources: (list) => list.toReversed() })),
  sound('shards of a file whose name ends in numbers', () =>
    stated({ method: 'shards' }, { 'ab:0:5': noise(2500), b: noise(10) }),
  ),
  sound('one file as "."', () => stated({ singleFile: 'dot' }, ONE, { single: true })),
  sound('one file by its name', () => stated({ singleFile: 'base-name' }, ONE, { single: true })),
  sound('one file as ".", in shards', () =>
    stated({ singleFile: 'dot', method: 'shards' }, ONE, { single: true }),
  ),
  sound('one file as ".", under another name', async () => {
    const question = await stated({ singleFile: 'dot' }, ONE, { single: true });
    return { ...question, files: { 'renamed.bin': ONE['weights.bin'] } };
  }),
  sound('links allowed where there are none', () => stated({ allowSymlinks: true })),
  sound('v0.2.0', () => byKey(buildStatementV01(FILES), { format: 'v0.2.0' }), {
    notes: ['deprecated-format'],
  }),
  sound('100,000 entries', () => stated({ method: 'shards', shardSize: 1 }, { 'a.bin': noise(100_000) }), {
    notOn: { page: LIBRARY_ONLY, command: LIBRARY_ONLY },
  }),
];

/** One file of 2500 bytes in shards of 1000, under these ranges. */
const ranges =
  (...names: readonly string[]) =>
  () =>
    stated({ method: 'shards', resources: (list) => names.map((name) => ({ ...first(list), name })) }, ONE);

function first(list: readonly Resource[]): Resource {
  const [resource] = list;
  if (resource === undefined) throw new Error('nothing is signed');
  return resource;
}

const RANGES: readonly (readonly [what: string, problem: ShardProblem, ranges: readonly string[]])[] = [
  ['without a range', 'no-range', ['weights.bin']],
  ['with half a range', 'no-range', ['weights.bin:0']],
  ['with letters for a range', 'no-range', ['weights.bin:a:b']],
  ['with a negative start', 'no-range', ['weights.bin:-1:1000']],
  ['with a leading zero', 'no-range', ['weights.bin:00:1000']],
  ['with a sign', 'no-range', ['weights.bin:0:+1000']],
  ['with a fraction', 'no-range', ['weights.bin:0:1e3']],
  ['with a blank', 'no-range', ['weights.bin:0: 1000']],
  ['that are empty', 'empty-range', ['weights.bin:0:0']],
  ['of which one is empty', 'empty-range', ['weights.bin:0:1000', 'weights.bin:1000:1000']],
  ['that run backwards', 'backward-range', ['weights.bin:1000:0']],
  ['of which one runs backwards', 'backward-range', ['weights.bin:0:1000', 'weights.bin:1000:500']],
  ['that overlap', 'overlap', ['weights.bin:0:1000', 'weights.bin:999:1999']],
  ['that say the same twice', 'overlap', ['weights.bin:0:1000', 'weights.bin:0:1000']],
  ['with a gap', 'gap', ['weights.bin:0:1000', 'weights.bin:1001:2001']],
  ['that do not begin at the start', 'gap', ['weights.bin:1000:2000']],
  ['longer than a shard', 'too-long', ['weights.bin:0:1001']],
  [
    'of which one before the last is short',
    'short-before-last',
    ['weights.bin:0:500', 'weights.bin:500:1500'],
  ],
  ['that end beyond any file', 'beyond-any-file', ['weights.bin:0:9007199254740993']],
  ['that begin beyond any file', 'beyond-any-file', ['weights.bin:9007199254740992:9007199254740993']],
];

/** The signed size is the disk's business too: what no range covers was not signed. */
const resized = (size: number) => async (): Promise<Question> => {
  const question = await stated({ method: 'shards' }, ONE);
  return { ...question, files: { 'weights.bin': noise(size) } };
};

const SHARDS: readonly Mutation[] = [
  ...RANGES.map(([what, problem, names]) =>
    refused(`ranges ${what}`, { code: 'shards-inconsistent', problem }, ranges(...names)),
  ),
  ...([2499, 2000, 1500, 2501, 3000, 3500] as const).map((size) =>
    faulty(
      `shards of 2500 bytes, a file of ${size}`,
      'files-mismatch',
      { code: 'files-differ', changed: 1 },
      resized(size),
      { files: { 'weights.bin': { state: 'changed' } } },
    ),
  ),
  faulty(
    'shards of which the last is not signed',
    'files-mismatch',
    { code: 'files-differ', changed: 1 },
    () => stated({ method: 'shards', resources: (list) => list.slice(0, -1) }, ONE),
  ),
  faulty('shards that are exchanged', 'files-mismatch', { code: 'files-differ', changed: 1 }, async () => {
    const bytes = noise(3000);
    const question = await stated({ method: 'shards' }, { 'a.bin': bytes });
    const files = { 'a.bin': Uint8Array.from([...bytes.slice(1000), ...bytes.slice(0, 1000)]) };
    return { ...question, files };
  }),
  faulty(
    'an empty file among shards, which no signature covers',
    'files-mismatch',
    { code: 'files-differ', unsigned: 1, changed: 0, missing: 0 },
    () => stated({ method: 'shards' }, WITH_EMPTY),
    { files: { empty: { state: 'unsigned' } } },
  ),
  refused(
    'shards of "." and of others',
    { code: 'name-unsafe', problem: 'dot-part' },
    ranges('.:0:1000', 'b:0:1000'),
  ),
  refused('shards of a file and of a folder', 'name-duplicate', ranges('a:0:1000', 'a/b:0:1000')),
];

const DIGESTS: readonly (readonly [what: string, problem: DigestProblem, (digest: string) => string])[] = [
  ['that is a byte short', 'length', (digest) => digest.slice(2)],
  ['that is a digit short', 'length', (digest) => digest.slice(1)],
  ['that is a byte long', 'length', (digest) => `${digest}00`],
  ['that is empty', 'length', () => ''],
  ['in capitals', 'upper-case', () => 'AB'.repeat(32)],
  ['with one capital', 'upper-case', () => 'Ab'.repeat(32)],
  ['that is not hex', 'not-hex', () => 'xy'.repeat(32)],
  ['with a blank', 'not-hex', (digest) => ` ${digest.slice(1)}`],
  ['with a prefix', 'not-hex', (digest) => `0x${digest.slice(2)}`],
];

const firstWith =
  (change: (resource: Resource) => Partial<Resource>, options: StatementOptions = {}) =>
  () =>
    stated({
      ...options,
      resources: (list) => list.map((item, i) => (i === 0 ? { ...item, ...change(item) } : item)),
    });

/** The older format has no root digest over them. */
const firstV01 = (path: string, value: unknown) => () =>
  byKey(
    buildStatementV01(FILES, (it) => put(it, `subject.0.${path}`, value)),
    { format: 'v0.2.0' },
  );

const DIGEST_ROWS: readonly Mutation[] = [
  ...DIGESTS.map(([what, problem, change]) =>
    refused(
      `a digest ${what}`,
      { code: 'digest-malformed', algorithm: 'sha256', problem },
      firstWith(({ digest }) => ({ digest: change(digest) })),
    ),
  ),
  ...DIGESTS.map(([what, problem, change]) =>
    refused(
      `v0.2.0: a digest ${what}`,
      { code: 'digest-malformed', algorithm: 'sha256', problem },
      firstV01('digest.sha256', change('ab'.repeat(32))),
    ),
  ),
  refused(
    'a SHA-256 digest among BLAKE2b',
    { code: 'digest-malformed', algorithm: 'blake2b', problem: 'length' },
    firstWith(() => ({ digest: 'ab'.repeat(32) }), { hashType: 'blake2b' }),
  ),
  faulty(
    'the digest of something else',
    'files-mismatch',
    { code: 'files-differ', changed: 1 },
    firstWith(() => ({ digest: 'ab'.repeat(32) })),
  ),
  refused(
    'one file by another algorithm',
    { code: 'algorithm-differs', algorithm: 'blake3', hashType: 'sha256' },
    firstWith(() => ({ algorithm: 'blake3' })),
  ),
  refused(
    'one file by SHA-256 in capitals',
    { code: 'algorithm-differs', algorithm: 'SHA256' },
    firstWith(() => ({ algorithm: 'SHA256' })),
  ),
];

const badRoot = (digest: string) => () => misstated('subject.0.digest.sha256', digest);
const ROOT: readonly Mutation[] = [
  ...(
    [
      ['zeros', '00'.repeat(32)],
      ['nothing', ''],
      ['another length', 'ab'],
      ['capitals', 'AB'.repeat(32)],
    ] as const
  ).map(([what, digest]) =>
    faulty(`a root digest of ${what}`, 'signature-invalid', 'root-digest-differs', badRoot(digest)),
  ),
  faulty('a root digest over the list in another order', 'signature-invalid', 'root-digest-differs', () =>
    stated({
      mutate: (it) => put(it, 'subject.0.digest.sha256', rootDigest(it.predicate.resources.toReversed())),
    }),
  ),
  faulty('a root digest over one file less', 'signature-invalid', 'root-digest-differs', () =>
    stated({
      mutate: (it) => put(it, 'subject.0.digest.sha256', rootDigest(it.predicate.resources.slice(1))),
    }),
  ),
  refused('two subjects', 'statement-malformed', () =>
    stated({ mutate: (it) => it.subject.push(...it.subject) }),
  ),
  refused('no subject', 'statement-malformed', () => misstated('subject', [])),
];

const MISSING = [
  '_type',
  'subject',
  'predicateType',
  'predicate',
  'predicate.serialization',
  'predicate.resources',
  'predicate.serialization.method',
  'predicate.serialization.hash_type',
  'predicate.serialization.allow_symlinks',
  'predicate.resources.0.name',
  'predicate.resources.0.digest',
  'predicate.resources.0.algorithm',
  'subject.0.digest',
  'subject.0.digest.sha256',
];
const WRONG: readonly (readonly [path: string, value: unknown])[] = [
  ['_type', 1],
  ['subject', {}],
  ['subject.0.digest.sha256', 5],
  ['predicateType', null],
  ['predicate', []],
  ['predicate.serialization', 'files'],
  ['predicate.serialization.method', 1],
  ['predicate.serialization.hash_type', 256],
  ['predicate.serialization.allow_symlinks', 'no'],
  ['predicate.serialization.ignore_paths', 'all'],
  ['predicate.serialization.ignore_paths', [1]],
  ['predicate.serialization.shard_size', 1000],
  ['predicate.resources', {}],
  ['predicate.resources.0', 'README.md'],
  ['predicate.resources.0.name', 1],
  ['predicate.resources.0.digest', ['ab']],
];
const where = (path: string) => `statement.${path.replaceAll(/\.(\d+)/g, '[$1]')}`;

const STATEMENTS: readonly Mutation[] = [
  ...MISSING.map((path) =>
    refused(`nothing for ${path}`, { code: 'statement-malformed', at: where(path) }, () =>
      misstated(path, undefined),
    ),
  ),
  ...WRONG.map(([path, value]) =>
    refused(`${JSON.stringify(value)} for ${path}`, 'statement-malformed', () => misstated(path, value)),
  ),
  refused('words for a payload', 'statement-malformed', () => byKey('not JSON')),
  refused('a payload that is not UTF-8', 'statement-malformed', () => byKey(Uint8Array.of(0x7b, 0xff, 0x7d))),
  refused('a list for a payload', 'statement-malformed', () => byKey('[]')),
  refused('another type of statement', 'statement-type-unknown', () =>
    misstated('_type', 'https://in-toto.io/Statement/v0.1'),
  ),
  refused('another predicate of model signing', 'predicate-type-unknown', () =>
    misstated('predicateType', 'https://model_signing/Digests/v0.2'),
  ),
  refused('a predicate of a later version', 'predicate-type-unknown', () =>
    misstated('predicateType', 'https://model_signing/signature/v2.0'),
  ),
  refused('an older predicate than any', 'predicate-type-unknown', () =>
    misstated('predicateType', 'https://model_signing/Digests/v0.2'),
  ),
  refused('no files', 'manifest-empty', () => stated({ resources: () => [] })),
  refused(
    '100,001 entries',
    { code: 'manifest-too-large', count: 100_001, limit: 100_000 },
    () =>
      stated({
        resources: (list) => Array.from({ length: 100_001 }, (_, i) => ({ ...first(list), name: `f${i}` })),
      }),
    { notOn: { page: LIBRARY_ONLY, command: LIBRARY_ONLY } },
  ),
  refused('MD5', { code: 'hash-unsupported', algorithm: 'md5' }, () =>
    misstated('predicate.serialization.hash_type', 'md5'),
  ),
  refused('SHA-256 by another name', { code: 'hash-unsupported', algorithm: 'SHA-256' }, () =>
    misstated('predicate.serialization.hash_type', 'SHA-256'),
  ),
  refused('a hash by the name of a member that every object has', 'hash-unsupported', () =>
    misstated('predicate.serialization.hash_type', 'constructor'),
  ),
  refused('another method of serialization', { code: 'serialization-unsupported', method: 'tree' }, () =>
    misstated('predicate.serialization.method', 'tree'),
  ),
  refused(
    'shards with BLAKE3',
    { code: 'serialization-unsupported', method: 'shards', hashType: 'blake3' },
    () => stated({ method: 'shards', hashType: 'blake3' }),
  ),
];

const shardSize = (value: unknown) => () =>
  stated({ method: 'shards', mutate: (it) => put(it, 'predicate.serialization.shard_size', value) });
const SIZES: readonly Mutation[] = [undefined, null, 0, -1, 0.5, '1000', 1e300].map((value) =>
  refused(
    `${String(value)} for the size of a shard${typeof value === 'string' ? ', as text' : ''}`,
    { code: 'statement-malformed', at: 'statement.predicate.serialization.shard_size' },
    shardSize(value),
  ),
);

const V01: readonly Mutation[] = [
  refused('v0.2.0: no files', 'manifest-empty', () => byKey(buildStatementV01({}), { format: 'v0.2.0' })),
  refused(
    'v0.2.0: another hash',
    { code: 'hash-unsupported', algorithm: 'file-sha512' },
    firstV01('annotations.actual_hash_algorithm', 'file-sha512'),
  ),
  refused('v0.2.0: no annotations', 'statement-malformed', firstV01('annotations', undefined)),
  refused('v0.2.0: no digest', 'statement-malformed', firstV01('digest', undefined)),
  refused('v0.2.0: a file without a name', 'statement-malformed', firstV01('name', undefined)),
  refused('v0.2.0: under the name of v1.0', 'statement-malformed', () =>
    byKey(buildStatementV01(FILES, (it) => put(it, 'predicateType', 'https://model_signing/signature/v1.0'))),
  ),
  refused('v1.0 under the name of v0.2.0', 'statement-malformed', async () => {
    const statement = await buildStatement(FILES);
    return byKey({ ...statement, predicateType: 'https://model_signing/Digests/v0.1' }, { format: 'v0.2.0' });
  }),
  faulty(
    'v0.2.0: one changed byte',
    'files-mismatch',
    { code: 'files-differ', changed: 1 },
    () =>
      byKey(
        buildStatementV01(FILES),
        { format: 'v0.2.0' },
        { files: { ...FILES, 'README.md': text('# A smaller model\n') } },
      ),
    { notes: ['deprecated-format'] },
  ),
];

export const CONTENTS: readonly Mutation[] = [
  ...SHAPES,
  ...SHARDS,
  ...DIGEST_ROWS,
  ...ROOT,
  ...STATEMENTS,
  ...SIZES,
  ...V01,
];
