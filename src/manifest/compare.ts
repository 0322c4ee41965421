import type { Shard, SignedFile } from '../bundle/manifest.js';
import type { Hasher, HashFailure, HashOutcome } from '../hash/hasher.js';
import type { ListedFile } from '../model/directory.js';
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
 * A file that cannot be read, or that changes while it is read, is `unreadable` with its reason: never a match.
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

  const result =
    signed.kind === 'whole' ? await wholeFile(file, options) : await shardedFile(file, signed, options);
  if ('kind' in result) return { ...base, state: 'unreadable', reason: failureReason(path, result) };
  const changed = await changedOnDisk(file);
  if (changed !== null) return { ...base, state: 'unreadable', reason: failureReason(path, changed) };
  if (signed.kind === 'whole') {
    const state = result.digests[0] === signed.digest ? 'match' : 'changed';
    return { ...base, state, actual: result.digests[0] ?? null };
  }
  const differing = signed.shards.filter((shard, i) => result.digests[i] !== shard.digest);
  const first = differing[0] === undefined ? -1 : signed.shards.indexOf(differing[0]);
  const sizeFits = file.blob.size === signed.size;
  return {
    ...base,
    state: differing.length === 0 && sizeFits ? 'match' : 'changed',
    expected: signed.shards[first]?.digest ?? null,
    actual: result.digests[first] ?? null,
    shards: {
      count: signed.shards.length,
      differing: differing.map(({ start, end }) => [start, end] as const),
    },
  };
}

/** Why a file may not even be opened. */
export function unreadable(file: ListedFile, allowSymlinks: boolean): Reason | null {
  const { path, link, failure } = file;
  if (failure !== undefined) return { code: 'file-unreadable', path, detail: failure };
  const problem = pathProblem(path);
  if (problem !== null) return { code: 'model-path-unsafe', path, problem };
  if (link === 'broken') return { code: 'file-is-link', path, problem: 'broken' };
  if (link === 'outside') return { code: 'file-is-link', path, problem: 'leaves-the-model' };
  if (link === 'inside' && !allowSymlinks) return { code: 'file-is-link', path, problem: 'not-allowed' };
  return null;
}

interface Digests {
  readonly digests: readonly (string | null)[];
}

async function wholeFile(file: ListedFile, options: CompareOptions): Promise<Digests | HashFailure> {
  const outcome = await options.hasher.hash(
    { blob: file.blob, algorithm: options.algorithm },
    hashOptions(options),
  );
  return outcome.ok ? { digests: [outcome.digest] } : outcome.failure;
}

/** Shard by shard, a few at a time; ranges come from the manifest, so one that ends beyond the file is not read. */
async function shardedFile(
  file: ListedFile,
  signed: Extract<SignedFile, { kind: 'shards' }>,
  options: CompareOptions,
): Promise<Digests | HashFailure> {
  const digests: (string | null)[] = [];
  for (let at = 0; at < signed.shards.length; at += options.hasher.concurrency) {
    const batch = signed.shards.slice(at, at + options.hasher.concurrency);
    const outcomes = await Promise.all(batch.map((shard) => hashShard(file, shard, options)));
    for (const outcome of outcomes) {
      if (outcome?.ok === false) return outcome.failure;
      digests.push(outcome?.digest ?? null);
    }
  }
  return { digests };
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

/** Asks the disk again, where the way of listing can : nothing else tells that it changed while it was read. */
async function changedOnDisk(file: ListedFile): Promise<HashFailure | null> {
  if (file.reopen === undefined) return null;
  try {
    const [before, after] = [file.blob, await file.reopen()];
    const sameTime =
      !(before instanceof File && after instanceof File) || before.lastModified === after.lastModified;
    return before.size === after.size && sameTime
      ? null
      : { kind: 'changed', detail: 'its size or time stamp moved' };
  } catch (error) {
    return { kind: 'unreadable', detail: error instanceof Error ? error.message : String(error) };
  }
}

function failureReason(path: string, { kind, detail }: HashFailure): Reason {
  return kind === 'changed'
    ? { code: 'file-changed-while-read', path }
    : { code: 'file-unreadable', path, detail };
}
