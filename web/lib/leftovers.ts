import type { FileResult } from '../../src/index.js';

/** Files that download tools and file managers leave behind. They count as unsigned, like any other file. */
const BY_NAME = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
const HUGGING_FACE = '.cache/huggingface';

/**
 * Paths that would leave out the known leftovers among the unsigned files, for the person to decide on. Other signatures
 * in the model are such, too: the one that was checked does not cover them.
 */
export function leftoverPaths(
  files: readonly FileResult[],
  bundles: readonly { readonly path: string }[],
): readonly string[] {
  const signatures = new Set(bundles.map((bundle) => bundle.path));
  const paths = new Set<string>();
  for (const { path, state } of files) {
    if (state !== 'unsigned') continue;
    if (path.startsWith(`${HUGGING_FACE}/`)) paths.add(HUGGING_FACE);
    else if (signatures.has(path) || BY_NAME.has(path.slice(path.lastIndexOf('/') + 1))) paths.add(path);
  }
  return [...paths];
}
