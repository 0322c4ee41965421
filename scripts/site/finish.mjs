// From what Vite wrote to a site that can be served. The order matters: each step sees the files of those before it.
import { siteFiles } from './files.mjs';
import { writeServiceWorker } from './service-worker.mjs';

/**
 * @param {string} folder dist/web
 * @returns {Promise<void>}
 */
export async function finishSite(folder) {
  await writeServiceWorker(folder, await siteFiles(folder));
}
