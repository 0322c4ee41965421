import { gzip } from '../memory/gzip.js';

/** What a link into the page may say. Absent or null: it says nothing of that. */
export interface LinkParts {
  /** The page's own address; a fragment in it is replaced. */
  readonly page: string;
  /** The bundle's address, or what {@link packBundle} made of the bundle. */
  readonly bundle?: string | null;
  /** What the model is called. */
  readonly model?: string | null;
  readonly expected?: { readonly identity: string; readonly issuer: string } | null;
}

/** Before a bundle that the link holds itself: gzipped, in base64url. */
export const PACKED = 'gz:';
/** Browsers cut addresses, or refuse them, some way above. */
export const MAX_PACKED = 1_500_000;

/** A link that opens the page ready to check. In the fragment, so that no server is told any of it. */
export function deepLink({ page, bundle = null, model = null, expected = null }: LinkParts): string {
  const values = { bundle, model, expect: expected?.identity ?? null, issuer: expected?.issuer ?? null };
  const said = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'))}`],
  );
  const [address = page] = page.split('#', 1);
  return said.length === 0 ? address : `${address}#${said.join('&')}`;
}

/** The same link, with the bundle itself in the place of where it lies. */
export function withBundle(link: string, packed: string): string {
  const [address = link, ...fragment] = link.split('#');
  const others = fragment
    .join('#')
    .split('&')
    .filter((part) => part !== '' && !part.startsWith('bundle='));
  return `${address}#${[`bundle=${packed}`, ...others].join('&')}`;
}

/** The bundle in a form that fits into a link; null where it is too large for one. */
export async function packBundle(bundle: Blob | string): Promise<string | null> {
  const packed = new Uint8Array(await (await gzip(new Blob([bundle]))).arrayBuffer());
  if (packed.length > MAX_PACKED * 0.75) return null;
  let binary = '';
  for (const byte of packed) binary += String.fromCharCode(byte);
  const base64url = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `${PACKED}${base64url}`;
}
