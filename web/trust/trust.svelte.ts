import {
  loadTrust,
  STALE_TRUST_DAYS,
  updateTrust,
  type RefreshedRoot,
  type TrustFault,
  type TrustRepository,
  type TrustState,
} from '../../src/index.js';
import { siteMirror } from './site.js';
import { KeptTrust, PUBLIC, type Kept } from './kept.js';

/** One writer at a time, of all windows: also those of another copy of the page on this origin, which has the same storage. */
const LOCK = 'touchstone-trust';
/** Any page of this origin can hold it for ever. */
const WAIT_MS = 60_000;
const CHANNEL = 'touchstone.trust';
const STALE_DAYS = 'stale-days';
const MAX_STALE_DAYS = 3650;

/** An update that runs, or how the latest one of this visit ended. */
export type Update =
  | { readonly phase: 'running'; readonly id: string; readonly file: string }
  | { readonly phase: 'done'; readonly id: string; readonly fault: TrustFault | null };

/** Of one Sigstore: what is known of its trust. */
export interface Standing {
  readonly id: string;
  /** Where its repository is: a folder of this site; null where the person named none. */
  readonly repository: string | null;
  readonly state: TrustState;
}

/**
 * Whose word is the current one, of the public Sigstore and of those that the person installed with a repository. One for the
 * page. It connects to nobody by itself: whoever updates brings the repository.
 */
export class Trust {
  /** The public one is always among them, once they are shown. */
  states = $state.raw<readonly Standing[]>([]);
  update = $state.raw<Update | null>(null);
  /** The browser gives no storage: what is fetched lasts as long as the page. */
  isFleeting = $state(false);
  /** A mirror of the public one on this site; null where it names none. */
  site = $state.raw<TrustRepository | null>(null);
  /** The site names one in a way that cannot be used. */
  isSiteUnusable = $state(false);
  /** From how many days on the age of trust is told. */
  staleDays = $state(STALE_TRUST_DAYS);

  readonly #kept = new KeptTrust();
  #rows: readonly Kept[] = [];
  #loads = 0;
  #shown = 0;
  #opening: Promise<void> | null = null;
  /** Somebody looks at the states, and not only checks by them. */
  #isInSight = false;
  #run = new AbortController();
  readonly #channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : null;

  constructor() {
    if (this.#channel !== null) this.#channel.onmessage = () => void this.#load();
  }

  /** Once; later calls wait for the same. Never rejects: without a storage there is what is embedded. */
  open(): Promise<void> {
    this.#opening ??= this.#load();
    return this.#opening;
  }

  /** The same, and what is built in too where nothing was updated: checks need not wait for that. */
  async show(): Promise<void> {
    await this.open();
    if (this.#isInSight) return;
    this.#isInSight = true;
    await this.#load();
  }

  get public(): TrustState | null {
    return this.states.find(({ id }) => id === PUBLIC)?.state ?? null;
  }

  /** What stands in for embedded and installed trusted roots in a check. */
  get refreshed(): readonly RefreshedRoot[] {
    return this.states.flatMap(({ state }) => state.refreshed ?? []);
  }

  /** Names the repository of one that the person installed. Why the anchor is none; null where all is well. */
  async attach(id: string, anchor: string, repository: string | null): Promise<TrustFault | null> {
    const loaded = await loadTrust({ anchor: { root: anchor, replaces: id }, stored: null });
    if (!loaded.ok) return loaded.fault;
    await this.#keep({ id, anchor, repository, stored: null });
    await this.#tell();
    return null;
  }

  async forget(id: string): Promise<void> {
    this.cancel();
    if (this.update?.id === id) this.update = null;
    await this.#kept.remove(id).catch(() => undefined);
    this.#rows = this.#rows.filter((row) => row.id !== id);
    await this.#tell();
  }

  /** False where that is no number of days. */
  async setStaleDays(days: number): Promise<boolean> {
    if (!Number.isSafeInteger(days) || days < 1 || days > MAX_STALE_DAYS) return false;
    this.staleDays = days;
    await this.#kept.set(STALE_DAYS, days).catch(() => (this.isFleeting = true));
    this.#channel?.postMessage('changed');
    return true;
  }

  /** Once in a visit, by itself: from the site that the page is on, which is asked for its own files only. */
  async refreshFromSite(): Promise<void> {
    const { repository, isUnusable } = await siteMirror();
    this.site = repository;
    this.isSiteUnusable = isUnusable;
    // A fault is in `update`.
    if (this.site !== null) await this.refresh(PUBLIC, this.site).catch(() => null);
  }

  /** Null where it ended well, or was cancelled. One at a time; the latest ends an earlier one. */
  async refresh(id: string, repository: TrustRepository, now?: Date): Promise<TrustFault | null> {
    this.#run.abort();
    const run = new AbortController();
    this.#run = run;
    const { signal } = run;
    this.update = { phase: 'running', id, file: '' };
    try {
      const fault = await locked(() => this.#refresh(id, repository, now, signal), signal);
      if (!signal.aborted) this.update = { phase: 'done', id, fault };
      return fault;
    } catch (error) {
      if (signal.aborted) return null;
      this.update = null;
      throw error;
    }
  }

  cancel(): void {
    this.#run.abort();
    if (this.update?.phase === 'running') this.update = null;
  }

  async #refresh(
    id: string,
    repository: TrustRepository,
    now: Date | undefined,
    signal: AbortSignal,
  ): Promise<TrustFault | null> {
    // Another window may have gone further meanwhile.
    await this.#load();
    const kept = this.#rowOf(id);
    // Another window has forgotten it meanwhile, and only the public one needs no row.
    if (kept === undefined && id !== PUBLIC) return null;
    const row = kept ?? { id, anchor: null, repository: null, stored: null };
    const { anchor, stored } = row;
    const done = await updateTrust({
      ...(anchor === null ? {} : { anchor: { root: anchor, replaces: id } }),
      stored,
      repository,
      ...(now === undefined ? {} : { now }),
      signal,
      onFile: (file) => {
        if (!signal.aborted) this.update = { phase: 'running', id, file };
      },
    });
    signal.throwIfAborted();
    await this.#keep({ ...row, stored: done.stored });
    await this.#tell();
    return done.fault;
  }

  #rowOf(id: string): Kept | undefined {
    return this.#rows.find((row) => row.id === id);
  }

  async #keep(row: Kept): Promise<void> {
    this.#rows = [...this.#rows.filter(({ id }) => id !== row.id), row];
    // What could not be read may be further than this, and must not be written over.
    if (!this.isFleeting) await this.#kept.put(row).catch(() => (this.isFleeting = true));
  }

  async #tell(): Promise<void> {
    this.#channel?.postMessage('changed');
    await this.#load();
  }

  async #load(): Promise<void> {
    const turn = ++this.#loads;
    try {
      // What was not taken stays for this visit.
      const rows = await this.#kept.all();
      const own = this.isFleeting ? this.#rows : [];
      this.#rows = [...rows.filter(({ id }) => !own.some((row) => row.id === id)), ...own];
      const days = await this.#kept.setting(STALE_DAYS);
      if (typeof days === 'number' && Number.isSafeInteger(days) && days > 0 && days <= MAX_STALE_DAYS)
        this.staleDays = days;
    } catch {
      this.isFleeting = true;
    }
    const nothing = { id: PUBLIC, anchor: null, repository: null, stored: null };
    const isKnown = this.#rowOf(PUBLIC) !== undefined || !this.#isInSight;
    const rows = isKnown ? this.#rows : [nothing, ...this.#rows];
    const states = await Promise.all(rows.map(standingOf));
    // One that began earlier may end later, with what was before.
    if (turn < this.#shown) return;
    this.#shown = turn;
    this.states = states.flatMap((standing) => standing ?? []);
  }
}

async function standingOf({ id, anchor, repository, stored }: Kept): Promise<Standing | null> {
  // Only the public one has its anchor built in.
  if ((id === PUBLIC) !== (anchor === null)) return null;
  try {
    const loaded = await loadTrust({
      ...(anchor === null ? {} : { anchor: { root: anchor, replaces: id } }),
      stored,
    });
    return loaded.ok ? { id, repository, state: loaded.state } : null;
  } catch {
    // Without the worker nothing is checked either, and that is told.
    return null;
  }
}

/** Without locks (old browsers), the last one to write wins, and what it wrote was verified too. */
async function locked<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (!('locks' in navigator)) return work();
  const waiting = new AbortController();
  const stop = () => waiting.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(() => {
    waiting.abort(new DOMException('another window does not end its update', 'TimeoutError'));
  }, WAIT_MS);
  try {
    return await navigator.locks.request(LOCK, { signal: waiting.signal }, () => {
      clearTimeout(timer);
      return work();
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

export const trust = new Trust();
