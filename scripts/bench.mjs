// npm run bench: builds, then runs every benchmark, or those whose names are given.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './ensure-browser.mjs';
import { ensureInstalled } from './install.mjs';
import { ROOT, run, runScript } from './run.mjs';

const SUFFIX = '.bench.mjs';
const wanted = process.argv.slice(2);
const all = readdirSync(join(ROOT, 'bench'))
  .filter((name) => name.endsWith(SUFFIX))
  .map((name) => name.slice(0, -SUFFIX.length))
  .sort();
const chosen = all.filter((name) => wanted.length === 0 || wanted.includes(name));

if (chosen.length === 0) {
  console.error(`No such benchmark. There are: ${all.join(', ') || 'none'}.`);
  process.exit(1);
}
if (!ensureInstalled() || !runScript('scripts/build.mjs')) process.exit(1);
const browser = await ensureBrowser();
if (browser === null) process.exit(1);

const failed = chosen.filter((name) => {
  console.log(`\n# ${name}`);
  return !run(process.execPath, [join('bench', name + SUFFIX)], { CHROMIUM_PATH: browser });
});
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
