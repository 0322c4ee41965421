// Subresource Integrity: a script or stylesheet that is not what the page was built with does not run.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { isForOthers, siteFiles } from './files.mjs';

/** Where web/lib/integrity.ts finds the digests of what is loaded later. */
const META = 'integrity';

/**
 * Writes the digests into every HTML file.
 * @param {string} folder
 * @returns {Promise<void>}
 */
export async function addIntegrity(folder) {
  // No page of ours loads what is for other pages; the element knows the digests of its own parts.
  const paths = (await siteFiles(folder)).map(({ path }) => path).filter((path) => !isForOthers(path));
  /** @type {Map<string, string>} */
  const digests = new Map();
  for (const path of paths.filter((name) => /\.(?:css|js)$/u.test(name)))
    digests.set(path, integrityOf(await readFile(join(folder, path))));
  for (const page of paths.filter((name) => name.endsWith('.html'))) {
    const html = await readFile(join(folder, page), 'utf8');
    await writeFile(join(folder, page), guarded(html, page, digests));
  }
}

/** @param {Uint8Array} bytes */
export function integrityOf(bytes) {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
}

/**
 * @param {string} html as Vite writes it: one tag a line, `src` or `href` in double quotes
 * @param {string} page its path in the site
 * @param {ReadonlyMap<string, string>} digests by path
 */
function guarded(html, page, digests) {
  /** @type {Set<string>} */
  const named = new Set();
  const withDigests = html.replace(
    /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]*)"[^>]*>/gu,
    (tag, /** @type {string} */ url) => {
      if (!/^<script|rel="(?:stylesheet|modulepreload)"/u.test(tag)) return tag;
      const path = posix.join(posix.dirname(page), url);
      const digest = digests.get(path);
      if (digest === undefined) throw new Error(`${page} loads ${url}, which is no file of the site.`);
      named.add(path);
      return tag.replace(/\s*\/?>$/u, ` integrity="${digest}">`);
    },
  );
  const scripts = withDigests.match(/^ *<script type="module"[^>]*><\/script>\n/gmu) ?? [];
  if (scripts.length === 0) return withDigests;
  // What a module imports is fetched without a digest, unless it is there already: hence preloads before scripts.
  const withoutScripts = scripts.reduce((text, script) => text.replace(script, ''), withDigests);
  const later = [...digests].filter(([path]) => !named.has(path));
  const list = later.map(([path, digest]) => `${posix.relative(posix.dirname(page), path)} ${digest}`);
  const meta = `    <meta name="${META}" content="${list.join(' ')}">\n`;
  return withoutScripts.replace(/^ *<\/head>/mu, (end) => `${meta}${scripts.join('')}${end}`);
}
