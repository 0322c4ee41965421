import type { FileResult } from '../../src/index.js';

/** Files that download tools and file managers leave behind. They count as unsigned, like any other file. */
const BY_NAME = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
const HUGGING_FACE = '.cache/huggingface';

/** Paths that would leave out the known leftovers among the unsigned files, for the person to decide on. */
export function leftoverPaths(files: readonly FileResult[]): readonly string[] {
  const paths = new Set<string>();
  for (const { path, state } of files) {
    if (state !== 'unsigned') continue;
    if (path.startsWith(`${HUGGING_FACE}/`)) paths.add(HUGGING_FACE);
    else if (BY_NAME.has(path.slice(path.lastIndexOf('/') + 1))) paths.add(path);
  }
  return [...paths];
}
