// The files of a built site.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/**
 * @typedef {object} SiteFile
 * @property {string} path relative to the site, with `/`
 * @property {number} size in bytes
 * @property {string} sha256 in lower-case hexadecimal
 */

/**
 * All of them, in order of their paths' code units.
 * @param {string} folder
 * @returns {Promise<SiteFile[]>}
 */
export async function siteFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
  return Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(join(folder, path));
      return { path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

/** The element that other pages show: served, and no part of ours. @param {string} path relative to the site */
export function isForOthers(path) {
  return path.startsWith('widget/');
}
