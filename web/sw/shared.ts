import { cacheName, SCOPE } from './scope.js';

/**
 * A signature that was shared to the installed app from the system's own list. The browser sends it as a form to this address, and this
 * worker takes it before it could leave the machine.
 */
const ACTION = 'share';
const CACHE = cacheName('shared');
/** What the verifier reads of a bundle at most. */
const MAX_BYTES = 64 * 2 ** 20;

export function isShared({ method, url }: Request): boolean {
  return method === 'POST' && url === new URL(ACTION, SCOPE).href;
}

/** Lays it where the page takes it from, and opens the page. */
export async function takeShared(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  await Promise.all((await cache.keys()).map((old) => cache.delete(old)));
  const file = (await request.formData().catch(() => null))?.get('signature');
  if (file instanceof File && file.size <= MAX_BYTES) {
    const headers = { 'Content-Type': 'application/octet-stream', 'X-Name': encodeURIComponent(file.name) };
    // Without room for it, the page says that it could not be taken.
    await cache.put(new URL('shared', SCOPE), new Response(file, { headers })).catch(() => undefined);
  }
  return Response.redirect(new URL('#shared', SCOPE).href, 303);
}
