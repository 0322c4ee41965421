import { verifyModel, type Progress, type VerifyRequest } from '../src/index.js';
import { Expectation, type Known } from './expectation.svelte.js';
import { Handed } from './handed.svelte.js';
import { Instances } from './instances.svelte.js';
import {
  choiceFromDrop,
  choiceFromFiles,
  choiceFromFolder,
  choiceFromHandle,
  checkedSignature,
  inFolder,
  outOfFolder,
  signatureFromDrop,
  withSignature,
  type Choice,
  type Signature,
} from './lib/choice.js';
import type { DroppedItem } from './lib/drop.js';
import { NONE_JUDGED, withJudged, type JudgedSignatures } from './lib/judged.js';
import { bundleOf, look, lookInto, type Sight } from './lib/look.js';
import { problemOf, UnusableChoice } from './lib/problem.js';
import { formOf, restingOf } from './lib/resting.js';
import { loadSample, type SampleKind } from './lib/sample.js';
import type { Linked } from './linked.svelte.js';
import type { Idle, Judged, Parts, Phase, Ready } from './phase.js';
import type { Remembered } from './remembered.svelte.js';

export type * from './phase.js';

/** A choice, and whose expectations go with it. */
interface Chosen {
  readonly choice: Choice;
  readonly expectation: Expectation;
  /** What is known already of the same model. */
  readonly judged?: JudgedSignatures;
}

type OnFound = (files: number) => void;

const IDLE: Idle = { name: 'idle' };

/** One person's visit: what they chose, what they expect, and how far the check is. */
export class Session {
  phase = $state.raw<Phase>(IDLE);
  expectation = $state.raw(new Expectation());
  readonly instances = new Instances();
  readonly handed = new Handed();
  /** What the link says that opened the page; null until it is loaded. */
  linked = $state.raw<Linked | null>(null);
  /** What the page remembers; null until it is loaded. */
  remembered = $state.raw<Remembered | null>(null);

  /** The person's own expectations; the sample brings others, which must not stay for real models. */
  readonly #own = this.expectation;
  /** The run that may write `phase`. Whoever starts another one aborts it. */
  #run = new AbortController();
  /** Settles when everything is loaded that a check needs. */
  readonly #parts: Promise<unknown>;
  /** The same, once it is there. Null where it could not be loaded; no check is possible then. */
  readonly loaded: Promise<Remembered | null>;

  constructor(parts: Promise<Parts>) {
    this.#parts = parts;
    this.loaded = parts.then(
      async ({ Linked, Remembered }) => {
        this.linked = new Linked(this.handed);
        const loaded = new Remembered();
        await loaded.open();
        this.remembered = loaded;
        return loaded;
      },
      () => null,
    );
  }

  /** `folder`: the same as one that can be listed again, where the browser gives it. */
  chooseFiles(files: readonly File[], folder: FileSystemDirectoryEntry | null): Promise<void> {
    return this.#choose(() => ({
      choice: this.#withHanded(
        folder === null ? choiceFromFiles(files) : choiceFromFolder({ entry: folder }),
      ),
      expectation: this.#own,
    }));
  }

  /** Takes items and not the event: those must be fetched while the event is being handled. */
  chooseDropped(items: readonly DroppedItem[]): Promise<void> {
    const form = formOf(this.phase);
    return this.#read(async (signal, onFound) => {
      const signature = form === null ? null : await signatureFromDrop(items);
      // The signature of the model that is on the page, and not a model of its own.
      if (form !== null && signature !== null) return this.#withSignature(form, signature, signal);
      const choice = this.#withHanded(await choiceFromDrop(items));
      return { choice, expectation: this.#own, ...(await look(choice, signal, onFound)) };
    });
  }

  /** One that the browser lets be read again at a later visit. Checked at once where it is known whom to expect. */
  async chooseHandle(handle: FileSystemDirectoryHandle): Promise<void> {
    const wasHanded = this.handed.signature !== null;
    await this.#choose(() => ({
      choice: this.#withHanded(choiceFromHandle(handle)),
      expectation: this.#own,
    }));
    // Another site may have handed a signature over: it has to be seen before it counts.
    if (wasHanded) return;
    if (this.phase.name === 'ready' && this.#known(this.phase) !== null) await this.check(this.phase);
  }

  /** What a host lists, and how far to go into it. */
  chooseRemote(choice: Choice): Promise<void> {
    return this.#choose(() => ({ choice: this.#withHanded(choice), expectation: this.#own }));
  }

  chooseSample(kind: SampleKind): Promise<void> {
    return this.#choose(async (signal) => {
      const sample = await loadSample(signal, kind);
      const expectation = new Expectation();
      expectation.identity = sample.identity;
      expectation.issuer = sample.issuer;
      expectation.sigstore = {
        kind: 'file',
        file: { name: 'trusted_root.json', text: sample.trustedRoot, isOfSample: true },
      };
      return { choice: sample.choice, expectation };
    });
  }

  /** A signature for the model that is already chosen; null goes back to what was chosen with it. */
  chooseSignature(ready: Ready, signature: Signature | null): Promise<void> {
    return this.#read((signal) => this.#withSignature(ready, signature, signal));
  }

  /** Takes one folder of the model as the model, and the signature that it was found by; null: all that was chosen. */
  chooseFolder(ready: Ready, folder: string | null): Promise<void> {
    const { claims, bundles } = ready.inspection;
    const choice =
      folder === null
        ? outOfFolder(ready.choice, bundles.length)
        : inFolder(ready.choice, folder, claims?.bundle.path ?? null);
    return this.#read(async (signal) => ({
      ...(await lookInto(ready.whole, choice, signal)),
      choice,
      expectation: this.expectation,
      judged: ready.judged,
    }));
  }

  /** Checks what is on the disk now, where the choice can be listed anew, and not what was there when it was chosen. */
  async check(ready: Ready): Promise<void> {
    const trust = this.expectation.toTrust(this.remembered?.stated ?? null);
    if (trust === null) return;
    const installed = this.expectation.installedName();
    const { choice } = ready;
    const signal = this.#begin();
    const tell = (filesFound: number, progress: Progress | null): void => {
      if (!signal.aborted) this.phase = { name: 'checking', ready, filesFound, progress };
    };
    tell(0, null);
    try {
      const sight = choice.isLive ? await look(choice, signal, (found) => tell(found, null)) : ready;
      const { whole, model } = sight;
      const only = this.expectation.onlyPaths();
      const remembered = await this.loaded;
      await remembered?.freshened();
      const report = await (choice.verify ?? verifyModel)({
        model,
        ...(await bundleOf(whole, choice.signature)),
        trust,
        ...remembered?.toCompare({ ...ready, ...sight }),
        ...this.#held(choice),
        ...this.linked?.toAsk(choice, this.expectation.method),
        ...(only === null ? {} : { only }),
        ignorePaths: this.expectation.ignoredPaths(),
        ignoreUnsignedFiles: this.expectation.ignoreUnsignedFiles,
        signal,
        onProgress: (progress) => tell(model.files.length, progress),
      });
      if (signal.aborted) return;
      // If it is gone now, what is behind the verdict is what was there.
      const seen = model.reasons.length > 0 ? ready : { ...ready, ...sight };
      const judged = withJudged(ready.judged, checkedSignature(choice, report), sight, report);
      const verdict: Judged = {
        name: 'verdict',
        ready: { ...seen, judged },
        report,
        installed,
        trust,
        past: null,
      };
      this.phase = verdict;
      const past = (await remembered?.record(verdict, signal)) ?? null;
      if (this.phase === verdict) this.phase = { ...verdict, past };
    } catch (error) {
      if (!signal.aborted) this.phase = { name: 'error', problem: problemOf(error), back: ready };
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

  /** As if the page had been opened without it; what was typed stays. */
  async forgetLink(): Promise<void> {
    const { signature, isByLink } = this.handed;
    this.linked?.forget();
    const { phase } = this;
    const isItsOwn =
      isByLink && signature !== null && phase.name === 'ready' && phase.choice.signature === signature;
    if (isItsOwn) await this.chooseSignature(phase, null);
  }

  #choose(choose: (signal: AbortSignal) => Chosen | Promise<Chosen>): Promise<void> {
    return this.#read(async (signal, onFound) => {
      const chosen = await choose(signal);
      return { ...chosen, ...(await look(chosen.choice, signal, onFound)) };
    });
  }

  async #withSignature(
    { whole, choice: before, judged }: Ready,
    signature: Signature | null,
    signal: AbortSignal,
  ): Promise<Chosen & Sight> {
    const choice = withSignature(before, signature);
    return { ...(await lookInto(whole, choice, signal)), choice, expectation: this.expectation, judged };
  }

  async #read(read: (signal: AbortSignal, onFound: OnFound) => Promise<Chosen & Sight>): Promise<void> {
    const back = restingOf(this.phase);
    const signal = this.#begin();
    this.phase = { name: 'reading', filesFound: 0, back };
    try {
      // What checks is there as it was built, or nothing is read.
      await this.#parts;
      await this.linked?.settled;
      const chosen = await read(signal, (filesFound) => {
        if (!signal.aborted) this.phase = { name: 'reading', filesFound, back };
      });
      const {
        choice,
        expectation,
        judged = NONE_JUDGED,
        ...sight
      } = await this.handed.ownFirst(chosen, signal);
      await this.loaded;
      if (signal.aborted) return;
      const [reason] = sight.model.reasons;
      if (reason !== undefined) throw new UnusableChoice({ code: 'model-unusable', reason });
      this.expectation = expectation;
      const ready: Ready = { name: 'ready', choice, judged, ...sight };
      const method = sight.inspection.claims?.bundle.method ?? 'inspect';
      expectation.suggest(method, this.#known(ready) ?? this.linked?.toSuggest(choice) ?? null);
      // What the link says goes on being shown.
      if (choice.signature === this.handed.signature && !this.handed.isByLink) this.handed.setAside();
      this.phase = ready;
    } catch (error) {
      if (!signal.aborted) this.phase = { name: 'error', problem: problemOf(error), back };
    }
  }

  /** What an organisation states of a model counts whatever the person says; of the sample it says nothing. */
  #held({ isSample }: Choice): Pick<VerifyRequest, 'expectations'> {
    const stated = isSample ? null : (this.remembered?.stated ?? null);
    return stated === null ? {} : { expectations: stated.expectations };
  }

  /** Whether it is known already whom to expect for this model. */
  #known(ready: Ready): Known | null {
    if (this.remembered === null) return null;
    if (this.remembered.stated !== null && !ready.choice.isSample) return 'organisation';
    return this.remembered.pinsFor(ready).length > 0 ? 'pins' : null;
  }

  #withHanded(choice: Choice): Choice {
    return this.handed.with(choice, restingOf(this.phase).name === 'idle');
  }

  #begin(): AbortSignal {
    this.#run.abort();
    this.#run = new AbortController();
    return this.#run.signal;
  }
}
