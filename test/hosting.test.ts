import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverProgram } from '../scripts/ensure-servers.mjs';
import { serve } from '../scripts/serve.mjs';
import { siteFiles } from '../scripts/site/files.mjs';
import { caddyfile, nginxConfig } from '../scripts/site/hosting.mjs';
import { HEADERS, headersFor } from '../scripts/site/policy.mjs';

const DIST = fileURLToPath(new URL('../dist/web', import.meta.url));
/** A mirror of trust, which whoever runs the site made. */
const TRUST = ['/trust/timestamp.json', '/trust/12.root.json', '/trust/targets/0a1b.trusted_root.json'];
const FOREVER = 'public, max-age=31536000, immutable';

/** The built site, and one file of each other kind that a site may have. */
let folder = '';
/** For what a server writes. */
let scratch = '';
let assets: readonly string[] = [];

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'touchstone-hosting-'));
  folder = join(scratch, 'site');
  await cp(DIST, folder, { recursive: true });
  for (const name of ['sw.js', 'app.webmanifest', 'kernel.wasm', 'model.sig', 'site.intoto.json'])
    await writeFile(join(folder, name), 'one'.repeat(1000));
  await mkdir(join(folder, 'trust/targets'), { recursive: true });
  for (const path of TRUST) await writeFile(join(folder, path), '{}');
  await mkdir(join(folder, 'widget'), { recursive: true });
  await writeFile(join(folder, 'widget/any.js'), 'export {};');
  assets = (await readdir(join(folder, 'assets'))).map((name) => `/assets/${name}`);
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** As it is written, `..` and all. */
function ask(url: string, path: string, method = 'GET', headers = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks).toString() });
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** All of them, as they are sent with this file. */
function expectHeaders({ headers }: Answer, path: string): void {
  const names = [...Object.keys(HEADERS), 'Access-Control-Allow-Origin'];
  const sent = Object.fromEntries(names.map((name) => [name, headers[name.toLowerCase()]]));
  expect(sent, path).toEqual(headersFor(path.slice(1)));
}

interface Running {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function running(program: string, args: readonly string[], port: number): Promise<Running> {
  const home = { HOME: scratch, XDG_DATA_HOME: scratch, XDG_CONFIG_HOME: scratch };
  const child = spawn(program, args, { env: { ...process.env, ...home }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const answer = await ask(url, '/').catch(() => null);
    if (answer !== null) return { url, stop: () => stopped(child) };
    if (child.exitCode !== null || tries > 200) throw new Error(`${program} does not serve: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('close', () => {
      resolve();
    });
    child.kill();
  });
}

async function nginx(program: string): Promise<Running> {
  const port = await freePort();
  const site = nginxConfig({ root: folder, listen: [`listen 127.0.0.1:${port};`] });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(scratch, name)};`,
  );
  const config = join(scratch, 'nginx.conf');
  // As root, nginx would give itself a user that must not read the folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  await writeFile(
    config,
    `${user} daemon off; worker_processes 1; pid ${join(scratch, 'nginx.pid')}; error_log stderr;
events {} http { ${temporary.join(' ')} ${site} }`,
  );
  return running(program, ['-p', scratch, '-e', 'stderr', '-c', config], port);
}

async function caddy(program: string): Promise<Running> {
  const port = await freePort();
  const global = '{\n\tadmin off\n\tauto_https off\n}\n';
  const config = join(scratch, 'Caddyfile');
  await writeFile(config, caddyfile({ root: folder, address: `http://127.0.0.1:${port}`, global }));
  return running(program, ['run', '--config', config, '--adapter', 'caddyfile'], port);
}

describe.each([
  ['nginx', nginx],
  ['caddy', caddy],
] as const)('%s, as docs/hosting.md has it', (name, start) => {
  const program = serverProgram(name);
  let server: Running | null = null;
  const get = (path: string, method?: string, headers?: object, body?: string) =>
    ask(server?.url ?? '', path, method, headers, body);

  beforeAll(async () => {
    if (program !== null) server = await start(program);
  });
  afterAll(() => server?.stop());

  it.skipIf(program === null)('says every header with every file, and what it is', async () => {
    const [script = '', style = ''] = ['.js', '.css'].map((end) => assets.find((path) => path.endsWith(end)));
    const worker = assets.find((path) => path.includes('/worker-')) ?? '';
    for (const [path, type, cache] of [
      ['/', 'text/html; charset=utf-8', 'no-cache'],
      ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
      ['/connected.html', 'text/html; charset=utf-8', 'no-cache'],
      ['/embed.html', 'text/html; charset=utf-8', 'no-cache'],
      ['/widget/any.js', 'text/javascript; charset=utf-8', 'no-cache'],
      ['/security.html', 'text/html; charset=utf-8', 'no-cache'],
      [script, 'text/javascript; charset=utf-8', FOREVER],
      [worker, 'text/javascript; charset=utf-8', FOREVER],
      [style, 'text/css; charset=utf-8', FOREVER],
      ['/sw.js', 'text/javascript; charset=utf-8', 'no-cache'],
      ['/site.intoto.json', 'application/json; charset=utf-8', 'no-cache'],
      ['/touchstone.json', 'application/json; charset=utf-8', 'no-cache'],
      ...TRUST.map((path) => [path, 'application/json; charset=utf-8', 'no-cache'] as const),
      ['/app.webmanifest', 'application/manifest+json', 'no-cache'],
      ['/kernel.wasm', 'application/wasm', 'no-cache'],
      ['/favicon.svg', 'image/svg+xml', 'no-cache'],
      ['/model.sig', 'application/octet-stream', 'no-cache'],
    ] as const) {
      const answer = await get(path);
      expect(answer.status, path).toBe(200);
      expectHeaders(answer, path);
      expect(answer.headers['content-type'], path).toBe(type);
      expect(answer.headers['cache-control'], path).toBe(cache);
      expect(answer.headers['set-cookie'], path).toBeUndefined();
      expect(answer.headers['server'] ?? 'nginx', path).toBe('nginx');
    }
    const packed = await get(script, 'GET', { 'Accept-Encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expectHeaders(packed, script);
    const known = await get('/', 'GET', { 'If-None-Match': (await get('/')).headers.etag });
    expect(known.status).toBe(304);
  });

  it.skipIf(program === null)('with what is not there, too; and lists no folder', async () => {
    for (const path of [
      '/none',
      '/.nojekyll',
      '/.git/index.html',
      '/assets/none.js',
      '/assets',
      '/sample',
      '/assets/',
      '/sample/',
      '/sample/none/',
    ]) {
      const answer = await get(path);
      expect(answer.status, path).toBe(404);
      expectHeaders(answer, path);
      expect(answer.headers['cache-control'], path).toBe('no-cache');
      expect(answer.body).not.toMatch(/\.js|tiny-model/);
    }
    for (const path of ['/../nginx.conf', '/%2e%2e/nginx.conf', '/assets/../../Caddyfile'])
      expect((await get(path)).status, path).not.toBe(200);
  });

  it.skipIf(program === null)('takes nothing', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      for (const path of ['/', '/index.html', '/share', '/assets/none']) {
        const answer = await get(path, method, {}, 'a signature'.repeat(1000));
        expect(answer.status, `${method} ${path}`).toBe(405);
        expectHeaders(answer, path);
      }
  });
});

it('the small server of npm start says the same', async () => {
  const server = await serve(folder, 0);
  for (const [path, method, status] of [
    ['/', 'GET', 200],
    ['/connected.html', 'GET', 200],
    ['/embed.html', 'GET', 200],
    ['/widget/any.js', 'GET', 200],
    ['/security.html', 'GET', 200],
    ...TRUST.map((path) => [path, 'GET', 200] as const),
    [assets[0] ?? '', 'HEAD', 200],
    ['/sw.js', 'GET', 200],
    ['/none', 'GET', 404],
    ['/assets/', 'GET', 404],
    ['/%', 'GET', 404],
    ['/', 'POST', 405],
  ] as const) {
    const answer = await ask(server.url, path, method);
    expect(answer.status, path).toBe(status);
    expectHeaders(answer, path);
  }
  await server.close();
});

it('the ready files are those that were run', async () => {
  await expect(nginxConfig()).toMatchFileSnapshot('../docs/hosting/nginx.conf');
  await expect(caddyfile()).toMatchFileSnapshot('../docs/hosting/Caddyfile');
});

/** What a host sends with an address, by rules in which `*` stands at the end only; all that fit count. */
function sentBy(rules: string, address: string): readonly string[] {
  return rules
    .split(/\n(?=\/)/u)
    .map((rule) => rule.trim().split(/\n\s*/u))
    .filter(([path = '']) => (path.endsWith('*') ? address.startsWith(path.slice(0, -1)) : address === path))
    .flatMap(([, ...headers]) => headers);
}

it('_headers says every header once, whether a host joins what fits a file or takes the last', async () => {
  const rules = await readFile(join(DIST, '_headers'), 'utf8');
  const paths = (await siteFiles(DIST)).map(({ path }) => path).filter((path) => !/^[._]/u.test(path));
  const known = [
    ...paths.map((path) => [`/${path}`, path]),
    ...[['/', 'index.html']],
    ...['index', 'connected', 'embed', 'security'].map((name) => [`/${name}`, `${name}.html`]),
    ...TRUST.map((path) => [path, path.slice(1)]),
  ];
  for (const [address = '', path = ''] of known) {
    const cache = /^\/(?:assets|trust)\//u.exec(address)?.[0];
    expect([...sentBy(rules, address)].sort(), address).toEqual(
      [
        ...Object.entries(headersFor(path)).map(([name, value]) => `${name}: ${value}`),
        ...(cache === undefined ? [] : [`Cache-Control: ${cache === '/assets/' ? FOREVER : 'no-cache'}`]),
      ].sort(),
    );
  }
  // Cloudflare's limits.
  const lines = rules.split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(2000);
  expect(lines.filter((line) => line.startsWith('/')).length).toBeLessThan(100);
});
