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

/** Bytes a second: less than any disk that is built into a machine of this decade. */
const SLOW = 25e6;

/** Whether it takes long because little comes from the disk. */
export function isSlow({ bytesPerSecond, secondsLeft }: Progress): boolean {
  return bytesPerSecond > 0 && bytesPerSecond < SLOW && (secondsLeft ?? 0) > 60;
}

function share(done: number, total: number): number | null {
  return total > 0 ? Math.floor((100 * done) / total) : null;
}
