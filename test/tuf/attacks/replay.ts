import { makeTuf } from '../../forge/tuf.js';
import type { Attack } from '../attack.js';
import {
  A,
  after,
  afterTwo,
  attack,
  B,
  DEEP,
  deep,
  fileOf,
  fresh,
  LATER,
  moment,
  next,
  one,
  ROOT,
  step,
  TARGET,
  targetFile,
  two,
} from '../moments.js';

const bare = (n: number) => moment(n, { announces: 'version' });
const [bareOne, bareTwo] = [makeTuf(bare(1)), makeTuf(bare(2))];
/** Shorter than what was announced, whatever the lengths of its signatures: of more bytes none would be compared. */
const none = makeTuf(moment(1, { targets: { targets: {} } }));
const flat = (n: number) => moment(n, { announces: 'version', roots: [ROOT, next({ consistent: false })] });
const over = { expires: '2026-02-01T00:00:00Z' };
/** In its moment `n`, where a delegated role lists the target in its own version. */
const deepAt = (n: number, version: number) => {
  const plan = deep({ version, targets: { [TARGET]: version === 1 ? A : B } });
  return moment(n, { ...plan, targets: { version: n, ...plan.targets } });
};

const rollback: readonly Attack[] = [
  afterTwo('rollback: an older timestamp', '5.4.3.1', step(one, 'trust-rollback timestamp.json'), {
    target: B,
    previous: A,
  }),
  afterTwo(
    'rollback: a newer timestamp names an older snapshot',
    '5.4.3.2',
    step(moment(1, { timestamp: { version: 3 } }), 'trust-rollback snapshot.json'),
  ),
  afterTwo(
    'rollback: a newer snapshot names older targets',
    '5.5.5',
    step(moment(1, { snapshot: { version: 3 }, timestamp: { version: 3 } }), 'trust-rollback targets.json'),
  ),
  attack('rollback: a newer snapshot names an older delegated role', '5.5.5', [
    step(deepAt(2, 2), 'ok'),
    step(deepAt(3, 1), 'trust-rollback deep.json'),
  ]),
  attack('rollback: a role is gone from the snapshot', '5.5.5', [
    step(deepAt(2, 2), 'ok'),
    step(moment(3), 'trust-not-listed deep.json'),
  ]),
  fresh(
    'rollback: the root itself in the place of the next',
    '5.3.5',
    step(one, 'trust-rollback 2.root.json', { files: { '2.root.json': fileOf(one, '1.root.json') } }),
  ),
  fresh(
    'rollback: an older root in the place of the next',
    '5.3.5',
    step(makeTuf(moment(1, { roots: [ROOT, ROOT] })), 'trust-rollback 3.root.json', {
      files: { '3.root.json': fileOf(one, '1.root.json') },
    }),
    { root: 2, target: null },
  ),
  fresh(
    'a root version is left out',
    '5.3.5',
    step(one, 'trust-version 2.root.json', {
      files: { '2.root.json': fileOf(makeTuf(moment(1, { roots: [ROOT, ROOT, ROOT] })), '3.root.json') },
    }),
    { root: 1 },
  ),
];

const freeze: readonly Attack[] = [
  fresh(
    'freeze: the root is over',
    '5.3.10',
    step(moment(1, { roots: [ROOT, next(over)] }), 'trust-expired 2.root.json'),
    {
      root: 2,
    },
  ),
  fresh(
    'freeze: the anchor is over',
    '5.3.10',
    step(one, 'trust-expired 1.root.json', { now: '2027-01-01T00:00:00Z' }),
  ),
  fresh(
    'a root on the way may be over',
    '5.3.10',
    step(moment(1, { roots: [ROOT, next(over), ROOT] }), 'ok'),
    {
      root: 3,
      target: A,
    },
  ),
  after(
    'freeze: the timestamp is over',
    '5.4.4',
    step(moment(2, { timestamp: { version: 2, ...over } }), 'trust-expired timestamp.json'),
  ),
  after(
    'freeze: the snapshot is over',
    '5.5.6',
    step(moment(2, { snapshot: { version: 2, ...over } }), 'trust-expired 2.snapshot.json'),
  ),
  after(
    'freeze: the targets are over',
    '5.6.5',
    step(
      moment(2, { targets: { version: 2, targets: { [TARGET]: B }, ...over } }),
      'trust-expired 2.targets.json',
    ),
  ),
  fresh(
    'freeze: a delegated role is over',
    '5.6.5',
    step(moment(1, deep({ targets: { [TARGET]: A }, ...over })), 'trust-expired 1.deep.json'),
  ),
  after(
    'freeze: the timestamp that was seen, and is over now',
    '5.4.4',
    step(one, 'trust-expired timestamp.json', { now: LATER }),
    {
      target: A,
    },
  ),
  after(
    'freeze: of the version that was seen there is another, with more time',
    '5.4.3.1',
    step(
      moment(1, { timestamp: { version: 1, expires: '2026-12-01T00:00:00Z' } }),
      'trust-expired timestamp.json',
      { now: LATER },
    ),
  ),
  after(
    'to the second at which it is over',
    '5.4.4',
    step(one, 'trust-expired timestamp.json', { now: '2026-06-01T00:00:00Z' }),
  ),
  after('the second before', '5.4.4', step(one, 'ok', { now: '2026-05-31T23:59:59Z' }), {
    target: A,
    previous: null,
  }),
  after(
    'freeze: no timestamp',
    '5.4.1',
    step(two, 'trust-missing timestamp.json', { files: { 'timestamp.json': undefined } }),
  ),
  after('nothing is new', '5.4.3.1', step(one, 'ok'), { target: A, previous: null, isDamaged: false }),
  after('all is new', '5.7.3', step(two, 'ok'), { target: B, previous: A, isDamaged: false }),
];

const mixed: readonly Attack[] = [
  after(
    'mix-and-match: the snapshot of another time, where its bytes are announced',
    '5.5.2',
    step(two, 'trust-digest 2.snapshot.json', {
      files: { '2.snapshot.json': fileOf(bareOne, '1.snapshot.json') },
    }),
  ),
  after(
    'mix-and-match: the snapshot of another time, where only its version is',
    '5.5.4',
    step(bareTwo, 'trust-version 2.snapshot.json', {
      files: { '2.snapshot.json': fileOf(bareOne, '1.snapshot.json') },
    }),
  ),
  after(
    'mix-and-match: the targets of another time, where their bytes are announced',
    '5.6.2',
    step(two, 'trust-digest 2.targets.json', { files: { '2.targets.json': fileOf(none, '1.targets.json') } }),
  ),
  after(
    'mix-and-match: the targets of another time, where only their version is',
    '5.6.4',
    step(bareTwo, 'trust-version 2.targets.json', {
      files: { '2.targets.json': fileOf(bareOne, '1.targets.json') },
    }),
  ),
  after(
    'mix-and-match: other targets of the same version',
    '5.6.2',
    step(two, 'trust-digest 2.targets.json', {
      files: {
        '2.targets.json': fileOf(
          makeTuf(moment(2, { targets: { version: 2, targets: {} } })),
          '2.targets.json',
        ),
      },
    }),
  ),
  after(
    'mix-and-match: without versions in the names, the snapshot is older',
    '5.5.4',
    step(flat(2), 'trust-version snapshot.json', {
      files: { 'snapshot.json': fileOf(makeTuf(flat(1)), 'snapshot.json') },
    }),
    { root: 2, target: A },
  ),
  after(
    'mix-and-match: without versions in the names, the targets are newer',
    '5.6.4',
    step(flat(2), 'trust-version targets.json', {
      files: { 'targets.json': fileOf(makeTuf(flat(3)), 'targets.json') },
    }),
  ),
  after('without versions in the names', '6.2', step(flat(2), 'ok'), { root: 2, target: B }),
  after(
    'mix-and-match: the target of another time, as long',
    '5.7.3',
    step(two, `trust-digest ${targetFile(two)}`, {
      files: { [targetFile(two)]: ' '.repeat(fileOf(two, targetFile(two)).length) },
    }),
  ),
  fresh(
    'a delegated role of another time',
    '5.6.4',
    step(
      moment(1, { announces: 'version', ...deep({ targets: { [TARGET]: A } }) }),
      'trust-version 1.deep.json',
      {
        files: {
          '1.deep.json': fileOf(
            makeTuf(moment(1, deep({ version: 2, by: [DEEP], targets: { [TARGET]: B } }))),
            '2.deep.json',
          ),
        },
      },
    ),
  ),
];

export const REPLAY = [...rollback, ...freeze, ...mixed];
