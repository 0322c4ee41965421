// The service worker, with what it keeps written into it.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { recordShipped } from '../shipped.mjs';
import { isForOthers } from './files.mjs';
import { HEADERS, OTHER_HEADERS } from './policy.mjs';
import { typeOf } from './types.mjs';

/** Where the digest of the rest of the worker goes. */
const PLACE = 'digest of this worker';
const ENTRY = fileURLToPath(new URL('../../web/sw/worker.ts', import.meta.url));

/**
 * @param {string} folder dist/web; sw.js is written there
 * @param {readonly import('./files.mjs').SiteFile[]} files all others that are signed
 */
export async function writeServiceWorker(folder, files) {
  const [others, ours] = [true, false].map((which) =>
    files.filter(({ path }) => isForOthers(path) === which),
  );
  const list = JSON.stringify(ours?.map(({ path, sha256 }) => [path, sha256, typeOf(path)]));
  const stated = JSON.stringify(others?.map(({ path, sha256 }) => [path, sha256]));
  const site = [
    `export const FILES = ${list};`,
    `export const FOR_OTHERS = ${stated};`,
    `export const HEADERS = ${JSON.stringify(HEADERS)};`,
    `export const OTHER_HEADERS = ${JSON.stringify(OTHER_HEADERS)};`,
    `export const BUILD = '${PLACE}';\n`,
  ];
  const build = await rolldown({
    input: ENTRY,
    platform: 'browser',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    plugins: [
      recordShipped(),
      {
        name: 'site',
        resolveId: (id) => (id === '#site' ? id : null),
        load: (id) => (id === '#site' ? site.join('\n') : null),
      },
    ],
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  // Firefox takes no module as a service worker.
  const { output } = await build.generate({ format: 'iife', minify: true });
  await build.close();
  const [{ code }] = output;
  if (output.length !== 1 || !code.includes(PLACE)) throw new Error('The service worker is not one file.');
  const digest = createHash('sha256').update(code).digest('hex');
  await writeFile(join(folder, 'sw.js'), code.replace(PLACE, digest));
}
