import { inspectModel, verifyModel, type Inspection, type Progress, type Report } from '../src/index.js';
import { Expectation } from './expectation.svelte.js';
import { choiceFromDrop, choiceFromFiles, type Choice, type Signature } from './lib/choice.js';
import { problemOf, type Problem } from './lib/problem.js';
import { loadSample } from './lib/sample.js';

export interface Idle {
  readonly name: 'idle';
}

export interface Reading {
  readonly name: 'reading';
  readonly filesFound: number;
  /** Where cancelling leads. */
  readonly back: Resting;
}

export interface Ready {
  readonly name: 'ready';
  readonly choice: Choice;
  readonly inspection: Inspection;
}

export interface Checking {
  readonly name: 'checking';
  readonly ready: Ready;
  readonly progress: Progress | null;
}

export interface Judged {
  readonly name: 'verdict';
  readonly ready: Ready;
  readonly report: Report;
}

export interface Failed {
  readonly name: 'error';
  readonly problem: Problem;
  /** What was on the page before, and is still there. */
  readonly back: Resting;
}

/** The phases in which nothing runs. */
export type Resting = Idle | Ready | Judged;
export type Phase = Resting | Reading | Checking | Failed;

/** A choice, and whose expectations go with it. */
interface Chosen {
  readonly choice: Choice;
  readonly expectation: Expectation;
}

const BROKEN = 'Reload the page and try again. If it happens again, please report it with this text.';
const IDLE: Idle = { name: 'idle' };

/** One person's visit: what they chose, what they expect, and how far the check is. */
export class Session {
  phase = $state.raw<Phase>(IDLE);
  expectation = $state.raw(new Expectation());

  /** The person's own expectations; the sample brings others, which must not stay for real models. */
  readonly #own = this.expectation;
  /** The run that may write `phase`. Whoever starts another one aborts it. */
  #run = new AbortController();

  chooseFiles(files: readonly File[]): Promise<void> {
    return this.#read(() => ({ choice: choiceFromFiles(files), expectation: this.#own }));
  }

  /** Takes entries and not the event: those must be fetched while the event is being handled. */
  chooseDropped(entries: readonly FileSystemEntry[]): Promise<void> {
    return this.#read(async (signal, onFound) => ({
      choice: await choiceFromDrop(entries, signal, onFound),
      expectation: this.#own,
    }));
  }

  chooseSample(): Promise<void> {
    return this.#read(async (signal) => {
      const sample = await loadSample(signal);
      const expectation = new Expectation();
      expectation.identity = sample.identity;
      expectation.issuer = sample.issuer;
      expectation.trustedRoot = { name: 'trusted_root.json of the sample', text: sample.trustedRoot };
      return { choice: sample.choice, expectation };
    });
  }

  /** A signature for the model that is already chosen; null goes back to what the model itself holds. */
  chooseSignature(ready: Ready, signature: Signature | null): Promise<void> {
    return this.#read(() => ({ choice: { ...ready.choice, signature }, expectation: this.expectation }));
  }

  async check(ready: Ready): Promise<void> {
    const trust = this.expectation.toTrust();
    if (trust === null) return;
    const { choice } = ready;
    const signal = this.#begin();
    this.phase = { name: 'checking', ready, progress: null };
    try {
      const report = await verifyModel({
        model: choice.model,
        ...(choice.listing === undefined ? {} : { listing: choice.listing }),
        ...(choice.signature === null ? {} : { bundle: choice.signature.blob }),
        trust,
        ignorePaths: this.expectation.ignoredPaths(),
        ignoreUnsignedFiles: this.expectation.ignoreUnsignedFiles,
        signal,
        onProgress: (progress) => {
          if (!signal.aborted) this.phase = { name: 'checking', ready, progress };
        },
      });
      if (!signal.aborted) this.phase = { name: 'verdict', ready, report };
    } catch (error) {
      if (!signal.aborted) this.phase = { name: 'error', problem: problemOf(error, BROKEN), back: ready };
    }
  }

  /** Leaves whatever runs, or an error, at once. */
  cancel(): void {
    this.#begin();
    if (this.phase.name === 'checking') this.phase = this.phase.ready;
    else if (this.phase.name === 'reading' || this.phase.name === 'error') this.phase = this.phase.back;
  }

  /** Back to the form, with the same files. */
  reconsider(ready: Ready): void {
    this.#begin();
    this.phase = ready;
  }

  startOver(): void {
    this.#begin();
    this.phase = IDLE;
  }

  async #read(
    choose: (signal: AbortSignal, onFound: (files: number) => void) => Chosen | Promise<Chosen>,
  ): Promise<void> {
    const back = this.#resting();
    const signal = this.#begin();
    this.phase = { name: 'reading', filesFound: 0, back };
    try {
      const { choice, expectation } = await choose(signal, (filesFound) => {
        if (!signal.aborted) this.phase = { name: 'reading', filesFound, back };
      });
      const inspection = await inspectModel({
        model: choice.model,
        ...(choice.listing === undefined ? {} : { listing: choice.listing }),
        ...(choice.signature === null ? {} : { bundle: choice.signature.blob }),
        signal,
      });
      if (signal.aborted) return;
      this.expectation = expectation;
      expectation.suggest(inspection.claims?.bundle.method ?? 'inspect');
      this.phase = { name: 'ready', choice, inspection };
    } catch (error) {
      if (!signal.aborted) this.phase = { name: 'error', problem: problemOf(error, BROKEN), back };
    }
  }

  #begin(): AbortSignal {
    this.#run.abort();
    this.#run = new AbortController();
    return this.#run.signal;
  }

  #resting(): Resting {
    switch (this.phase.name) {
      case 'reading':
      case 'error':
        return this.phase.back;
      case 'checking':
        return this.phase.ready;
      default:
        return this.phase;
    }
  }
}
