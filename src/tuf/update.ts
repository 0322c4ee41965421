import { unlessAborted } from '../abort.js';
import { fromUtf8 } from '../bytes.js';
import { requireAsAnnounced } from './announced.js';
import { Refused, refuse, type TrustFault } from './fault.js';
import { TUF_LIMITS } from './limits.js';
import {
  readSnapshot,
  readTargets,
  readTimestamp,
  type AnnouncedVersion,
  type Metadata,
  type Role,
  type SnapshotBody,
  type TimestampBody,
} from './metadata.js';
import type { Primitives } from './primitives.js';
import { RepositoryError, type TrustRepository } from './repository.js';
import { findTarget, type Found, type TargetsRole } from './search.js';
import { requireSigned } from './signatures.js';
import { parseStored, writeStored, type Good } from './stored.js';
import { latestRoot, loadTrusted, nextRoot, readAnchor, type Root, type Trusted } from './trusted.js';

export interface UpdateQuestion {
  /** The root.json that trust begins with. */
  readonly anchor: string;
  /** What an earlier update left; null for none. */
  readonly stored: string | null;
  readonly repository: TrustRepository;
  /** Fixed for the whole update (TUF §5.1). */
  readonly now: Date;
  /** The target's path. */
  readonly target: string;
  readonly primitives: Primitives;
  /** Why the target cannot be used; null if it can. */
  readonly problemOf: (target: string) => Promise<string | null>;
  /** What stood for the target before any update. */
  readonly before: Good['previous'];
  readonly signal: AbortSignal | undefined;
  /** Each file as it is asked for. */
  readonly onFile: ((file: string) => void) | undefined;
}

/** `stored` is what the next update begins with, also where this one was refused: what was verified until then counts. */
export interface UpdateOutcome {
  readonly fault: TrustFault | null;
  readonly stored: string | null;
}

/** One update (TUF §5.1 to §5.7). Rejects only when the signal aborts or the platform breaks. */
export async function update(question: UpdateQuestion): Promise<UpdateOutcome> {
  const { anchor, stored, target, primitives, repository, now, signal, onFile } = question;
  const started = performance.now();
  let trusted: Trusted | null = null;
  let loaded: Trusted | null = null;
  /** Keeps what the next step has verified (TUF §5.3.8, §5.4.5, §5.5.7). */
  const keep = (more: Partial<Trusted>): void => {
    if (trusted !== null) trusted = { ...trusted, ...more };
  };

  async function read(file: string, limit: number): Promise<Uint8Array | null> {
    onFile?.(file);
    // Each file may take its time, and new roots may be many.
    if (performance.now() - started > TUF_LIMITS.updateMs)
      refuse({ code: 'trust-unreachable', file, detail: 'the whole update takes too long' });
    try {
      const bytes = await unlessAborted(repository.read(file, limit, signal), signal);
      if (bytes !== null && bytes.length > limit) refuse({ code: 'trust-too-large', file, limit });
      return bytes;
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof RepositoryError)) throw error;
      if (error.code === 'too-large') refuse({ code: 'trust-too-large', file, limit });
      return refuse({ code: 'trust-unreachable', file, detail: error.message });
    }
  }

  async function readRequired(file: string, limit: number): Promise<Uint8Array> {
    return (await read(file, limit)) ?? refuse({ code: 'trust-missing', file });
  }

  function requireInTime({ expires }: Pick<Metadata<unknown>, 'expires'>, file: string): void {
    if (expires <= now) refuse({ code: 'trust-expired', file, expired: expires.toISOString() });
  }

  /** TUF §5.3: from the latest root that is known to the latest that there is. */
  async function updateRoot(known: Trusted): Promise<Root> {
    let roots = known.roots;
    for (;;) {
      const root = latestRoot({ roots });
      const file = `${String(root.version + 1)}.root.json`;
      const bytes = await read(file, TUF_LIMITS.rootBytes);
      if (bytes === null) break;
      if (roots.length > TUF_LIMITS.roots)
        refuse({ code: 'trust-too-many', what: 'roots', limit: TUF_LIMITS.roots });
      const next = await nextRoot(root, bytes, file, primitives);
      roots = [...roots, next];
      keep({ roots });
      // TUF §5.3.11: the versions that a stolen key claimed go with the key.
      const isRotated = (['timestamp', 'snapshot'] as const).some(
        (role) => !sameKeys(root.body.roles[role], next.body.roles[role]),
      );
      if (isRotated) keep({ timestamp: null, snapshot: null });
    }
    const root = latestRoot({ roots });
    requireInTime(root, `${String(root.version)}.root.json`);
    return root;
  }

  /** TUF §5.4. */
  async function updateTimestamp(root: Root, seen: Trusted['timestamp']): Promise<Metadata<TimestampBody>> {
    const file = 'timestamp.json';
    const fetched = readTimestamp(await readRequired(file, TUF_LIMITS.timestampBytes), file);
    await requireSigned(root.body.roles.timestamp, fetched, file, primitives);
    if (seen !== null) {
      requireNotBefore(fetched.version, seen.version, file);
      requireNotBefore(fetched.body.snapshot.version, seen.body.snapshot.version, 'snapshot.json');
    }
    // TUF §5.4.3.1: of one version there is one. Its time is looked at all the same.
    const timestamp = seen?.version === fetched.version ? seen : fetched;
    requireInTime(timestamp, file);
    keep({ timestamp });
    return timestamp;
  }

  /** TUF §5.5. */
  async function updateSnapshot(
    root: Root,
    announced: AnnouncedVersion,
    seen: Trusted['snapshot'],
  ): Promise<Metadata<SnapshotBody>> {
    const { file, bytes } = await readAnnounced('snapshot', announced, root, TUF_LIMITS.snapshotBytes);
    const snapshot = readSnapshot(bytes, file);
    await requireSigned(root.body.roles.snapshot, snapshot, file, primitives);
    requireVersion(snapshot.version, announced, file);
    for (const [name, { version }] of seen?.body ?? []) {
      const listed = snapshot.body.get(name) ?? refuse({ code: 'trust-not-listed', file: name });
      requireNotBefore(listed.version, version, name);
    }
    requireInTime(snapshot, file);
    keep({ snapshot });
    return snapshot;
  }

  /** TUF §5.6.1 to §5.6.6, of the topmost role or of one that is delegated to. */
  async function readTargetsRole(
    name: string,
    role: Role,
    root: Root,
    snapshot: Metadata<SnapshotBody>,
  ): Promise<TargetsRole> {
    const listed = `${name}.json`;
    const announced = snapshot.body.get(listed) ?? refuse({ code: 'trust-not-listed', file: listed });
    const { file, bytes } = await readAnnounced(name, announced, root, TUF_LIMITS.targetsBytes);
    const metadata = readTargets(bytes, file);
    await requireSigned(role, metadata, file, primitives);
    requireVersion(metadata.version, announced, file);
    requireInTime(metadata, file);
    return { name, metadata };
  }

  /** Metadata by the name that its role has in the repository (TUF §5.5.1, §5.6.1), with the bytes that were announced. */
  async function readAnnounced(name: string, announced: AnnouncedVersion, root: Root, limit: number) {
    const prefix = root.body.consistentSnapshot ? `${String(announced.version)}.` : '';
    const file = `${prefix}${encodeURIComponent(name)}.json`;
    const bytes = await readRequired(file, Math.min(announced.length ?? limit, limit));
    await requireAsAnnounced(bytes, announced, file, primitives);
    return { file, bytes };
  }

  /** TUF §5.7. */
  async function readTarget({ announced }: Found, root: Root): Promise<string> {
    const { length, hashes } = announced;
    const hash = hashes.get('sha256') ?? hashes.get('sha512') ?? '';
    const at = target.lastIndexOf('/') + 1;
    const prefix = root.body.consistentSnapshot ? `${hash}.` : '';
    const file = `targets/${target.slice(0, at)}${prefix}${target.slice(at)}`;
    const limit = Math.min(length ?? 0, TUF_LIMITS.targetBytes);
    const bytes = await readRequired(file, limit);
    await requireAsAnnounced(bytes, announced, file, primitives);
    const text = fromUtf8(bytes);
    const detail = text === null ? 'it is not UTF-8 text' : await question.problemOf(text);
    if (text === null || detail !== null)
      return refuse({ code: 'trust-target-unusable', file, detail: detail ?? '' });
    return text;
  }

  try {
    const known = await loadTrusted(await readAnchor(anchor, primitives), stored, target, primitives);
    trusted = loaded = known;
    const root = await updateRoot(known);
    const { timestamp: seen, snapshot: seenSnapshot } = trusted;
    const timestamp = await updateTimestamp(root, seen);
    const snapshot = await updateSnapshot(root, timestamp.body.snapshot, seenSnapshot);
    const top = await readTargetsRole('targets', root.body.roles.targets, root, snapshot);
    const load = (role: Role & { readonly name: string }) => readTargetsRole(role.name, role, root, snapshot);
    const found =
      (await findTarget(top, target, load, primitives)) ?? refuse({ code: 'trust-not-listed', file: target });
    const text = await readTarget(found, root);
    const good: Good = {
      repository: repository.name,
      updatedAt: now.toISOString(),
      rootVersion: root.version,
      timestampVersion: timestamp.version,
      snapshotVersion: snapshot.version,
      roles: found.roles.map(({ name, metadata }) => ({ name, text: metadata.text })),
      target: text,
      previous: previousOf(known.good?.good ?? null, question.before, text),
    };
    return { fault: null, stored: write(trusted, good) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // What does not hold from this anchor may hold from that of another version of this program, which keeps it in the same place.
    if (trusted === null || trusted === loaded) return { fault: error.fault, stored };
    const good = trusted.good?.good ?? parseStored(stored ?? '')?.good ?? null;
    return { fault: error.fault, stored: write(trusted, good) };
  }
}

function requireNotBefore(version: number, seen: number, file: string): void {
  if (version < seen) refuse({ code: 'trust-rollback', file, version, seen });
}

function requireVersion(version: number, announced: AnnouncedVersion, file: string): void {
  if (version !== announced.version)
    refuse({ code: 'trust-version', file, version, expected: announced.version });
}

function sameKeys({ keys: a }: Role, { keys: b }: Role): boolean {
  const ids = (keys: Role['keys']) => new Set([...keys.values()].map(({ id }) => id));
  const [before, after] = [ids(a), ids(b)];
  return before.size === after.size && [...before].every((id) => after.has(id));
}

function previousOf(good: Good | null, before: Good['previous'], target: string): Good['previous'] {
  if (good === null) return before?.target === target ? null : before;
  return good.target === target ? good.previous : { target: good.target, updatedAt: good.updatedAt };
}

/** With the anchor itself: by it, a version of this program that has the one before finds the way to the others. */
function write({ roots, timestamp, snapshot }: Trusted, good: Good | null): string {
  return writeStored({
    roots: roots.map(({ text }) => text),
    timestamp: timestamp?.text ?? null,
    snapshot: snapshot?.text ?? null,
    good,
  });
}
