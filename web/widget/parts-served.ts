/**
 * What the widget loads later, from beside itself, wherever that is: another origin than the page's as a rule. Each file is held
 * to the digest that the build wrote in here, so that whoever pins this one file pins them all.
 */
import type { Engine, Frame, German } from './parts.js';
import type { Depth } from './source.js';

/** Of each part, by name: put in by the build. */
declare const WIDGET_PARTS: Readonly<Record<string, string>>;

export const ownPage: string | null = new URL(/* @vite-ignore */ '../', import.meta.url).href;

/** TypeScript's own types do not have them yet. */
interface TrustedTypePolicies {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { readonly createScriptURL: (url: string) => string };
}

/** For one part; a browser that does not know such a preload never says that it has it. */
const PATIENCE_MS = 120_000;

const started = new Map<string, Promise<void>>();
const workers = new Map<string, string>();
let policy: ReturnType<TrustedTypePolicies['createPolicy']> | null = null;

export async function loadEngine(depth: Depth): Promise<Engine> {
  const [engine] = await Promise.all([
    module<Engine>('engine.js'),
    worker('check-worker.js'),
    depth === 'signature' ? null : worker('hash-worker.js'),
    depth === 'streamed' ? worker('stream-worker.js') : null,
  ]);
  engine.startWorkersBy((name) => start(`${name}-worker.js`));
  return engine;
}

export function loadGerman(): Promise<German> {
  return module<German>('german.js');
}

export function loadFrame(): Promise<Frame> {
  return module<Frame>('frame.js');
}

async function module<T>(name: string): Promise<T> {
  const url = addressOf(name);
  await once(name, () => preload(url, digestOf(name)));
  return (await import(/* @vite-ignore */ url)) as T;
}

/** A module that was preloaded with a digest is the one that the import takes; one that does not fit is never run. */
function preload(href: string, integrity: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'modulepreload', crossOrigin: 'anonymous', integrity, href });
    link.onload = () => {
      resolve();
    };
    link.onerror = () => {
      link.remove();
      reject(new Error(`${href} is not there, or not as built`));
    };
    document.head.append(link);
  });
}

/** Workers start by address only from the page's own origin; from elsewhere out of the bytes that were fetched. */
function worker(name: string): Promise<void> {
  return once(name, async () => {
    const url = addressOf(name);
    const response = await fetch(url, {
      integrity: digestOf(name),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    const bytes = await response.arrayBuffer();
    const isOwn = new URL(url).origin === self.origin;
    workers.set(name, isOwn ? url : URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' })));
  });
}

function start(name: string): Worker {
  const url = workers.get(name);
  if (url === undefined) throw new Error(`${name} was not loaded`);
  // Made when it is needed, since a page may allow no policy of this name, and only the check fails then.
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypePolicies };
  policy ??=
    trustedTypes?.createPolicy('touchstone-widget', {
      createScriptURL: (address) => {
        if (![...workers.values()].includes(address)) throw new TypeError('not a worker of the widget');
        return address;
      },
    }) ?? null;
  return new Worker(policy?.createScriptURL(url) ?? url, { type: 'module', name: `touchstone-${name}` });
}

/** What failed may be tried again. */
function once(name: string, begin: () => Promise<void>): Promise<void> {
  const running = started.get(name) ?? inTime(name, begin());
  started.set(name, running);
  running.catch(() => started.delete(name));
  return running;
}

function inTime(name: string, part: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${name} took too long`));
    }, PATIENCE_MS);
    part.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

function addressOf(name: string): string {
  return new URL(name, import.meta.url).href;
}

function digestOf(name: string): string {
  const digest = WIDGET_PARTS[name];
  if (digest === undefined) throw new Error(`${name} is no part of the widget`);
  return digest;
}
