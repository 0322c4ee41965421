/** What all our servers of models share: they count what they are asked, and misbehave where they are told to. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises'; // which a test's own clock leaves alone
import { otherBytes, resized, type Content } from './content.js';

/** How an answer goes wrong. Members that are absent go well. */
export interface Misbehaviour {
  /** Part of the path of what goes wrong. */
  readonly path: string;
  /** Which answers: where a file's (or listing's) bytes are, or what sends on to there. */
  readonly at?: 'bytes' | 'redirect';
  /** How many answers; all when absent. */
  readonly times?: number;
  readonly status?: number;
  /** Beside, or instead of, the usual ones; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly delayMs?: number;
  /** Never answers. */
  readonly silent?: true;
  /** So many bytes at once, then one every 100 ms. */
  readonly dripAfter?: number;
  /** The connection is closed after so many bytes of an answer. */
  readonly cutAfter?: number;
  /** It is so many bytes shorter than listed, and says so itself; or, below zero, longer. */
  readonly shorterBy?: number;
  readonly otherBytes?: true;
  /** 200 and all of it. */
  readonly ignoresRange?: true;
  /** 206 with another part than was asked for, and says so. */
  readonly wrongRange?: true;
  readonly noCors?: true;
  readonly noLength?: true;
  /** An address that was good yesterday. */
  readonly expired?: true;
  readonly redirectLoop?: true;
  /** Instead of the real one: for listings. */
  readonly body?: string;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly range: string | null;
  readonly authorization: string | null;
}

/** What a server answers: bytes, or where they are, or no. */
export type Reply =
  | { readonly content: Content; readonly headers?: Readonly<Record<string, string>> }
  | {
      readonly location: string;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly text?: string };

export interface Remote extends AsyncDisposable {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly port: number;
  readonly asked: Asked[];
  /** How often such a path was asked for. */
  count(part: string): number;
}

export type Answering = (
  request: IncomingMessage,
  url: URL,
  /** The misbehaviour that this answer is to show, if it is of that kind. */
  misbehaviour: Misbehaviour | null,
) => Reply | Promise<Reply>;

const CHUNK = 64 * 1024;

/** The list that misbehaviours are taken out of; it may change while the server runs. */
export class Script {
  readonly list: Misbehaviour[] = [];
  readonly #left = new Map<Misbehaviour, number>();

  next(path: string, at: 'bytes' | 'redirect'): Misbehaviour | null {
    for (const item of this.list) {
      if (!path.includes(item.path) || (item.at ?? 'bytes') !== at) continue;
      const left = this.#left.get(item) ?? item.times ?? Infinity;
      if (left <= 0) continue;
      this.#left.set(item, left - 1);
      return item;
    }
    return null;
  }
}

/** `kindOf`: whether a path has bytes or sends on. `name`: what it is called, which decides its origin. */
export async function startRemote(
  answering: Answering,
  {
    script = new Script(),
    name = '127.0.0.1',
    kindOf = () => 'bytes',
    cors = {},
  }: {
    readonly script?: Script;
    readonly name?: '127.0.0.1' | 'localhost';
    readonly kindOf?: (path: string) => 'bytes' | 'redirect';
    readonly cors?: Readonly<Record<string, string>>;
  } = {},
): Promise<Remote> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${name}`);
    const path = decodeURIComponent(url.pathname);
    response.on('error', () => undefined);
    if (request.method === 'OPTIONS') {
      response.writeHead(204, {
        ...cors,
        'Access-Control-Allow-Headers': 'authorization, range, content-type',
        'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
      });
      response.end();
      return;
    }
    const { range = null, authorization = null } = request.headers;
    asked.push({ method: request.method ?? '', path: `${path}${url.search}`, range, authorization });
    const misbehaviour = script.next(path, kindOf(path));
    void Promise.resolve(answering(request, url, misbehaviour))
      .then((reply) => send(request, response, reply, misbehaviour ?? { path: '' }, cors))
      .catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
  });
  const port = await listen(server);
  return {
    origin: `http://${name}:${port}`,
    port,
    asked,
    count: (part) => asked.filter(({ path }) => path.includes(part)).length,
    [Symbol.asyncDispose]: () => stop(server),
  };
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  wrong: Misbehaviour,
  cors: Readonly<Record<string, string>>,
): Promise<void> {
  if (wrong.silent === true) return;
  if (wrong.delayMs !== undefined) await pause(wrong.delayMs, undefined, { ref: false });
  const given = { ...(wrong.noCors === true ? {} : cors), ...reply.headers, ...wrong.headers };
  const headers: Record<string, string> = {};
  for (const [key, value] of Object.entries(given)) if (value !== null) headers[key] = value;
  if (wrong.redirectLoop === true) {
    response.writeHead(302, { ...headers, Location: request.url ?? '/' }).end();
  } else if (wrong.status !== undefined) {
    response.writeHead(wrong.status, headers).end('no');
  } else if ('location' in reply) {
    response.writeHead(reply.status ?? 302, { ...headers, Location: reply.location }).end();
  } else if ('content' in reply) {
    await sendContent(request, response, reply.content, headers, wrong);
  } else {
    response.writeHead(reply.status, headers).end(reply.text ?? '');
  }
}

async function sendContent(
  request: IncomingMessage,
  response: ServerResponse,
  right: Content,
  headers: Readonly<Record<string, string>>,
  wrong: Misbehaviour,
): Promise<void> {
  const content = wronged(right, wrong);
  const range = wrong.ignoresRange === true ? null : rangeOf(request.headers.range, content.size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${content.size}` }).end();
    return;
  }
  const shift = range !== null && wrong.wrongRange === true ? (range.start > 0 ? -1 : 1) : 0;
  const { start, end } = range ?? { start: 0, end: content.size };
  const at = { start: start + shift, end: Math.min(content.size, end + shift) };
  response.writeHead(range === null ? 200 : 206, {
    ...(wrong.noLength === true ? {} : { 'Content-Length': String(at.end - at.start) }),
    ...(wrong.ignoresRange === true ? {} : { 'Accept-Ranges': 'bytes' }),
    ...(range === null ? {} : { 'Content-Range': `bytes ${at.start}-${at.end - 1}/${content.size}` }),
    ...headers,
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  response.flushHeaders();
  const drip = wrong.dripAfter ?? Infinity;
  const cut = wrong.cutAfter ?? Infinity;
  for (let sent = 0; at.start + sent < at.end;) {
    if (sent >= cut) break;
    const left = at.end - at.start - sent;
    const step = sent >= drip ? 1 : Math.min(CHUNK, left, cut - sent, drip - sent);
    if (sent >= drip) await pause(100, undefined, { ref: false });
    if (response.destroyed) return;
    const bytes = content.read(at.start + sent, at.start + sent + step);
    if (!response.write(bytes)) await drained(response);
    sent += step;
  }
  if (cut >= at.end - at.start) response.end();
  else {
    // What was written is to arrive before the end does.
    await pause(20, undefined, { ref: false });
    response.destroy();
  }
}

function wronged(right: Content, { body, shorterBy, otherBytes: lies }: Misbehaviour): Content {
  let content = right;
  if (body !== undefined) {
    const bytes = new TextEncoder().encode(body);
    content = { ...right, size: bytes.length, read: (start, end) => bytes.subarray(start, end) };
  }
  if (shorterBy !== undefined) content = resized(content, content.size - shorterBy);
  return lies === true ? otherBytes(content) : content;
}

function rangeOf(
  header: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '') return null;
  const start = Number(first);
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size : Math.min(size, Number(last) + 1) };
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
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
