import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { quote } from '../../src/index.js';
import { InputError, systemError } from '../error.js';
import { member, parsedJson } from '../trust/json-member.js';

type Environment = Readonly<Record<string, string | undefined>>;
/** The value of an `Authorization` header for a host, or null. */
export type Authorization = (host: string) => string | null;

const MAX_BYTES = 1024 * 1024;
/** Docker's own registry is known by names of its past. */
const DOCKER_HUB = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];

/**
 * What the environment has for the hosts that a model may be asked from: $HF_TOKEN for the hub and nobody else, and for
 * registries what `docker login` wrote. Never printed. Rejects with {@link InputError} where it cannot be read.
 */
export async function authorizationFor(
  model: string,
  endpoint: string,
  env: Environment = process.env,
): Promise<Authorization> {
  const isRegistry = /^oci:/iu.test(model);
  const logins = isRegistry ? await dockerLogins(env) : new Map<string, string>();
  const token = env['HF_TOKEN']?.trim() ?? '';
  // What no header can carry is no token.
  const bearer = !isRegistry && /^[\x21-\x7e]{1,4096}$/u.test(token) ? `Bearer ${token}` : null;
  const hub = URL.canParse(endpoint) ? new URL(endpoint).host : null;
  return (host) => (bearer !== null && host === hub ? bearer : (logins.get(nameOf(host)) ?? null));
}

/** Of docker's config.json, `auths` alone: what lies in a helper program is not asked for. */
async function dockerLogins(env: Environment): Promise<Map<string, string>> {
  const path = join(env['DOCKER_CONFIG'] ?? join(homedir(), '.docker'), 'config.json');
  const logins = new Map<string, string>();
  const auths = member(parsedJson(await textOf(path)), 'auths');
  if (typeof auths !== 'object' || auths === null) return logins;
  for (const [key, login] of Object.entries(auths)) {
    const auth = member(login, 'auth');
    if (typeof auth !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/u.test(auth)) continue;
    const [host = ''] = key.replace(/^https?:\/\//u, '').split('/');
    logins.set(nameOf(host), `Basic ${auth}`);
  }
  return logins;
}

async function textOf(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > MAX_BYTES) throw new Error('it is too large');
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{}';
    throw new InputError(`Docker's ${quote(path)} cannot be read: ${systemError(error)}.`);
  }
}

function nameOf(host: string): string {
  return DOCKER_HUB.includes(host) ? 'docker.io' : host;
}
