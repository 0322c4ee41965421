/** Somebody else's page, with the element out of the built site, which is another origin. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '../../scripts/serve.mjs';
import { SITE } from './site.js';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Written at once; a function writes as it likes. */
  readonly body: string | Uint8Array | ((response: ServerResponse) => void);
}

/** What is at each path: changed between pages. */
export type Answers = Record<string, Answer>;

export interface Elsewhere extends AsyncDisposable {
  /** Ends with a slash. */
  readonly url: string;
  readonly answers: Answers;
}

/** On `127.0.0.1`, which to a browser is another site than `localhost`. */
export async function listen(name: 'localhost' | '127.0.0.1', answers: Answers = {}): Promise<Elsewhere> {
  const server = createServer((request, response) => {
    const answer = answers[new URL(request.url ?? '/', 'http://any').pathname];
    const { status = 200, headers = {}, body } = answer ?? { status: 404, body: 'not here' };
    response.writeHead(status, headers);
    if (typeof body === 'function') body(response);
    else response.end(body);
  });
  return { url: `http://${name}:${await port(server)}/`, answers, [Symbol.asyncDispose]: () => stop(server) };
}

/** Among them what lets others have it: the site's own. */
const PASSED = ['Content-Type', 'Access-Control-Allow-Origin', 'Cross-Origin-Resource-Policy'];

/** The built site, as it lets others have it; `answers` are added to its files. */
export async function serveParts(): Promise<Elsewhere> {
  const answers: Answers = {};
  const site = await serve(SITE, 0);
  const server = createServer((request, response) => {
    void fetch(new URL(request.url ?? '/', site.url)).then(async (answer) => {
      const sent = PASSED.flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value] as const];
      });
      response.writeHead(answer.status, Object.fromEntries(sent));
      const text = Buffer.from(await answer.arrayBuffer());
      const added = answers[new URL(request.url ?? '/', site.url).pathname]?.body;
      response.end(typeof added === 'string' ? Buffer.concat([text, Buffer.from(added)]) : text);
    });
  });
  return {
    url: `http://localhost:${await port(server)}/`,
    answers,
    [Symbol.asyncDispose]: async () => {
      await stop(server);
      await site.close();
    },
  };
}

/** As strict as a page can be that has the element from another origin. */
export function strictPolicy(parts: string, ...bundles: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${parts} 'wasm-unsafe-eval'`,
    ["connect-src 'self'", parts, ...bundles].join(' '),
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types touchstone-widget',
  ].join('; ');
}

export function pageWith(parts: string, body: string, policy: string): Answer {
  return {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
    body: `<!doctype html><html lang="en"><head><title>A hub</title>
      <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
      <script type="module" crossorigin src="${parts}widget/touchstone-verify.js"></script></head>
      <body><main><h1>A model</h1>${body}</main></body></html>`,
  };
}

function port(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
