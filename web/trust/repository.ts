/** Why a file could not be read. `blocked`: the page's policy forbids it; `late`: no answer in time. */
export type Unread = 'offline' | 'blocked' | 'late' | 'unreachable' | 'refused' | 'too-long';

/** Files of trust by their paths, wherever they lie. */
export interface Repository {
  readonly name: string;
  /**
   * Null where there is no such file.
   * @throws NotRead
   */
  read(path: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array | null>;
}

export class NotRead extends Error {
  readonly why: Unread;

  /** @param detail in the browser's or the protocol's words */
  constructor(why: Unread, detail: string) {
    super(detail);
    this.name = 'NotRead';
    this.why = why;
  }
}

const MISSING = [404, 410];
/** An answer that comes byte by byte ends here too. */
const PATIENCE_MS = 30_000;
/** A violation is told in a task of its own, maybe after the request has failed. */
const TOLD_MS = 100;

/** One that is fetched from below `base`, without a name of ours, nor anything that was kept. */
export function repositoryAt(name: string, base: string): Repository {
  return {
    name,
    async read(path, maxBytes, signal) {
      const { href } = new URL(path, base);
      signal.throwIfAborted();
      const late = new AbortController();
      const end = (): void => late.abort();
      const timer = setTimeout(end, PATIENCE_MS);
      signal.addEventListener('abort', end);
      const isBlocked = blocked(href);
      try {
        const response = await fetch(href, {
          cache: 'no-store',
          credentials: 'omit',
          redirect: 'error',
          referrerPolicy: 'no-referrer',
          signal: late.signal,
        });
        if (MISSING.includes(response.status)) return null;
        if (!response.ok) throw new NotRead('refused', `HTTP ${String(response.status)}`);
        return await bytesOf(response, maxBytes);
      } catch (error) {
        if (error instanceof NotRead || signal.aborted) throw error;
        const detail = error instanceof Error ? error.message : String(error);
        if (late.signal.aborted) throw new NotRead('late', detail);
        if (await isBlocked()) throw new NotRead('blocked', detail);
        throw new NotRead(navigator.onLine ? 'unreachable' : 'offline', detail);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        isBlocked.end();
      }
    },
  };
}

/** How long it is, is the other side's word: counted, and not believed. */
async function bytesOf(response: Response, maxBytes: number): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    length += next.value.byteLength;
    if (length > maxBytes) {
      await reader?.cancel();
      throw new NotRead('too-long', `more than ${String(maxBytes)} bytes`);
    }
    chunks.push(next.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Whether the policy forbade the request: what a request that fails does not say itself. */
function blocked(href: string): { (): Promise<boolean>; end(): void } {
  const { origin } = new URL(href);
  let isTold = false;
  const heard = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective === 'connect-src' && blockedURI.startsWith(origin)) isTold = true;
  };
  document.addEventListener('securitypolicyviolation', heard);
  const ask = async (): Promise<boolean> => {
    if (!isTold) await new Promise((resolve) => setTimeout(resolve, TOLD_MS));
    return isTold;
  };
  const end = (): void => document.removeEventListener('securitypolicyviolation', heard);
  return Object.assign(ask, { end });
}
