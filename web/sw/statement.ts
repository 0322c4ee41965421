import { BUILD, FILES, FOR_OTHERS } from '#site';
import { cacheName, SCOPE } from './scope.js';

/** Says of every file of the site what it was built as; this worker among them, hence it is not in its own list. */
const NAME = 'site.intoto.json';
const WORKER = 'sw.js';
const CACHE = cacheName('statement');
const KEY = new URL(`${NAME}?build=${BUILD}`, SCOPE).href;
/** The newest: the one in use, one that waits, and one that is on its way. */
const MOST = 3;

export function isStatement(request: Request): boolean {
  const url = new URL(request.url);
  url.search = '';
  return url.href === new URL(NAME, SCOPE).href;
}

/**
 * Keeps the one of this build, so that the page never shows the digest of another. Rejects where the host sends a statement that does
 * not say of the other files what this worker was built with; then one of the two is not yet, or no longer, of this build.
 */
export async function keepStatement(): Promise<void> {
  const response = await fetch(NAME, { cache: 'no-cache', redirect: 'error' });
  if (!response.ok) throw new Error(`${NAME}: status ${response.status}`);
  const text = await response.text();
  const value: unknown = JSON.parse(text);
  const stated = resourcesOf(value);
  const isOfThisBuild =
    [...FILES, ...FOR_OTHERS].every(([path, sha256]) => stated.get(path) === sha256) &&
    stated.has(WORKER) &&
    stated.size === FILES.length + FOR_OTHERS.length + 1;
  if (!isOfThisBuild || (await rootOf([...stated.values()])) !== subjectOf(value))
    throw new Error(`${NAME} is not of this build`);
  const cache = await caches.open(CACHE);
  await cache.put(KEY, new Response(text, { headers: { 'Content-Type': 'application/json' } }));
  const older = (await cache.keys()).slice(0, -MOST);
  await Promise.all(older.map((old) => cache.delete(old)));
}

export async function statement(request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(KEY)) ?? fetch(request);
}

/** OMS: the SHA-256 of all digests, one after the other in the order of the statement. In hexadecimal. */
async function rootOf(digests: readonly string[]): Promise<string> {
  const bytes = digests.flatMap((hex) => (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)));
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function subjectOf(value: unknown): unknown {
  const subjects = field(value, 'subject');
  return field(field(Array.isArray(subjects) ? subjects[0] : null, 'digest'), 'sha256');
}

/** By path. Empty for what has another shape. */
function resourcesOf(value: unknown): ReadonlyMap<string, string> {
  const predicate = field(value, 'predicate');
  const resources = field(predicate, 'resources');
  const stated = new Map<string, string>();
  for (const resource of Array.isArray(resources) ? (resources as readonly unknown[]) : []) {
    const [name, digest] = [field(resource, 'name'), field(resource, 'digest')];
    if (typeof name === 'string' && typeof digest === 'string') stated.set(name, digest);
  }
  return stated;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
