import { parsePin } from './pin.js';
import type { VerifyRequest } from './request.js';

/** Which members may be left out, but are texts where they are there. */
const OPTIONAL: readonly string[] = [
  'identity',
  'identityPattern',
  'subject',
  'subjectAltName',
  'leafFingerprint',
  'intermediateFingerprint',
];

/** Which members each kind of trust must have, as text. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  sigstore: ['issuer'],
  key: ['publicKey'],
  certificate: [],
  inspect: [],
  expectations: [],
};

/**
 * Throws a TypeError that names what is wrong with a request that the types would not allow, for callers without a
 * compiler. It is the caller's bug and not an outcome of a check, so that it is no report.
 */
export function assertRequest(
  request: Pick<VerifyRequest, 'trust' | 'now'> &
    Partial<
      Pick<
        VerifyRequest,
        'claimed' | 'only' | 'ignorePaths' | 'pins' | 'expectations' | 'refreshed' | 'staleTrustDays'
      >
    >,
): void {
  const { trust, claimed, now } = request;
  assertTrust(trust, 'trust');
  if (claimed !== undefined) assertClaimed(claimed);
  if (request.expectations !== undefined && !isExpectations(request.expectations))
    throw new TypeError('expectations must be what parseExpectations made');
  const pins: unknown = request.pins ?? [];
  if (!Array.isArray(pins) || !pins.every((pin) => parsePin(pin).ok))
    throw new TypeError('pins must be a list of pins');
  const { staleTrustDays = 1 } = request;
  if (!Number.isFinite(staleTrustDays) || staleTrustDays < 0)
    throw new TypeError('staleTrustDays must be a number of days');
  const refreshed: unknown = request.refreshed ?? [];
  if (!Array.isArray(refreshed) || !refreshed.every(isRefreshed))
    throw new TypeError('refreshed must be a list of what loadTrust made');
  for (const name of ['only', 'ignorePaths'] as const) {
    const paths: unknown = request[name] ?? [];
    if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string'))
      throw new TypeError(`${name} must be a list of strings`);
  }
  if (now !== undefined && Number.isNaN(now.getTime())) throw new TypeError('now must be a valid date');
}

function assertTrust(given: unknown, at: string): void {
  if (!isObject(given)) throw new TypeError(`${at} must be an object`);
  const method: unknown = Reflect.get(given, 'method');
  const texts = typeof method === 'string' && Object.hasOwn(TEXTS, method) ? TEXTS[method] : undefined;
  if (texts === undefined)
    throw new TypeError(`${at}.method must be one of ${Object.keys(TEXTS).join(', ')}`);
  for (const name of texts) {
    if (typeof Reflect.get(given, name) !== 'string') throw new TypeError(`${at}.${name} must be a string`);
  }
  for (const name of OPTIONAL) {
    const value: unknown = Reflect.get(given, name);
    if (value !== undefined && typeof value !== 'string')
      throw new TypeError(`${at}.${name} must be a string`);
  }
  if (method === 'sigstore') {
    const exact = Reflect.get(given, 'identity') !== undefined;
    if (exact === (Reflect.get(given, 'identityPattern') !== undefined))
      throw new TypeError(`${at} must have either an identity or an identityPattern`);
  }
  if (method === 'certificate') {
    const roots: unknown = Reflect.get(given, 'roots') ?? [];
    const list: readonly unknown[] = Array.isArray(roots) ? roots : [roots];
    if (!list.every((root) => typeof root === 'string'))
      throw new TypeError(`${at}.roots must be one or more strings`);
  }
  if (method === 'expectations' && !isExpectations(Reflect.get(given, 'expectations')))
    throw new TypeError(`${at}.expectations must be what parseExpectations made`);
}

/** Whoever takes one from a page or a link hands it over as it came. */
function assertClaimed(claimed: unknown): void {
  const by: unknown = isObject(claimed) ? Reflect.get(claimed, 'by') : undefined;
  if (!isObject(claimed) || (by !== 'host' && by !== 'link'))
    throw new TypeError('claimed.by must be host or link');
  const signer: unknown = Reflect.get(claimed, 'signer');
  assertTrust(signer, 'claimed.signer');
  const method: unknown = isObject(signer) ? Reflect.get(signer, 'method') : undefined;
  if (method === 'inspect' || method === 'expectations')
    throw new TypeError('claimed.signer.method must be one of sigstore, key, certificate');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whoever keeps one may have it back in another shape; one without a time would never be old. */
function isRefreshed(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const text = (name: string): string => {
    const member: unknown = Reflect.get(value, name);
    return typeof member === 'string' ? member : '';
  };
  return (
    text('replaces') !== '' && text('trustedRoot') !== '' && !Number.isNaN(Date.parse(text('updatedAt')))
  );
}

/** Its own parser has read it, so that only a slip is to be told. */
function isExpectations(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'entries'));
}
