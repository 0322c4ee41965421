import type { Progress } from '../../src/index.js';

/** How much of the present step is done, in whole percent; null where nobody can tell. */
export function percentOf(progress: Progress | null): number | null {
  switch (progress?.phase) {
    case 'hashing':
      return share(progress.bytesDone, progress.bytesTotal);
    case 'looking-again':
      return share(progress.filesDone, progress.filesTotal);
    default:
      return null;
  }
}

function share(done: number, total: number): number | null {
  return total > 0 ? Math.floor((100 * done) / total) : null;
}
