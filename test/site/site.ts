import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../cli/temporary.js';
import type { Bundle } from '../forge/index.js';
import { ROOT } from './elsewhere.js';

/** The site as built: `npm test` builds it first. */
export const SITE = join(ROOT, 'dist', 'web');

/** What is signed, byte for byte as it lies beside the site's files. */
export const readStatement = (): Promise<string> => readFile(join(SITE, 'site.intoto.json'), 'utf8');

/** A folder with a copy of the site in `site/`, signed, which goes away with the test. */
export async function signedSite(bundle: Bundle): Promise<string> {
  const folder = await temporaryFolder();
  await cp(SITE, join(folder, 'site'), { recursive: true });
  await writeFile(join(folder, 'site', 'model.sig'), JSON.stringify(bundle));
  return folder;
}
