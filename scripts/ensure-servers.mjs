// Finds nginx and Caddy for the test of what docs/hosting.md says, or unpacks Debian's. They are not installed: as
// packages, they would start to serve.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isMain, ROOT } from './run.mjs';

const UNPACKED = join(ROOT, 'build/servers');

/** @typedef {'nginx' | 'caddy'} Server */

/** By what each says that it is. */
const ASK = { nginx: ['-v'], caddy: ['version'] };

/**
 * @param {Server} server
 * @returns {string | null} its program, which starts
 */
export function serverProgram(server) {
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/bin',
    join(UNPACKED, 'usr/sbin'),
    join(UNPACKED, 'usr/bin'),
  ];
  const found = folders.map((folder) => join(folder, server)).filter((path) => existsSync(path));
  return found.find((path) => succeeds(path, ASK[server])) ?? null;
}

/** Says which of them there are. Without one, its test is skipped. */
export function ensureServers() {
  const missing = () =>
    /** @type {const} */ (['nginx', 'caddy']).filter((name) => serverProgram(name) === null);
  if (missing().length > 0 && succeeds('apt-get', ['--version'])) {
    console.log(`Without ${missing().join(' and ')}, what docs/hosting.md says cannot be tested: fetching.`);
    mkdirSync(UNPACKED, { recursive: true });
    // Lists of packages may be missing or old; who is not root has those that there are.
    if (!download(missing()) && succeeds('apt-get', ['update', '-qq'])) download(missing());
    for (const name of readdirSync(UNPACKED).filter((file) => file.endsWith('.deb')))
      succeeds('dpkg-deb', ['-x', join(UNPACKED, name), UNPACKED]);
  }
  for (const name of missing()) console.log(`There is no ${name}: its test will be skipped.`);
}

/** @param {readonly Server[]} names */
function download(names) {
  return succeeds('apt-get', ['download', '-qq', ...names]);
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function succeeds(program, args) {
  const cwd = existsSync(UNPACKED) ? UNPACKED : ROOT;
  return spawnSync(program, [...args], { cwd, stdio: 'ignore', timeout: 120_000 }).status === 0;
}

if (isMain(import.meta.url)) ensureServers();
