import { describe, expect, it } from 'vitest';
import type { ReasonCode } from '../src/index.js';
import type {
  ChainProblem,
  CheckpointProblem,
  DigestProblem,
  LogEntryPart,
  NameProblem,
  NameTwin,
  NearMiss,
  PartTooLarge,
  PatternProblem,
  PemProblem,
  PointerSystem,
  ShardProblem,
  TimestampProblem,
} from '../src/reason.js';
import type { ExpectedReason } from './matrix/mutation.js';
import { ALL_MUTATIONS } from './matrix/mutations/index.js';

/** Each value named once: the compiler refuses a list that leaves one out. */
const all = <Value extends string>(values: Readonly<Record<Value, true>>): readonly string[] =>
  Object.keys(values);

const NEAR_MISSES = all<NearMiss>({
  case: true,
  'white-space': true,
  scheme: true,
  trailing: true,
  'look-alike': true,
});

/** What tells one kind of a reason from another, where a code has kinds. */
const KINDS: readonly (readonly [codes: readonly ReasonCode[], member: string, values: readonly string[]])[] =
  [
    [
      ['name-unsafe'],
      'problem',
      all<NameProblem>({
        empty: true,
        absolute: true,
        parent: true,
        'dot-part': true,
        'empty-part': true,
        backslash: true,
        'drive-letter': true,
        nul: true,
        'ill-formed-unicode': true,
        'too-long': true,
      }),
    ],
    [
      ['public-key-unusable', 'root-unusable'],
      'problem',
      all<PemProblem>({
        empty: true,
        'too-large': true,
        'not-pem': true,
        'is-a-certificate': true,
        'is-a-public-key': true,
        'is-a-private-key': true,
        'several-keys': true,
        'unsupported-key': true,
        'unsupported-algorithm': true,
        'unsupported-version': true,
        malformed: true,
      }),
    ],
    [
      ['chain-not-allowed'],
      'problem',
      all<ChainProblem>({
        'not-a-ca': true,
        'no-key-cert-sign': true,
        'path-too-long': true,
        'extended-key-usage': true,
        'unknown-critical-extension': true,
        'name-constraints': true,
        version: true,
        algorithm: true,
        'algorithm-mismatch': true,
        key: true,
      }),
    ],
    [
      ['shards-inconsistent'],
      'problem',
      all<ShardProblem>({
        'no-range': true,
        'empty-range': true,
        'backward-range': true,
        overlap: true,
        gap: true,
        'too-long': true,
        'short-before-last': true,
        'beyond-any-file': true,
      }),
    ],
    [
      ['log-entry-differs'],
      'about',
      all<LogEntryPart>({ artifact: true, certificate: true, key: true, signature: true, kind: true }),
    ],
    [
      ['checkpoint-invalid'],
      'problem',
      all<CheckpointProblem>({
        origin: true,
        'no-signature-by-the-log': true,
        signature: true,
        'root-hash': true,
        'tree-size': true,
      }),
    ],
    [
      ['timestamp-invalid'],
      'problem',
      all<TimestampProblem>({
        status: true,
        'content-type': true,
        'message-digest': true,
        'signing-certificate': true,
        signature: true,
        certificate: true,
        algorithm: true,
      }),
    ],
    [
      ['digest-malformed'],
      'problem',
      all<DigestProblem>({ length: true, 'upper-case': true, 'not-hex': true }),
    ],
    [
      ['pattern-unusable'],
      'problem',
      all<PatternProblem>({ empty: true, 'too-long': true, 'too-wide': true }),
    ],
    [['identity-differs'], 'nearMiss', NEAR_MISSES],
    [['issuer-differs'], 'nearMiss', NEAR_MISSES],
    [['subject-alt-name-differs'], 'nearMiss', NEAR_MISSES],
    // A distinguished name has no scheme.
    [['subject-differs'], 'nearMiss', NEAR_MISSES.filter((miss) => miss !== 'scheme')],
    [['name-twin'], 'twin', all<NameTwin>({ form: true, case: true, 'look-alike': true })],
    [['part-too-large'], 'unit', all<PartTooLarge['unit']>({ bytes: true, characters: true, entries: true })],
    [['certificate-differs'], 'which', ['leaf', 'intermediate']],
    [['fingerprint-unusable'], 'which', ['leaf', 'intermediate']],
    [['files-are-pointers'], 'system', all<PointerSystem>({ 'git-lfs': true, xet: true })],
    [['method-differs'], 'asked', ['key', 'certificate', 'sigstore']],
    [['method-differs'], 'found', ['key', 'certificate', 'sigstore']],
  ];

/** Of the verdict and of single files. That each is what comes of its row, test/matrix.test.ts says. */
const expected: readonly ExpectedReason[] = ALL_MUTATIONS.flatMap(({ reasons, files = {} }) => [
  ...reasons,
  ...Object.values(files).flatMap(({ reason }) => (reason === undefined ? [] : [reason])),
]);

describe('of every reason that has several kinds, each is in the table of mutations', () => {
  it.each(KINDS)('%s by %s', (codes, member, values) => {
    const seen = new Set(
      expected
        .filter((reason) => typeof reason !== 'string')
        .filter(({ code }) => codes.includes(code))
        .map((reason): unknown => Reflect.get(reason, member)),
    );
    expect(values.filter((value) => !seen.has(value))).toEqual([]);
  });
});
