import { fromHex, fromUtf8 } from '../bytes.js';
import { parseJson } from '../json.js';
import { readTime } from '../time.js';
import { Malformed, Untrusted } from '../untrusted.js';
import { canonicalJson } from './canonical.js';
import { refuse } from './fault.js';
import { readKey, type TufKey } from './keys.js';
import { TUF_LIMITS } from './limits.js';

/** Who may sign for a role, and how many of them have to. */
export interface Role {
  readonly threshold: number;
  /** By key id: those that can be used. */
  readonly keys: ReadonlyMap<string, TufKey>;
}

/** Metadata whose form was read. Nothing in it counts before its signatures are verified. */
export interface Metadata<T> {
  /** As it is in the repository. */
  readonly bytes: Uint8Array;
  /** The same as text. */
  readonly text: string;
  /** What the signatures are over. */
  readonly signed: Uint8Array;
  /** By key id. */
  readonly signatures: ReadonlyMap<string, Uint8Array>;
  readonly version: number;
  readonly expires: Date;
  readonly body: T;
}

export const TOP_ROLES = ['root', 'timestamp', 'snapshot', 'targets'] as const;
export type TopRole = (typeof TOP_ROLES)[number];

/** TUF §4.3. */
export interface RootBody {
  readonly consistentSnapshot: boolean;
  readonly roles: Readonly<Record<TopRole, Role>>;
}

/** What is announced of a file: its bytes, as far as that is said. */
export interface Announced {
  readonly length: number | null;
  readonly hashes: ReadonlyMap<'sha256' | 'sha512', string>;
}

export interface AnnouncedVersion extends Announced {
  readonly version: number;
}

/** TUF §4.6. */
export interface TimestampBody {
  readonly snapshot: AnnouncedVersion;
}

/** TUF §4.4: by file name, such as `targets.json`. */
export type SnapshotBody = ReadonlyMap<string, AnnouncedVersion>;

/** TUF §4.5. */
export interface TargetsBody {
  readonly targets: ReadonlyMap<string, Announced>;
  readonly delegations: readonly Delegation[];
}

export interface Delegation extends Role {
  readonly name: string;
  readonly terminating: boolean;
  readonly paths: readonly string[];
  /** Of the SHA-256 of the target's path. */
  readonly pathHashPrefixes: readonly string[];
}

/** Reads one file of metadata; `file` is its name for faults. Throws {@link Refused}. */
function read<T>(
  bytes: Uint8Array,
  type: string,
  file: string,
  readBody: (signed: Untrusted) => T,
): Metadata<T> {
  const malformed = (detail: string) => refuse({ code: 'trust-malformed', file, detail });
  const text = fromUtf8(bytes);
  const json = text === null ? null : parseJson(text);
  if (text === null || json?.ok !== true) return malformed('it is not JSON, or not as it should be');
  try {
    const envelope = new Untrusted(json.value, 'metadata');
    const signed = envelope.get('signed');
    const found = signed.get('_type').stringOf(100);
    if (found !== type) signed.fail(`is a "${found}", not a "${type}"`);
    const spec = signed.get('spec_version').stringOf(50);
    // TUF §4.3: what another major version means cannot be known.
    if (!/^1(?:\.\d{1,6}){1,2}$/.test(spec))
      return refuse({ code: 'trust-unsupported', file, detail: `version ${spec} of the specification` });
    const canonical = canonicalJson(signed.value);
    return {
      bytes,
      text,
      signed: canonical ?? signed.fail('has no canonical form'),
      signatures: readSignatures(envelope.get('signatures'), file),
      version: signed.get('version').size(),
      expires: readTime(signed.get('expires')),
      body: readBody(signed),
    };
  } catch (error) {
    if (error instanceof Malformed) return malformed(error.message);
    throw error;
  }
}

/** TUF §4.2.1: one signature of each key id. One that is no hex (some are empty: a signer who did not) counts for nothing. */
function readSignatures(list: Untrusted, file: string): ReadonlyMap<string, Uint8Array> {
  const signatures = new Map<string, Uint8Array>();
  for (const entry of list.array(TUF_LIMITS.signatures)) {
    const id = entry.get('keyid').stringOf(TUF_LIMITS.nameCharacters);
    if (signatures.has(id)) refuse({ code: 'trust-signature-twice', file, keyId: id });
    signatures.set(id, fromHex(entry.get('sig').stringOf(10_000)) ?? new Uint8Array());
  }
  return signatures;
}

export function readRoot(bytes: Uint8Array, file: string): Metadata<RootBody> {
  return read(bytes, 'root', file, (signed) => {
    const keys = readKeys(signed.get('keys'));
    const roles = signed.get('roles');
    const role = (name: TopRole) => readRole(roles.get(name), keys);
    return {
      // TUF §4.3: absent in what was written before it was required.
      consistentSnapshot: signed.optional('consistent_snapshot')?.boolean() ?? false,
      roles: {
        root: role('root'),
        timestamp: role('timestamp'),
        snapshot: role('snapshot'),
        targets: role('targets'),
      },
    };
  });
}

type Keys = ReadonlyMap<string, TufKey | null>;

function readKeys(keys: Untrusted): Keys {
  return new Map(members(keys, TUF_LIMITS.keys).map(([id, key]) => [id, readKey(key)]));
}

function readRole(role: Untrusted, known: Keys): Role {
  const keys = new Map<string, TufKey>();
  const ids = role.get('keyids');
  const seen = new Set<string>();
  for (const entry of ids.array(TUF_LIMITS.keys)) {
    const id = entry.stringOf(TUF_LIMITS.nameCharacters);
    // TUF §4.3: they are unique.
    if (seen.has(id)) entry.fail('is named twice');
    seen.add(id);
    const key = known.get(id);
    if (key === undefined) entry.fail('is a key that is not there');
    if (key != null) keys.set(id, key);
  }
  return { keys, threshold: role.get('threshold').size() };
}

export function readTimestamp(bytes: Uint8Array, file: string): Metadata<TimestampBody> {
  return read(bytes, 'timestamp', file, (signed) => ({
    snapshot: readVersion(signed.get('meta').get('snapshot.json')),
  }));
}

export function readSnapshot(bytes: Uint8Array, file: string): Metadata<SnapshotBody> {
  return read(
    bytes,
    'snapshot',
    file,
    (signed) =>
      new Map(
        members(signed.get('meta'), TUF_LIMITS.entries).map(([name, entry]) => [name, readVersion(entry)]),
      ),
  );
}

export function readTargets(bytes: Uint8Array, file: string): Metadata<TargetsBody> {
  return read(bytes, 'targets', file, (signed) => {
    const delegations = signed.optional('delegations');
    return {
      targets: new Map(
        members(signed.get('targets'), TUF_LIMITS.entries).map(([name, entry]) => [name, readTarget(entry)]),
      ),
      delegations: delegations === null ? [] : readDelegations(delegations),
    };
  });
}

function readDelegations(delegations: Untrusted): readonly Delegation[] {
  const keys = readKeys(delegations.get('keys'));
  // Hash bins without a list of roles (TAP 15): none of them is found.
  const roles = delegations.optional('roles')?.array(TUF_LIMITS.delegatedRoles) ?? [];
  const names = new Set<string>();
  return roles.map((role) => {
    const name = role.get('name').stringOf(TUF_LIMITS.nameCharacters);
    if (name === '' || names.has(name) || TOP_ROLES.some((top) => top === name))
      role.get('name').fail('is not a name for a delegated role');
    names.add(name);
    return {
      name,
      ...readRole(role, keys),
      terminating: role.optional('terminating')?.boolean() ?? false,
      paths: texts(role.optional('paths')),
      pathHashPrefixes: texts(role.optional('path_hash_prefixes')),
    };
  });
}

function texts(list: Untrusted | null): readonly string[] {
  return (list?.array(TUF_LIMITS.paths) ?? []).map((entry) => entry.stringOf(TUF_LIMITS.nameCharacters));
}

function members(object: Untrusted, limit: number): readonly (readonly [string, Untrusted])[] {
  const keys = object.keys();
  if (keys.length > limit) object.fail(`has more than ${String(limit)} entries`);
  return keys.map((key) => [key, object.get(key)]);
}

function readVersion(entry: Untrusted): AnnouncedVersion {
  return { ...readAnnounced(entry), version: entry.get('version').size() };
}

/** TUF §4.5: both are required of a target, and without a digest it is nothing. */
function readTarget(entry: Untrusted): Announced {
  const announced = readAnnounced(entry);
  if (announced.length === null || announced.hashes.size === 0) entry.fail('has no length or no digest');
  return announced;
}

/** Lower-case hex. */
const DIGEST = { sha256: /^[0-9a-f]{64}$/, sha512: /^[0-9a-f]{128}$/ };

function readAnnounced(entry: Untrusted): Announced {
  const hashes = entry.optional('hashes');
  const known = new Map<'sha256' | 'sha512', string>();
  for (const name of ['sha256', 'sha512'] as const) {
    const hash = hashes?.optional(name)?.stringOf(200);
    if (hash === undefined) continue;
    // It becomes a part of a file's name.
    if (!DIGEST[name].test(hash)) hashes?.get(name).fail('is no such digest');
    known.set(name, hash);
  }
  // Of digests that are all unknown, none could be compared.
  if (hashes !== null && known.size === 0) hashes.fail('has no digest of a kind that we compute');
  return { length: entry.optional('length')?.size() ?? null, hashes: known };
}
