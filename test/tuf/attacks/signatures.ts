import { tufKey, type Edit, type FilePlan, type RootPlan } from '../../forge/tuf.js';
import type { Attack } from '../attack.js';
import {
  A,
  after,
  B,
  deep,
  fresh,
  moment,
  next,
  OTHER,
  ROOT,
  ROOT_KEYS,
  rotated,
  SNAPSHOT,
  step,
  STRANGER,
  TARGET,
  TARGETS,
  TIMESTAMP,
  two,
} from '../moments.js';

const [R1, R2, R3] = ROOT_KEYS;
const [T1, T2] = TARGETS;
if (R1 === undefined || R2 === undefined || R3 === undefined || T1 === undefined || T2 === undefined)
  throw new Error('no keys');

const renamed = tufKey('P-256', 6, { id: 'another' });
const newRoots = [tufKey('P-256', 21), tufKey('P-256', 22)];
const targets = (more: FilePlan) => moment(2, { targets: { version: 2, targets: { [TARGET]: B }, ...more } });
const root = (more: Partial<RootPlan>) => moment(2, { roots: [ROOT, next(more)] });
/** The first signature, and the same once more. */
const twice = (json: string) => {
  const file = JSON.parse(json) as { signatures: object[] };
  return JSON.stringify({ ...file, signatures: [...file.signatures, file.signatures[0]] });
};
const firstSignature = (change: (sig: string) => string) => (json: string) => {
  const file = JSON.parse(json) as { signatures: { sig: string }[] };
  return JSON.stringify({
    ...file,
    signatures: file.signatures.map(({ sig, ...rest }) => ({ ...rest, sig: change(sig) })),
  });
};
const flipped = firstSignature((sig) => `${sig.slice(0, -1)}${sig.endsWith('0') ? '1' : '0'}`);
const signedBy = (key: { readonly id: string }, by: { readonly id: string }): readonly Edit[] => [
  [['signatures', 0, 'keyid'], key.id === by.id ? '' : key.id],
];

export const SIGNATURES: readonly Attack[] = [
  after(
    'wrong keys: the timestamp',
    '5.4.2',
    step(moment(2, { timestamp: { version: 2, by: [STRANGER] } }), 'trust-signatures timestamp.json'),
  ),
  after(
    'wrong keys: the timestamp, in the name of its key',
    '5.4.2',
    step(
      moment(2, { timestamp: { version: 2, by: [STRANGER], after: signedBy(TIMESTAMP, STRANGER) } }),
      'trust-signatures timestamp.json',
    ),
  ),
  after(
    'wrong keys: the snapshot',
    '5.5.3',
    step(moment(2, { snapshot: { version: 2, by: [STRANGER] } }), 'trust-signatures 2.snapshot.json'),
  ),
  after(
    'wrong keys: the snapshot, by the key of the timestamp',
    '5.5.3',
    step(moment(2, { snapshot: { version: 2, by: [TIMESTAMP] } }), 'trust-signatures 2.snapshot.json'),
  ),
  after(
    'wrong keys: the targets, by those of snapshot and timestamp',
    '5.6.3',
    step(targets({ by: [SNAPSHOT, TIMESTAMP] }), 'trust-signatures 2.targets.json'),
  ),
  fresh(
    'wrong keys: a delegated role, by those of the targets',
    '5.6.3',
    step(moment(1, deep({ targets: { [TARGET]: A }, by: [T1, T2] })), 'trust-signatures 1.deep.json'),
  ),
  after(
    'no signature at all',
    '5.4.2',
    step(moment(2, { timestamp: { version: 2, by: [] } }), 'trust-signatures timestamp.json'),
  ),
  after('one signature too few', '5.6.3', step(targets({ by: [T1] }), 'trust-signatures 2.targets.json')),
  after(
    'one signature too few, and one by a stranger',
    '5.6.3',
    step(targets({ by: [T1, STRANGER] }), 'trust-signatures 2.targets.json'),
  ),
  after(
    'more signatures than are needed, one by a stranger',
    '5.6.3',
    step(targets({ by: [STRANGER, ...TARGETS] }), 'ok'),
    { target: B },
  ),
  after(
    'two signatures under one key id',
    '4.2.1',
    step(targets({ by: [T1], text: twice }), 'trust-signature-twice 2.targets.json'),
  ),
  after(
    'two signatures under one key id, enough without',
    '4.2.1',
    step(targets({ text: twice }), 'trust-signature-twice 2.targets.json'),
  ),
  fresh(
    'one key under two ids is one signer',
    '5.3.4',
    step(
      moment(1, {
        roots: [ROOT, rotated({ targets: [T1, renamed] })],
        targets: { version: 1, targets: { [TARGET]: A }, by: [T1, renamed] },
      }),
      'trust-signatures 1.targets.json',
    ),
  ),
  fresh(
    'a role names one key twice',
    '4.3',
    step(
      root({
        edits: [
          [
            ['roles', 'targets', 'keyids'],
            [T1.id, T1.id],
          ],
        ],
      }),
      'trust-malformed 2.root.json',
    ),
    { root: 1 },
  ),
  fresh(
    'a role names a key that is not there',
    '4.3',
    step(root({ edits: [[['keys', T1.id], undefined]] }), 'trust-malformed 2.root.json'),
  ),
  fresh(
    'a threshold of nothing',
    '4.3',
    step(root({ edits: [[['roles', 'timestamp', 'threshold'], 0]] }), 'trust-malformed 2.root.json'),
  ),
  fresh(
    'a threshold below nothing',
    '4.3',
    step(root({ edits: [[['roles', 'timestamp', 'threshold'], -1]] }), 'trust-malformed 2.root.json'),
  ),
  fresh(
    'a threshold as text',
    '4.3',
    step(root({ edits: [[['roles', 'timestamp', 'threshold'], '1']] }), 'trust-malformed 2.root.json'),
  ),
  fresh(
    'a threshold of more than there are keys',
    '4.3',
    step(root({ thresholds: { root: 2, timestamp: 2 } }), 'trust-signatures timestamp.json'),
  ),
  fresh(
    'keys of a kind that we do not verify with',
    '4.2.1',
    step(
      root({ edits: [[['keys', TIMESTAMP.id, 'scheme'], 'rsassa-pss-sha256']] }),
      'trust-signatures timestamp.json',
    ),
  ),
  fresh(
    'a key of another curve than its scheme',
    '4.2.1',
    step(
      root({ edits: [[['keys', TIMESTAMP.id, 'scheme'], 'ecdsa-sha2-nistp384']] }),
      'trust-signatures timestamp.json',
    ),
  ),
  after(
    'a new root by strangers',
    '5.3.4',
    step(root({ by: [STRANGER, OTHER] }), 'trust-signatures 2.root.json'),
    { root: 1, target: A },
  ),
  after(
    'a new root by its own keys only',
    '5.3.4',
    step(
      moment(2, { roots: [ROOT, next({ keys: { ...ROOT.keys, root: newRoots }, by: newRoots })] }),
      'trust-signatures 2.root.json',
    ),
    { root: 1, target: A },
  ),
  after(
    'a new root by the old keys only',
    '5.3.4',
    step(
      moment(2, { roots: [ROOT, next({ keys: { ...ROOT.keys, root: newRoots }, by: [R1, R2] })] }),
      'trust-signatures 2.root.json',
    ),
    { root: 1 },
  ),
  after(
    'a new root by one of the old keys',
    '5.3.4',
    step(
      moment(2, { roots: [ROOT, next({ keys: { ...ROOT.keys, root: newRoots }, by: [R1, ...newRoots] })] }),
      'trust-signatures 2.root.json',
    ),
  ),
  after(
    'a new root by the keys of both',
    '5.3.4',
    step(moment(2, { roots: [ROOT, next({ keys: { ...ROOT.keys, root: newRoots } })] }), 'ok'),
    {
      root: 2,
      target: B,
    },
  ),
  after('a new root by other keys of the same', '5.3.4', step(root({ by: [R2, R3] }), 'ok'), {
    root: 2,
    target: B,
  }),
  after(
    'a new root needs fewer signatures, and has no more',
    '5.3.4',
    step(root({ thresholds: { root: 1, targets: 1 }, by: [R1] }), 'trust-signatures 2.root.json'),
  ),
  after(
    'a new root in which the keys of the first count no more for the targets',
    '5.6.3',
    step(
      moment(2, {
        roots: [ROOT, rotated({ targets: [STRANGER, OTHER] })],
        targets: { version: 2, targets: { [TARGET]: B }, by: [T1, T2] },
      }),
      'trust-signatures 2.targets.json',
    ),
    { root: 2, target: A },
  ),
  after(
    'a signature with one bit turned over',
    '5.4.2',
    step(moment(2, { timestamp: { version: 2, text: flipped } }), 'trust-signatures timestamp.json'),
  ),
  after(
    'a signature in capitals counts for nothing',
    '4.2.1',
    step(
      moment(2, { timestamp: { version: 2, text: firstSignature((sig) => sig.toUpperCase()) } }),
      'trust-signatures timestamp.json',
    ),
  ),
  after(
    'an empty signature counts for nothing',
    '4.2.1',
    step(targets({ by: TARGETS, after: [[['signatures', 0, 'sig'], '']] }), 'ok'),
    { target: B },
  ),
  after(
    'signed as it was written, not in its canonical form',
    '4.2.1',
    step(
      moment(2, { timestamp: { version: 2, canonical: (signed) => JSON.stringify(signed) } }),
      'trust-signatures timestamp.json',
    ),
  ),
  after(
    'changed after it was signed',
    '5.4.2',
    step(
      moment(2, { timestamp: { version: 2, after: [[['signed', 'expires'], '2036-01-01T00:00:00Z']] } }),
      'trust-signatures timestamp.json',
    ),
  ),
  after(
    'another order of members, and white space',
    '4.2.1',
    step(moment(2, { timestamp: { version: 2, text: spread } }), 'ok'),
    { target: B },
  ),
  after(
    'what nobody knows may be there, signed',
    '4.1',
    step(moment(2, { timestamp: { version: 2, edits: [[['x-more'], { a: [null, true] }]] } }), 'ok'),
    {
      target: B,
    },
  ),
  after(
    'and may not, unsigned',
    '4.1',
    step(two, 'trust-signatures timestamp.json', {
      files: { 'timestamp.json': JSON.stringify(added(two['timestamp.json']?.toString() ?? '')) },
    }),
  ),
];

function spread(json: string): string {
  const { signed, signatures } = JSON.parse(json) as { signed: object; signatures: object[] };
  return JSON.stringify(
    { signatures, signed: Object.fromEntries(Object.entries(signed).reverse()) },
    null,
    4,
  );
}

function added(json: string): object {
  const { signed, signatures } = JSON.parse(json) as { signed: object; signatures: object[] };
  return { signed: { ...signed, more: 1 }, signatures };
}
