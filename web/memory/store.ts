import { openDatabase, STORES, type Database } from './database.js';
import { failed, faultOf, type Fault, type Got, type Outcome } from './fault.js';
import { Seal } from './seal.js';

export type Part = 'pins' | 'checks' | 'folders' | 'settings';

const CHANNEL = 'touchstone.memory';
/** A browser that hangs here must not keep the page from going on without a memory. */
const OPEN_MS = 10_000;

/** The database while it is open, and the other tabs that use it too. */
export class Store {
  readonly #onFault: (fault: Fault) => void;
  readonly #onChange: (part: Part) => void;
  #database: Database | null = null;
  #channel: BroadcastChannel | null = null;

  constructor(onFault: (fault: Fault) => void, onChange: (part: Part) => void) {
    this.#onFault = onFault;
    this.#onChange = onChange;
  }

  async open(): Promise<Outcome> {
    // At an address that is not secure (plain http, but for this machine itself) there is no WebCrypto; before 2023, no gzip.
    const isAble = 'indexedDB' in globalThis && 'subtle' in crypto && 'CompressionStream' in globalThis;
    if (!isAble) return failed({ code: 'storage-unavailable' });
    try {
      const opening = openDatabase({
        onGone: () => {
          this.#database = null;
          this.#onFault({ code: 'storage-closed' });
        },
        onBlocked: () => this.#onFault({ code: 'storage-blocked' }),
      });
      const database = await Promise.race([opening, late()]);
      if (database === null) {
        void opening.then(
          (tooLate) => tooLate.close(),
          () => undefined,
        );
        return failed({ code: 'storage-blocked' });
      }
      this.#database = database;
      this.#listen();
      return { ok: true };
    } catch (error) {
      const fault = faultOf(error);
      // A browser that forbids storage says so in many ways; what it said is worth more than a guess.
      return failed(fault.code === 'storage-closed' ? { code: 'storage-unavailable' } : fault);
    }
  }

  /** What the work gives, or why it could not be done. */
  async do<T>(work: (database: Database, seal: Seal) => Promise<T>): Promise<Got<T>> {
    const database = this.#database;
    if (database === null) return failed({ code: 'storage-closed' });
    try {
      return { ok: true, value: await work(database, await Seal.of(database)) };
    } catch (error) {
      const fault = faultOf(error);
      if (fault.code === 'storage-closed') this.#onFault(fault);
      return failed(fault);
    }
  }

  /** Other tabs read it anew. */
  tell(...parts: readonly Part[]): void {
    for (const part of parts) this.#channel?.postMessage(part);
  }

  /** All of it, keys too: seals that were made before hold no longer. */
  async clear(): Promise<Outcome> {
    const done = await this.do(async (database) => {
      const writing = database.transaction(STORES, 'readwrite');
      await Promise.all([...STORES.map((name) => writing.objectStore(name).clear()), writing.done]);
    });
    if (done.ok) this.tell('pins', 'checks', 'folders', 'settings');
    return done.ok ? { ok: true } : done;
  }

  #listen(): void {
    if (this.#channel !== null || !('BroadcastChannel' in globalThis)) return;
    this.#channel = new BroadcastChannel(CHANNEL);
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'pins' || data === 'checks' || data === 'folders' || data === 'settings')
        this.#onChange(data);
    };
  }
}

function late(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(null);
    }, OPEN_MS);
  });
}
