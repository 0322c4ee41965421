import { createServer, type RequestListener } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { isLoadFaultCode, LOAD_PROBLEMS } from '../../web/widget/fault.js';
import { load, type LoadBounds } from '../../web/widget/load.js';

const BOUNDS: LoadBounds = { limit: 1000, idle: 150, whole: 400 };
/** Whose requests ended before their answer did. */
const gone: string[] = [];

const ANSWERS: Record<string, RequestListener> = {
  '/here': (_, response) => response.end('{}'),
  '/exact': (_, response) => response.end('x'.repeat(1000)),
  '/one-more': (_, response) => response.end('x'.repeat(1001)),
  '/said-to-be-large': (_, response) => response.writeHead(200, { 'Content-Length': 1001 }).write('x'),
  '/chunks': (_, response) => {
    response.write('x'.repeat(800));
    setTimeout(() => response.write('x'.repeat(800)), 20);
  },
  '/missing': (_, response) => response.writeHead(404).end(),
  '/gone': (_, response) => response.writeHead(410).end(),
  '/forbidden': (_, response) => response.writeHead(403).end(),
  '/teapot': (_, response) => response.writeHead(418).end(),
  '/failing': (_, response) => response.writeHead(503).end(),
  '/silent': () => undefined,
  '/silent-then': (_, response) => response.write('x'),
  // Never silent for long, and never done.
  '/dripping': (_, response) => {
    const drip = setInterval(() => response.write('x'), 20);
    response.on('close', () => {
      clearInterval(drip);
    });
  },
  '/breaks': (_, response) => {
    response.writeHead(200, { 'Content-Length': 100 }).write('x');
    setTimeout(() => response.destroy(), 20);
  },
};

const server = createServer((request, response) => {
  const path = request.url ?? '';
  response.on('close', () => {
    if (!response.writableEnded) gone.push(path);
  });
  ANSWERS[path]?.(request, response);
});
const origin = await new Promise<string>((resolve) => {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    resolve(`http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`);
  });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const { signal } = new AbortController();

describe('what the page names is fetched within bounds', () => {
  it.each(['/here', '/exact'])('%s', async (path) => {
    expect((await load('bundle', origin + path, BOUNDS, signal)).size).toBeGreaterThan(0);
  });

  it.each([
    ['/one-more', 'too-large'],
    ['/said-to-be-large', 'too-large'],
    ['/chunks', 'too-large'],
    ['/missing', 'missing'],
    ['/gone', 'missing'],
    ['/forbidden', 'refused'],
    ['/teapot', 'refused'],
    ['/failing', 'failing'],
    ['/silent', 'slow'],
    ['/silent-then', 'slow'],
    ['/dripping', 'slow'],
    ['/breaks', 'broken-off'],
  ])('%s is %s', async (path, problem) => {
    await expect(load('bundle', origin + path, BOUNDS, signal)).rejects.toMatchObject({
      code: `bundle-${problem}`,
    });
  });

  it.each([null, '', 'm.sig', 'javascript:1', 'file:///etc/passwd', 'data:,x'])(
    '%j is no address of a file',
    async (address) => {
      await expect(load('expectation', address, BOUNDS, signal)).rejects.toMatchObject({
        code: 'expectation-not-named',
      });
    },
  );

  it('where nobody listens', async () => {
    await expect(load('bundle', 'http://127.0.0.1:1/', BOUNDS, signal)).rejects.toMatchObject({
      code: 'bundle-unreachable',
    });
  });

  it('stops asking when it has given up', async () => {
    await expect
      .poll(() => gone)
      .toEqual(expect.arrayContaining(['/silent', '/dripping', '/said-to-be-large']));
  });

  it('ends with the reason of whoever gave up', async () => {
    const controller = new AbortController();
    const loading = load('bundle', `${origin}/silent`, BOUNDS, controller.signal);
    controller.abort(new Error('no longer'));
    await expect(loading).rejects.toThrow('no longer');
    await expect(load('bundle', `${origin}/here`, BOUNDS, controller.signal)).rejects.toThrow('no longer');
  });
});

it('codes of others are read, and nothing else', () => {
  for (const problem of LOAD_PROBLEMS) expect(isLoadFaultCode(`bundle-${problem}`)).toBe(true);
  expect(isLoadFaultCode('expectation-slow')).toBe(true);
  for (const other of ['bundle', 'bundle-', 'bundle-odd', 'other-slow', 'slow', 1, null, ['bundle-slow']])
    expect(isLoadFaultCode(other)).toBe(false);
});
