import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { serve } from '../../scripts/serve.mjs';
import { HEADERS } from '../../scripts/site/policy.mjs';

export interface Heard {
  readonly method: string;
  /** Path and query, as the request had them. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Site extends AsyncDisposable {
  readonly url: string;
  /** Every request that came, whoever in the browser made it. */
  readonly heard: readonly Heard[];
}

export const SITE = fileURLToPath(new URL('../../dist/web', import.meta.url));

interface Hosting {
  /** A host that sends no headers of ours. */
  readonly bare?: boolean;
  /** Files that the host put there. */
  readonly more?: Readonly<Record<string, string>>;
}

/** The built site as its host has it, with a log of what it is asked. */
export async function serveSite({ bare = false, more = {} }: Hosting = {}): Promise<Site> {
  const origin = await serve(SITE, 0);
  const ours = new Set(Object.keys(HEADERS).map((name) => name.toLowerCase()));
  const site = await listen(async ({ method, target }) => {
    const other = more[target.slice(1)];
    if (other !== undefined)
      return { status: 200, headers: [['Content-Type', 'application/json']], body: Buffer.from(other) };
    const answer = await fetch(new URL(target, origin.url), { method });
    const headers = [...answer.headers].filter(([name]) => !SPOKEN.has(name) && !(bare && ours.has(name)));
    return { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) };
  });
  return {
    ...site,
    [Symbol.asyncDispose]: async () => {
      await site[Symbol.asyncDispose]();
      await origin.close();
    },
  };
}

/** Of one connection, not of the file. */
const SPOKEN = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-encoding',
  'content-length',
]);

/** Somebody elsewhere who would take anything, and lets everybody in. */
export function listenElsewhere(): Promise<Site> {
  return listen(({ target }) =>
    Promise.resolve({
      status: 200,
      headers: [
        ['Access-Control-Allow-Origin', '*'],
        ['Cross-Origin-Resource-Policy', 'cross-origin'],
        ['Content-Type', target.endsWith('.html') ? 'text/html' : 'text/javascript'],
      ],
      body: Buffer.from('export {}'),
    }),
  );
}

interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

async function listen(answer: (heard: Heard) => Promise<Answer>): Promise<Site> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: target = '', headers } = request;
      const one = { method, target, headers, body: Buffer.concat(chunks).toString() };
      heard.push(one);
      answer(one).then(
        ({ status, headers: sent, body }) => response.writeHead(status, sent.flat()).end(body),
        () => response.writeHead(500).end(),
      );
    });
  });
  server.on('upgrade', ({ method = '', url: target = '', headers }, socket) => {
    heard.push({ method, target, headers, body: '' });
    socket.destroy();
  });
  const port = await started(server);
  return {
    url: `http://localhost:${port}/`,
    heard,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function started(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
}
