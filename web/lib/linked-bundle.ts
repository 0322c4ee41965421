import { gunzip } from '../memory/gzip.js';
import type { LinkedBundle } from './deep-link.js';

/** Why the bundle that a link names is not here. `elsewhere`: the page asks nobody but where it came from. */
export type BundleFault = 'elsewhere' | 'missing' | 'refused' | 'unreachable' | 'too-large' | 'unreadable';

export type Brought =
  | { readonly ok: true; readonly name: string; readonly blob: Blob }
  | { readonly ok: false; readonly fault: BundleFault };

/** Of a link: what is larger has to be chosen as a file. */
const MAX_BYTES = 16 * 2 ** 20;
const PATIENCE_MS = 10_000;
const HELD = 'model.sig';

/** What the link holds itself, or what lies at an address of this page's own origin. Nothing else is asked for. */
export async function bringBundle(bundle: LinkedBundle, origin: string): Promise<Brought> {
  if (bundle.kind === 'held') return held(bundle.base64, bundle.isPacked);
  const { origin: its, pathname } = new URL(bundle.url);
  if (its !== origin) return failed('elsewhere');
  const brought = await fetched(bundle.url);
  return brought instanceof Blob ? { ok: true, name: lastOf(pathname), blob: brought } : failed(brought);
}

async function held(base64: string, isPacked: boolean): Promise<Brought> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return failed('unreadable');
  }
  const written = new Blob([bytes]);
  const blob = isPacked ? await gunzip(written, MAX_BYTES) : written;
  return blob === null ? failed('unreadable') : { ok: true, name: HELD, blob };
}

async function fetched(url: string): Promise<Blob | BundleFault> {
  try {
    const answer = await fetch(url, {
      // To nowhere else, and not as somebody who is signed in there.
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.status === 404 || answer.status === 410) return 'missing';
    if (!answer.ok) return 'refused';
    return (await bounded(answer)) ?? 'too-large';
  } catch {
    return 'unreachable';
  }
}

/** Null where it is longer: no length that a host names is believed. */
async function bounded({ body }: Response): Promise<Blob | null> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = body?.getReader();
  for (;;) {
    const read = await reader?.read();
    if (read?.value === undefined) return new Blob(parts);
    bytes += read.value.length;
    if (bytes > MAX_BYTES) {
      await reader?.cancel();
      return null;
    }
    parts.push(read.value);
  }
}

/** The attacker's, as it stands in the address. */
function lastOf(pathname: string): string {
  const name = pathname.split('/').findLast((part) => part !== '') ?? HELD;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function failed(fault: BundleFault): Brought {
  return { ok: false, fault };
}
