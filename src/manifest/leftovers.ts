import { baseName } from '../path.js';
import type { FileResult } from '../report.js';

type Kind = NonNullable<FileResult['looksLike']>;

/** What download tools leave beside a model. `hf download --local-dir` keeps its notes in the folder named. */
const DOWNLOAD_FOLDERS = ['.cache/huggingface'] as const;
/** Parts of downloads that did not finish, by browser and tool. */
const UNFINISHED = /\.(?:incomplete|part|partial|crdownload|aria2|download)$/;
/** What file managers write by themselves. `._x` is what macOS keeps about `x` on foreign disks. */
const BY_SYSTEM = /^(?:\.DS_Store|Thumbs\.db|ehthumbs\.db|desktop\.ini|\._.+)$/s;

/**
 * What an unsigned file seems to have been left behind by, going by its name alone. It stays unsigned: a name proves
 * nothing, and only the person may leave it out.
 */
export function leftoverKind(path: string): Kind | null {
  if (DOWNLOAD_FOLDERS.some((folder) => path.startsWith(`${folder}/`))) return 'download-leftover';
  const name = baseName(path);
  if (BY_SYSTEM.test(name)) return 'system-leftover';
  return UNFINISHED.test(name) ? 'download-leftover' : null;
}

/** The fewest paths that would leave out the recognised files, for the person to decide on. */
export function leftoverPaths(files: readonly FileResult[]): readonly string[] {
  const paths = new Set<string>();
  for (const { path, state, looksLike } of files) {
    if (state !== 'unsigned' || looksLike === undefined) continue;
    paths.add(DOWNLOAD_FOLDERS.find((folder) => path.startsWith(`${folder}/`)) ?? path);
  }
  return [...paths];
}
