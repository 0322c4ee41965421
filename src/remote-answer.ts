import { mayLeadTo } from './allowed-address.js';
import type { Part, RemoteFailure, RemoteSource } from './remote-blob.js';
import type { AttemptEnd } from './remote-read.js';

/** One request for the rest of a file, and what came back before its bytes. */
export type Answer =
  | {
      readonly kind: 'body';
      readonly host: string;
      readonly body: ReadableStream<Uint8Array> | null;
      /** Which byte of the file comes first. */
      readonly start: number;
      readonly isRange: boolean;
      /** How many bytes it says will come; null where that cannot be read, or is of something else (an encoding). */
      readonly length: number | null;
      readonly etag: string | null;
    }
  /** A token had ended: these are to be sent from now on. */
  | { readonly kind: 'renewed'; readonly headers: RemoteSource['headers'] }
  /** The range was lost on the way there: to be asked at once. */
  | { readonly kind: 'sent-on'; readonly url: string }
  | Exclude<AttemptEnd, { kind: 'done' }>;

interface Asked {
  readonly source: RemoteSource;
  readonly part: Part;
  /** From which byte on. */
  readonly at: number;
  readonly headers: RemoteSource['headers'];
  readonly directly: string | null;
  /** Not twice without a byte in between. */
  readonly mayRenew: boolean;
  readonly fetcher: typeof fetch;
  readonly signal: AbortSignal;
}

/** Asked too often, too early, or an error of the server's own. */
const PASSING = [408, 425, 429, 500, 502, 503, 504];
const MAX_WAIT = 60_000;
/** Of a registry's answer with a token. */
const TOKEN_BYTES = 256 * 1024;

export async function answerFrom(asked: Asked): Promise<Answer> {
  const { source, part, at, directly, fetcher, signal } = asked;
  const range = at > 0 || part.end < source.size;
  // What was said to the first host is not said to the second.
  const headers = directly === null ? asked.headers : {};
  const response = await fetcher(directly ?? source.url, {
    headers: range ? { ...headers, Range: `bytes=${String(at)}-${String(part.end - 1)}` } : headers,
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal,
  });
  const { status } = response;
  const url = new URL(response.url === '' ? source.url : response.url);
  const host = url.host;
  const failure = (problem: RemoteFailure['problem'], detail = `HTTP ${String(status)}`) =>
    ({ kind: 'remote', problem, host, detail }) as const;
  if (!mayLeadTo(source.url, url.href))
    return { kind: 'failed', failure: failure('unreachable', 'it sent us on to where we do not go') };
  if (status === 200 || status === 206)
    return bodyOf(response, { asked, host, range, url: url.href, failure });
  void response.body?.cancel().catch(() => undefined);
  if (status === 401 && source.token !== undefined && asked.mayRenew) {
    const renewed = await newToken(source, fetcher, signal);
    if (renewed !== null) return { kind: 'renewed', headers: renewed };
  }
  // An address that we were sent on to has ended: the first one knows another.
  const ended = response.redirected && (status === 401 || status === 403) && at > part.start;
  if (ended || PASSING.includes(status))
    return { kind: 'again', failure: failure('failed'), wait: waitOf(response) };
  if (status === 401 || status === 403) return { kind: 'failed', failure: failure('refused') };
  if (status === 404 || status === 410) return { kind: 'failed', failure: failure('not-found') };
  return { kind: 'failed', failure: failure(status === 416 ? 'too-short' : 'failed') };
}

function bodyOf(
  response: Response,
  {
    asked: { source, at, part, directly },
    host,
    range,
    url,
    failure,
  }: {
    readonly asked: Asked;
    readonly host: string;
    readonly range: boolean;
    readonly url: string;
    readonly failure: (problem: RemoteFailure['problem'], detail: string) => RemoteFailure;
  },
): Answer {
  const { body, headers } = response;
  const etag = headers.get('etag');
  // Of a body that is sent in another encoding, what comes here is longer.
  const length = headers.has('content-encoding') ? null : numberOf(headers.get('content-length'));
  if (response.status === 206) {
    const said = /^bytes (\d+)-(\d+)\/(?:\*|(\d+))$/.exec(headers.get('content-range') ?? '');
    const [, from, to, total] = said ?? [];
    if (total !== undefined && Number(total) !== source.size) {
      void body?.cancel().catch(() => undefined);
      const problem = Number(total) > source.size ? 'too-long' : 'too-short';
      return { kind: 'failed', failure: failure(problem, `it has ${total} bytes`) };
    }
    const fits = said === null || (Number(from) === at && Number(to) < part.end);
    if (range && fits) return { kind: 'body', host, body, start: at, isRange: true, length, etag };
    void body?.cancel().catch(() => undefined);
    return { kind: 'failed', failure: failure('wrong-part', headers.get('content-range') ?? 'HTTP 206') };
  }
  // WebKit leaves out the range on its way to another origin.
  if (range && response.redirected && directly === null) {
    void body?.cancel().catch(() => undefined);
    return { kind: 'sent-on', url };
  }
  return { kind: 'body', host, body, start: 0, isRange: false, length, etag };
}

/** Distribution's token authentication: the answer is JSON with `token` or `access_token`. */
async function newToken(
  { token, headers }: RemoteSource,
  fetcher: typeof fetch,
  signal: AbortSignal,
): Promise<RemoteSource['headers'] | null> {
  if (token === undefined) return null;
  const response = await fetcher(token.url, {
    headers: token.headers,
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    signal,
  });
  if (response.status !== 200 || (numberOf(response.headers.get('content-length')) ?? 0) > TOKEN_BYTES)
    return null;
  const said = await jsonOf(response);
  if (typeof said !== 'object' || said === null) return null;
  const value: unknown = Reflect.get(said, 'token') ?? Reflect.get(said, 'access_token');
  return typeof value === 'string' && /^[\x21-\x7e]{1,16384}$/.test(value)
    ? { ...headers, Authorization: `Bearer ${value}` }
    : null;
}

/** Of any length without end: whoever asks a realm does not know who answers. Null for what is too long, or no JSON. */
async function jsonOf({ body }: Response): Promise<unknown> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    length += next.value.length;
    if (length > TOKEN_BYTES) {
      void reader?.cancel().catch(() => undefined);
      return null;
    }
    parts.push(next.value);
  }
  try {
    return JSON.parse(await new Blob(parts).text());
  } catch {
    return null;
  }
}

function waitOf(response: Response): number {
  const seconds = numberOf(response.headers.get('retry-after'));
  return seconds === null ? 0 : Math.min(MAX_WAIT, seconds * 1000);
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
