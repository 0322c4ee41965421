/** Sorting a heap of combining marks takes the square of their number. */
const MARKS = /\p{M}{10}/u;

/** What a disk may take for the same name: without case, in any of Unicode's forms, without what nobody sees, and as Windows cuts it. */
function folded(path: string): string {
  if (MARKS.test(path)) return '';
  return path
    .normalize('NFKD')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replace(/[. ]+(?=\/|$)/g, '');
}

/** Those of the paths that may be one file on some disk. */
export function foldedTwins(paths: readonly string[]): ReadonlySet<string> {
  const first = new Map<string, string>();
  const twins = new Set<string>();
  for (const path of paths) {
    const key = folded(path);
    const other = first.get(key);
    if (other === undefined) first.set(key, path);
    else twins.add(other).add(path);
  }
  return twins;
}

/** Whether a path leads into what git runs programs from, on some disk. */
export function isOfGit(path: string): boolean {
  return folded(path).split('/').includes('.git');
}
