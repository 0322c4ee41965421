import {
  isCalled,
  MEMORY_BOUNDS,
  parsePin,
  type ExactTrust,
  type FiledPin,
  type Pin,
} from '../../src/index.js';
import { DONE, failed, type Damaged, type Got, type Outcome } from './fault.js';
import { pinRow, readPinRow, readRows, type KeptPin } from './rows.js';
import { inOneForm } from './one-form.js';
import type { Store } from './store.js';

const { pins: MAX_PINS } = MEMORY_BOUNDS;

/** The signers whom the person had remembered. They get here by the person's own hand only. */
export class Pins {
  /** By name. Those that are whole; `damaged` are never used. */
  list = $state.raw<readonly KeptPin[]>([]);
  damaged = $state.raw<readonly Damaged[]>([]);
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get isFull(): boolean {
    return this.list.length + this.damaged.length >= MAX_PINS;
  }

  /** What a model of this name has to be checked against: the pins of its name, and every publisher. */
  applicableTo(model: string | null, isSample = false): readonly KeptPin[] {
    return this.list.filter(
      ({ scope, isOfSample }) =>
        isOfSample === isSample &&
        (scope.kind === 'publisher' || (model !== null && isCalled(model, scope.names))),
    );
  }

  async load(): Promise<Outcome> {
    const read = await this.#store.do(async (database, seal) => {
      const [ids, rows] = await Promise.all([database.getAllKeys('pins'), database.getAll('pins')]);
      return readRows(ids, rows, (id, row) => readPinRow(id, row, seal));
    });
    if (!read.ok) return read;
    this.list = read.value.whole.toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
    this.damaged = read.value.damaged;
    return DONE;
  }

  async add(pin: Pin, { isOfSample }: { readonly isOfSample: boolean }): Promise<Got<KeptPin>> {
    const clean = cleaned(pin);
    if (!clean.ok) return clean;
    const kept: KeptPin = { ...clean.value, id: crypto.randomUUID(), importedAt: null, isOfSample };
    const done = await this.#putNew([kept]);
    return done.ok ? { ok: true, value: kept } : done;
  }

  /** All of them or none. */
  addImported(filed: readonly FiledPin[], importedAt: string): Promise<Outcome> {
    return this.#putNew(
      filed.map(({ pin, isOfSample }) => ({ ...pin, id: crypto.randomUUID(), importedAt, isOfSample })),
    );
  }

  rename(id: string, name: string): Promise<Outcome> {
    return this.#change(id, (pin) => ({ ...pin, name: name.trim() }));
  }

  /** A rotation, approved by hand: who was expected before stays on record. */
  replaceSigner(
    id: string,
    next: { readonly signer: ExactTrust; readonly pinnedAt: string; readonly isConfirmed: boolean },
  ): Promise<Outcome> {
    return this.#change(id, (pin) => {
      const { signer, pinnedAt, isConfirmed } = pin;
      const before = { signer, pinnedAt, isConfirmed, replacedAt: next.pinnedAt };
      return { ...pin, ...next, earlier: [before, ...pin.earlier] };
    });
  }

  /**
   * The person's own check has confirmed since then whom an unconfirmed pin names. `signer` is whom that check saw: the claim's own
   * may hold more than that.
   */
  confirm(
    id: string,
    { signer, pinnedAt }: { readonly signer: ExactTrust; readonly pinnedAt: string },
  ): Promise<Outcome> {
    return this.#change(id, (pin) => ({ ...pin, signer, pinnedAt, isConfirmed: true }));
  }

  /** The whole one or the damaged one of this id. */
  async remove(id: string): Promise<Outcome> {
    const done = await this.#store.do((database) => database.delete('pins', id));
    return done.ok ? this.#changed() : done;
  }

  /** Takes a removal back. */
  restore(pin: KeptPin): Promise<Outcome> {
    return this.#putNew([pin]);
  }

  async #change(id: string, change: (pin: KeptPin) => KeptPin): Promise<Outcome> {
    // As it is now: another tab may have changed it.
    const loaded = await this.load();
    if (!loaded.ok) return loaded;
    const before = this.list.find((pin) => pin.id === id);
    if (before === undefined) return failed({ code: 'pin-gone' });
    const { id: _, importedAt, isOfSample, ...pin } = change(before);
    const clean = cleaned(pin);
    return clean.ok ? this.#put({ ...clean.value, id, importedAt, isOfSample }) : clean;
  }

  async #putNew(all: readonly KeptPin[]): Promise<Outcome> {
    const done = await this.#store.do(async (database, seal) => {
      const rows = await Promise.all(all.map((kept) => pinRow(kept, seal)));
      const writing = database.transaction('pins', 'readwrite');
      // Counted in the same transaction: two tabs may add at once.
      const isFull = (await writing.store.count()) + all.length > MAX_PINS;
      const puts = isFull ? [] : all.map(({ id }, at) => writing.store.put(rows[at], id));
      await Promise.all([...puts, writing.done]);
      return isFull;
    });
    if (!done.ok) return done;
    if (done.value) return failed({ code: 'pins-full', limit: MAX_PINS });
    // So that the browser does not clear it when room gets scarce. It may say no.
    if ('storage' in navigator) void navigator.storage.persist().catch(() => false);
    return this.#changed();
  }

  async #put(kept: KeptPin): Promise<Outcome> {
    const done = await this.#store.do(async (database, seal) => {
      await database.put('pins', await pinRow(kept, seal), kept.id);
    });
    return done.ok ? this.#changed() : done;
  }

  #changed(): Promise<Outcome> {
    this.#store.tell('pins');
    return this.load();
  }
}

/** A copy as it can be read again, or why it cannot. */
function cleaned(pin: Pin): Got<Pin> {
  const parsed = parsePin({
    name: pin.name,
    scope: pin.scope,
    signer: inOneForm(pin.signer),
    pinnedAt: pin.pinnedAt,
    isConfirmed: pin.isConfirmed,
    earlier: pin.earlier.map((earlier) => ({ ...earlier, signer: inOneForm(earlier.signer) })),
  });
  if (parsed.ok) return { ok: true, value: parsed.pin };
  return failed({ code: 'pin-unusable', at: parsed.at, problem: parsed.problem });
}
