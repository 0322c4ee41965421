/** A page of somebody else, which is really cross-site: the site is at localhost, and this is at 127.0.0.1. */
import type { Frame, Page } from 'playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { SITE } from './site.js';
import { listen, type Answer, type Elsewhere } from './widget-host.js';

const PAGE = '<!doctype html><html lang="en"><title>A hub</title><main><h1>A hub</h1></main></html>';

export function htmlPage(body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { body, headers: { 'Content-Type': 'text/html', ...headers } };
}

export async function startHub(): Promise<Elsewhere & { readonly origin: string }> {
  const host = await listen('127.0.0.1', { '/': htmlPage(PAGE) });
  return { ...host, origin: new URL(host.url).origin };
}

/** The built site, with such settings. */
export async function serveFor(
  hosts: readonly string[] | '*' | null,
): Promise<AsyncDisposable & { readonly url: string }> {
  const { url, close } = await serve(SITE, 0, { settings: { hosts } });
  return { url, [Symbol.asyncDispose]: close };
}

export const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/** What a page that wrote its own side has: the frames, and what each said. By hand, so that it can do all that is wrong. */
export interface Raw {
  readonly frame: HTMLIFrameElement;
  readonly said: unknown[];
  readonly port: MessagePort;
}

/** A frame that is greeted as soon as it is there; its place in `globalThis.raws`. */
export function frameByHand(page: Page, src: string, sandbox: string | null = SANDBOX): Promise<number> {
  return page.evaluate(
    async ([src, sandbox]) => {
      const given: unknown = Reflect.get(globalThis, 'raws');
      const raws = Array.isArray(given) ? (given as Raw[]) : [];
      Reflect.set(globalThis, 'raws', raws);
      const frame = document.createElement('iframe');
      frame.title = 'check';
      if (sandbox !== null) frame.setAttribute('sandbox', sandbox);
      const loaded = new Promise((resolve) => {
        frame.onload = resolve;
      });
      frame.src = src;
      frame.style.width = '100%';
      frame.height = '600';
      document.body.append(frame);
      await loaded;
      const { port1, port2 } = new MessageChannel();
      const said: unknown[] = [];
      port1.onmessage = ({ data }: MessageEvent<unknown>) => said.push(data);
      frame.contentWindow?.postMessage({ touchstone: 'hello', version: 1 }, '*', [port2]);
      return raws.push({ frame, said, port: port1 }) - 1;
    },
    [src, sandbox] as const,
  );
}

export function send(page: Page, at: number, message: unknown): Promise<void> {
  return page.evaluate(
    ([at, message]) => {
      (globalThis as unknown as { raws: Raw[] }).raws[at]?.port.postMessage(message);
    },
    [at, message] as const,
  );
}

/** What that frame said, but how high it is. */
export async function saidBy(page: Page, at = 0): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const said = await page.evaluate(
    (at) => (globalThis as unknown as { raws: Raw[] }).raws[at]?.said ?? [],
    at,
  );
  return (said as Readonly<Record<string, unknown>>[]).filter(({ kind }) => kind !== 'resize');
}

/** The frame of that number. */
export function inside(page: Page, at = 0): Frame {
  const [, ...frames] = page.frames();
  const frame = frames[at];
  if (frame === undefined) throw new Error(`there is no frame ${at}`);
  return frame;
}

export const OPTIONS = {
  modelName: 'tiny-model',
  claimed: null,
  files: null,
  language: 'en',
  theme: 'auto',
  density: 'card',
  page: null,
};
