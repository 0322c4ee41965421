// npm start: installs and builds what is needed, then serves the page on this machine.
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ROOT, runScript } from './run.mjs';
import { serve } from './serve.mjs';

const port = Number(process.env['PORT'] ?? 4173);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT is "${process.env['PORT']}"; it must be a number from 0 to 65535.`);
  process.exit(1);
}
if (!ensureInstalled()) {
  console.error('The dependencies could not be installed; npm says why above.');
  process.exit(1);
}
if (!runScript('scripts/build.mjs')) {
  console.error('The page could not be built; the reason stands above.');
  process.exit(1);
}
const { url } = await serve(join(ROOT, 'dist/web'), port);
console.log(`Touchstone is at ${url} – open it and choose "Try the sample". Ctrl-C ends it.`);
