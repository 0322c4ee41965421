import { isLoopback, mayLeadTo } from '../allowed-address.js';
import { toHex } from '../bytes.js';
import type { OciReference } from './address.js';
import { ask, askJson, listing, type Answer, type Net, type Question } from './ask.js';
import { RemoteFault } from './fault.js';

const TOKEN_BYTES = 256 * 1024;

/** Where a new token is to be had, and with which credentials. */
export interface TokenSource {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** One repository of a registry (OCI Distribution 1.1), with the token that it asked for. */
export class Registry {
  readonly reference: OciReference;
  readonly #net: Net;
  #headers: Readonly<Record<string, string>> = {};
  #token: TokenSource | null = null;

  constructor(reference: OciReference, net: Net) {
    this.reference = reference;
    this.#net = net;
  }

  /** What to say with further requests. */
  get headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  get token(): TokenSource | null {
    return this.#token;
  }

  url(path: string): URL {
    const { origin, name } = this.reference;
    return new URL(`${origin}/v2/${name}/${path}`);
  }

  /** Asks; once more, and with a token, where it is asked for one. */
  async get(url: URL, question: Question): Promise<Answer> {
    const also = [...(question.also ?? []), 401];
    const asked = await this.#ask(url, { ...question, also });
    if (asked.status !== 401) return asked;
    const { host } = this.reference;
    const headers = await this.#introduce(asked.headers);
    if (headers === null) throw new RemoteFault({ code: 'remote-refused', host, status: 401 });
    this.#headers = headers;
    return this.#ask(url, question);
  }

  #ask(url: URL, question: Question): Promise<Answer> {
    return ask(this.#net, url, { ...question, headers: { ...this.#headers, ...question.headers } });
  }

  /** RFC 7235's challenge, as registries make it: what to say then, or null where there is nothing that we could. */
  async #introduce(answer: Headers): Promise<Record<string, string> | null> {
    const { host, origin } = this.reference;
    const challenge = answer.get('WWW-Authenticate')?.slice(0, 4000) ?? '';
    const own = this.#net.authorization(host);
    if (own !== null && (/^Bearer /i.test(own) || /^Basic\b/i.test(challenge))) return { Authorization: own };
    if (!/^Bearer\b/i.test(challenge)) return null;
    const parameters = new Map(
      [...challenge.matchAll(/\b(realm|service)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
    );
    const realm = parameters.get('realm') ?? '';
    if (!mayLeadTo(origin, realm)) return null;
    const url = new URL(realm);
    const service = parameters.get('service');
    if (service !== undefined) url.searchParams.set('service', service);
    // Not what the registry says: no more than reading this one is asked for.
    url.searchParams.set('scope', `repository:${this.reference.name}:pull`);
    const headers: Record<string, string> =
      own !== null && isOfTheSame(url.hostname, new URL(origin).hostname) ? { Authorization: own } : {};
    const token = await this.#askToken(url, headers);
    this.#token = { url: url.href, headers };
    return { Authorization: `Bearer ${token}` };
  }

  async #askToken(url: URL, headers: Readonly<Record<string, string>>): Promise<string> {
    const { json } = await askJson(this.#net, url, { what: 'token', maxBytes: TOKEN_BYTES, headers });
    return listing(url.host, () => {
      const token = json.optional('token') ?? json.get('access_token');
      const text = token.stringOf(TOKEN_BYTES);
      return /^[\x21-\x7e]+$/.test(text) ? text : token.fail('is not a token');
    });
  }
}

/**
 * Whether a registry's credentials may be told to who makes its tokens: the same host, its parent domain, or a sibling below that
 * (registry-1.docker.io and auth.docker.io). A domain of one label is nobody's.
 */
function isOfTheSame(realm: string, registry: string): boolean {
  if (realm === registry) return true;
  if (isLoopback(registry) || /^[\d.]+$|^\[/.test(registry)) return false;
  const parent = registry.slice(registry.indexOf('.') + 1);
  return parent.includes('.') && parent !== registry && (realm === parent || realm.endsWith(`.${parent}`));
}

const ALGORITHMS = { sha256: 'SHA-256', sha512: 'SHA-512' } as const;

/** `ALGORITHM:HEX` of these bytes. */
export async function digestOf(
  bytes: Uint8Array<ArrayBuffer>,
  algorithm: keyof typeof ALGORITHMS,
  host: string,
): Promise<string> {
  // Pages over http have none, and they could be anybody's.
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (subtle === undefined)
    throw new RemoteFault({
      code: 'remote-unreachable',
      host,
      detail: 'this page was not loaded over https',
    });
  return `${algorithm}:${toHex(new Uint8Array(await subtle.digest(ALGORITHMS[algorithm], bytes)))}`;
}

/** Whether these bytes are those of the digest; throws a {@link RemoteFault} where they are not. */
export async function assertDigest(
  bytes: Uint8Array<ArrayBuffer>,
  stated: string,
  { host, what }: { readonly host: string; readonly what: string },
): Promise<void> {
  const computed = await digestOf(bytes, stated.startsWith('sha512:') ? 'sha512' : 'sha256', host);
  if (computed !== stated)
    throw new RemoteFault({ code: 'remote-digest-differs', host, what, stated, computed });
}
