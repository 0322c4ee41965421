import { createHash } from 'node:crypto';
import { tufKey, type DelegationPlan, type TargetsPlan, type TufPlan } from '../../forge/tuf.js';
import type { Attack } from '../attack.js';
import { A, B, C, DEEP, deep, fresh, moment, step, TARGET } from '../moments.js';

const OTHER_KEY = tufKey('Ed25519', 12);
const hash = createHash('sha256').update(TARGET).digest('hex');
const a: TargetsPlan = { targets: { [TARGET]: A } };
const b: TargetsPlan = { targets: { [TARGET]: B } };
const none: TargetsPlan = { targets: {} };
const to = (name: string, more: Partial<DelegationPlan> = {}): DelegationPlan => ({
  name,
  keys: [DEEP],
  ...more,
});
const tree = (delegations: readonly DelegationPlan[], roles: TufPlan['roles'] = {}, more: TargetsPlan = {}) =>
  moment(1, { targets: { targets: {}, delegations, ...more }, roles });
const through = (more: Partial<DelegationPlan>) => tree([to('deep', more)], { deep: a });
const notListed = `trust-not-listed ${TARGET}`;

const pattern = (paths: readonly string[], isFound: boolean) =>
  fresh(
    `delegation: ${JSON.stringify(paths)} ${isFound ? 'is' : 'is not'} about ${TARGET}`,
    '4.5',
    step(through({ paths }), isFound ? 'ok' : notListed),
    { target: isFound ? A : null },
  );

const prefix = (prefixes: readonly string[], isFound: boolean) =>
  fresh(
    `delegation: by the digest, ${isFound ? 'its own' : 'another'} (${prefixes.map(({ length }) => length).join(' and ')} digits)`,
    '4.5',
    step(through({ prefixes }), isFound ? 'ok' : notListed),
  );

const chain = (length: number): TufPlan => {
  const names = Array.from({ length }, (_, i) => `role-${String(i)}`);
  const roles = names.map((name, i): [string, TargetsPlan] => {
    const nextName = names[i + 1];
    return [name, nextName === undefined ? a : { targets: {}, delegations: [to(nextName)] }];
  });
  return tree([to('role-0')], Object.fromEntries(roles));
};

export const DELEGATIONS: readonly Attack[] = [
  ...[['*'], ['trusted_*.json'], ['trusted?root.json'], ['nothing', TARGET], ['*root*'], ['**']].map(
    (paths) => pattern(paths, true),
  ),
  ...[
    ['*/*'],
    ['trusted_root'],
    ['?'],
    ['targets/*'],
    ['Trusted_root.json'],
    ['[t]rusted_root.json'],
    ['{trusted_root.json}'],
    ['/*'],
    ['.*'],
    [''],
    [],
  ].map((paths) => pattern(paths, false)),
  prefix([hash.slice(0, 2)], true),
  prefix(['zz', hash], true),
  prefix([hash.startsWith('0') ? '1' : '0'], false),
  prefix([''], false),
  fresh(
    'delegation: the topmost role comes first',
    '5.6.7',
    step(tree([to('deep')], { deep: b }, { targets: { [TARGET]: A } }), 'ok'),
    { target: A },
  ),
  fresh(
    'delegation: the first that lists it',
    '5.6.7.2',
    step(tree([to('x'), to('y')], { x: b, y: a }), 'ok'),
    { target: B },
  ),
  fresh(
    'delegation: depth before breadth',
    '5.6.7.2',
    step(tree([to('x'), to('y')], { x: { targets: {}, delegations: [to('z')] }, y: a, z: b }), 'ok'),
    { target: B },
  ),
  fresh(
    'delegation: the second, where the first lists nothing',
    '5.6.7.2',
    step(tree([to('x'), to('y')], { x: none, y: a }), 'ok'),
    { target: A },
  ),
  fresh(
    'delegation: none after a terminating one',
    '5.6.7.2.1',
    step(tree([to('x', { terminating: true }), to('y')], { x: none, y: a }), notListed),
  ),
  fresh(
    'delegation: a terminating one below ends the search above',
    '5.6.7.2.1',
    step(
      tree([to('x'), to('y')], {
        x: { targets: {}, delegations: [to('z', { terminating: true })] },
        y: a,
        z: none,
      }),
      notListed,
    ),
  ),
  fresh(
    'delegation: a terminating one that is about something else ends nothing',
    '5.6.7.2.1',
    step(tree([to('x', { terminating: true, paths: ['x/*'] }), to('y')], { x: none, y: a }), 'ok'),
    { target: A },
  ),
  fresh(
    'delegation: a role for other paths lists it all the same',
    '5.6.7',
    step(moment(1, deep({ targets: { [TARGET]: C } }, ['registry.example/*'])), notListed),
  ),
  fresh(
    'delegation: a role that is not needed need not be there',
    '5.6.7',
    step(tree([to('gone', { paths: ['x/*'] })], {}, { targets: { [TARGET]: A } }), 'ok'),
    {
      target: A,
    },
  ),
  fresh(
    'delegation: a role that is not needed, by keys that are none here',
    '4.2.1',
    step(
      tree(
        [to('deep')],
        {},
        {
          targets: { [TARGET]: A },
          edits: [
            [
              ['delegations', 'keys', DEEP.id],
              { keytype: 'sigstore-oidc', scheme: 'Fulcio', keyval: { identity: 'x' } },
            ],
          ],
        },
      ),
      'ok',
    ),
    { target: A },
  ),
  fresh(
    'delegation: two that name each other',
    '5.6.7.1',
    step(
      tree([to('x')], {
        x: { targets: {}, delegations: [to('y')] },
        y: { targets: {}, delegations: [to('x')] },
      }),
      notListed,
    ),
  ),
  fresh(
    'delegation: one that names itself',
    '5.6.7.1',
    step(tree([to('x')], { x: { targets: {}, delegations: [to('x')] } }), notListed),
  ),
  fresh('delegation: a chain of 32', '5.6.7.1', step(chain(32), 'ok'), { target: A }),
  fresh('delegation: a chain of 33', '5.6.7.1', step(chain(33), 'trust-too-many delegations'), {
    target: null,
  }),
  fresh(
    'delegation: 33 side by side',
    '5.6.7.1',
    step(
      tree(
        Array.from({ length: 33 }, (_, i) => to(`r${String(i)}`)),
        Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`r${String(i)}`, none])),
      ),
      'trust-too-many delegations',
    ),
  ),
  fresh(
    'delegation: a role that the snapshot does not list',
    '5.6.1',
    step(tree([to('deep')]), 'trust-not-listed deep.json'),
  ),
  fresh(
    'delegation: by the keys of whoever delegates last',
    '5.6.3',
    step(
      tree([to('x')], {
        x: { targets: {}, delegations: [to('y', { keys: [OTHER_KEY] })] },
        y: { ...a, by: [DEEP] },
      }),
      'trust-signatures 1.y.json',
    ),
  ),
  fresh(
    'delegation: one signature too few',
    '5.6.3',
    step(
      tree([to('deep', { keys: [DEEP, OTHER_KEY], threshold: 2 })], { deep: { ...a, by: [DEEP] } }),
      'trust-signatures 1.deep.json',
    ),
  ),
  fresh(
    'delegation: signatures enough',
    '5.6.3',
    step(tree([to('deep', { keys: [DEEP, OTHER_KEY], threshold: 2 })], { deep: a }), 'ok'),
    { target: A },
  ),
  fresh(
    'delegation: a role in the name of the root',
    '4.5',
    step(tree([to('root')]), 'trust-malformed 1.targets.json'),
  ),
  fresh(
    'delegation: a role in the name of the targets',
    '4.5',
    step(tree([to('targets')]), 'trust-malformed 1.targets.json'),
  ),
  fresh('delegation: a role without a name', '4.5', step(tree([to('')]), 'trust-malformed 1.targets.json')),
  fresh(
    'delegation: two roles of one name',
    '4.5',
    step(tree([to('x'), to('x')], { x: a }), 'trust-malformed 1.targets.json'),
  ),
  fresh('delegation: a role whose name is a path', '5.6.1', step(tree([to('../x')], { '../x': a }), 'ok'), {
    target: A,
  }),
  fresh(
    'delegation: a role whose name is a question',
    '5.6.1',
    step(tree([to('a?b#c%2f')], { 'a?b#c%2f': a }), 'ok'),
    { target: A },
  ),
  fresh(
    'delegation: a pattern that would take for ever',
    '4.5',
    step(through({ paths: [`${'*a'.repeat(200)}b`, `${'*'.repeat(400)}.json`] }), 'ok'),
    { target: A },
  ),
  fresh(
    'delegation: neither paths nor digests',
    '4.5',
    step(
      tree([to('deep')], { deep: a }, { edits: [[['delegations', 'roles', 0, 'paths'], undefined]] }),
      notListed,
    ),
  ),
  fresh(
    'delegation: in bins by digest, which nobody here knows',
    '4.5',
    step(
      tree(
        [],
        { deep: a },
        {
          edits: [
            [['delegations', 'roles'], undefined],
            [
              ['delegations', 'succinct_roles'],
              { bit_length: 1, name_prefix: 'bin', keyids: [], threshold: 1 },
            ],
          ],
        },
      ),
      notListed,
    ),
  ),
];
