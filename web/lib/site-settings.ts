/** Beside the page; whoever runs the site may write what holds on it. */
const SITE = './touchstone.json';
/** A site without any may have no such file. */
const NONE = [404, 410];
const MAX_AGE_MS = 30 * 24 * 3600 * 1000;
/** Far more than one site is embedded in. */
const MAX_HOSTS = 1000;
const PATH = /^\w[\w.-]*(?:\/\w[\w.-]*)*$/;

/** The administrator's word, which comes with the page itself. */
export interface SiteSettings {
  /** Path of a file of expectations on the site; null where it names none. */
  readonly expectations: string | null;
  /** Path of a folder on the site with a mirror of trust, with `/` at its end; null where it names none. */
  readonly trust: string | null;
  /** It names one that is not on this site, or no folder. */
  readonly hasUnusableTrust: boolean;
  /** The hub that `hf://` stands for, in the place of the public one: a mirror. Null where it names none, or nothing usable. */
  readonly hub: string | null;
  /** Origins of the pages in whose frames embed.html works; `*` for all. */
  readonly hosts: readonly string[] | '*';
  /** When they were last seen, in ISO 8601, where they cannot be had now. */
  readonly seenAt: string | null;
}

let settings: Promise<SiteSettings> | null = null;

/**
 * Asked for once in a visit, and anew where that failed.
 * @throws where it cannot be told whether the site has any
 */
export function siteSettings(): Promise<SiteSettings> {
  settings ??= read().catch((error: unknown) => {
    settings = null;
    throw error;
  });
  return settings;
}

async function read(): Promise<SiteSettings> {
  const answer = await fetch(SITE, { redirect: 'error' });
  if (NONE.includes(answer.status)) return { ...settingsIn(null), seenAt: null };
  if (!answer.ok || isOld(answer)) throw new Error('unreachable');
  const json: unknown = await answer.json().catch(() => null);
  return { ...settingsIn(json), seenAt: seenAt(answer) };
}

/** What they name, on this site only. */
function settingsIn(json: unknown): Omit<SiteSettings, 'seenAt'> {
  const expectations = member(json, 'expectations');
  const named = member(json, 'trust') ?? null;
  const isFolder = typeof named === 'string' && named.endsWith('/') && PATH.test(named.slice(0, -1));
  return {
    expectations: typeof expectations === 'string' && PATH.test(expectations) ? expectations : null,
    trust: isFolder ? named : null,
    hasUnusableTrust: named !== null && !isFolder,
    hub: hubIn(member(json, 'hub')),
    hosts: hostsIn(member(json, 'hosts')),
  };
}

function hubIn(named: unknown): string | null {
  return typeof named === 'string' && URL.canParse(named) && /^https?:$/.test(new URL(named).protocol)
    ? named
    : null;
}

/** Where one of them is no origin, nobody: what was meant is not guessed. */
function hostsIn(named: unknown): readonly string[] | '*' {
  if (named === '*') return '*';
  const list: readonly unknown[] = Array.isArray(named) ? named : [];
  const origins = list.filter(isOrigin);
  return origins.length === list.length && list.length <= MAX_HOSTS ? origins : [];
}

function isOrigin(value: unknown): value is string {
  if (typeof value !== 'string' || !/^https?:/.test(value) || !URL.canParse(value)) return false;
  return new URL(value).origin === value;
}

/** What the service worker kept, and when it was seen; null for what the site says now. */
export function seenAt({ headers }: Response): string | null {
  const seen = headers.get('X-Seen');
  return seen !== null && Number.isFinite(Date.parse(seen)) ? seen : null;
}

/** Somebody on the way could keep the host out of reach, so that what it took back goes on counting. */
export function isOld(response: Response): boolean {
  const seen = seenAt(response);
  if (seen === null) return false;
  const age = Date.now() - Date.parse(seen);
  return age > MAX_AGE_MS || age < -MAX_AGE_MS;
}

function member(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined;
}
