/** Reading from a network that misbehaves in ways that a server of ours would take minutes for: a scripted `fetch`. */
import { describe, expect, it } from 'vitest';
import { readRemote, type Patience } from '../src/remote-read.js';
import type { Part, RemoteSource } from '../src/remote-blob.js';

const BYTES = new Uint8Array(1000).map((_, i) => i & 255);
const SOURCE: RemoteSource = {
  url: 'https://hub.example/file',
  headers: { Authorization: 'Bearer first' },
  host: 'hub.example',
  size: 1000,
};
const QUICK: Patience = { stall: 60, window: 40, least: 100, waits: [1, 1, 1], useful: 50 };

type Asked = { readonly url: string; readonly range: string | null; readonly authorization: string | null };
type Answering = (asked: Asked, count: number) => Response | Promise<Response>;

interface Ended {
  readonly failure: Awaited<ReturnType<typeof readRemote>>;
  readonly bytes: Uint8Array;
  readonly asked: readonly Asked[];
}

async function read(
  answering: Answering,
  { part = { start: 0, end: 1000 }, source = SOURCE }: { part?: Part; source?: RemoteSource } = {},
): Promise<Ended> {
  const asked: Asked[] = [];
  const fetcher = async (input: RequestInfo | URL, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    expect(init).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
    const one = { url, range: headers.get('range'), authorization: headers.get('authorization') };
    asked.push(one);
    const response = await answering(one, asked.length);
    if (response.url === '') Object.defineProperty(response, 'url', { value: url });
    return response;
  };
  const pieces: number[] = [];
  const failure = await readRemote(source, part, {
    fetcher,
    onSlice: (bytes) => {
      pieces.push(...bytes);
    },
    patience: QUICK,
  });
  return { failure, bytes: Uint8Array.from(pieces), asked };
}

/** What an honest server says to such a question. */
function honest(
  { range }: Pick<Asked, 'range'>,
  { cut = Infinity, headers = {}, hangs = false } = {},
): Response {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  const start = Number(from ?? 0);
  const end = Number(to ?? 999) + 1;
  let begun = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        // An error would take along what was not read yet.
        if (!begun) controller.enqueue(BYTES.slice(start, Math.min(end, start + cut)));
        else if (hangs) return new Promise<void>(() => undefined);
        else if (start + cut < end) controller.error(new TypeError('terminated'));
        else controller.close();
        begun = true;
        return undefined;
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    status: range === null ? 200 : 206,
    headers: { ...(range === null ? {} : { 'Content-Range': `bytes ${start}-${end - 1}/1000` }), ...headers },
  });
}

/** As a redirect shows: another address than was asked for. */
function from(url: string, response: Response): Response {
  Object.defineProperties(response, { url: { value: url }, redirected: { value: true } });
  return response;
}

const problemOf = ({ failure }: Ended) => failure?.problem ?? null;

describe('a file on a network', () => {
  it('is read whole in one request, and in part by a range', async () => {
    const whole = await read((asked) => honest(asked));
    expect(whole.failure).toBeNull();
    expect(whole.bytes).toEqual(BYTES);
    expect(whole.asked).toEqual([{ url: SOURCE.url, range: null, authorization: 'Bearer first' }]);
    const part = await read((asked) => honest(asked), { part: { start: 10, end: 20 } });
    expect(part.bytes).toEqual(BYTES.slice(10, 20));
    expect(part.asked[0]?.range).toBe('bytes=10-19');
    const nothing = await read((asked) => honest(asked), { part: { start: 10, end: 10 } });
    expect(nothing).toMatchObject({ failure: null, asked: [] });
  });

  it.each([
    ['breaks off', (asked: Asked) => honest(asked, { cut: 300 })],
    ['stalls', (asked: Asked) => honest(asked, { cut: 300, hangs: true })],
  ])('goes on where it %s, as long as it brings something', async (_, answering) => {
    const ended = await read(answering);
    expect(ended.failure).toBeNull();
    expect(ended.bytes).toEqual(BYTES);
    expect(ended.asked.map(({ range }) => range)).toEqual([
      null,
      'bytes=300-999',
      'bytes=600-999',
      'bytes=900-999',
    ]);
  });

  it.each([
    ['unreachable', () => Promise.reject(new TypeError('fetch failed'))],
    ['too-slow', () => new Promise<Response>(() => undefined)],
    ['cut-off', (asked: Asked) => honest(asked, { cut: 10 })],
    ['failed', () => new Response('', { status: 503 })],
    ['failed', () => new Response('', { status: 429, headers: { 'Retry-After': '0' } })],
  ] as const)('gives up after some attempts that bring next to nothing: %s', async (problem, answering) => {
    const ended = await read(answering);
    expect(problemOf(ended)).toBe(problem);
    expect(ended.asked).toHaveLength(4);
  });

  it('gives up on one that drips', async () => {
    const ended = await read(() => {
      let at = 0;
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, 15));
          controller.enqueue(BYTES.slice(at, (at += 1)));
        },
      });
      return new Response(body, { status: 200 });
    });
    expect(problemOf(ended)).toBe('too-slow');
  });

  it.each([
    ['refused', new Response('', { status: 403 })],
    ['not-found', new Response('', { status: 404 })],
    ['not-found', new Response('', { status: 410 })],
    ['failed', new Response('', { status: 400 })],
    ['too-short', new Response(BYTES.slice(0, 990), { headers: { 'Content-Length': '990' } })],
    ['too-long', new Response(new Uint8Array(1001))],
    ['wrong-part', new Response(BYTES, { status: 206, headers: { 'Content-Range': 'bytes 0-999/1000' } })],
  ] as const)('asks no second time: %s', async (problem, response) => {
    const ended = await read(() => response);
    expect(problemOf(ended)).toBe(problem);
    expect(ended.asked).toHaveLength(1);
  });

  it.each([
    ['too-long', '1001'],
    ['too-short', '999'],
  ])('compares what a range is said to be out of with the listing: %s', async (problem, total) => {
    const ended = await read(
      (asked) => {
        const response = honest(asked);
        response.headers.set('Content-Range', `bytes 10-19/${total}`);
        return response;
      },
      { part: { start: 10, end: 20 } },
    );
    expect(problemOf(ended)).toBe(problem);
    const unsaid = await read(
      (asked) => {
        const response = honest(asked);
        response.headers.set('Content-Range', 'bytes 10-19/*');
        return response;
      },
      { part: { start: 10, end: 20 } },
    );
    expect(unsaid.failure).toBeNull();
  });

  it('waits for the end of what nobody said the length of', async () => {
    const ended = await read(() => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(BYTES);
        },
      });
      return new Response(body);
    });
    expect(problemOf(ended)).toBe('too-slow');
    expect(ended.asked).toHaveLength(1);
  });

  it('says who did not answer rightly: whom it was sent on to', async () => {
    const ended = await read(() => from('https://storage.example/x', new Response('', { status: 403 })));
    expect(ended.failure).toMatchObject({ host: 'storage.example', problem: 'refused' });
  });

  it.each(['http://hub.example/file', 'http://localhost/file', 'https://127.0.0.1/file'])(
    'does not take anything from %s',
    async (url) => {
      const ended = await read((asked) => from(url, honest(asked)));
      expect(problemOf(ended)).toBe('unreachable');
      expect(ended.bytes).toHaveLength(0);
    },
  );

  it('leaves out what it knows, where the host ignores ranges', async () => {
    const ended = await read((_, count) => honest({ range: null }, { cut: count === 1 ? 300 : Infinity }));
    expect(ended.failure).toBeNull();
    expect(ended.bytes).toEqual(BYTES);
    const part = await read(() => honest({ range: null }), { part: { start: 10, end: 20 } });
    expect(part.bytes).toEqual(BYTES.slice(10, 20));
  });

  it('asks at once where it was sent on to, where the range was lost on the way, without the token', async () => {
    const storage = 'https://storage.example/signed?x=1';
    const ended = await read((asked, count) => {
      if (count === 1) return from(storage, honest(asked, { cut: 300 }));
      return asked.url === storage ? honest(asked) : from(storage, honest({ range: null }));
    });
    expect(ended.bytes).toEqual(BYTES);
    expect(ended.asked.slice(1)).toEqual([
      { url: SOURCE.url, range: 'bytes=300-999', authorization: 'Bearer first' },
      { url: storage, range: 'bytes=300-999', authorization: null },
    ]);
  });

  it('asks the first address again where the second one has ended', async () => {
    const ended = await read((asked, count) => {
      if (count === 1) return honest(asked, { cut: 300 });
      if (count === 2) return from('https://storage.example/old', new Response('', { status: 403 }));
      return honest(asked);
    });
    expect(ended.failure).toBeNull();
    expect(ended.bytes).toEqual(BYTES);
  });

  it('notices that the file is another one by now', async () => {
    const ended = await read((asked, count) =>
      honest(asked, { cut: count === 1 ? 300 : Infinity, headers: { ETag: `"${count}"` } }),
    );
    expect(ended.failure).toMatchObject({ problem: 'wrong-part', detail: 'it changed while it was fetched' });
  });

  it('gets a new token whenever one has ended, and not for ever', async () => {
    const token = { url: 'https://hub.example/token', headers: { Authorization: 'Basic abc' } };
    const source = { ...SOURCE, token };
    let tokens = 0;
    const ended = await read(
      (asked) => {
        if (asked.url === token.url) return Response.json({ access_token: `token-${(tokens += 1)}` });
        return asked.authorization === `Bearer token-${tokens}`
          ? honest(asked, { cut: 400 })
          : new Response('', { status: 401 });
      },
      { source },
    );
    expect(ended.bytes).toEqual(BYTES);
    expect(tokens).toBe(1);
    let left = 1;
    const often = await read(
      (asked) => {
        if (asked.url === token.url) return Response.json({ token: `token-${(left = 1)}` });
        return left-- > 0 ? honest(asked, { cut: 300 }) : new Response('', { status: 401 });
      },
      { source },
    );
    expect(often.bytes).toEqual(BYTES);
    const never = await read(
      (asked) =>
        asked.url === token.url ? Response.json({ token: 'x' }) : new Response('', { status: 401 }),
      { source },
    );
    expect(problemOf(never)).toBe('refused');
    expect(never.asked.filter(({ url }) => url === token.url)).toHaveLength(1);
    const bad = await read(
      (asked) =>
        asked.url === token.url ? Response.json({ token: 'a\nb: c' }) : new Response('', { status: 401 }),
      { source },
    );
    expect(problemOf(bad)).toBe('refused');
  });

  it('reads an empty file, which may not be one', async () => {
    const source = { ...SOURCE, size: 0 };
    const part = { start: 0, end: 0 };
    expect((await read(() => new Response(''), { source, part })).failure).toBeNull();
    expect(problemOf(await read(() => new Response('x'), { source, part }))).toBe('too-long');
  });

  it('hands on what the caller throws, and ends at once when it aborts', async () => {
    const fetcher = (): Promise<Response> => Promise.resolve(honest({ range: null }));
    const whole = { start: 0, end: 1000 };
    const broken = readRemote(SOURCE, whole, {
      fetcher,
      onSlice: () => Promise.reject(new Error('disk full')),
    });
    await expect(broken).rejects.toThrow('disk full');
    const { signal, abort } = ((controller) => ({
      signal: controller.signal,
      abort: () => controller.abort(new Error('enough')),
    }))(new AbortController());
    const hanging = readRemote(SOURCE, whole, {
      fetcher: () => new Promise<Response>(() => undefined),
      onSlice: () => undefined,
      signal,
    });
    abort();
    await expect(hanging).rejects.toThrow('enough');
  });
});
