import { MAX_PACKED, PACKED } from './deep-link-make.js';

/**
 * What the link says that opened the page. Anybody can write one: every value is the attacker's, and confirms nothing.
 */
export interface DeepLink {
  readonly model: string | null;
  readonly identity: string | null;
  readonly issuer: string | null;
  readonly bundle: LinkedBundle | null;
  /** What of it was not taken, and why. */
  readonly faults: readonly LinkFault[];
}

/** `address`: as a browser writes it. */
export type LinkedBundle =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'held'; readonly base64: string; readonly isPacked: boolean };

export type LinkFault =
  /** Nothing of a fragment that is longer than any link is looked at. */
  | { readonly code: 'too-long' }
  /** `name`: the attacker's, cut. */
  | { readonly code: 'unknown'; readonly name: string }
  | {
      readonly code: 'unreadable' | 'empty' | 'twice' | 'value-too-long' | 'control';
      readonly name: LinkName;
    }
  | { readonly code: 'bundle-address' };

const NAMES = ['bundle', 'model', 'expect', 'issuer'] as const;
type LinkName = (typeof NAMES)[number];

const LIMITS: Readonly<Record<LinkName, number>> = {
  bundle: MAX_PACKED,
  model: 256,
  expect: 2048,
  issuer: 2048,
};
/** Twice what a bundle may take: it may be written in percents. */
const MAX_FRAGMENT = 2 * MAX_PACKED;
const MAX_PARTS = 64;
const MAX_UNKNOWN = 3;
const MAX_UNKNOWN_NAME = 40;
const MAX_ADDRESS = 2048;
const DATA = /^data:application\/json;base64,/i;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Null where the fragment is none: that of a part of the page, or of nothing. */
export function parseDeepLink(fragment: string): DeepLink | null {
  if (!/[#&](?:bundle|model|expect|issuer)=/.test(fragment.slice(0, MAX_FRAGMENT))) return null;
  if (fragment.length > MAX_FRAGMENT) return { ...NOTHING, faults: [{ code: 'too-long' }] };
  const parts = fragment.replace(/^#/, '').split('&', MAX_PARTS + 1);
  if (parts.length > MAX_PARTS) return { ...NOTHING, faults: [{ code: 'too-long' }] };
  const faults: LinkFault[] = [];
  const take = (name: LinkName): string | null => {
    const said = parts.filter((part) => nameOf(part) === name);
    const [first, second] = said;
    if (first === undefined) return null;
    // Which of the two was meant, nobody can tell.
    const value = second === undefined ? valueOf(first, name) : ({ fault: 'twice' } as const);
    if (typeof value === 'string') return value;
    faults.push({ code: value.fault, name });
    return null;
  };
  const model = take('model');
  const identity = take('expect');
  const issuer = take('issuer');
  const written = take('bundle');
  const bundle = written === null ? null : bundleIn(written);
  if (written !== null && bundle === null) faults.push({ code: 'bundle-address' });
  return { model, identity, issuer, bundle, faults: [...faults, ...unknownIn(parts)] };
}

const NOTHING: DeepLink = { model: null, identity: null, issuer: null, bundle: null, faults: [] };

function nameOf(part: string): string {
  return part.split('=', 1)[0] ?? '';
}

type ValueFault = Extract<LinkFault, { name: LinkName }>['code'];

function valueOf(part: string, name: LinkName): string | { readonly fault: ValueFault } {
  const value = decoded(part.slice(name.length + 1));
  if (value === null) return { fault: 'unreadable' };
  if (value === '') return { fault: 'empty' };
  if (value.length > LIMITS[name]) return { fault: 'value-too-long' };
  return /\p{Cc}/u.test(value) ? { fault: 'control' } : value;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function unknownIn(parts: readonly string[]): readonly LinkFault[] {
  const known: readonly string[] = NAMES;
  const names = parts.map(nameOf).filter((name) => name !== '' && !known.includes(name));
  return [...new Set(names)]
    .slice(0, MAX_UNKNOWN)
    .map((name) => ({ code: 'unknown', name: (decoded(name) ?? name).slice(0, MAX_UNKNOWN_NAME) }));
}

function bundleIn(text: string): LinkedBundle | null {
  if (text.startsWith(PACKED)) {
    const base64 = text.slice(PACKED.length).replaceAll('-', '+').replaceAll('_', '/');
    return { kind: 'held', base64, isPacked: true };
  }
  const [data] = DATA.exec(text) ?? [];
  if (data !== undefined) return { kind: 'held', base64: text.slice(data.length), isPacked: false };
  return addressIn(text);
}

/** By https, or on this machine; without a name and password, which would show as another host than it leads to. */
function addressIn(text: string): LinkedBundle | null {
  if (text.length > MAX_ADDRESS || !URL.canParse(text)) return null;
  const { protocol, hostname, username, password, href } = new URL(text);
  const isProtected = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  const isPlain = username === '' && password === '';
  return isProtected && isPlain && href.length <= MAX_ADDRESS ? { kind: 'address', url: href } : null;
}
