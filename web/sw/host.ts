import { cacheName, SCOPE } from './scope.js';

/** What whoever runs the site wrote there: its settings, and the file of expectations that they name. */
const CACHE = cacheName('host');
/** Settings, expectations and a signature of those; and the ones that they had before. */
const MOST = 8;
const MAX_BYTES = 2 ** 24;

/** Before the page asks for them: it may do so for the first time without a network. Without them all else is kept all the same. */
export async function keepSettings(): Promise<void> {
  try {
    const settings: unknown = await (await fromHost(ask('touchstone.json'))).json();
    if (typeof settings !== 'object' || settings === null || !('expectations' in settings)) return;
    if (typeof settings.expectations === 'string') await fromHost(ask(settings.expectations));
  } catch {
    // The page says that it cannot tell whether the site has any.
  }
}

function ask(path: string): Request {
  const { href } = new URL(path, SCOPE);
  if (!href.startsWith(SCOPE)) throw new TypeError('not of this site');
  return new Request(href, { redirect: 'error' });
}

/** What the page itself fetches; neither what is opened in a window nor a part of the page. */
export function isOfHost({ url, destination, mode }: Request): boolean {
  return destination === '' && mode !== 'navigate' && url.startsWith(SCOPE);
}

/** As the host has it now; where there is no network, as it was when last seen. An answer of the host always counts, also a bad one. */
export async function fromHost(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    const kept = await cache.match(request);
    if (kept === undefined) throw error;
    return kept;
  }
  if (response.status !== 200 || response.redirected || response.type !== 'basic') {
    await cache.delete(request);
    return response;
  }
  const blob = await response.clone().blob();
  if (blob.size <= MAX_BYTES) {
    await cache.delete(request);
    const { headers } = response;
    // Without room for it, it is there with the network only.
    await cache.put(request, new Response(blob, { headers })).catch(() => undefined);
    const older = (await cache.keys()).slice(0, -MOST);
    await Promise.all(older.map((old) => cache.delete(old)));
  }
  return response;
}
