import { PrecacheController } from 'workbox-precaching';
import { FILES, HEADERS, OTHER_POLICIES } from '#site';
import { cacheName, SCOPE } from './scope.js';

/** Whoever runs the site may write it, so that it is no part of what was built. */
const OF_THE_ADMINISTRATOR = 'touchstone.json';
/** What the host itself wrote of how it sent the file; what is kept is neither compressed nor a part. */
const OF_THE_TRANSFER = ['Content-Encoding', 'Content-Length', 'Vary', 'Set-Cookie'];

const controller = new PrecacheController({
  cacheName: cacheName('files'),
  fallbackToNetwork: false,
  plugins: [
    {
      // The browser may have the file already; it asks the server whether that is still the one.
      requestWillFetch: ({ request }) => Promise.resolve(new Request(request, { cache: 'no-cache' })),
      cacheWillUpdate: ({ response }) => Promise.resolve(response.status === 200 ? response : null),
    },
  ],
});

controller.addToCacheList(
  FILES.filter(([path]) => path !== OF_THE_ADMINISTRATOR).map(([path, sha256]) => ({
    // Some hosts answer /index.html with a redirection.
    url: new URL(path === 'index.html' ? '' : encoded(path), SCOPE).href,
    // Part of the name in the cache too, so that an older file of the same name is never taken for this one.
    revision: sha256,
    integrity: `sha256-${base64(sha256)}`,
  })),
);

/** Rejects where a file cannot be had, or is another than was built: the browser compares the digests. */
export async function keepFiles(event: ExtendableEvent): Promise<void> {
  await controller.install(event);
}

export async function dropOtherBuilds(event: ExtendableEvent): Promise<void> {
  await controller.activate(event);
}

/** The kept file that this asks for; null where it asks for none. */
export function fileFor({ request }: FetchEvent): Promise<Response> | null {
  const url = new URL(request.url);
  url.search = '';
  url.hash = '';
  const index = new URL('index.html', SCOPE).href;
  const href = url.href === index ? SCOPE : url.href;
  if (controller.getCacheKeyForURL(href) === undefined) return null;
  // Cleared by hand? Then it is as if there were no service worker.
  return controller
    .matchPrecache(href)
    .then((kept) => (kept === undefined ? fetch(request) : withPolicy(kept, href.slice(SCOPE.length))));
}

/** The host's headers, and ours over them: some hosts cannot be told to send any. */
function withPolicy(response: Response, path: string): Response {
  const headers = new Headers(response.headers);
  for (const name of OF_THE_TRANSFER) headers.delete(name);
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  const policy = OTHER_POLICIES[path];
  if (policy !== undefined) headers.set('Content-Security-Policy', policy);
  return new Response(response.body, { status: 200, headers });
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function base64(hex: string): string {
  return btoa(
    (hex.match(/../g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join(''),
  );
}
