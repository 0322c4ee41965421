import { each } from './each.js';
import {
  changedMeanwhile,
  compareOptions,
  notSigned,
  signedDigest,
  unasked,
  type CompareRequest,
  type Comparison,
} from './comparison.js';
import { lookAgain } from './again.js';
import type { Manifest, Shard } from './bundle/manifest.js';
import type { CacheLayout } from './manifest/cache.js';
import { type CompareOptions, hashShards, hashWhole, unreadable } from './manifest/compare.js';
import { bySeverity, filesRow } from './manifest/row.js';
import type { ListedFile } from './model/entry.js';
import type { FileResult } from './report.js';
import { baseName } from './path.js';

/**
 * Compares a download cache with what was signed: for each signed file, is a file with these bytes here, whatever its name?
 * Names are not checked, so that this is `partial` at best; what is here besides belongs to other versions, or is the
 * cache's own.
 */
export async function compareByDigest(request: CompareRequest, cache: CacheLayout): Promise<Comparison> {
  const { bundles, selection } = request;
  const asked = [...request.manifest.files].filter(([name]) => selection.has(name));
  const manifest = { ...request.manifest, files: new Map(asked) };
  const blobs = cache.blobs.filter(({ path }) => !bundles.has(path));
  const { matches, seen } = await findAll({ ...request, manifest }, blobs);
  const used = new Map(blobs.map((file) => [file.path, file]));
  const matching = [...new Set(matches.values())].flatMap((path) => used.get(path) ?? []);
  const again = await lookAgain({ ...request, read: matching });

  const signed = [...manifest.files].map(([name, file]): FileResult => {
    const foundAs = matches.get(name);
    const expected = signedDigest(file);
    const base = { path: name, algorithm: manifest.hashType, expected } as const;
    if (foundAs === undefined) return { ...base, state: 'missing', actual: null, size: null };
    const size = used.get(foundAs)?.blob.size ?? null;
    const match: FileResult = { ...base, state: 'match', actual: expected, size, foundAs };
    return again.changed.has(foundAs) ? changedMeanwhile(match) : match;
  });
  const inUse = new Set(matches.values());
  const rest = blobs.filter(({ path }) => !inUse.has(path));
  const files = [
    ...signed,
    ...rest.map((file) => seen.get(file.path) ?? notSigned(file, 'not-checked')),
    ...cache.others.map((file) => notSigned(file, 'not-checked')),
  ].toSorted(bySeverity);
  // Without names, nobody can say whether another blob belongs to this version of the model.
  const row = filesRow(request.manifest, files, { ignoreUnsignedFiles: true, partly: true });
  const { changed, missing, unreadable: failed, changedDuringCheck } = row;
  return {
    row,
    files,
    leftOut: [...bundles].map((path) => ({ path, by: 'bundle' as const, rule: path })),
    notChecked: [{ code: 'names' }, ...(selection.paths === null ? [] : [{ code: 'other-paths' } as const])],
    notes: [],
    reasons: [
      ...(row.value === 'differ'
        ? [
            {
              code: 'files-differ' as const,
              changed,
              missing,
              unsigned: 0,
              unreadable: failed,
              changedDuringCheck,
            },
          ]
        : []),
      { code: 'names-not-checked', layout: cache.layout },
      ...unasked(request, asked.length),
    ],
  };
}

interface Found {
  /** Signed name to the path of a blob with its bytes. */
  readonly matches: ReadonlyMap<string, string>;
  /** What was learnt of blobs by reading them. */
  readonly seen: ReadonlyMap<string, FileResult>;
}

/** Signed names by what to look for. Many files may have the same bytes. */
interface Wanted {
  /** By the digest of a whole file. */
  readonly whole: ReadonlyMap<string, readonly string[]>;
  /** By size. All shards of a signature have one length: files of one size are cut alike, and each blob is read once. */
  readonly sharded: ReadonlyMap<number, ShardedSize>;
}

interface ShardedSize {
  readonly shards: readonly Shard[];
  /** By the digests of the shards, in order. */
  readonly names: Map<string, string[]>;
}

function wantedOf({ files }: Manifest): Wanted {
  const whole = new Map<string, string[]>();
  const sharded = new Map<number, ShardedSize>();
  for (const [name, file] of files) {
    if (file.kind === 'whole') add(whole, file.digest, name);
    else {
      const { size, shards } = file;
      const alike = sharded.get(size) ?? { shards, names: new Map<string, string[]>() };
      sharded.set(size, alike);
      add(alike.names, shards.map(({ digest }) => digest).join(), name);
    }
  }
  return { whole, sharded };
}

function add(names: Map<string, string[]>, key: string, name: string): void {
  const same = names.get(key);
  if (same === undefined) names.set(key, [name]);
  else same.push(name);
}

async function findAll(request: CompareRequest, blobs: readonly ListedFile[]): Promise<Found> {
  const { manifest, progress, hasher, signal } = request;
  const { whole, sharded } = wantedOf(manifest);
  const worthReading = blobs.filter(({ path, blob }) => {
    const name = baseName(path);
    // A blob in large storage is named by its SHA-256. One that names another is not worth reading; if it lies, what it has
    // is found missing.
    const byName = manifest.hashType !== 'sha256' || name.length !== 64 || whole.has(name);
    return (whole.size > 0 && byName) || sharded.has(blob.size);
  });
  const bytes = worthReading.reduce((sum, { blob }) => sum + blob.size, 0);
  progress.enter('hashing', { files: worthReading.length, bytes });
  const options = compareOptions(request);
  const matches = new Map<string, string>();
  const seen = new Map<string, FileResult>();
  const note = (file: ListedFile, actual: string | null, names: readonly string[] = []): FileResult => {
    for (const name of names) matches.set(name, file.path);
    return { ...notSigned(file, 'unsigned'), algorithm: manifest.hashType, actual };
  };
  const look = async (file: ListedFile, options: CompareOptions): Promise<FileResult> => {
    const problem = unreadable(file, manifest.allowSymlinks);
    if (problem !== null) return { ...notSigned(file, 'unreadable'), reason: problem };
    const alike = sharded.get(file.blob.size);
    const result = await (alike === undefined
      ? hashWhole(file, options)
      : hashShards(file, alike.shards, options));
    if (typeof result === 'string') return note(file, result, whole.get(result));
    if ('state' in result) return { ...notSigned(file, result.state), ...result };
    return note(file, null, alike?.names.get(result.join()));
  };
  const queue = worthReading.toSorted((a, b) => b.blob.size - a.blob.size);
  await each(queue, { atOnce: hasher.concurrency, signal }, async (file, inner) => {
    const { onBytes, end } = progress.startFile(file.path, file.blob.size);
    seen.set(file.path, await look(file, { ...options, onBytes, signal: inner }));
    end();
  });
  return { matches, seen };
}
