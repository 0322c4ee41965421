import { parseExpectations, type Expectations, type Reasons } from '../../src/index.js';
import { DONE, type Damage, type Outcome } from './fault.js';
import { fieldsOf, now } from './rows.js';
import type { Store } from './store.js';

const KEY = 'expectations';

/** An organisation's file that is used for checks. */
export interface InForce {
  readonly expectations: Expectations;
  readonly fileName: string;
  /** ISO 8601. */
  readonly loadedAt: string;
  /** What the person calls the remembered signer of the file; null where no signature lay beside it. */
  readonly signedBy: string | null;
}

/** A file that was read, and is not used before the person says so. */
export interface Offered extends InForce {
  readonly text: string;
}

/** The file that the person loaded. It got here by their own hand. */
export class KeptExpectations {
  inForce = $state.raw<InForce | null>(null);
  /** Something is stored that is not as this page left it, or that this version refuses. It is not used. */
  damage = $state.raw<Damage | null>(null);
  /** Why what was stored is refused. */
  reasons = $state.raw<Reasons | null>(null);
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async load(): Promise<Outcome> {
    const read = await this.#store.do(async (database, seal) => {
      const stored: unknown = await database.get('settings', KEY);
      return stored === undefined ? null : readRow(stored, (row, mark) => seal.holds(row, mark));
    });
    if (!read.ok) return read;
    this.inForce = null;
    this.damage = null;
    this.reasons = null;
    if (read.value === null) return DONE;
    if ('damage' in read.value) {
      this.damage = read.value.damage;
      return DONE;
    }
    const { text, ...row } = read.value;
    const parsed = await parseExpectations(text);
    if (parsed.ok) this.inForce = { ...row, expectations: parsed.value };
    else this.reasons = parsed.reasons;
    return DONE;
  }

  async keep({ text, fileName, signedBy }: Offered): Promise<Outcome> {
    const row = { kind: KEY, text, fileName, signedBy, loadedAt: now() };
    const done = await this.#store.do(async (database, seal) =>
      database.put('settings', { ...row, seal: await seal.over(row) }, KEY),
    );
    return done.ok ? this.#changed() : done;
  }

  async remove(): Promise<Outcome> {
    const done = await this.#store.do((database) => database.delete('settings', KEY));
    return done.ok ? this.#changed() : done;
  }

  #changed(): Promise<Outcome> {
    this.#store.tell('settings');
    return this.load();
  }
}

interface Row {
  readonly text: string;
  readonly fileName: string;
  readonly loadedAt: string;
  readonly signedBy: string | null;
}

async function readRow(
  stored: unknown,
  holds: (row: unknown, seal: unknown) => Promise<boolean>,
): Promise<Row | { readonly damage: Damage }> {
  const { text, fileName, loadedAt, signedBy, seal } = fieldsOf(stored);
  const isRead =
    typeof text === 'string' &&
    typeof fileName === 'string' &&
    typeof loadedAt === 'string' &&
    (signedBy === null || typeof signedBy === 'string');
  if (!isRead) return { damage: { code: 'expectations-malformed' } };
  const row = { kind: KEY, text, fileName, signedBy, loadedAt };
  return (await holds(row, seal)) ? row : { damage: { code: 'expectations-seal-broken' } };
}
