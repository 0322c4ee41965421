import type { FileResult } from '../../src/index.js';
import { eachInTurns } from './turns.js';

export interface Wanted {
  /** What a path has to contain, in any case. Empty: anything. */
  readonly text: string;
  /** Only those that speak against the model. */
  readonly onlyTrouble: boolean;
}

/** Finds files by their paths, among as many as 100,000, without keeping the page's thread. */
export class FileSearch {
  readonly #files: readonly FileResult[];
  readonly #trouble: ReadonlySet<FileResult>;
  /** Of the files in their order, as far as they were searched. */
  readonly #lowerCase: string[] = [];

  constructor(files: readonly FileResult[], trouble: ReadonlySet<FileResult>) {
    this.#files = files;
    this.#trouble = trouble;
  }

  /** In the report's order; all of them as the very list. Null when aborted. */
  async find({ text, onlyTrouble }: Wanted, signal: AbortSignal): Promise<readonly FileResult[] | null> {
    const needle = text.trim().toLowerCase();
    if (needle === '' && !onlyTrouble) return this.#files;
    const found: FileResult[] = [];
    const done = await eachInTurns(this.#files, signal, (file, at) => {
      if (onlyTrouble && !this.#trouble.has(file)) return;
      if (needle === '' || this.#pathAt(at, file).includes(needle)) found.push(file);
    });
    return done ? found : null;
  }

  #pathAt(at: number, { path }: FileResult): string {
    return (this.#lowerCase[at] ??= path.toLowerCase());
  }
}
