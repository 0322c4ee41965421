import {
  MAX_INSTANCES,
  parseInstances,
  STORAGE_KEY,
  writeInstances,
  type Instance,
} from './lib/instances.js';

/** It took nothing; something in it is not ours; it did not let go of something. */
export type StorageProblem = 'not-kept' | 'damaged' | 'not-removed';

/**
 * The Sigstores that the person installed, kept in this browser. They get there by the person's own hand only: never from an
 * address, a model or a signature.
 */
export class Instances {
  list = $state.raw<readonly Instance[]>([]);
  /** What is wrong with the storage. */
  problem = $state<StorageProblem | null>(null);
  /** Something in the storage was left out; it stays there until the person has it deleted, or installs something. */
  isDamaged = $state(false);

  /** In the storage. */
  #kept: readonly Instance[] = [];
  /** Not in it, since it did not take them: they last as long as the page. */
  #fleeting: readonly Instance[] = [];

  constructor() {
    this.#read();
    // Another tab may install and remove as well.
    addEventListener('storage', ({ key }) => {
      if (key === STORAGE_KEY || key === null) this.#read();
    });
  }

  get isFull(): boolean {
    return this.list.length >= MAX_INSTANCES;
  }

  install(instance: Instance): void {
    this.#read();
    const isKept = this.#write([...this.#kept, instance]);
    if (!isKept) this.#fleeting = [...this.#fleeting, instance];
    this.problem = isKept ? null : 'not-kept';
    this.#show();
  }

  remove({ name }: Instance): void {
    this.#read();
    this.#fleeting = this.#fleeting.filter((other) => other.name !== name);
    const rest = this.#kept.filter((other) => other.name !== name);
    if (rest.length < this.#kept.length) {
      this.problem = this.#write(rest) ? null : 'not-removed';
      this.#kept = rest;
    }
    this.#show();
  }

  /** Writes what could be read, and so deletes what could not. */
  deleteDamaged(): void {
    this.#read();
    this.problem = this.#write(this.#kept) ? null : 'not-removed';
  }

  #read(): void {
    try {
      const { instances, isDamaged } = parseInstances(localStorage.getItem(STORAGE_KEY));
      this.#kept = instances;
      this.isDamaged = isDamaged;
      this.problem = isDamaged ? 'damaged' : null;
    } catch {
      // No storage at all, which matters once something is to be kept.
      this.#kept = [];
    }
    this.#show();
  }

  #write(instances: readonly Instance[]): boolean {
    try {
      if (instances.length === 0) localStorage.removeItem(STORAGE_KEY);
      else localStorage.setItem(STORAGE_KEY, writeInstances(instances));
    } catch {
      return false;
    }
    this.#kept = instances;
    this.isDamaged = false;
    return true;
  }

  #show(): void {
    const isKept = ({ name }: Instance) => this.#kept.some((other) => other.name === name);
    this.list = [...this.#kept, ...this.#fleeting.filter((instance) => !isKept(instance))];
  }
}
