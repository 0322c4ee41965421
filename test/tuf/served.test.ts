import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as library from '../../src/index.js';
import { askOdd, EXPECTED, oddServer, type OddServer } from './odd-server.js';

describe('a repository as it is served', () => {
  let server: OddServer;
  beforeAll(async () => {
    server = await oddServer();
  });
  afterAll(() => server.close());

  it('answers, does not, or never ends', async () => {
    const found = await askOdd({ library, url: server.url, asked: EXPECTED, patience: 100 });
    expect(found).toEqual(EXPECTED);
    expect(server.requests.map(({ method }) => method)).toEqual(EXPECTED.map(() => 'GET'));
  });

  it('is not asked for anything by whoever gave up before', async () => {
    const before = server.requests.length;
    const repository = library.servedRepository(server.url, fetch);
    await expect(repository.read('fine.json', 1000, AbortSignal.abort(new Error('no')))).rejects.toThrow(
      'no',
    );
    expect(server.requests).toHaveLength(before);
  });

  it('is told where nobody listens', async () => {
    const other = await oddServer();
    await other.close();
    const repository = library.servedRepository(other.url, fetch);
    await expect(repository.read('fine.json', 1000)).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('a repository that is slow', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is waited for half a minute, and no longer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let signal: AbortSignal | null | undefined;
    const never: typeof fetch = (_, init) => {
      signal = init?.signal;
      return new Promise(() => undefined);
    };
    const reading = library
      .servedRepository('https://tuf.example/', never, 'here')
      .read('timestamp.json', 10);
    const refused = expect(reading).rejects.toMatchObject({ code: 'unreachable' });
    await vi.advanceTimersByTimeAsync(29_999);
    expect(signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await refused;
    expect(signal?.aborted).toBe(true);
  });

  it('is slow in small pieces, too', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const drop = () =>
      new ReadableStream<Uint8Array>({
        async pull(stream) {
          await new Promise((resolve) => setTimeout(resolve, 1000));
          stream.enqueue(Uint8Array.of(0));
        },
      });
    const dripping: typeof fetch = () => Promise.resolve(new Response(drop()));
    const reading = library.servedRepository('https://tuf.example/', dripping).read('1.root.json', 1000);
    const refused = expect(reading).rejects.toMatchObject({ code: 'unreachable' });
    await vi.advanceTimersByTimeAsync(30_000);
    await refused;
  });
});

describe('a repository of somebody’s own', () => {
  const ask = (read: library.TrustRepository['read']) =>
    library.updateTrust({ stored: null, repository: { name: 'own', read } });

  it('that gives more than it was allowed to is refused', async () => {
    const { fault } = await ask((_, maxBytes) => Promise.resolve(new Uint8Array(maxBytes + 1)));
    expect(fault).toEqual({ code: 'trust-too-large', file: '17.root.json', limit: 512 * 1024 });
  });

  it('that breaks is a bug of its own, not a fault', async () => {
    await expect(ask(() => Promise.reject(new TypeError('broken')))).rejects.toThrow('broken');
  });

  it('is asked for one file after the other, by safe names', async () => {
    const asked: string[] = [];
    const { fault } = await ask((path) => {
      asked.push(path);
      return Promise.resolve(null);
    });
    expect(asked).toEqual(['17.root.json', 'timestamp.json']);
    expect(fault).toEqual({ code: 'trust-missing', file: 'timestamp.json' });
  });
});
