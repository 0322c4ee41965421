import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeKey, pemOf } from '../forge/index.js';
import { signBytes } from '../forge/keys.js';

/** By the paths of a published repository. */
export type TufFiles = Readonly<Record<string, Buffer>>;

export interface Publication {
  /** Of timestamp, snapshot and targets. */
  readonly version: number;
  readonly trustedRoot: string;
  /** Of the timestamp; in a week unless said otherwise. */
  readonly expires?: Date;
  /** How many roots there are. */
  readonly roots?: number;
}

const ROLES = ['root', 'timestamp', 'snapshot', 'targets'] as const;
const DAY_MS = 24 * 3600 * 1000;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A repository with one key for each role. What it publishes at one time holds all that was published before. */
export function makeRepository() {
  const keys = Object.fromEntries(ROLES.map((role) => [role, listed(makeKey('P-256'))]));
  const signedBy = (role: string, body: object) => {
    const key = keys[role];
    if (key === undefined) throw new Error(role);
    const expires = new Date(Date.now() + 300 * DAY_MS).toISOString();
    const signed = { _type: role, spec_version: '1.0.31', expires, ...body };
    const sig = signBytes(key.pair, Buffer.from(canonical(signed))).toString('hex');
    return Buffer.from(JSON.stringify({ signed, signatures: [{ keyid: key.id, sig }] }));
  };
  const root = (version: number) =>
    signedBy('root', {
      version,
      consistent_snapshot: true,
      keys: Object.fromEntries(Object.values(keys).map(({ id, json }) => [id, json])),
      roles: Object.fromEntries(
        Object.entries(keys).map(([role, { id }]) => [role, { keyids: [id], threshold: 1 }]),
      ),
    });
  const first = root(1);
  let files: Record<string, Buffer> = { '1.root.json': first };

  function publish({ version, trustedRoot, expires, roots = 1 }: Publication): TufFiles {
    const target = Buffer.from(trustedRoot);
    const hash = sha256(target);
    const targets = signedBy('targets', {
      version,
      targets: { 'trusted_root.json': { length: target.length, hashes: { sha256: hash } } },
    });
    const snapshot = signedBy('snapshot', { version, meta: { 'targets.json': { version } } });
    files = {
      ...files,
      [`targets/${hash}.trusted_root.json`]: target,
      [`${String(version)}.targets.json`]: targets,
      [`${String(version)}.snapshot.json`]: snapshot,
      'timestamp.json': signedBy('timestamp', {
        version,
        expires: (expires ?? new Date(Date.now() + 7 * DAY_MS)).toISOString(),
        meta: { 'snapshot.json': { version } },
      }),
    };
    for (let next = 2; next <= roots; next += 1) files[`${String(next)}.root.json`] ??= root(next);
    return files;
  }

  return { root: first.toString(), publish };
}

export async function writeRepository(folder: string, files: TufFiles): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

/** The same as a checkout has it: without versions and digests before the names, earlier roots by themselves. */
export function checkedOut(files: TufFiles): TufFiles {
  return Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [
      path.endsWith('.root.json')
        ? `metadata/root_history/${path}`
        : path.startsWith('targets/')
          ? path.replace(/[0-9a-f]{64}\./, '')
          : `metadata/${path.replace(/^\d+\./, '')}`,
      bytes,
    ]),
  );
}

function listed(pair: ReturnType<typeof makeKey>) {
  const json = { keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval: { public: pemOf(pair) } };
  return { pair, json, id: sha256(Buffer.from(canonical(json))) };
}

/** For what is made here: plain text, whole numbers, true and false. A line break stands as it is. */
function canonical(value: unknown): string {
  if (typeof value === 'string') return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, item]) => `${canonical(name)}:${canonical(item)}`).join(',')}}`;
}
