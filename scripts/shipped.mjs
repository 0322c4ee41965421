// Which packages end up in what is built: the bundlers tell.
import { relative, sep } from 'node:path';
import { ROOT } from './run.mjs';

/** Paths of packages as package-lock.json has them. @type {Set<string>} */
export const shipped = new Set();

/** A bundler writes helpers of its own into what it builds. */
const OF_THE_BUNDLER = /^\0(vite|rolldown)\//u;

/** For Rolldown and Vite alike. */
export function recordShipped() {
  return {
    name: 'record-shipped',
    /**
     * @param {object} _
     * @param {Record<string, { type: string, modules?: Record<string, { renderedLength: number }> }>} output
     */
    generateBundle(_, output) {
      for (const { modules = {} } of Object.values(output)) {
        for (const [id, { renderedLength }] of Object.entries(modules)) {
          const path = renderedLength > 0 ? packageOf(id) : null;
          if (path !== null) shipped.add(path);
        }
      }
    },
  };
}

/**
 * @param {string} id of a module: a path, perhaps with a query
 * @returns {string | null} null where it is ours
 */
function packageOf(id) {
  const helper = OF_THE_BUNDLER.exec(id)?.[1];
  if (helper !== undefined) return `node_modules/${helper}`;
  const path = relative(ROOT, id.replace(/^\0/u, '')).split(sep).join('/');
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(path)?.[0] ?? null;
}
