import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type * as Library from '../../src/index.js';

type Answer = (response: ServerResponse) => void;

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) => {
    response.writeHead(code, headers).end('no');
  };

function endless(response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
  };
  response.on('drain', more);
  more();
}

const MAX_BYTES = 1000;

/** How a server may answer, and what is to be made of it: the bytes as text, null for absent, or the error's code. */
const ANSWERS: Readonly<Record<string, readonly [expected: string | null, answer: Answer]>> = {
  'fine.json': ['fine', (response) => response.end('fine')],
  'empty.json': ['', (response) => response.end()],
  'pieces.json': [
    'pieces',
    (response) => {
      response.write('pie');
      setImmediate(() => response.end('ces'));
    },
  ],
  'packed.json': [
    'packed',
    (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed')),
  ],
  'as-many-as-may-be.json': ['x'.repeat(MAX_BYTES), (response) => response.end('x'.repeat(MAX_BYTES))],
  'one-more.json': ['too-large', (response) => response.end('x'.repeat(MAX_BYTES + 1))],
  'bomb.json': [
    'too-large',
    (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1e7))),
  ],
  'endless.json': ['too-large', endless],
  'absent.json': [null, status(404)],
  'gone.json': [null, status(410)],
  'forbidden.json': [null, status(403)],
  'broken.json': ['unreachable', status(500)],
  'later.json': ['unreachable', status(503)],
  'part.json': ['unreachable', status(206)],
  'nothing.json': ['unreachable', status(204)],
  'elsewhere.json': ['unreachable', status(302, { location: 'fine.json' })],
  'cut.json': [
    'unreachable',
    (response) => {
      response.writeHead(200, { 'content-length': '500' }).write('x');
      setTimeout(() => response.destroy(), 20);
    },
  ],
  'hung-up.json': ['unreachable', (response) => response.destroy()],
  'not-packed.json': [
    'unreachable',
    (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'),
  ],
  'silent.json': ['gave up', () => undefined],
  'stalled.json': [
    'gave up',
    (response) => {
      response.writeHead(200).write('x');
    },
  ],
};

export const EXPECTED = Object.entries(ANSWERS).map(([file, [expected]]) => ({ file, expected }));

export interface OddServer {
  readonly url: string;
  /** What was asked with. */
  readonly requests: readonly IncomingMessage[];
  readonly close: () => Promise<void>;
}

/** With a page of its own, if it is to have one: an empty one, beside the library as built. */
export async function oddServer(library?: URL): Promise<OddServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const file = request.url?.slice(1) ?? '';
    if (library !== undefined && file.endsWith('.js')) {
      response.setHeader('content-type', 'text/javascript');
      createReadStream(new URL(file, library)).pipe(response);
    } else if (file === 'empty.html') {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>empty</title>');
    } else {
      requests.push(request);
      (ANSWERS[file]?.[1] ?? status(404))(response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** In Node, and in a page: what comes of each. Whoever waits longer than `patience` milliseconds where nothing ends gives up. */
export async function askOdd(question: {
  readonly library: typeof Library | string;
  readonly url: string;
  readonly asked: typeof EXPECTED;
  readonly patience: number;
}): Promise<readonly { readonly file: string; readonly expected: string | null }[]> {
  const { library, url, asked, patience } = question;
  const { servedRepository, RepositoryError } =
    typeof library === 'string' ? ((await import(library)) as typeof Library) : library;
  // As a page does it: without its own object, a browser's `fetch` is refused.
  const repository = servedRepository(url, (input, init) => fetch(input, init));
  const ask = async ({ file, expected }: (typeof asked)[number]) => {
    const controller = new AbortController();
    const reason = new Error('gave up');
    const timer = expected === 'gave up' ? setTimeout(() => controller.abort(reason), patience) : undefined;
    try {
      const bytes = await repository.read(file, 1000, controller.signal);
      return { file, expected: bytes === null ? null : new TextDecoder().decode(bytes) };
    } catch (error) {
      if (error instanceof RepositoryError) return { file, expected: error.code };
      if (error === reason) return { file, expected: 'gave up' };
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
  return Promise.all(asked.map(ask));
}
