import type { ExitCode } from '../outcome.js';
import { type Done, keyOf } from './results.js';

/** What became of the lines of one list. The same question is asked once, however often it stands there. */
export class Tally {
  readonly #done: Done;
  /** Of this list, now or in earlier runs; null while it is checked. */
  readonly #ofList = new Map<string, ExitCode | null>();
  #before = 0;
  #now = 0;

  /** @param done what earlier runs have left; of another list too, perhaps */
  constructor(done: Done) {
    this.#done = done;
  }

  /** Whether there is nothing to do for a question. */
  isDone(id: string, retry: boolean): boolean {
    const key = keyOf(id);
    if (this.#ofList.has(key)) return true;
    const code = this.#done.get(key);
    if (code === undefined || (retry && code === 2)) return false;
    this.#ofList.set(key, code);
    this.#before++;
    return true;
  }

  began(id: string): void {
    this.#ofList.set(keyOf(id), null);
  }

  ended(id: string, code: ExitCode): void {
    this.#ofList.set(keyOf(id), code);
    this.#now++;
  }

  soFar(): string {
    return `${modelsText(this.#now)} checked${this.#before === 0 ? '' : `, ${String(this.#before)} before`}`;
  }

  /** One line; nothing of it is anybody else's word. */
  summary(): string {
    const counts = this.#counts();
    const parts = [
      `${String(counts[0])} verified`,
      `${String(counts[1])} not verified`,
      `${String(counts[2])} could not be checked`,
    ];
    const before =
      this.#before === 0 ? '' : ` (${String(this.#before)} of them in earlier runs, not checked again)`;
    return `${modelsText(this.#ofList.size)}: ${parts.join(', ')}${before}.`;
  }

  /** That something could not be checked outweighs that something is not verified. */
  exitCode(): ExitCode {
    const counts = this.#counts();
    return counts[2] > 0 ? 2 : counts[1] > 0 ? 1 : 0;
  }

  #counts(): Record<ExitCode, number> {
    const counts = { 0: 0, 1: 0, 2: 0 };
    for (const code of this.#ofList.values()) if (code !== null) counts[code]++;
    return counts;
  }
}

function modelsText(count: number): string {
  return count === 1 ? '1 model' : `${String(count)} models`;
}
