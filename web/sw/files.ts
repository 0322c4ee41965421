import { BUILD, FILES, HEADERS, OTHER_HEADERS } from '#site';
import { cacheName, SCOPE } from './scope.js';

/** Whoever runs the site may write it, so that it is no part of what was built. */
const OF_THE_ADMINISTRATOR = 'touchstone.json';
const AT_ONCE = 6;

/** One for each build: one that is being kept never touches what another one keeps. */
const PREFIX = cacheName('files');
const CACHE = `${PREFIX} ${BUILD}`;

interface KeptFile {
  readonly path: string;
  readonly sha256: string;
  readonly type: string;
}

/** By address. Some hosts answer /index.html with a redirection. */
const KEPT: ReadonlyMap<string, KeptFile> = new Map(
  FILES.filter(([path]) => path !== OF_THE_ADMINISTRATOR).map(([path, sha256, type]) => [
    new URL(path === 'index.html' ? '' : encoded(path), SCOPE).href,
    { path, sha256, type },
  ]),
);

/** Rejects where a file cannot be had, or is another than was built. */
export async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  const waiting = [...KEPT];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const [url, file] = next;
        await cache.put(url, asBuilt(file, await fetched(url, file)));
      }
    }),
  );
}

/** Those of builds before this one. One that came after it is another worker's. */
export async function dropOlderBuilds(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${PREFIX} `));
  const older = names.slice(0, Math.max(0, names.indexOf(CACHE)));
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** The kept file that this asks for; null where it asks for none. */
export function fileFor({ request }: FetchEvent, worker: ServiceWorkerGlobalScope): Promise<Response> | null {
  const url = new URL(request.url);
  url.search = '';
  url.hash = '';
  const index = new URL('index.html', SCOPE).href;
  const href = url.href === index ? SCOPE : url.href;
  const file = KEPT.get(href);
  return file === undefined ? null : answer(href, file, request, worker);
}

/** Every answer is held to its digest, whoever else has written to the storage meanwhile. */
async function answer(
  url: string,
  file: KeptFile,
  request: Request,
  worker: ServiceWorkerGlobalScope,
): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await (await cache.match(url))?.arrayBuffer();
  if (kept !== undefined && (await isAsBuilt(kept, file))) return asBuilt(file, kept);
  try {
    const bytes = await fetched(url, file);
    await cache.put(url, asBuilt(file, bytes)).catch(() => undefined);
    return asBuilt(file, bytes);
  } catch (error) {
    if (request.mode !== 'navigate') throw error;
    // The copy is damaged and the host has another build: as if it had never been kept.
    await worker.registration.unregister();
    return fetch(request);
  }
}

/** From the host; the browser may have it already, and asks whether that is still the one. */
async function fetched(url: string, file: KeptFile): Promise<ArrayBuffer> {
  const response = await fetch(url, { cache: 'no-cache', credentials: 'same-origin' });
  const bytes = await response.arrayBuffer();
  if (response.status !== 200 || !(await isAsBuilt(bytes, file)))
    throw new Error(`${file.path} is not as built`);
  return bytes;
}

async function isAsBuilt(bytes: ArrayBuffer, { sha256 }: KeptFile): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}

/** With our headers, and none of the host's: what it once sent would be sent for ever. */
function asBuilt({ path, type }: KeptFile, bytes: ArrayBuffer): Response {
  const headers = new Headers({ ...HEADERS, 'Content-Type': type });
  for (const [name, value] of Object.entries(OTHER_HEADERS[path.replace(/\/.*$/s, '/')] ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return new Response(bytes, { headers });
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
