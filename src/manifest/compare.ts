import type { Shard, SignedFile } from '../bundle/manifest.js';
import type { Hasher, HashFailure, HashOutcome } from '../hash/hasher.js';
import type { Entry, ListedFile } from '../model/entry.js';
import { pathProblem } from '../path.js';
import type { Reason } from '../reason.js';
import type { FileResult, HashAlgorithm } from '../report.js';

export interface CompareOptions {
  readonly algorithm: HashAlgorithm;
  readonly allowSymlinks: boolean;
  readonly hasher: Hasher;
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (bytes: number) => void;
}

/**
 * Hashes one signed file and says whether it is what was signed. Rejects only when aborted or when the engine breaks.
 * A file that cannot be read is `unreadable`, one that changes meanwhile `changed-during-check`: never a match.
 */
export async function compareFile(
  path: string,
  file: ListedFile,
  signed: SignedFile,
  options: CompareOptions,
): Promise<FileResult> {
  const { algorithm } = options;
  const base = {
    path,
    algorithm,
    expected: signed.kind === 'whole' ? signed.digest : null,
    actual: null,
    size: file.blob.size,
  } as const;
  const problem = unreadable(file, options.allowSymlinks);
  if (problem !== null) return { ...base, state: 'unreadable', size: null, reason: problem };

  if (signed.kind === 'whole') {
    const actual = await hashWhole(file, options, path);
    if (typeof actual !== 'string') return { ...base, ...actual };
    return { ...base, state: actual === signed.digest ? 'match' : 'changed', actual };
  }
  const digests = await hashShards(file, signed.shards, options, path);
  if ('state' in digests) return { ...base, ...digests };
  const differing = signed.shards.filter((shard, i) => digests[i] !== shard.digest);
  const first = differing[0] === undefined ? -1 : signed.shards.indexOf(differing[0]);
  const sizeFits = file.blob.size === signed.size;
  return {
    ...base,
    state: differing.length === 0 && sizeFits ? 'match' : 'changed',
    expected: signed.shards[first]?.digest ?? null,
    actual: digests[first] ?? null,
    shards: {
      count: signed.shards.length,
      differing: differing.map(({ start, end }) => [start, end] as const),
    },
  };
}

/** Why a file may not even be opened. */
export function unreadable(file: ListedFile, allowSymlinks: boolean): Reason | null {
  const { path, kind, failure } = file;
  const problem = pathProblem(path);
  if (problem !== null) return { code: 'model-path-unsafe', path: path.slice(0, 500), problem };
  switch (kind) {
    case 'link-broken':
      return { code: 'file-is-link', path, problem: 'broken' };
    case 'link-outside':
      return { code: 'file-is-link', path, problem: 'leaves-the-model' };
    case 'other':
      return { code: 'file-not-regular', path };
    case 'folder':
      return { code: 'folder-unreadable', path, detail: failure ?? '' };
    case 'link-inside':
      if (!allowSymlinks) return { code: 'file-is-link', path, problem: 'not-allowed' };
      break;
    case 'file':
      break;
    default:
      kind satisfies never;
  }
  return failure === undefined ? null : { code: 'file-unreadable', path, detail: failure };
}

/** The digest of a whole file, or why there is none. `path` is how the report calls it. */
export async function hashWhole(
  file: ListedFile,
  options: CompareOptions,
  path = file.path,
): Promise<string | Failed> {
  const job = { blob: file.blob, algorithm: options.algorithm };
  const outcome = await options.hasher.hash(job, hashOptions(options));
  return outcome.ok ? outcome.digest : failedState(path, file, outcome.failure);
}

/**
 * The digests of shards, a few at a time. Ranges come from the manifest, so that one that ends beyond the file is not read:
 * its digest is null.
 */
export async function hashShards(
  file: ListedFile,
  shards: readonly Shard[],
  options: CompareOptions,
  path = file.path,
): Promise<readonly (string | null)[] | Failed> {
  const digests: (string | null)[] = [];
  const atOnce = Math.max(1, options.hasher.concurrency);
  for (let at = 0; at < shards.length; at += atOnce) {
    const batch = shards.slice(at, at + atOnce);
    const outcomes = await Promise.all(batch.map((shard) => hashShard(file, shard, options)));
    for (const outcome of outcomes) {
      if (outcome?.ok === false) return failedState(path, file, outcome.failure);
      digests.push(outcome?.digest ?? null);
    }
  }
  return digests;
}

async function hashShard(
  file: ListedFile,
  { start, end }: Shard,
  options: CompareOptions,
): Promise<HashOutcome | null> {
  if (end > file.blob.size) return null;
  const job = { blob: file.blob, algorithm: options.algorithm, range: { start, end } };
  return options.hasher.hash(job, hashOptions(options));
}

function hashOptions({ signal, onBytes }: CompareOptions) {
  return signal === undefined ? { onBytes } : { signal, onBytes };
}

/**
 * Whether the disk now shows another file than the one that was opened. Null where nobody asked it: the file cannot be
 * opened again, or the browser repeats its answer.
 */
export async function movedOnDisk(file: ListedFile, found?: Entry): Promise<boolean | null> {
  const { blob, modified, reopen } = file;
  try {
    const now = reopen === undefined ? blob : await reopen(found);
    const same = now.size === blob.size && (!(now instanceof File) || now.lastModified === modified);
    return same && now === blob ? null : !same;
  } catch {
    // It was there a moment ago.
    return true;
  }
}

type Failed = Required<Pick<FileResult, 'state' | 'reason'>>;

/** One that could not be read may have changed since it was listed: then that is what happened. */
async function failedState(path: string, file: ListedFile, failure: HashFailure): Promise<Failed> {
  if (failure.kind === 'remote') {
    const { host, problem, detail } = failure;
    return { state: 'unreadable', reason: { code: 'remote-file-failed', path, host, problem, detail } };
  }
  const moved = failure.kind === 'changed' || (await movedOnDisk(file)) === true;
  return moved
    ? { state: 'changed-during-check', reason: { code: 'file-changed-while-read', path } }
    : { state: 'unreadable', reason: { code: 'file-unreadable', path, detail: failure.detail } };
}
