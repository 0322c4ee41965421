import { unlessAborted, within } from './abort.js';
import type { Part, RemoteFailure, RemoteSource } from './remote-blob.js';
import { answerFrom, type Answer } from './remote-answer.js';

/** What is handed over at once: streams give many small pieces, and each costs a call or a write. */
const SLICE = 1024 * 1024;

export interface Patience {
  /** How long nothing at all may come, in milliseconds. */
  readonly stall: number;
  /** In each such time, in milliseconds, `least` bytes have to come. */
  readonly window: number;
  readonly least: number;
  /** The waits, in milliseconds, before it is tried once more after attempts that brought next to nothing. */
  readonly waits: readonly number[];
  /** An attempt that brought so many bytes was of use. */
  readonly useful: number;
}

const PATIENCE: Patience = {
  stall: 30_000,
  window: 60_000,
  least: 64 * 1024,
  waits: [500, 1000, 2000, 4000, 8000],
  useful: 256 * 1024,
};

export interface RemoteReadOptions {
  readonly fetcher: typeof fetch;
  /** Gets each slice in order, and has to be done with it when it resolves: the buffer is used again. */
  readonly onSlice: (bytes: Uint8Array) => void | Promise<void>;
  readonly signal?: AbortSignal | undefined;
  readonly patience?: Patience;
}

/**
 * Reads `[start, end)` of a file on a network, and never holds more than a slice of it. What breaks off is gone on with where it
 * stopped: by a range, or where the host ignores ranges by leaving out what is known. Each attempt asks at the first address
 * again, since those that it sends us on to are good for some time only.
 *
 * Null means that every byte came. It is for the caller's digest to say what they are: the host may send anything. Rejects only when
 * `signal` aborts, or `onSlice` rejects.
 */
export async function readRemote(
  source: RemoteSource,
  part: Part,
  { fetcher, onSlice, signal, patience = PATIENCE }: RemoteReadOptions,
): Promise<RemoteFailure | null> {
  // Nothing of something: there is no range for it.
  if (part.start === part.end && source.size > 0) return null;
  const slices = new Slices(onSlice);
  const state = {
    at: part.start,
    headers: source.headers,
    renewedAt: null,
    etag: null,
    directly: null,
  };
  let fruitless = 0;
  for (;;) {
    signal?.throwIfAborted();
    const before = state.at;
    const end = await attempt(source, part, state, { fetcher, slices, signal, patience });
    if (end.kind === 'done') {
      await slices.flush().catch((error: unknown) => {
        throw error instanceof CallerError ? error.cause : error;
      });
      return null;
    }
    if (end.kind === 'failed') return end.failure;
    fruitless = state.at - before >= patience.useful ? 0 : fruitless + 1;
    const wait = patience.waits[fruitless - 1] ?? (fruitless === 0 ? 0 : null);
    if (wait === null) return end.failure;
    await pause(Math.max(wait, end.wait), signal);
  }
}

/** How far it came, and what was learnt on the way. */
interface State {
  at: number;
  headers: RemoteSource['headers'];
  /** How far it had come when it got a new token. */
  renewedAt: number | null;
  /** Of the first answer, where it can be read. */
  etag: string | null;
  /** Where we were sent on to, where the way there loses the range. */
  directly: string | null;
}

/** `again`: worth another attempt, after so many milliseconds at least. */
export type AttemptEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: RemoteFailure }
  | { readonly kind: 'again'; readonly failure: RemoteFailure; readonly wait: number };

interface Around {
  readonly fetcher: typeof fetch;
  readonly slices: Slices;
  readonly signal: AbortSignal | undefined;
  readonly patience: Patience;
}

async function attempt(
  source: RemoteSource,
  part: Part,
  state: State,
  { fetcher, slices, signal, patience }: Around,
): Promise<AttemptEnd> {
  const own = new AbortController();
  const stop = () => {
    own.abort(signal?.reason);
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const mayRenew = state.renewedAt === null || state.renewedAt < state.at;
    const asked = { source, part, ...state, mayRenew, fetcher, signal: own.signal };
    const answer = await unlessAborted(within(patience.stall, answerFrom(asked)), signal);
    if (answer.kind === 'renewed') {
      state.headers = answer.headers;
      state.renewedAt = state.at;
      return await attempt(source, part, state, { fetcher, slices, signal, patience });
    }
    if (answer.kind === 'sent-on') {
      state.directly = answer.url;
      return await attempt(source, part, state, { fetcher, slices, signal, patience });
    }
    state.directly = null;
    if (answer.kind !== 'body') return answer;
    const failed = (problem: RemoteFailure['problem'], detail: string): AttemptEnd => ({
      kind: 'failed',
      failure: { kind: 'remote', problem, host: answer.host, detail },
    });
    if (state.etag !== null && answer.etag !== null && state.etag !== answer.etag)
      return failed('wrong-part', 'it changed while it was fetched');
    state.etag ??= answer.etag;
    return await readBody(answer, part, state, { failed, slices, signal, patience, size: source.size });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof CallerError) throw error.cause;
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    const detail = error instanceof Error ? error.message : String(error);
    const problem = late ? 'too-slow' : 'unreachable';
    return { kind: 'again', failure: { kind: 'remote', problem, host: source.host, detail }, wait: 0 };
  } finally {
    signal?.removeEventListener('abort', stop);
    own.abort();
  }
}

interface BodyAround extends Omit<Around, 'fetcher'> {
  readonly failed: (problem: RemoteFailure['problem'], detail: string) => AttemptEnd;
  readonly size: number;
}

async function readBody(
  answer: Extract<Answer, { kind: 'body' }>,
  part: Part,
  state: State,
  { failed, slices, signal, patience, size }: BodyAround,
): Promise<AttemptEnd> {
  const again = (problem: RemoteFailure['problem'], detail: string): AttemptEnd => ({
    kind: 'again',
    failure: { kind: 'remote', problem, host: answer.host, detail },
    wait: 0,
  });
  const reader = answer.body?.getReader();
  // Where the whole file comes instead of a range, what is known already.
  let skip = state.at - answer.start;
  let seen = answer.start;
  let windowEnds = performance.now() + patience.window;
  let inWindow = 0;
  for (;;) {
    let next;
    try {
      const read = reader?.read() ?? Promise.resolve({ done: true, value: undefined });
      next = await unlessAborted(within(patience.stall, read), signal);
    } catch (error) {
      signal?.throwIfAborted();
      const late = error instanceof DOMException && error.name === 'TimeoutError';
      const problem = late ? 'too-slow' : 'cut-off';
      const detail = error instanceof Error ? error.message : String(error);
      // All that was listed came, and nobody said that it was all: there is no rest to ask for.
      return state.at === part.end ? failed(problem, detail) : again(problem, detail);
    }
    if (next.value === undefined) break;
    let bytes = next.value;
    seen += bytes.length;
    if (seen > size) return failed('too-long', `more than ${String(size)} bytes came`);
    inWindow += bytes.length;
    if (performance.now() > windowEnds) {
      if (inWindow < patience.least) return again('too-slow', `${String(inWindow)} bytes came in a while`);
      windowEnds = performance.now() + patience.window;
      inWindow = 0;
    }
    if (skip > 0) {
      const known = Math.min(skip, bytes.length);
      skip -= known;
      bytes = bytes.subarray(known);
    }
    const rest = part.end - state.at;
    if (bytes.length > rest) {
      if (answer.isRange) return failed('wrong-part', 'more came than was asked for');
      bytes = bytes.subarray(0, rest);
    }
    await slices.add(bytes);
    state.at += bytes.length;
    // Where nobody said how much there is, the end of the file is waited for: there may be more of it.
    const isKnown = part.end < size || answer.isRange || answer.start + (answer.length ?? NaN) === size;
    if (state.at === part.end && isKnown) return { kind: 'done' };
  }
  if (state.at === part.end) return { kind: 'done' };
  // Whoever says how much will come, and sends it all, has no more.
  return answer.start + (answer.length ?? Infinity) === seen && !answer.isRange
    ? failed('too-short', `${String(seen)} of ${String(size)} bytes came`)
    : again('cut-off', `it ended after ${String(state.at)} of ${String(part.end)} bytes`);
}

/** What the caller's own function threw: not the network's fault. */
class CallerError extends Error {}

/** Gathers pieces in one buffer that is used again and again. */
class Slices {
  readonly #give: RemoteReadOptions['onSlice'];
  #buffer = new Uint8Array(0);
  #filled = 0;

  constructor(give: RemoteReadOptions['onSlice']) {
    this.#give = give;
  }

  async add(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      if (this.#buffer.length === 0) this.#buffer = new Uint8Array(SLICE);
      const taken = Math.min(bytes.length - at, SLICE - this.#filled);
      this.#buffer.set(bytes.subarray(at, at + taken), this.#filled);
      this.#filled += taken;
      at += taken;
      if (this.#filled === SLICE) await this.flush();
    }
  }

  async flush(): Promise<void> {
    if (this.#filled === 0) return;
    try {
      await this.#give(this.#buffer.subarray(0, this.#filled));
    } catch (error) {
      throw new CallerError('', { cause: error });
    }
    this.#filled = 0;
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms > 0) await unlessAborted(new Promise((resolve) => setTimeout(resolve, ms)), signal);
}
