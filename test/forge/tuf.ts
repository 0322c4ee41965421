import { createHash } from 'node:crypto';
import { canonicalize } from '@tufjs/canonical-json';
import { pemOf, pooledKey, sha256, signBytes, type KeyPair } from './keys.js';

/** A repository of The Update Framework, made from a plan: soundly, or with whatever an attacker would do to it. */

export interface TufKey {
  readonly id: string;
  readonly pair: KeyPair;
  /** As metadata lists it. */
  readonly json: object;
}

const SCHEMES = {
  'P-256': ['ecdsa', 'ecdsa-sha2-nistp256'],
  'P-384': ['ecdsa', 'ecdsa-sha2-nistp384'],
  Ed25519: ['ed25519', 'ed25519'],
} as const;

/** The same key for the same number. `hex`: as a bare point, as older tools wrote it. `id`: instead of its digest. */
export function tufKey(
  kind: keyof typeof SCHEMES,
  number = 0,
  { hex = false, id }: { readonly hex?: boolean; readonly id?: string } = {},
): TufKey {
  const pair = pooledKey(kind, 1000 + number);
  const [keytype, scheme] = SCHEMES[kind];
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' });
  const point = spki.subarray(kind === 'Ed25519' ? 12 : kind === 'P-256' ? 26 : 23).toString('hex');
  const json = { keytype, scheme, keyval: { public: hex ? point : pemOf(pair) } };
  return { id: id ?? sha256(Buffer.from(canonicalize(json))).toString('hex'), pair, json };
}

/** A member of JSON by its path, and what it becomes; undefined takes it away. */
export type Edit = readonly [path: readonly (string | number)[], value: unknown];

export function edit(json: object, edits: readonly Edit[]): void {
  for (const [path, value] of edits) {
    let at: object = json;
    for (const part of path.slice(0, -1)) at = Reflect.get(at, part) as object;
    const last = path.at(-1) ?? '';
    if (value === undefined) Reflect.deleteProperty(at, last);
    else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  }
}

/** How one file of metadata is made. */
export interface FilePlan {
  readonly version?: number;
  readonly expires?: string;
  /** Who signs: as many keys of the role as it needs, unless said otherwise. */
  readonly by?: readonly TufKey[];
  /** Of what is signed, before it is. */
  readonly edits?: readonly Edit[];
  /** Of the whole file, after it was signed. */
  readonly after?: readonly Edit[];
  readonly text?: (text: string) => string;
  /** What is signed in place of the canonical form. */
  readonly canonical?: (signed: object) => string;
}

export type TopRole = 'root' | 'timestamp' | 'snapshot' | 'targets';

export interface RootPlan extends FilePlan {
  readonly keys: Readonly<Record<TopRole, readonly TufKey[]>>;
  readonly thresholds?: Partial<Record<TopRole, number>>;
  readonly consistent?: boolean;
}

export interface DelegationPlan {
  readonly name: string;
  readonly keys: readonly TufKey[];
  readonly threshold?: number;
  readonly paths?: readonly string[];
  readonly prefixes?: readonly string[];
  readonly terminating?: boolean;
}

export interface TargetsPlan extends FilePlan {
  /** By path: the file's content. */
  readonly targets?: Readonly<Record<string, string | Uint8Array>>;
  readonly delegations?: readonly DelegationPlan[];
}

export interface TufPlan {
  /** Versions 1, 2, …: each signed by its own keys and by those of the one before. */
  readonly roots: readonly RootPlan[];
  readonly targets: TargetsPlan;
  /** Delegated roles, by name. */
  readonly roles?: Readonly<Record<string, TargetsPlan>>;
  readonly snapshot?: FilePlan;
  readonly timestamp?: FilePlan;
  /** Whether snapshot and timestamp say more of a file than its version. */
  readonly announces?: 'all' | 'version';
}

export type TufFiles = Readonly<Record<string, Buffer>>;

const EXPIRES = '2026-06-01T00:00:00Z';
const digest = (hash: 'sha256' | 'sha512', bytes: Uint8Array) => createHash(hash).update(bytes).digest('hex');

/** By the paths of a published repository. */
export function makeTuf(plan: TufPlan): TufFiles {
  const files: Record<string, Buffer> = {};
  const { roots, announces = 'all' } = plan;
  roots.forEach((root, i) => {
    files[`${String(i + 1)}.root.json`] = makeRoot(root, i + 1, roots[i - 1]);
  });
  const last = roots.at(-1);
  if (last === undefined) throw new Error('no root');
  const named = (version: number, name: string) =>
    `${last.consistent === false ? '' : `${String(version)}.`}${encodeURIComponent(name)}.json`;
  const announce = (version: number, bytes: Uint8Array) =>
    announces === 'all'
      ? { version, length: bytes.length, hashes: { sha256: digest('sha256', bytes) } }
      : { version };
  const signersOf = (role: TopRole) => last.keys[role].slice(0, last.thresholds?.[role] ?? 1);

  const meta: Record<string, object> = {};
  const add = (name: string, role: TargetsPlan, keys: readonly TufKey[]) => {
    const { version = 1 } = role;
    const bytes = makeFile(targetsBody(role), role, keys);
    files[named(version, name)] = bytes;
    meta[`${name}.json`] = announce(version, bytes);
    for (const [path, content] of Object.entries(role.targets ?? {})) {
      const at = path.lastIndexOf('/') + 1;
      const body = Buffer.from(content);
      const prefix = last.consistent === false ? '' : `${digest('sha256', body)}.`;
      files[`targets/${path.slice(0, at)}${prefix}${path.slice(at)}`] = body;
    }
  };
  add('targets', plan.targets, signersOf('targets'));
  const delegations = [plan.targets, ...Object.values(plan.roles ?? {})].flatMap(
    (role) => role.delegations ?? [],
  );
  for (const [name, role] of Object.entries(plan.roles ?? {})) {
    const delegation = delegations.find((one) => one.name === name);
    add(name, role, delegation?.keys.slice(0, delegation.threshold ?? 1) ?? []);
  }
  const { snapshot = {}, timestamp = {} } = plan;
  const { version = 1 } = snapshot;
  const snapshotBytes = makeFile({ _type: 'snapshot', meta }, snapshot, signersOf('snapshot'));
  files[named(version, 'snapshot')] = snapshotBytes;
  files['timestamp.json'] = makeFile(
    { _type: 'timestamp', meta: { 'snapshot.json': announce(version, snapshotBytes) } },
    timestamp,
    signersOf('timestamp'),
  );
  return files;
}

function makeRoot(plan: RootPlan, version: number, before: RootPlan | undefined): Buffer {
  const { keys, thresholds = {}, consistent = true } = plan;
  const role = (name: TopRole) => ({
    keyids: keys[name].map(({ id }) => id),
    threshold: thresholds[name] ?? 1,
  });
  const signers = [before, plan].flatMap((root) =>
    (root?.keys.root ?? []).slice(0, root?.thresholds?.root ?? 1),
  );
  const body = {
    _type: 'root',
    consistent_snapshot: consistent,
    keys: keysOf(Object.values(keys).flat()),
    roles: {
      root: role('root'),
      timestamp: role('timestamp'),
      snapshot: role('snapshot'),
      targets: role('targets'),
    },
  };
  const unique = [...new Map(signers.map((key) => [key.id, key])).values()];
  return makeFile(body, { version, expires: '2027-01-01T00:00:00Z', ...plan }, unique);
}

const keysOf = (keys: readonly TufKey[]) => Object.fromEntries(keys.map(({ id, json }) => [id, json]));

function targetsBody({ targets = {}, delegations }: TargetsPlan): object {
  const listed = Object.entries(targets).map(([path, content]) => {
    const bytes = Buffer.from(content);
    const hashes = { sha256: digest('sha256', bytes), sha512: digest('sha512', bytes) };
    return [path, { length: bytes.length, hashes }];
  });
  const body = { _type: 'targets', targets: Object.fromEntries(listed) as object };
  if (delegations === undefined) return body;
  const roles = delegations.map(({ name, keys, threshold = 1, paths, prefixes, terminating = false }) => ({
    name,
    keyids: keys.map(({ id }) => id),
    threshold,
    terminating,
    ...(prefixes === undefined ? { paths: paths ?? ['*'] } : { path_hash_prefixes: prefixes }),
  }));
  return { ...body, delegations: { keys: keysOf(delegations.flatMap(({ keys }) => keys)), roles } };
}

/** Signs in the canonical form of another implementation. */
function makeFile(body: object, plan: FilePlan, keys: readonly TufKey[]): Buffer {
  const { version = 1, expires = EXPIRES, by = keys, edits = [], after = [] } = plan;
  const signed = structuredClone({ ...body, spec_version: '1.0.31', version, expires });
  edit(signed, edits);
  const data = Buffer.from((plan.canonical ?? canonicalize)(signed));
  const signatures = by.map(({ id, pair }) => ({
    keyid: id,
    sig: signBytes(pair, data).toString('hex'),
  }));
  const file = { signed, signatures };
  edit(file, after);
  const text = JSON.stringify(file);
  return Buffer.from(plan.text?.(text) ?? text);
}
