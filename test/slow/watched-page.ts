/** The page of test/browsers/library-page.ts, with a check in it that is watched: progress, blocked moments, abort. */
import type * as Library from '../../src/index.js';
import { launchChromium, type ChromiumEngine } from '../browsers/chromium.js';
import { choose, serveLibrary } from '../browsers/library-page.js';
import { inSeconds } from './processes.js';

export interface Heard extends Library.Progress {
  /** Milliseconds since the check began. */
  readonly at: number;
}

/** What became of a check, without its list of files: that would be tens of megabytes. */
export interface Result {
  readonly verdict: Library.VerdictCode | 'rejected';
  /** Of the rejection. */
  readonly error: string | null;
  readonly files: Library.FilesRow | null;
  readonly source: Library.ListingSource | null;
  /** The first few that do not match, with the shards that differ. */
  readonly differing: readonly Pick<Library.FileResult, 'path' | 'state' | 'shards'>[];
  /** Milliseconds since it began, and since the abort. */
  readonly at: number;
  readonly afterAbort: number | null;
}

/** A time in which the page's thread came to nothing else, in milliseconds since the check began. */
interface Block {
  readonly from: number;
  readonly length: number;
}

interface Watch {
  readonly heard: readonly Heard[];
  readonly blocked: readonly Block[];
  readonly ended: Promise<Result>;
  readonly abort: () => void;
}

interface Scope {
  readonly bench: { readonly library: typeof Library; readonly chosen: Library.ModelInput | null };
  watch: Watch;
}

export type Way = Parameters<typeof choose>[1];

type Request = Pick<Library.VerifyRequest, 'trust'> & { readonly bundle?: string };

/** Begins a check of what was chosen, and does not wait for it. */
export async function begin(engine: ChromiumEngine, request: Request): Promise<void> {
  await engine.run((request) => {
    const scope = globalThis as unknown as Scope;
    const { library, chosen } = scope.bench;
    if (chosen === null) throw new Error('nothing was chosen');
    const stop = new AbortController();
    const heard: Heard[] = [];
    const since = performance.now();
    let last = since;
    const blocked: Block[] = [];
    let abortedAt: number | null = null;
    const timer = setInterval(() => {
      const now = performance.now();
      // Long tasks, as browsers count them.
      if (now - last > 50) blocked.push({ from: last - since, length: now - last });
      last = now;
    }, 5);
    const times = () => {
      clearInterval(timer);
      const now = performance.now();
      return { at: now - since, afterAbort: abortedAt === null ? null : now - abortedAt };
    };
    const onProgress = (progress: Library.Progress): void => {
      heard.push({ ...progress, at: performance.now() - since });
    };
    const ended = library.verifyModel({ ...request, model: chosen, signal: stop.signal, onProgress }).then(
      ({ verdict, rows, model, files }): Result => ({
        ...times(),
        verdict: verdict.code,
        error: null,
        files: rows.files,
        source: model.source,
        differing: files.filter(({ state }) => state !== 'match' && state !== 'ignored').slice(0, 10),
      }),
      (error: unknown): Result => ({
        ...times(),
        verdict: 'rejected',
        error: error instanceof Error ? error.name : String(error),
        files: null,
        source: null,
        differing: [],
      }),
    );
    const abort = (): void => {
      abortedAt = performance.now();
      stop.abort();
    };
    scope.watch = { heard, blocked, ended, abort };
  }, request);
}

/** What was heard so far. */
export function sofar(engine: ChromiumEngine): Promise<Pick<Watch, 'heard' | 'blocked'>> {
  return engine.run(() => {
    const { heard, blocked } = (globalThis as unknown as Scope).watch;
    return { heard, blocked };
  });
}

/** In milliseconds. */
export function longest(blocked: readonly Block[]): number {
  return Math.max(0, ...blocked.map(({ length }) => length));
}

/** For people: how often the page stood still, and the longest times. */
export function inWords(blocked: readonly Block[]): string {
  const worst = blocked.toSorted((a, b) => b.length - a.length).slice(0, 4);
  const words = worst.map(({ from, length }) => `${length.toFixed(0)} ms at ${inSeconds(from)}`);
  return `blocked ${blocked.length} times for over 50 ms: ${words.join(', ') || 'never'}`;
}

/** Waits for the end. */
export function result(engine: ChromiumEngine): Promise<Result> {
  return engine.run(() => (globalThis as unknown as Scope).watch.ended);
}

/** Aborts, and waits for the end. */
export function abort(engine: ChromiumEngine): Promise<Result> {
  return engine.run(() => {
    const { watch } = globalThis as unknown as Scope;
    watch.abort();
    return watch.ended;
  });
}

/** What only the browser knows of itself. */
export interface Inside {
  /** All of its processes. */
  readonly pids: () => Promise<readonly number[]>;
  /** What they have computed so far, in seconds. */
  readonly computed: () => Promise<number>;
  /** JavaScript's memory on the page's thread, in bytes, without what is garbage. */
  readonly heap: () => Promise<number>;
}

async function inside(engine: ChromiumEngine): Promise<Inside> {
  const context = engine.page.context();
  const session = await context.newCDPSession(engine.page);
  const whole = await context.browser()?.newBrowserCDPSession();
  if (whole === undefined) throw new Error('no browser');
  const processes = async () => (await whole.send('SystemInfo.getProcessInfo')).processInfo;
  return {
    pids: async () => (await processes()).map(({ id }) => id),
    computed: async () => (await processes()).reduce((sum, { cpuTime }) => sum + cpuTime, 0),
    heap: async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    },
  };
}

export interface Chosen {
  readonly engine: ChromiumEngine;
  readonly inside: Inside;
  /** How long choosing took, in milliseconds, and the heap before it. */
  readonly milliseconds: number;
  readonly heap: number;
}

/** Chromium lists a chosen folder itself: 100,000 files take it half a minute, which is Playwright's usual patience. */
const CHOOSING_MS = 300_000;

/** Opens the page in a Chromium of its own, chooses, and closes it when `action` is done. */
export function inChromium<T>(way: Way, path: string, action: (chosen: Chosen) => Promise<T>): Promise<T> {
  return withPage((engine) => choose(engine, way, [path]), action);
}

/** The same with a model on a network: `hf://` at this hub. */
export function onHub<T>(
  address: string,
  endpoint: string,
  action: (chosen: Chosen) => Promise<T>,
): Promise<T> {
  const open = (engine: ChromiumEngine) =>
    engine.run(
      async (address, endpoint) => {
        const scope = globalThis as unknown as {
          bench?: { library: typeof Library; chosen: Library.ModelInput | null };
        };
        while (scope.bench === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
        const fetcher: typeof fetch = (input, init) => fetch(input, init);
        scope.bench.chosen = await scope.bench.library.openRemote(address, { fetcher, endpoint });
      },
      address,
      endpoint,
    );
  return withPage(open, action);
}

async function withPage<T>(
  choosing: (engine: ChromiumEngine) => Promise<void>,
  action: (chosen: Chosen) => Promise<T>,
): Promise<T> {
  const library = await serveLibrary();
  const engine = await launchChromium();
  try {
    await engine.open(library.url);
    engine.page.setDefaultTimeout(CHOOSING_MS);
    const browser = await inside(engine);
    const heap = await browser.heap();
    const since = performance.now();
    await choosing(engine);
    return await action({ engine, inside: browser, milliseconds: performance.now() - since, heap });
  } finally {
    await engine.close();
    await library.close();
  }
}
