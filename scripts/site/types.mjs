// What a host says that the files of a site are. With `nosniff`, a browser takes them for nothing else.
import { extname } from 'node:path';

/** @type {Readonly<Record<string, string>>} */
export const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pem': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.sig': 'application/octet-stream',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** For all others. */
export const OTHER_TYPE = 'application/octet-stream';

/** @param {string} path */
export function typeOf(path) {
  return TYPES[extname(path)] ?? OTHER_TYPE;
}
