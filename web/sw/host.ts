import { cacheName, SCOPE } from './scope.js';

/** What whoever runs the site wrote there: its settings, and the file of expectations that they name. Nothing else is kept. */
const SETTINGS = new URL('touchstone.json', SCOPE).href;
/** What is old must not look new: what the page has taken from there, it keeps itself, with its time. */
const TRUST = new URL('trust/', SCOPE).href;
const CACHE = cacheName('host');
const MAX_BYTES = 2 ** 24;
/** When it was seen, in ISO 8601; the page reads it. Only what is kept has it. */
const SEEN = 'X-Seen';
/** The host says what there is, or that there is nothing. All else is a fault of it. */
const ANSWERS = [200, 404, 410];

/** Before the page asks for them: it may do so for the first time without a network. Without them all else is kept all the same. */
export async function keepSettings(): Promise<void> {
  try {
    const named = nameIn(await (await fromHost(ask(SETTINGS))).json());
    if (named !== null) await fromHost(ask(named));
  } catch {
    // The page says that it cannot tell whether the site has any.
  }
}

/** What the page itself fetches; neither what is opened in a window nor a part of the page, nor the site's mirror of trust. */
export function isOfHost({ url, destination, mode }: Request): boolean {
  return destination === '' && mode !== 'navigate' && url.startsWith(SCOPE) && !url.startsWith(TRUST);
}

/** As the host has it now; where that cannot be had, as it was when last seen, and with word of when that was. */
export async function fromHost(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const answer = await fetch(request).catch((error: unknown) => ({ error }));
  if ('error' in answer || !ANSWERS.includes(answer.status)) {
    const kept = await cache.match(request.url);
    if (kept !== undefined) return kept;
    if ('error' in answer) throw answer.error;
    return answer;
  }
  if (answer.status === 200 && answer.type === 'basic') await keep(cache, request.url, answer.clone());
  else await cache.delete(request.url);
  return answer;
}

async function keep(cache: Cache, url: string, response: Response): Promise<void> {
  const named = nameIn(await (await cache.match(SETTINGS))?.json().catch(() => null));
  if (url !== SETTINGS && url !== named) return;
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength > MAX_BYTES) return;
  const headers = { 'Content-Type': 'application/json', [SEEN]: new Date().toISOString() };
  // Without room for it, it is there with the network only.
  await cache.put(url, new Response(bytes, { headers })).catch(() => undefined);
}

/** The address that the settings name; null where they name none on this site. */
function nameIn(settings: unknown): string | null {
  if (typeof settings !== 'object' || settings === null || !('expectations' in settings)) return null;
  if (typeof settings.expectations !== 'string' || !URL.canParse(settings.expectations, SCOPE)) return null;
  const { href } = new URL(settings.expectations, SCOPE);
  return href.startsWith(SCOPE) ? href : null;
}

function ask(url: string): Request {
  return new Request(url, { redirect: 'error' });
}
