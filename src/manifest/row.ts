import type { Manifest } from '../bundle/manifest.js';
import type { FileResult, FilesRow, FileState } from '../report.js';

/** What a person must look at first. */
const RANK: Readonly<Record<FileState, number>> = {
  changed: 0,
  'changed-during-check': 1,
  missing: 2,
  unreadable: 3,
  unsigned: 4,
  match: 5,
  'not-checked': 6,
  ignored: 7,
};

/** The report's order of files: what differs first, then by path (code units). */
export function bySeverity(a: FileResult, b: FileResult): number {
  return RANK[a.state] - RANK[b.state] || (a.path < b.path ? -1 : 1);
}

/** How many files are in each state. */
export function countStates(files: readonly FileResult[]): Omit<FilesRow, 'value' | 'signed'> {
  const counts = new Map<FileState, number>();
  for (const { state } of files) counts.set(state, (counts.get(state) ?? 0) + 1);
  const count = (state: FileState) => counts.get(state) ?? 0;
  return {
    matching: count('match'),
    changed: count('changed'),
    missing: count('missing'),
    unsigned: count('unsigned'),
    unreadable: count('unreadable'),
    changedDuringCheck: count('changed-during-check'),
    ignored: count('ignored'),
  };
}

/** Of a model: what its manifest covers, held against what is here. */
export function filesRow(
  manifest: Manifest,
  files: readonly FileResult[],
  {
    ignoreUnsignedFiles,
    partly,
    lost = 0,
  }: {
    readonly ignoreUnsignedFiles: boolean;
    /** Not everything was compared, on purpose. */
    readonly partly: boolean;
    /** How many did not come from a host: nothing is known of them. */
    readonly lost?: number;
  },
): FilesRow {
  const counts = countStates(files);
  const { changed, missing, unsigned, unreadable, changedDuringCheck } = counts;
  const differ =
    changed + missing + unreadable - lost + changedDuringCheck + (ignoreUnsignedFiles ? 0 : unsigned);
  return {
    value: differ > 0 ? 'differ' : partly || lost > 0 ? 'partly-checked' : 'match',
    signed: manifest.files.size,
    ...counts,
  };
}
