import { makeTuf, type Edit, type RootPlan, type TufPlan } from '../../forge/tuf.js';
import type { Attack, Serving } from '../attack.js';
import {
  A,
  after,
  anchorOf,
  attack,
  B,
  C,
  DEEP,
  fileOf,
  fresh,
  moment,
  next,
  one,
  OTHER,
  ROOT,
  rotated,
  step,
  STRANGER,
  TARGET,
  two,
} from '../moments.js';

const FAR = 10 ** 15;
const first = step(one, 'ok');
const second = step(two, 'ok');
const rooted = (n: number, root: RootPlan, more: Partial<TufPlan> = {}) =>
  moment(n, { roots: [ROOT, root], ...more });
const newTimestamp = rotated({ timestamp: [STRANGER] });
const newSnapshot = rotated({ snapshot: [STRANGER] });
const newTargets = rotated({ targets: [STRANGER, OTHER] });
const farTimestamp = step(moment(1, { timestamp: { version: FAR } }), 'ok');
const farSnapshot = step(moment(1, { snapshot: { version: FAR }, timestamp: { version: 2 } }), 'ok');
const farTargets = step(
  moment(1, {
    targets: { version: FAR, targets: { [TARGET]: A } },
    snapshot: { version: 2 },
    timestamp: { version: 2 },
  }),
  'ok',
);
const three = (more: Partial<TufPlan> = {}) => moment(3, more);

const forward: readonly Attack[] = [
  attack(
    'fast-forward: of the timestamp',
    '5.4.3.1',
    [farTimestamp, step(two, 'trust-rollback timestamp.json')],
    { target: A },
  ),
  attack(
    'fast-forward: of the timestamp, healed by another key',
    '5.3.11',
    [farTimestamp, step(rooted(2, newTimestamp), 'ok')],
    { root: 2, target: B },
  ),
  attack('fast-forward: of the snapshot', '5.4.3.2', [
    farSnapshot,
    step(three(), 'trust-rollback snapshot.json'),
  ]),
  attack(
    'fast-forward: of the snapshot, healed by another key',
    '5.3.11',
    [farSnapshot, step(rooted(3, newSnapshot), 'ok')],
    { root: 2, target: C },
  ),
  attack('fast-forward: of the targets', '5.5.5', [farTargets, step(three(), 'trust-rollback targets.json')]),
  attack(
    'fast-forward: of the targets, not healed by other keys for them alone',
    '5.5.5',
    [farTargets, step(rooted(3, newTargets), 'trust-rollback targets.json')],
    {
      root: 2,
      target: A,
    },
  ),
  attack(
    'fast-forward: of the targets, healed by another key for the snapshot',
    '5.3.11',
    [farTargets, step(rooted(3, newSnapshot), 'ok')],
    { target: C },
  ),
  attack(
    'fast-forward: healed although the keys are those of before again',
    '5.3.11',
    [farTimestamp, step(moment(2, { roots: [ROOT, newTimestamp, ROOT] }), 'ok')],
    { root: 3, target: B },
  ),
  attack(
    'a new root with the same keys heals nothing',
    '5.3.11',
    [second, step(rooted(1, next({})), 'trust-rollback timestamp.json')],
    { root: 2, target: B },
  ),
];

const revoked: readonly Attack[] = [
  after(
    'revoked: a timestamp by the old key',
    '5.3.11',
    step(
      rooted(2, newTimestamp, { timestamp: { version: 2, by: ROOT.keys.timestamp } }),
      'trust-signatures timestamp.json',
    ),
    {
      root: 2,
      target: A,
    },
  ),
  after(
    'revoked: what was seen of the old key is shown again',
    '5.3.11',
    step(rooted(2, newTimestamp), 'trust-signatures timestamp.json', {
      files: { 'timestamp.json': fileOf(one, 'timestamp.json') },
    }),
    {
      root: 2,
      target: A,
    },
  ),
  after(
    'revoked: a root by keys that the last root took away',
    '5.3.4',
    step(
      moment(2, { roots: [ROOT, next({ keys: { ...ROOT.keys, root: [STRANGER, OTHER] } })] }),
      'trust-signatures 3.root.json',
      { files: { '3.root.json': fileOf(makeTuf(moment(1, { roots: [ROOT, ROOT, ROOT] })), '3.root.json') } },
    ),
    { root: 2, target: A },
  ),
];

const overTimestamp = { timestamp: { version: 2, expires: '2026-02-01T00:00:00Z' } };
const gone = (file: string) => ({ files: { [file]: undefined } });

const progress: readonly Attack[] = [
  attack(
    'what was verified stays: a new root, where the timestamp is over',
    '5.3.8',
    [
      first,
      step(rooted(2, newTimestamp, overTimestamp), 'trust-expired timestamp.json'),
      step(one, 'trust-signatures timestamp.json'),
    ],
    { root: 2, target: A },
  ),
  attack(
    'what was verified stays: a new timestamp, where the snapshot is missing',
    '5.4.5',
    [
      first,
      step(three(), 'trust-missing 3.snapshot.json', gone('3.snapshot.json')),
      step(two, 'trust-rollback timestamp.json'),
    ],
    { target: A },
  ),
  attack(
    'what was verified stays: a new snapshot, where the targets are missing',
    '5.5.7',
    [
      first,
      step(three(), 'trust-missing 3.targets.json', gone('3.targets.json')),
      step(moment(2, { snapshot: { version: 4 }, timestamp: { version: 4 } }), 'trust-rollback targets.json'),
    ],
    { target: A },
  ),
  attack(
    'what was refused does not stay: a timestamp that is over',
    '5.4.4',
    [
      first,
      step(
        moment(9, { timestamp: { version: 9, expires: '2026-02-01T00:00:00Z' } }),
        'trust-expired timestamp.json',
      ),
      second,
    ],
    { target: B },
  ),
  attack(
    'what was refused does not stay: a timestamp by a stranger',
    '5.4.2',
    [
      first,
      step(moment(9, { timestamp: { version: 9, by: [STRANGER] } }), 'trust-signatures timestamp.json'),
      second,
    ],
    { target: B },
  ),
  attack(
    'after a fault, the way goes on',
    '5.7',
    [first, step({}, 'trust-missing timestamp.json'), second, step(three(), 'ok')],
    {
      target: C,
      previous: B,
    },
  ),
];

const offline: Readonly<Record<string, Serving>> = {
  '2.root.json': { refused: true },
  '3.root.json': { refused: true },
  '4.root.json': { refused: true },
};
const unreachable = (version: number, tampered: string | readonly Edit[]) =>
  step(one, `trust-unreachable ${String(version)}.root.json`, { serving: offline, tampered });
const tampered = (name: string, edits: string | readonly Edit[], target: string | null, isDamaged: boolean) =>
  attack(`stored, and changed: ${name}`, '5', [first, unreachable(2, edits)], { target, isDamaged, root: 1 });

/** What somebody put there who has the key of a role for other paths. */
const registry = makeTuf(
  moment(1, {
    targets: {
      targets: { [TARGET]: A },
      delegations: [{ name: 'deep', keys: [DEEP], paths: ['registry.example/*'] }],
    },
    roles: { deep: { targets: { [TARGET]: C } } },
  }),
);
const otherFiles = makeTuf(moment(1, { roots: [ROOT, newTimestamp] }));

const stored: readonly Attack[] = [
  tampered('all of it', 'nothing of that', null, true),
  tampered('its format', [[['format'], 'other']], null, true),
  tampered('its version', [[['version'], 2]], null, true),
  tampered('nothing', [], A, false),
  tampered('the trusted root', [[['good', 'target'], C]], null, true),
  tampered(
    'the targets',
    [[['good', 'roles', 0, 'text'], fileOf(two, '2.targets.json').toString()]],
    null,
    true,
  ),
  tampered(
    'targets by a stranger',
    [
      [
        ['good', 'roles', 0, 'text'],
        fileOf(
          makeTuf(moment(1, { targets: { targets: { [TARGET]: C }, by: [STRANGER, OTHER] } })),
          '1.targets.json',
        ).toString(),
      ],
      [['good', 'target'], C],
    ],
    null,
    true,
  ),
  tampered('the roles that led to it', [[['good', 'roles'], []]], null, true),
  tampered('the version of its root', [[['good', 'rootVersion'], 2]], null, true),
  tampered('the timestamp', [[['timestamp'], '{}']], A, true),
  tampered('the snapshot', [[['snapshot'], '{}']], A, true),
  attack(
    'stored, and changed: a role for other paths vouches for it',
    '5.6.7',
    [
      step(registry, 'ok'),
      unreachable(2, [
        [['good', 'roles', 1], { name: 'deep', text: fileOf(registry, '1.deep.json').toString() }],
        [['good', 'target'], C],
      ]),
    ],
    { target: null, isDamaged: true },
  ),
  attack(
    'stored, and changed: a role that was never delegated to',
    '5.6.7',
    [
      first,
      unreachable(2, [
        [['good', 'roles', 1], { name: 'deep', text: fileOf(registry, '1.deep.json').toString() }],
      ]),
    ],
    { target: null },
  ),
  attack(
    'stored, and changed: the roots',
    '5.3',
    [
      step(otherFiles, 'ok'),
      unreachable(2, [
        [['roots', 1], fileOf(otherFiles, '2.root.json').toString().replace('1.0.31', '1.0.30')],
      ]),
    ],
    {
      root: 1,
      isDamaged: true,
    },
  ),
  attack(
    'stored, and changed: a root less',
    '5.3',
    [step(otherFiles, 'ok'), unreachable(2, [[['roots'], []]])],
    { root: 1, target: null, isDamaged: true },
  ),
  attack('stored, and changed, and updated', '5', [first, step(two, 'ok', { tampered: 'nothing of that' })], {
    target: B,
    isDamaged: true,
  }),
];

const threeRoots = makeTuf(moment(1, { roots: [ROOT, newTimestamp, ROOT] }));

const anchored: readonly Attack[] = [
  attack(
    'an anchor that the store has passed already',
    '5.2',
    [step(otherFiles, 'ok'), step(otherFiles, 'ok', { anchor: anchorOf(otherFiles, 2) })],
    {
      root: 2,
      target: A,
      isDamaged: false,
    },
  ),
  attack(
    'an anchor that the store has passed already, and no connection',
    '5.2',
    [
      step(otherFiles, 'ok'),
      step(otherFiles, 'trust-unreachable 3.root.json', {
        anchor: anchorOf(otherFiles, 2),
        serving: offline,
      }),
    ],
    { root: 2, target: A, isDamaged: false },
  ),
  attack(
    'an anchor that is newer than what is stored',
    '5.2',
    [
      first,
      step(otherFiles, 'trust-unreachable 3.root.json', {
        anchor: anchorOf(otherFiles, 2),
        serving: offline,
      }),
    ],
    { root: 2, target: null },
  ),
  attack(
    'the same, and an update',
    '5.2',
    [first, step(otherFiles, 'ok', { anchor: anchorOf(otherFiles, 2) })],
    { root: 2, target: A },
  ),
  attack(
    'an anchor before the one that wrote the store, and no connection',
    '5.2',
    [
      step(otherFiles, 'ok', { anchor: anchorOf(otherFiles, 2) }),
      step(otherFiles, 'trust-unreachable 3.root.json', { serving: offline }),
    ],
    { root: 2, target: A, isDamaged: false },
  ),
  attack(
    'an anchor that the store leads nowhere from, and no connection: it stays for the program that wrote it',
    '5.2',
    [
      step(threeRoots, 'ok', { anchor: anchorOf(threeRoots, 3) }),
      step(threeRoots, 'trust-unreachable 2.root.json', { serving: offline }),
      step(threeRoots, 'trust-unreachable 4.root.json', {
        anchor: anchorOf(threeRoots, 3),
        serving: offline,
      }),
    ],
    { root: 3, target: A, isDamaged: false },
  ),
  attack(
    'the same, and new roots before the fault',
    '5.2',
    [
      step(threeRoots, 'ok', { anchor: anchorOf(threeRoots, 3) }),
      step(threeRoots, 'trust-missing timestamp.json', gone('timestamp.json')),
    ],
    { root: 3, target: A, isDamaged: true },
  ),
  attack(
    'another anchor altogether',
    '5.2',
    [
      first,
      step(one, 'trust-signatures timestamp.json', {
        anchor: anchorOf(
          makeTuf(
            moment(1, {
              roots: [rotated({ root: [OTHER, STRANGER], timestamp: [OTHER], targets: [OTHER, STRANGER] })],
            }),
          ),
        ),
      }),
    ],
    { target: null },
  ),
  fresh(
    'an anchor that does not sign itself',
    '5.2',
    step(one, 'trust-signatures root.json', {
      anchor: anchorOf(makeTuf(moment(1, { roots: [next({ by: [STRANGER] })] }))),
    }),
    {
      root: 0,
      target: null,
    },
  ),
  fresh('an anchor that is none', '5.2', step(one, 'trust-malformed root.json', { anchor: '{}' }), {
    root: 0,
    target: null,
  }),
];

const many = Array.from({ length: 258 }, () => next({ thresholds: { root: 1, targets: 2 } }));
const manyFiles = makeTuf(moment(1, { roots: many }));

/** Takes a second or two. */
export const MANY_ROOTS: readonly Attack[] = [
  fresh(
    'more new roots than are followed',
    '5.3.3',
    step(manyFiles, 'trust-too-many roots', { anchor: anchorOf(manyFiles) }),
    { root: 257, target: null },
  ),
];

export const STATE = [...forward, ...revoked, ...progress, ...stored, ...anchored];
