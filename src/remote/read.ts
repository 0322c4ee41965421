import { within } from '../abort.js';
import type { ReadRemote, RemoteFailure } from '../remote-blob.js';
import type { RemoteFileProblem } from '../remote-reason.js';

/** For what is small. */
const MAX_MS = 60_000;

/** One request for one part, on this thread: signatures, and the heads of files. */
export function readRemote(fetcher: typeof fetch): ReadRemote {
  return async (source, { start, end }, { onSlice, signal }) => {
    const { host } = source;
    const failed = (problem: RemoteFileProblem, detail: string): RemoteFailure => ({
      kind: 'remote',
      problem,
      host,
      detail,
    });
    if (end <= start) return null;
    const own = new AbortController();
    const stop = () => own.abort(signal?.reason);
    signal?.throwIfAborted();
    signal?.addEventListener('abort', stop, { once: true });
    const work = async (): Promise<RemoteFailure | null> => {
      const isWhole = start === 0 && end === source.size;
      const response = await fetcher(source.url, {
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'follow',
        referrerPolicy: 'no-referrer',
        headers: { ...source.headers, ...(isWhole ? {} : { Range: `bytes=${start}-${end - 1}` }) },
        signal: own.signal,
      });
      const { status } = response;
      if (status === 401 || status === 403) return failed('refused', String(status));
      if (status === 404 || status === 410) return failed('not-found', String(status));
      if (status !== 200 && status !== 206) return failed('failed', String(status));
      // Who ignores the range sends it from the start.
      let skip = status === 200 ? start : 0;
      let left = end - start;
      const reader = response.body?.getReader();
      for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
        const bytes = next.value.subarray(Math.min(skip, next.value.length));
        skip -= next.value.length - bytes.length;
        if (bytes.length > left && isWhole) return failed('too-long', '');
        if (bytes.length > 0) await onSlice(bytes.subarray(0, left));
        left -= Math.min(left, bytes.length);
        if (left === 0 && !isWhole) break;
      }
      return left === 0 ? null : failed('cut-off', `${left} bytes are missing`);
    };
    try {
      return await within(MAX_MS, work());
    } catch (error) {
      signal?.throwIfAborted();
      const isLate = error instanceof DOMException && error.name === 'TimeoutError';
      return failed(isLate ? 'too-slow' : 'unreachable', error instanceof Error ? error.message : '');
    } finally {
      signal?.removeEventListener('abort', stop);
      own.abort();
    }
  };
}
