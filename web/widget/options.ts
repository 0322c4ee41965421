import type { Claimed } from '../../src/index.js';

export type Language = 'en' | 'de';
export type Theme = 'auto' | 'light' | 'dark';
/** How much is shown at once. */
export type Density = 'badge' | 'card' | 'full';

/** One file that can be downloaded, by the host page's word. */
export interface ListedFile {
  /** As it is called in the signature. */
  readonly path: string;
  readonly url: string;
}

/** What the host page asks for: plain data, so that it can be posted to a frame. All of it is the host's word. */
export interface Options {
  readonly modelName: string | null;
  /** Whom the host says to expect, with its material loaded. Shown, and never enough for green. */
  readonly claimed: Claimed['signer'] | null;
  /** A list, or the address that paths are relative to: for downloading only, never fetched here. */
  readonly files: readonly ListedFile[] | string | null;
  readonly language: Language;
  readonly theme: Theme;
  readonly density: Density;
  /** Of a Touchstone page, for checking there. */
  readonly page: string | null;
}

/** The host's expectation as its attributes say it: addresses, nothing loaded yet. */
export type ExpectationPlan =
  | { readonly kind: 'nobody' }
  | {
      readonly kind: 'sigstore';
      readonly identity: string;
      readonly issuer: string;
      readonly trustedRoot: string | null;
    }
  | { readonly kind: 'key'; readonly publicKey: string; readonly trustedRoot: string | null }
  | { readonly kind: 'certificate'; readonly chain: string }
  /** Not guessed at: half an expectation would be another one. */
  | { readonly kind: 'unusable'; readonly code: ExpectationFault };

export type ExpectationFault = 'expectation-incomplete' | 'expectation-several';

export interface ExpectationAttributes {
  readonly identity: string | null;
  readonly issuer: string | null;
  readonly publicKey: string | null;
  readonly chain: string | null;
  readonly trustedRoot: string | null;
}

export function expectationPlan(given: ExpectationAttributes): ExpectationPlan {
  const { identity, issuer, publicKey, chain, trustedRoot } = given;
  const isNamed = identity !== null || issuer !== null;
  const ways = [isNamed, publicKey !== null, chain !== null].filter(Boolean).length;
  if (ways > 1) return { kind: 'unusable', code: 'expectation-several' };
  if (publicKey !== null) return { kind: 'key', publicKey, trustedRoot };
  // A chain has no use for a Sigstore's root.
  if (chain !== null)
    return trustedRoot === null
      ? { kind: 'certificate', chain }
      : { kind: 'unusable', code: 'expectation-several' };
  if (identity !== null && issuer !== null) return { kind: 'sigstore', identity, issuer, trustedRoot };
  return isNamed || trustedRoot !== null
    ? { kind: 'unusable', code: 'expectation-incomplete' }
    : { kind: 'nobody' };
}

/** `page`: the BCP 47 tag of the text around the widget. */
export function languageOf(asked: string | null, page: string): Language {
  return /^de\b/i.test(asked ?? page) ? 'de' : 'en';
}

export function themeOf(asked: string | null): Theme {
  return asked === 'light' || asked === 'dark' ? asked : 'auto';
}

export function densityOf(asked: string | null): Density {
  return asked === 'badge' || asked === 'full' ? asked : 'card';
}

/** An absolute address that a link may lead to; null for every other kind, such as `javascript:`. */
export function webAddress(address: string | null, base: string): string | null {
  if (address === null || !URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

/** Where a signed file can be downloaded; null where the host does not say. The path is the signer's. */
export function downloadAddress(files: Options['files'], path: string): string | null {
  if (files === null) return null;
  if (typeof files !== 'string')
    return webAddress(files.find((file) => file.path === path)?.url ?? null, 'about:blank');
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..') || !URL.canParse(files)) return null;
  const folder = new URL(files);
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  folder.pathname += parts.map(inPath).join('/');
  return webAddress(folder.href, 'about:blank');
}

/** Half a character cannot be written there. */
function inPath(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'));
}
