// From what Vite wrote to a site that can be served. The order matters: each step sees the files of those before it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../run.mjs';
import { siteFiles } from './files.mjs';
import { headersFile } from './hosting.mjs';
import { addIntegrity } from './integrity.mjs';
import { writeSecurityPage } from './security-page.mjs';
import { writeServiceWorker } from './service-worker.mjs';
import { isSigned, STATEMENT, writeStatement } from './statement.mjs';

/**
 * @param {string} folder dist/web
 * @returns {ReturnType<typeof writeStatement>}
 */
export async function finishSite(folder) {
  await writeSecurityPage(ROOT, folder);
  const paths = (await siteFiles(folder)).map(({ path }) => path);
  // Neither of the two that are made last is there yet.
  await writeFile(join(folder, '_headers'), headersFile([...paths, 'sw.js', STATEMENT]));
  // GitHub Pages would leave out what begins with an underscore.
  await writeFile(join(folder, '.nojekyll'), '');
  await addIntegrity(folder);
  return keepAndState(folder);
}

/**
 * The last two steps: for a site of which a file was changed, they make the next version of it.
 * @param {string} folder
 * @returns {ReturnType<typeof writeStatement>}
 */
export async function keepAndState(folder) {
  const files = await siteFiles(folder);
  if (!files.some(({ path }) => path === 'index.html')) throw new Error('Vite wrote no page.');
  await writeServiceWorker(
    folder,
    files.filter(({ path }) => isSigned(path) && path !== 'sw.js'),
  );
  return writeStatement(folder);
}
