// From what Vite wrote to a site that can be served. The order matters: each step sees the files of those before it.
import { siteFiles } from './files.mjs';
import { addIntegrity } from './integrity.mjs';
import { writeServiceWorker } from './service-worker.mjs';
import { isSigned, writeStatement } from './statement.mjs';

/**
 * @param {string} folder dist/web
 * @returns {Promise<void>}
 */
export async function finishSite(folder) {
  await addIntegrity(folder);
  const files = await siteFiles(folder);
  if (!files.some(({ path }) => path === 'index.html')) throw new Error('Vite wrote no page.');
  await writeServiceWorker(
    folder,
    files.filter(({ path }) => isSigned(path) && path !== 'sw.js'),
  );
  await writeStatement(folder);
}
