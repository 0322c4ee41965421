import type { FileResult } from '../../src/index.js';
import { eachInTurns } from './turns.js';

export interface Wanted {
  /** What a path has to contain, in any case. Empty: anything. */
  readonly text: string;
  /** Only those that speak against the model. */
  readonly onlyTrouble: boolean;
}

/** Finds files by their paths, among as many as 100,000, without keeping the page's thread. */
/** What was found last, as positions in the list. */
interface Last {
  readonly needle: string;
  readonly onlyTrouble: boolean;
  readonly found: readonly number[];
}

/** Finds files by their paths, among as many as 100,000, without keeping the page's thread. */
export class FileSearch {
  readonly #files: readonly FileResult[];
  readonly #trouble: ReadonlySet<FileResult>;
  /** Of the files in their order, as far as they were searched. */
  readonly #lowerCase: string[] = [];
  #last: Last | null = null;

  get all(): readonly FileResult[] {
    return this.#files;
  }

  constructor(files: readonly FileResult[], trouble: ReadonlySet<FileResult>) {
    this.#files = files;
    this.#trouble = trouble;
  }

  /** Does ahead what the first search would have to. */
  async prepare(signal: AbortSignal): Promise<void> {
    await eachInTurns(this.#files, signal, (file, at) => this.#pathAt(at, file));
  }

  /** In the report's order; all of them as the very list. Null when aborted. */
  async find({ text, onlyTrouble }: Wanted, signal: AbortSignal): Promise<readonly FileResult[] | null> {
    const needle = text.trim().toLowerCase();
    if (needle === '' && !onlyTrouble) return this.#files;
    const among = this.#among(needle, onlyTrouble);
    const found: number[] = [];
    const files: FileResult[] = [];
    const done = await eachInTurns(among, signal, (at) => {
      const file = this.#files[at];
      if (file === undefined || (onlyTrouble && !this.#trouble.has(file))) return;
      if (needle !== '' && !this.#pathAt(at, file).includes(needle)) return;
      found.push(at);
      files.push(file);
    });
    if (!done) return null;
    this.#last = { needle, onlyTrouble, found };
    return files;
  }

  /** With another letter, only what was found before can be found. */
  #among(needle: string, onlyTrouble: boolean): Iterable<number> {
    const last = this.#last;
    const isNarrower = last !== null && needle.includes(last.needle) && (onlyTrouble || !last.onlyTrouble);
    return isNarrower ? last.found : this.#files.keys();
  }

  #pathAt(at: number, { path }: FileResult): string {
    return (this.#lowerCase[at] ??= path.toLowerCase());
  }
}
