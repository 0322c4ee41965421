import { LoadFault, type Loaded, type LoadProblem } from './fault.js';

export interface LoadBounds {
  /** In bytes, after decompression. */
  readonly limit: number;
  /** Without a byte, in milliseconds. */
  readonly idle: number;
  /** Altogether, in milliseconds. */
  readonly whole: number;
}

/** As much as the verifier reads of a bundle at most. */
export const BUNDLE_BOUNDS: LoadBounds = { limit: 64 * 1024 * 1024, idle: 20_000, whole: 300_000 };

/** A key, a few certificates, a trusted root. */
export const EXPECTATION_BOUNDS: LoadBounds = { limit: 1024 * 1024, idle: 20_000, whole: 60_000 };

const PROBLEM_OF_STATUS: Readonly<Record<number, LoadProblem>> = {
  401: 'refused',
  403: 'refused',
  404: 'missing',
  410: 'missing',
  451: 'refused',
};

/**
 * Fetches what the host page named, within bounds: who answers there may never end. Rejects with a {@link LoadFault}, or with
 * the signal's reason.
 */
export async function load(
  what: Loaded,
  address: string | null,
  bounds: LoadBounds,
  signal: AbortSignal,
): Promise<Blob> {
  signal.throwIfAborted();
  const fault = (problem: LoadProblem, cause?: unknown) => new LoadFault(`${what}-${problem}`, { cause });
  if (address === null || !/^(?:https?|blob):/i.test(address)) throw fault('not-named');
  const patience = new Patience(bounds);
  const both = AbortSignal.any([signal, patience.signal]);
  let answered = false;
  try {
    const response = await fetch(address, { signal: both });
    answered = true;
    if (!response.ok) throw fault(problemOf(response.status));
    // Only a hint, which compression makes wrong: the bytes are counted too.
    if (Number(response.headers.get('content-length') ?? 0) > bounds.limit) throw fault('too-large');
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for (const reader = response.body?.getReader(); reader !== undefined;) {
      const { done, value } = await reader.read();
      if (done) break;
      patience.renew();
      size += value.length;
      if (size > bounds.limit) throw fault('too-large');
      chunks.push(value);
    }
    return new Blob(chunks);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof LoadFault) throw error;
    if (patience.signal.aborted) throw fault('slow', error);
    // The browser says no more: no network, no such host, no CORS, or the page's own policy.
    throw fault(answered ? 'broken-off' : 'unreachable', error);
  } finally {
    patience.end();
  }
}

function problemOf(status: number): LoadProblem {
  return PROBLEM_OF_STATUS[status] ?? (status >= 500 ? 'failing' : 'refused');
}

/** Aborts when nothing came for a while, and when all of it takes too long. */
class Patience {
  readonly #controller = new AbortController();
  readonly #idleMs: number;
  readonly #whole: ReturnType<typeof setTimeout>;
  #idle: ReturnType<typeof setTimeout>;

  constructor({ idle, whole }: LoadBounds) {
    this.#idleMs = idle;
    this.#whole = this.#in(whole);
    this.#idle = this.#in(idle);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  renew(): void {
    clearTimeout(this.#idle);
    this.#idle = this.#in(this.#idleMs);
  }

  /** What is still under way then is of no use. */
  end(): void {
    clearTimeout(this.#whole);
    clearTimeout(this.#idle);
    this.#controller.abort();
  }

  #in(ms: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      this.#controller.abort();
    }, ms);
  }
}
