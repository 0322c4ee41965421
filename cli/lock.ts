import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { quote } from '../src/index.js';
import { InputError, systemError } from './error.js';
import { isNumber, isText, member, parsedJson } from './trust/json-member.js';

/** What is done under a lock, in words and times. */
export interface LockedWork {
  /** "Another … is running". */
  readonly what: string;
  /** How long another's is waited for. */
  readonly waitMs: number;
  /** It is ended after so long; null: it may take days, and shows that it lives by the lock's time stamp. */
  readonly maxMs: number | null;
}

/** Of trust. */
export const UPDATE: LockedWork = { what: 'update', waitMs: 60_000, maxMs: 10 * 60_000 };

/** Of work that shows that it lives: others may see the file through a network, late. */
const BEAT_MS = 15_000;
const SILENT_MS = 3 * 60_000;
const UNWRITTEN_MS = 5000;
const POLL_MS = 100;

/** A new container may have the number and host name of the one that died, so that it takes itself for that one. */
const held = new Set<string>();

interface Owner {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  readonly since: number;
  readonly maxMs: number | null;
}

/** To be called before anything is written: throws where somebody took the lock for abandoned. */
export type StillMine = () => Promise<void>;

/**
 * One writer at a time: `work` runs while the file `path` is ours, whose folder has to be there. Waits for another's as long as `of` says; one whose
 * process has ended counts no more. The signal that `work` gets ends it in time. Rejects with {@link InputError} where it stays another's.
 */
export async function withLock<T>(
  path: string,
  of: LockedWork,
  signal: AbortSignal,
  work: (stillMine: StillMine, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { what, maxMs } = of;
  const token = randomUUID();
  const text = JSON.stringify({ token, pid: process.pid, host: hostname(), since: Date.now(), maxMs });
  const deadline = Date.now() + of.waitMs;
  held.add(token);
  while (!(await create(path, text))) {
    signal.throwIfAborted();
    const found = await textOf(path);
    // Gone again; or a link to nowhere, which nobody gives up.
    const owner = found === null ? null : ownerOf(found);
    if (found !== null && (await isAbandoned(owner, path))) await takeAway(path, found);
    else if (Date.now() > deadline) throw new InputError(heldText(what, path, owner));
    else await delay(POLL_MS);
  }
  const mine = async () => (await textOf(path)) === text;
  const own = new AbortController();
  const stop = () => {
    own.abort(signal.reason);
  };
  signal.addEventListener('abort', stop, { once: true });
  const timer =
    maxMs === null
      ? setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), BEAT_MS)
      : setTimeout(() => {
          own.abort(new InputError(`The ${what} took too long, and was ended; nothing was written.`));
        }, maxMs);
  try {
    return await work(async () => {
      if (!(await mine()))
        throw new InputError(`Another ${what} took over; nothing more was written. Try again.`);
    }, own.signal);
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', stop);
    if (await mine()) await rm(path, { force: true });
    held.delete(token);
  }
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new InputError(`${quote(path)} cannot be written: ${systemError(error)}.`);
  }
}

/** Another may be just as quick: what was taken away is looked at once more, and put back where it is a new one. */
async function takeAway(path: string, abandoned: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    if ((await textOf(aside)) !== abandoned) await link(aside, path);
  } catch {
    // Somebody else has done it.
  } finally {
    await rm(aside, { force: true });
  }
}

async function isAbandoned(owner: Owner | null, path: string): Promise<boolean> {
  if (owner === null) {
    // Made, and not written yet.
    const made = await stat(path).catch(() => null);
    return made !== null && Math.abs(Date.now() - made.mtimeMs) > UNWRITTEN_MS;
  }
  if (owner.maxMs === null) {
    const beat = await stat(path).catch(() => null);
    if (beat !== null && Math.abs(Date.now() - beat.mtimeMs) > SILENT_MS) return true;
  } else {
    // Twice as long: it has died, or its process id is another's by now.
    if (Math.abs(Date.now() - owner.since) > 2 * owner.maxMs) return true;
  }
  if (owner.host !== hostname()) return false;
  return owner.pid === process.pid ? !held.has(owner.token) : !isRunning(owner.pid);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's is running too.
    return codeOf(error) === 'EPERM';
  }
}

function ownerOf(text: string): Owner | null {
  const json = parsedJson(text);
  const [token, pid, host, since] = ['token', 'pid', 'host', 'since'].map((name) => member(json, name));
  const isOwner = isText(token) && isNumber(pid) && pid > 0 && isText(host) && isNumber(since);
  const maxMs = member(json, 'maxMs') ?? null;
  return isOwner && (maxMs === null || isNumber(maxMs)) ? { token, pid, host, since, maxMs } : null;
}

function heldText(what: string, path: string, owner: Owner | null): string {
  const who = owner === null ? 'somebody' : `the process ${String(owner.pid)} of ${quote(owner.host)}`;
  return `Another ${what} is running (${who}). Try again later; if there is none, remove ${quote(path)}.`;
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new InputError(`${quote(path)} cannot be read: ${systemError(error)}.`);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
