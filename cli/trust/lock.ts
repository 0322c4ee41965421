import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { quote } from '../../src/index.js';
import { InputError, systemError } from '../error.js';
import { isNumber, isText, member, parsedJson } from './json-member.js';

/** No update takes longer: {@link withLock} ends it. */
const MAX_WORK_MS = 10 * 60_000;
/** Whoever holds it longer than this has died, or its process id is another's by now. */
const STALE_MS = 2 * MAX_WORK_MS;
const WAIT_MS = 60_000;
const UNWRITTEN_MS = 5000;
const POLL_MS = 100;

interface Owner {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  readonly since: number;
}

/** To be called before anything is written: throws where somebody took the lock for abandoned. */
export type StillMine = () => Promise<void>;

/**
 * One writer at a time: `work` runs while the file `path` is ours, whose folder has to be there. Waits for another's at most a minute; one whose
 * process has ended counts no more. The signal that `work` gets ends it in time. Rejects with {@link InputError} where it stays another's.
 */
export async function withLock<T>(
  path: string,
  signal: AbortSignal,
  work: (stillMine: StillMine, signal: AbortSignal) => Promise<T>,
  waitMs = WAIT_MS,
): Promise<T> {
  const token = randomUUID();
  const text = JSON.stringify({ token, pid: process.pid, host: hostname(), since: Date.now() });
  const deadline = Date.now() + waitMs;
  while (!(await create(path, text))) {
    signal.throwIfAborted();
    const found = await textOf(path);
    // Gone again; or a link to nowhere, which nobody gives up.
    const owner = found === null ? null : ownerOf(found);
    if (found !== null && (await isAbandoned(owner, path))) await takeAway(path, found);
    else if (Date.now() > deadline) throw new InputError(heldText(path, owner));
    else await delay(POLL_MS);
  }
  const mine = async () => (await textOf(path)) === text;
  const own = new AbortController();
  const stop = () => {
    own.abort(signal.reason);
  };
  signal.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(() => {
    own.abort(new InputError('The update took too long, and was ended; nothing was written.'));
  }, MAX_WORK_MS);
  try {
    return await work(async () => {
      if (!(await mine())) throw new InputError('Another update took over; nothing was written. Try again.');
    }, own.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    if (await mine()) await rm(path, { force: true });
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
  const age = Date.now() - owner.since;
  if (age > STALE_MS || age < -STALE_MS) return true;
  return owner.host === hostname() && !isRunning(owner.pid);
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
  return isOwner ? { token, pid, host, since } : null;
}

function heldText(path: string, owner: Owner | null): string {
  const who = owner === null ? 'somebody' : `the process ${String(owner.pid)} of ${quote(owner.host)}`;
  return `Another update is running (${who}). Try again later; if there is none, remove ${quote(path)}.`;
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
