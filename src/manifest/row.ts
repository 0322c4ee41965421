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

/** Counts the states. */
export function filesRow(
  manifest: Manifest,
  files: readonly FileResult[],
  {
    ignoreUnsignedFiles,
    partly,
  }: {
    readonly ignoreUnsignedFiles: boolean;
    /** Not everything was compared, on purpose. */
    readonly partly: boolean;
  },
): FilesRow {
  const counts = new Map<FileState, number>();
  for (const { state } of files) counts.set(state, (counts.get(state) ?? 0) + 1);
  const count = (state: FileState) => counts.get(state) ?? 0;
  const [changed, missing, unsigned, unreadable] = [
    count('changed'),
    count('missing'),
    count('unsigned'),
    count('unreadable'),
  ];
  const changedDuringCheck = count('changed-during-check');
  const differ = changed + missing + unreadable + changedDuringCheck + (ignoreUnsignedFiles ? 0 : unsigned);
  return {
    value: differ > 0 ? 'differ' : partly ? 'partly-checked' : 'match',
    signed: manifest.files.size,
    matching: count('match'),
    changed,
    missing,
    unsigned,
    unreadable,
    changedDuringCheck,
    ignored: count('ignored'),
  };
}
