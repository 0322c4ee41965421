import { within } from '../abort.js';
import { concatBytes } from '../bytes.js';
import { RepositoryError, type TrustRepository } from './repository.js';

/** For one file: some servers never end. */
const MAX_MS = 30_000;
/** Says that there is no such file; some stores of files say so with 403. */
const ABSENT = [403, 404, 410];

/**
 * A repository as it is served. Requests carry nothing but the name of the file: no cookie, no referrer; what the browser has
 * kept of earlier answers is asked for anew. `base` ends with a slash; `fetcher` is the platform's `fetch`: this library connects to nobody by
 * itself.
 */
export function servedRepository(base: string, fetcher: typeof fetch, name = base): TrustRepository {
  return {
    name,
    async read(path, maxBytes, signal) {
      signal?.throwIfAborted();
      const own = new AbortController();
      const stop = () => own.abort(signal?.reason);
      signal?.addEventListener('abort', stop, { once: true });
      try {
        return await within(MAX_MS, fetchBytes(fetcher, new URL(path, base), maxBytes, own.signal));
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof RepositoryError) throw error;
        throw new RepositoryError('unreachable', error instanceof Error ? error.message : String(error));
      } finally {
        signal?.removeEventListener('abort', stop);
        own.abort();
      }
    },
  };
}

async function fetchBytes(
  fetcher: typeof fetch,
  url: URL,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const response = await fetcher(url, {
    cache: 'no-cache',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal,
  });
  if (ABSENT.includes(response.status)) return null;
  if (response.status !== 200) throw new RepositoryError('unreachable', `HTTP ${String(response.status)}`);
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    parts.push(next.value);
    length += next.value.length;
    if (length > maxBytes) throw new RepositoryError('too-large', `more than ${String(maxBytes)} bytes`);
  }
  return concatBytes(parts);
}
