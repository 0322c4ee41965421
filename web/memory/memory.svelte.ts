import { KeptExpectations } from './expectations.svelte.js';
import { DONE, type Fault, type Outcome } from './fault.js';
import { Folders } from './folders.svelte.js';
import { History } from './history.svelte.js';
import { Pins } from './pins.svelte.js';
import { Store, type Part } from './store.js';

/**
 * What the page remembers on this machine: signers, checks and folders. One for the page. Nothing of it leaves the machine, and
 * nothing gets in but by the person's own hand.
 */
class Memory {
  /** Whether there is a memory: before, and where a `problem` keeps it away, all lists are empty. */
  isOpen = $state(false);
  /** Why there is none, or no longer. What was read before may still be shown, but nothing is kept any more. */
  problem = $state.raw<Fault | null>(null);

  readonly #store = new Store(
    (fault) => {
      this.problem = fault;
      this.isOpen = false;
    },
    (part) => void this.#reload(part),
  );

  readonly pins = new Pins(this.#store);
  readonly history = new History(this.#store);
  readonly folders = new Folders(this.#store);
  readonly expectations = new KeptExpectations(this.#store);
  #opening: Promise<Outcome> | null = null;

  /** Once; later calls wait for the same. The history is loaded when it is asked for. */
  open(): Promise<Outcome> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** After a problem. */
  reopen(): Promise<Outcome> {
    this.#opening = null;
    return this.open();
  }

  /** Pins, checks, folders, settings and keys. */
  async deleteEverything(): Promise<Outcome> {
    const done = await this.#store.clear();
    if (!done.ok) return done;
    return this.#loadAll();
  }

  async #open(): Promise<Outcome> {
    const opened = await this.#store.open();
    const loaded = opened.ok ? await this.#loadAll() : opened;
    this.problem = loaded.ok ? null : loaded.fault;
    this.isOpen = loaded.ok;
    return loaded;
  }

  async #loadAll(): Promise<Outcome> {
    const all = [
      this.pins.load(),
      this.folders.load(),
      this.expectations.load(),
      this.history.loadSwitch(),
      ...(this.history.isLoaded ? [this.history.load()] : []),
    ];
    return (await Promise.all(all)).find((done) => !done.ok) ?? DONE;
  }

  async #reload(part: Part): Promise<void> {
    switch (part) {
      case 'pins':
        await this.pins.load();
        return;
      case 'checks':
        if (this.history.isLoaded) await this.history.load();
        return;
      case 'folders':
        await this.folders.load();
        return;
      case 'settings':
        await this.history.loadSwitch();
        await this.expectations.load();
    }
  }
}

export const memory = new Memory();
