import { mayLeadTo } from '../../src/index.js';

const SENT_ON = [301, 302, 303, 307, 308];
const MAX_HOPS = 10;

/**
 * `fetch`, which looks where a host sends it on to before it goes there: only the end of the way can be seen otherwise, when a service of
 * this machine, or somebody on an unprotected line, was asked already.
 */
export const following: typeof fetch = async (input, init) => {
  if (input instanceof Request || init?.redirect === 'error') return fetch(input, init);
  const headers = new Headers(init?.headers);
  let url = new URL(input);
  for (let hops = 0; ; hops++) {
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    const target = response.headers.get('location');
    const isEnd = !SENT_ON.includes(response.status) || target === null;
    if (isEnd) return hops === 0 ? response : seen(response, url);
    void response.body?.cancel().catch(() => undefined);
    if (hops === MAX_HOPS || !URL.canParse(target, url)) throw new TypeError('it sent us on and on');
    const next = new URL(target, url);
    // Who asked says why that is not gone to.
    if (!mayLeadTo(url.href, next.href)) return seen(new Response(null, { status: 204 }), next);
    // It is for the first host alone.
    if (next.origin !== url.origin) headers.delete('Authorization');
    url = next;
  }
};

/** As the platform's own would tell it. */
function seen(response: Response, url: URL): Response {
  return Object.defineProperties(response, { url: { value: url.href }, redirected: { value: true } });
}
