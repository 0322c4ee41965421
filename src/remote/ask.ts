import { unlessAborted, within } from '../abort.js';
import { BOUNDS } from '../bounds.js';
import { concatBytes, fromUtf8 } from '../bytes.js';
import { parseJson } from '../json.js';
import { Malformed, Untrusted } from '../untrusted.js';
import { mayLeadTo } from '../allowed-address.js';
import { RemoteFault } from './fault.js';

/** For one answer, whole: some servers never end. */
const MAX_SECONDS = 30;
/** Hosts with many visitors say so, and mean seconds. */
const BUSY = [429, 502, 503, 504];
const PAUSES_MS = [500, 2000];
const MAX_PAUSE_MS = 10_000;

/** A file of a listing has four marks of JSON at least. */
const MAX_MEMBERS = BOUNDS.jsonMarks / 4;

/** The network as an adapter has it. */
export interface Net {
  readonly fetcher: typeof fetch;
  /** For a host name with port. */
  readonly authorization: (host: string) => string | null;
  readonly signal: AbortSignal | undefined;
  readonly onListed: (files: number) => void;
}

export interface Question {
  /** The part of it that is asked for, should it not be there. */
  readonly what: string;
  readonly maxBytes: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses that are an answer, beside 200. */
  readonly also?: readonly number[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One bounded request. Throws a {@link RemoteFault}; rejects with the signal's reason. */
export async function ask(net: Net, url: URL, question: Question): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    const answer = await askOnce(net, url, question);
    const pause = PAUSES_MS[attempt];
    if (!BUSY.includes(answer.status) || pause === undefined) return settled(answer, url.host, question);
    const asked = /^\d{1,6}$/.exec(answer.headers.get('Retry-After') ?? '');
    const ms = asked === null ? pause : Number(asked[0]) * 1000;
    // Who wants minutes wants us gone.
    if (ms > MAX_PAUSE_MS) return settled(answer, url.host, question);
    await unlessAborted(new Promise((resolve) => setTimeout(resolve, ms)), net.signal);
  }
}

/** JSON, parsed within the bounds of the house. */
export async function askJson(net: Net, url: URL, question: Question): Promise<Answer & { json: Untrusted }> {
  const answer = await ask(net, url, {
    ...question,
    headers: { Accept: 'application/json', ...question.headers },
  });
  return { ...answer, json: jsonOf(answer.bytes, url.host, question.what) };
}

export function jsonOf(bytes: Uint8Array, host: string, what: string): Untrusted {
  const text = fromUtf8(bytes);
  const parsed = text === null ? null : parseJson(text);
  if (parsed?.ok === true) return new Untrusted(parsed.value, what);
  if (parsed?.reasons[0].code === 'bundle-too-long')
    throw new RemoteFault({ code: 'remote-listing-too-large', host, limit: MAX_MEMBERS, unit: 'entries' });
  const problem = text === null ? 'is not UTF-8' : 'is not JSON as we read it';
  throw new RemoteFault({ code: 'remote-listing-malformed', host, at: what, problem });
}

/** What a parser finds wrong is the host's. */
export function listing<T>(host: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new RemoteFault({
      code: 'remote-listing-malformed',
      host,
      at: error.at.slice(0, 500),
      problem: error.problem.slice(0, 500),
    });
  }
}

/** RFC 8288: where the next part of a list is. Null at its end; never on another origin, which nobody named. */
export function nextPage(headers: Headers, page: URL): URL | null {
  const [, target = null] = /<([^<>]{1,4000})>\s*;\s*rel="?next"?/.exec(headers.get('Link') ?? '') ?? [];
  if (target === null) return null;
  const next = URL.canParse(target, page.href) ? new URL(target, page) : null;
  if (next?.origin !== page.origin || next.href === page.href)
    throw new RemoteFault({
      code: 'remote-listing-malformed',
      host: page.host,
      at: 'Link',
      problem: 'does not lead to the next page of this list',
    });
  return next;
}

async function askOnce(net: Net, url: URL, question: Question): Promise<Answer> {
  const { fetcher, signal } = net;
  signal?.throwIfAborted();
  const own = new AbortController();
  const stop = () => own.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await within(MAX_SECONDS * 1000, exchange(fetcher, url, question, own.signal));
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof RemoteFault) throw error;
    const { host } = url;
    throw new RemoteFault(
      error instanceof DOMException && error.name === 'TimeoutError'
        ? { code: 'remote-too-slow', host, seconds: MAX_SECONDS }
        : { code: 'remote-unreachable', host, detail: detailOf(error) },
    );
  } finally {
    signal?.removeEventListener('abort', stop);
    own.abort();
  }
}

async function exchange(
  fetcher: typeof fetch,
  url: URL,
  { headers = {}, maxBytes, also = [] }: Question,
  signal: AbortSignal,
): Promise<Answer> {
  const response = await fetcher(url, {
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'follow',
    referrerPolicy: 'no-referrer',
    headers,
    signal,
  });
  const from = response.url === '' ? url : new URL(response.url);
  if (!mayLeadTo(url.href, from.href))
    throw new RemoteFault({
      code: 'remote-unreachable',
      host: url.host,
      detail: 'it sent us on to where we do not go',
    });
  const { status } = response;
  if (status !== 200 && !also.includes(status))
    return { status, headers: response.headers, bytes: new Uint8Array() };
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    parts.push(next.value);
    length += next.value.length;
    if (length > maxBytes)
      throw new RemoteFault({
        code: 'remote-listing-too-large',
        host: url.host,
        limit: maxBytes,
        unit: 'bytes',
      });
  }
  return { status, headers: response.headers, bytes: concatBytes(parts) };
}

function settled(answer: Answer, host: string, { what, also = [] }: Question): Answer {
  const { status } = answer;
  if (status === 200 || also.includes(status)) return answer;
  throw new RemoteFault(
    status === 401 || status === 403
      ? { code: 'remote-refused', host, status }
      : status === 404 || status === 410
        ? { code: 'remote-not-found', host, what }
        : { code: 'remote-failed', host, status },
  );
}

/** Node keeps what really happened in `cause`. */
function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 500);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`.slice(0, 500);
}
