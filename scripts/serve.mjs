// A small server for the built page: this machine only, files of one folder only, nothing cached unless it is asked for.
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, dirname, extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { isMain, ROOT } from './run.mjs';
import { HEADERS, headersFor, OTHER_HEADERS } from './site/policy.mjs';
import { typeOf } from './site/types.mjs';

/** What the page itself is made of, as any host would send it. Samples come as they are. */
const COMPRESSED = new Set(['.css', '.html', '.js', '.svg', '.webmanifest']);

/** As the build names what the page loads. */
const DIGEST_IN_NAME = /[\\/]assets[\\/][^\\/]+-[\w-]{8}\.\w+$/u;

const PORTS_TO_TRY = 50;

/**
 * Serves `folder` on the first free port from `port` on.
 * @param {string} folder
 * @param {number} port 0: any free one
 * @param {{ readonly cached?: boolean, readonly bare?: boolean, readonly settings?: object }} [options] cached: files with a digest
 *   in their names may be kept; bare: without the headers of our page, for others that use the library; settings: what
 *   touchstone.json says in place of what lies there
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, port, { cached = false, bare = false, settings } = {}) {
  const root = await realpath(folder);
  const server = createServer((request, response) => {
    answer(root, { cached, bare, settings }, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, HEADERS);
      response.end();
    });
  });
  const actual = await listen(server, port);
  return {
    url: `http://localhost:${actual}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} first
 * @returns {Promise<number>}
 */
async function listen(server, first) {
  for (let port = first; ; port++) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          server.off('error', reject);
          resolve(undefined);
        });
      });
      const address = server.address();
      return address !== null && typeof address === 'object' ? address.port : port;
    } catch (error) {
      const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!busy || port - first >= PORTS_TO_TRY || port >= 65_535) throw error;
    }
  }
}

/**
 * @param {string} root real path
 * @param {{ readonly cached: boolean, readonly bare: boolean, readonly settings: object | undefined }} options
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(root, { cached, bare, settings }, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...HEADERS, Allow: 'GET, HEAD' }).end();
    return;
  }
  const file = await find(root, request.url ?? '/');
  if (file === null) {
    response.writeHead(404, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found.\n');
    return;
  }
  const extension = extname(file.path);
  if (settings !== undefined && basename(file.path) === 'touchstone.json') {
    response.writeHead(200, { 'Content-Type': typeOf(file.path), 'Cache-Control': 'no-cache', ...HEADERS });
    response.end(request.method === 'HEAD' ? undefined : JSON.stringify(settings));
    return;
  }
  const isCompressed =
    COMPRESSED.has(extension) &&
    /\bgzip\b(?!\s*;\s*q=0)/u.test(String(request.headers['accept-encoding'] ?? ''));
  response.writeHead(200, {
    'Content-Type': typeOf(file.path),
    ...(isCompressed ? { 'Content-Encoding': 'gzip' } : { 'Content-Length': file.size }),
    ...(COMPRESSED.has(extension) ? { Vary: 'Accept-Encoding' } : {}),
    'Cache-Control': cached && DIGEST_IN_NAME.test(file.path) ? 'max-age=86400, immutable' : 'no-cache',
    ...(bare ? {} : headersFor(pathInSite(file.path))),
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // Ends all of them with the first: a download that is broken off leaves no file open.
  const through = isCompressed ? [createGzip()] : [];
  await pipeline(createReadStream(file.path), ...through, response).catch(() => response.destroy());
}

/** What is served may hold the site as a folder. @param {string} path */
function pathInSite(path) {
  const name = basename(path);
  const folder = `${basename(dirname(path))}/`;
  return folder in OTHER_HEADERS ? folder + name : name;
}

/**
 * Real paths decide, so neither `..` in any spelling nor a link leads out of the folder.
 * @param {string} root
 * @param {string} target the request's, percent-encoded
 * @returns {Promise<{ path: string, size: number } | null>}
 */
async function find(root, target) {
  try {
    const name = decodeURIComponent(target.replace(/[?#].*$/u, ''));
    const path = await realpath(join(root, name.endsWith('/') ? `${name}index.html` : name));
    const stats = await stat(path);
    return path.startsWith(root + sep) && stats.isFile() ? { path, size: stats.size } : null;
  } catch {
    return null; // malformed, or not there
  }
}

if (isMain(import.meta.url)) {
  const { url } = await serve(join(ROOT, 'dist/web'), Number(process.env['PORT'] ?? 4173));
  console.log(url);
}
