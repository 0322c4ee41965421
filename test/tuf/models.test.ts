import { Metadata, MetadataKind } from '@tufjs/models';
import { describe, expect, it } from 'vitest';
import { primitives } from '../../src/check/client.js';
import { Refused } from '../../src/tuf/fault.js';
import {
  readRoot,
  readSnapshot,
  readTargets,
  readTimestamp,
  type Metadata as Ours,
  type Role,
} from '../../src/tuf/metadata.js';
import { requireSigned } from '../../src/tuf/signatures.js';
import { edit, makeTuf, type Edit, type FilePlan, type TopRole } from '../forge/tuf.js';
import { A, DEEP, fileOf, moment, ROOT, ROOT_KEYS, TARGET, TARGETS } from './moments.js';

/** More signatures than are needed, so that one may be lost; and all that metadata may hold. */
const made = (more: Partial<Record<TopRole, FilePlan>> = {}) =>
  makeTuf(
    moment(1, {
      roots: [{ ...ROOT, by: ROOT_KEYS, ...more.root }],
      targets: {
        targets: { [TARGET]: A },
        delegations: [
          { name: 'paths', keys: [DEEP], paths: ['a/*'], terminating: true },
          { name: 'digests', keys: [DEEP], prefixes: ['ab'] },
        ],
        by: TARGETS,
        ...more.targets,
      },
      ...(more.snapshot === undefined ? {} : { snapshot: more.snapshot }),
      ...(more.timestamp === undefined ? {} : { timestamp: more.timestamp }),
    }),
  );

const sound = made();
const NAMES = {
  root: '1.root.json',
  timestamp: 'timestamp.json',
  snapshot: '1.snapshot.json',
  targets: '1.targets.json',
};
const READ: Record<TopRole, (bytes: Uint8Array, file: string) => Ours<unknown>> = {
  root: readRoot,
  timestamp: readTimestamp,
  snapshot: readSnapshot,
  targets: readTargets,
};
const THEIRS: Record<TopRole, (json: Json) => Parameters<typeof theirRoot.verifyDelegate>[1]> = {
  root: (json) => Metadata.fromJSON(MetadataKind.Root, json),
  timestamp: (json) => Metadata.fromJSON(MetadataKind.Timestamp, json),
  snapshot: (json) => Metadata.fromJSON(MetadataKind.Snapshot, json),
  targets: (json) => Metadata.fromJSON(MetadataKind.Targets, json),
};
type Json = Parameters<typeof Metadata.fromJSON>[1];

const root = readRoot(fileOf(sound, NAMES.root), '');
const theirRoot = Metadata.fromJSON(
  MetadataKind.Root,
  JSON.parse(fileOf(sound, NAMES.root).toString()) as Json,
);

/** By the keys of the sound root. */
async function weTake(role: TopRole, bytes: Uint8Array): Promise<boolean> {
  const signers: Role = root.body.roles[role];
  try {
    await requireSigned(signers, READ[role](bytes, ''), '', primitives());
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

function theyTake(role: TopRole, bytes: Uint8Array): boolean {
  try {
    const json = JSON.parse(Buffer.from(bytes).toString()) as Json;
    theirRoot.verifyDelegate(role, THEIRS[role](json));
    return true;
  } catch {
    return false;
  }
}

type Path = readonly (string | number)[];

/** Every member and entry, however deep. */
function pathsOf(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value)
    ? value.map((item: unknown, i) => [i, item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, member]) => [[...at, key], ...pathsOf(member, [...at, key])]);
}

const INSTEAD = [undefined, null, -1, '', [], { x: 1 }];

const editsOf = (json: object): readonly Edit[] =>
  pathsOf(json).flatMap((path) => INSTEAD.map((value): Edit => [path, value]));

/** Without it, false (the first in what was written before it was required), or a key that counts for nothing. */
const MAY_LACK =
  /^\[\[(?:"consistent_snapshot"|"delegations","roles",\d,"terminating"|(?:"delegations",)?"keys","\w+","keyval"(?:,"public")?)\],(?:null|\{"x":1\})\]$/;

/** Where we refuse what they take: digests that are none, keys that are not there, names that are another's, versions below 1. */
const STRICTER =
  /^(?:version|.* hashes(?: sha\d+)?|(?:delegations )?keys(?: .*)?|.* keyids \d|delegations roles \d name)$/;

const ROLES: readonly TopRole[] = ['root', 'timestamp', 'snapshot', 'targets'];

describe.each(ROLES)('%s, as another implementation has it', (role) => {
  const bytes = fileOf(sound, NAMES[role]);
  const json = () => JSON.parse(bytes.toString()) as { signed: object; signatures: object[] };

  it('is taken by both as it is', async () => {
    expect([await weTake(role, bytes), theyTake(role, bytes)]).toEqual([true, true]);
  });

  it('changed anywhere after it was signed, is taken by us only if by them', async () => {
    const wrong: string[] = [];
    let taken = 0;
    for (const one of editsOf(json())) {
      const file = json();
      edit(file, [one]);
      const changed = Buffer.from(JSON.stringify(file));
      const ours = await weTake(role, changed);
      if (ours) taken += 1;
      if (ours && !theyTake(role, changed)) wrong.push(JSON.stringify(one));
    }
    expect(wrong).toEqual([]);
    // A signature that is not needed may be anything.
    expect(taken > 0).toBe(role === 'root' || role === 'targets');
  });

  it('signed with what it may not hold, is taken by us only if by them', async () => {
    const wrong: string[] = [];
    const stricter = new Set<string>();
    for (const one of editsOf(json().signed)) {
      const changed = fileOf(made({ [role]: { edits: [one], version: 1 } }), NAMES[role]);
      const [ours, theirs] = [await weTake(role, changed), theyTake(role, changed)];
      // To us, null is absent: as Go's JSON has it, in which the public repository is written.
      if (ours && !theirs && one[1] !== null && !MAY_LACK.test(JSON.stringify(one)))
        wrong.push(JSON.stringify(one));
      if (!ours && theirs)
        stricter.add(one[0].filter((part) => !/^[0-9a-f]{64}$/.test(String(part))).join(' '));
    }
    expect(wrong).toEqual([]);
    expect([...stricter].filter((path) => !STRICTER.test(path))).toEqual([]);
    expect(stricter).toContain(role === 'targets' ? 'delegations keys' : 'version');
  });
});
