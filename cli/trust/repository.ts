import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { quote, servedRepository, type TrustRepository } from '../../src/index.js';
import { InputError, systemError } from '../error.js';
import { folderRepository } from './folder.js';

/** What the person named: an address, or a folder. Nothing is asked for yet. Rejects with {@link InputError}. */
export async function openRepository(from: string, cwd: string): Promise<TrustRepository> {
  if (/^[a-z][a-z0-9+.-]+:\/\//iu.test(from)) return servedRepository(baseOf(from), explained);
  const folder = resolve(cwd, from);
  try {
    if ((await stat(folder)).isDirectory()) return folderRepository(folder);
  } catch (error) {
    throw new InputError(`The repository ${quote(from)} cannot be opened: ${systemError(error)}.`);
  }
  throw new InputError(`The repository ${quote(from)} is neither a folder nor an https address.`);
}

/** Plain http only to this machine itself: what is verified is not secret, but who asks for what is nobody's business. */
function baseOf(from: string): string {
  const url = URL.canParse(from) ? new URL(from) : null;
  const isLoopback = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)))
    throw new InputError(`The repository ${quote(from)} is neither a folder nor an https address.`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new InputError(`The address ${quote(from)} has more than a host and a path.`);
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/** Node says “fetch failed”, and why in the error's cause. */
const explained: typeof fetch = async (...asked) => {
  try {
    return await fetch(...asked);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    throw cause instanceof Error ? new Error(causeText(cause)) : error;
  }
};

/** Of several addresses of one host, the first one's word. */
function causeText(cause: Error): string {
  if (!(cause instanceof AggregateError)) return systemError(cause);
  const first: unknown = cause.errors[0];
  return systemError(first ?? cause);
}
