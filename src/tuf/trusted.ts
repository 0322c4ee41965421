import { toUtf8 } from '../bytes.js';
import { isAsAnnounced } from './announced.js';
import { Refused, refuse } from './fault.js';
import {
  readRoot,
  readSnapshot,
  readTargets,
  readTimestamp,
  type Metadata,
  type Role,
  type RootBody,
  type SnapshotBody,
  type TargetsBody,
  type TimestampBody,
} from './metadata.js';
import type { Primitives } from './primitives.js';
import { isDelegated } from './search.js';
import { requireSigned } from './signatures.js';
import { parseStored, type Good } from './stored.js';

export type Root = Metadata<RootBody>;

/** What is verified so far, from the anchor on. */
export interface Trusted {
  /** The anchor first, each one the successor of the one before. */
  readonly roots: readonly [Root, ...Root[]];
  readonly timestamp: Metadata<TimestampBody> | null;
  readonly snapshot: Metadata<SnapshotBody> | null;
  readonly good: VerifiedGood | null;
  /** Something that was stored does not hold, and was left out. */
  readonly isDamaged: boolean;
}

export interface VerifiedGood {
  readonly good: Good;
  readonly targetsVersion: number;
}

export function latestRoot({ roots }: Pick<Trusted, 'roots'>): Root {
  return roots.at(-1) ?? roots[0];
}

/**
 * A root by the one before it: signed by the keys of both, and the very next version (TUF §5.3.4, §5.3.5). Its time may be
 * over: only that of the last one counts (TUF §5.3.10).
 */
export async function nextRoot(
  { body, version }: Root,
  bytes: Uint8Array,
  file: string,
  primitives: Primitives,
): Promise<Root> {
  const next = readRoot(bytes, file);
  await requireSigned(body.roles.root, next, file, primitives);
  await requireSigned(next.body.roles.root, next, file, primitives);
  if (next.version <= version) refuse({ code: 'trust-rollback', file, version: next.version, seen: version });
  if (next.version !== version + 1)
    refuse({ code: 'trust-version', file, version: next.version, expected: version + 1 });
  return next;
}

/** The root that trust begins with (TUF §5.2). Throws {@link Refused} where it is none, or not signed by itself. */
export async function readAnchor(text: string, primitives: Primitives): Promise<Root> {
  const file = 'root.json';
  const anchor = readRoot(toUtf8(text), file);
  await requireSigned(anchor.body.roles.root, anchor, file, primitives);
  return anchor;
}

/** Verifies what was stored, anew. What does not hold any more is left out; the update fetches it again. */
export async function loadTrusted(
  anchor: Root,
  text: string | null,
  target: string,
  primitives: Primitives,
): Promise<Trusted> {
  const stored = text === null ? null : parseStored(text);
  if (stored === null)
    return { roots: [anchor], timestamp: null, snapshot: null, good: null, isDamaged: text !== null };
  let roots: Trusted['roots'] = [anchor];
  const last = () => latestRoot({ roots });
  const { timestamp, snapshot, good } = stored;
  let isDamaged = false;
  /** What an anchor before this one led to may rightly hold no more. */
  let isEarlier = good !== null && good.rootVersion < anchor.version;
  for (const root of stored.roots) {
    const next = await unlessRefused(async () => {
      const bytes = toUtf8(root);
      // Of a time before this anchor, which stands for it; or the anchor itself.
      const { version } = readRoot(bytes, 'root.json');
      if (version <= anchor.version) return version < anchor.version ? 'earlier' : 'anchor';
      return nextRoot(last(), bytes, 'root.json', primitives);
    });
    if (next === null) {
      isDamaged = true;
      break;
    }
    if (next === 'earlier') isEarlier = true;
    else if (next !== 'anchor') roots = [...roots, next];
  }
  const { roles } = last().body;
  // Signed by keys that count no more, they are as if never seen (TUF §5.3.11).
  const parts = {
    timestamp: await verified(timestamp, readTimestamp, roles.timestamp, primitives),
    snapshot: await verified(snapshot, readSnapshot, roles.snapshot, primitives),
    good: good === null ? null : await unlessRefused(() => verifyGood(good, roots, target, primitives)),
  };
  const isLess = (['timestamp', 'snapshot', 'good'] as const).some(
    (part) => stored[part] !== null && parts[part] === null,
  );
  return { roots, ...parts, isDamaged: isDamaged || (isLess && !isEarlier) };
}

async function verified<T>(
  text: string | null,
  read: (bytes: Uint8Array, file: string) => Metadata<T>,
  role: Role,
  primitives: Primitives,
): Promise<Metadata<T> | null> {
  if (text === null) return null;
  return unlessRefused(async () => {
    const metadata = read(toUtf8(text), '');
    await requireSigned(role, metadata, '', primitives);
    return metadata;
  });
}

/** By the root of its time: what was good stays in use when an update fails after a new root (which may have other keys). */
async function verifyGood(
  good: Good,
  roots: readonly Root[],
  target: string,
  primitives: Primitives,
): Promise<VerifiedGood | null> {
  const root = roots.find(({ version }) => version === good.rootVersion);
  if (root === undefined) return null;
  const hash = await primitives.digest('sha256', toUtf8(target));
  let parent: Metadata<TargetsBody> | null = null;
  let targetsVersion = 0;
  for (const { name, text } of good.roles) {
    // Whoever may sign for other paths vouches for none that is asked of them here (TUF §5.6.7).
    const delegation: Role | undefined =
      parent === null
        ? root.body.roles.targets
        : parent.body.delegations.find((role) => role.name === name && isDelegated(role, target, hash));
    if (delegation === undefined || parent?.body.targets.has(target) === true) return null;
    const metadata: Metadata<TargetsBody> = readTargets(toUtf8(text), name);
    await requireSigned(delegation, metadata, name, primitives);
    if (parent === null) targetsVersion = metadata.version;
    parent = metadata;
  }
  const announced = parent?.body.targets.get(target);
  if (announced === undefined || !(await isAsAnnounced(toUtf8(good.target), announced, primitives)))
    return null;
  return { good, targetsVersion };
}

async function unlessRefused<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
