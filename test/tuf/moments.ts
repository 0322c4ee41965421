import { makeSigstore } from '../forge/index.js';
import {
  makeTuf,
  tufKey,
  type RootPlan,
  type TargetsPlan,
  type TufFiles,
  type TufPlan,
} from '../forge/tuf.js';
import type { Attack, Outcome, Step } from './attack.js';

/** What most attacks are on: a repository at two moments, and whoever keeps its keys. */

export const NOW = '2026-03-01T00:00:00Z';
/** When all that is not a root is over. */
export const LATER = '2026-07-01T00:00:00Z';

export const ROOT_KEYS = [tufKey('P-256', 1), tufKey('P-384', 2), tufKey('Ed25519', 3)];
export const TIMESTAMP = tufKey('P-256', 4);
export const SNAPSHOT = tufKey('Ed25519', 5);
export const TARGETS = [tufKey('P-256', 6), tufKey('P-256', 7), tufKey('P-256', 8, { hex: true })];
/** Somebody else's. */
export const STRANGER = tufKey('P-256', 9);
export const OTHER = tufKey('P-256', 10);

export const ROOT: RootPlan = {
  keys: { root: ROOT_KEYS, timestamp: [TIMESTAMP], snapshot: [SNAPSHOT], targets: TARGETS },
  thresholds: { root: 2, targets: 2 },
};

const at = new Date('2026-01-01T00:00:00Z');
/** Trusted roots: what stands before, what comes, and a later one. */
export const [A, B, C] = [0, 1, 2].map(() => JSON.stringify(makeSigstore(at).trustedRoot)) as [
  string,
  string,
  string,
];
export const TARGET = 'trusted_root.json';

/** Everything in its version `n`. */
export function moment(n: number, more: Partial<TufPlan> = {}): TufPlan {
  const { targets, snapshot, timestamp, ...rest } = more;
  return {
    roots: [ROOT],
    targets: { version: n, targets: { [TARGET]: [A, B, C][n - 1] ?? C }, ...targets },
    snapshot: { version: n, ...snapshot },
    timestamp: { version: n, ...timestamp },
    ...rest,
  };
}

/** A second root that differs from the first so. */
export const next = (more: Partial<RootPlan>): RootPlan => ({ ...ROOT, ...more });
/** The same, but for whose keys sign for other roles. */
export const rotated = (keys: Partial<RootPlan['keys']>): RootPlan =>
  next({ keys: { ...ROOT.keys, ...keys } });

export const one = makeTuf(moment(1));
export const two = makeTuf(moment(2));

export const anchorOf = (files: TufFiles, version = 1): string =>
  files[`${String(version)}.root.json`]?.toString() ?? '';

/** Of everybody who was not there before. */
export const ANCHOR = anchorOf(one);

type StepOptions = Partial<Omit<Step, 'files' | 'expected'>> & {
  /** What it has besides, or in place. */
  readonly files?: Readonly<Record<string, string | Uint8Array | undefined>>;
};

export function step(from: TufPlan | TufFiles, expected: string, options: StepOptions = {}): Step {
  const made = 'roots' in from ? makeTuf(from as TufPlan) : from;
  const { files = {}, ...rest } = options;
  const all = Object.entries({ ...made, ...files }).filter(
    ([path]) => rest.anchor !== undefined || path !== '1.root.json',
  );
  return {
    serving: {},
    now: NOW,
    anchor: ANCHOR,
    tampered: [],
    ...rest,
    files: Object.fromEntries(
      all.flatMap(([path, bytes]) =>
        bytes === undefined ? [] : [[path, Buffer.from(bytes).toString('base64')]],
      ),
    ),
    expected,
  };
}

const first = step(one, 'ok');
const second = step(two, 'ok');

export const attack = (
  name: string,
  section: string,
  steps: readonly Step[],
  then: Outcome = {},
): Attack => ({
  name,
  section,
  steps,
  then,
});

/** Somebody who has seen the first moment meets this. */
export const after = (name: string, section: string, last: Step, then?: Outcome): Attack =>
  attack(name, section, [first, last], then);

/** Somebody who has seen both moments meets this. */
export const afterTwo = (name: string, section: string, last: Step, then?: Outcome): Attack =>
  attack(name, section, [first, second, last], then);

/** Somebody who has seen nothing meets this. */
export const fresh = (name: string, section: string, last: Step, then?: Outcome): Attack =>
  attack(name, section, [last], then);

/** As in the file `name` of these files. */
export function fileOf(files: TufFiles, name: string): Buffer {
  const file = files[name];
  if (file === undefined) throw new Error(`there is no ${name} among ${Object.keys(files).join(', ')}`);
  return file;
}

/** Where a target is published. */
export function targetFile(files: TufFiles): string {
  const name = Object.keys(files).find((path) => path.endsWith(TARGET));
  if (name === undefined) throw new Error('there is no target');
  return name;
}

/** The role that most delegations here are to. */
export const DEEP = tufKey('P-256', 11);
export const deep = (role: TargetsPlan, paths = [TARGET]): Partial<TufPlan> => ({
  targets: { targets: {}, delegations: [{ name: 'deep', keys: [DEEP], paths }] },
  roles: { deep: role },
});
