import { watch } from './hash/watch.js';
import type { Terminal } from './progress.js';

/** What a run needs of the process around it. */
export interface Surroundings {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: Terminal;
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** Asks the person something to which they say yes or no; absent where nobody is there. */
  readonly ask?: (question: string) => Promise<boolean>;
  /** The time to judge by; this machine's clock when absent. */
  readonly now?: Date;
}

/** A file that the person named may be a pipe into which nobody writes. */
export function orInterrupted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const unwatch = watch(signal, reject);
    work.then(resolve, reject).finally(unwatch);
  });
}
