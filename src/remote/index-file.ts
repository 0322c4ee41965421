import { BOUNDS } from '../bounds.js';
import { comparePaths, pathProblem } from '../path.js';
import { refusal, success, type Result } from '../result.js';
import type { Untrusted } from '../untrusted.js';
import { pathOf, sha256Of, sizeOf } from './files.js';

/** A web server lists no folders: this file, beside the others, does (docs/hubs.md). */
export const INDEX_FILE = 'touchstone-index.json';
const FORMAT = 'touchstone-index';
const VERSION = 1;
const MAX_REVISION = 200;

export interface IndexedFile {
  readonly path: string;
  readonly size: number;
  /** Lower-case hex; null where it was not computed. */
  readonly sha256: string | null;
}

export interface DirectoryIndex {
  /** What its maker calls this state of the files; null where they say nothing. */
  readonly revision: string | null;
  readonly files: readonly IndexedFile[];
}

/** The text of an index, in an order of its own. The index itself is left out; a name that it cannot carry is refused. */
export function writeIndex(
  files: readonly IndexedFile[],
  { revision = null }: { readonly revision?: string | null } = {},
): Result<string> {
  const listed = files
    .filter(({ path }) => path !== INDEX_FILE)
    .toSorted((a, b) => comparePaths(a.path, b.path));
  for (const [i, { path }] of listed.entries()) {
    const problem = pathProblem(path) ?? (path.includes('\\') ? 'backslash' : null);
    if (problem !== null) return refusal({ code: 'model-path-unsafe', path, problem });
    if (listed[i - 1]?.path === path) return refusal({ code: 'model-path-duplicate', path });
  }
  if (listed.length > BOUNDS.files)
    return refusal({ code: 'model-too-many-files', count: listed.length, limit: BOUNDS.files });
  // A line for each file: readable, and small changes are small differences.
  const lines = listed.map(({ path, size, sha256 }) =>
    JSON.stringify({ path, size, ...(sha256 === null ? {} : { sha256 }) }),
  );
  const head = { format: FORMAT, version: VERSION, ...(revision === null ? {} : { revision }) };
  const list = lines.length === 0 ? '[]' : `[\n    ${lines.join(',\n    ')}\n  ]`;
  const members = Object.entries(head).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`,
  );
  return success(`{\n${members.join('\n')}\n  "files": ${list}\n}\n`);
}

/** Throws Malformed. What is not of this format is refused, so that a later version is not half read. */
export function parseIndex(index: Untrusted): DirectoryIndex {
  const format = index.get('format');
  if (format.value !== FORMAT) format.fail(`is not ${FORMAT}`);
  const version = index.get('version');
  if (version.value !== VERSION) version.fail(`is not ${VERSION}`);
  index.onlyMembers(['format', 'version', 'revision', 'files']);
  return {
    revision: index.optional('revision')?.stringOf(MAX_REVISION) ?? null,
    files: index
      .get('files')
      .array(BOUNDS.files)
      .map((entry) => {
        entry.onlyMembers(['path', 'size', 'sha256']);
        const sha256 = entry.optional('sha256');
        return {
          path: pathOf(entry.get('path')),
          size: sizeOf(entry.get('size')),
          sha256: sha256 === null ? null : sha256Of(sha256),
        };
      }),
  };
}
