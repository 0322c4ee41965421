// npm start: installs and builds what is needed, then serves the page on this machine, and beside it, on an origin of its own, the
// example of a hub that shows the widget.
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ROOT, runScript } from './run.mjs';
import { makePlainHub } from './build-examples.mjs';
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
/** @type {{ hosts?: readonly string[] }} the hub comes second, and the site has to know its origin */
const settings = {};
const { url } = await serve(join(ROOT, 'dist/web'), port, { settings });
const hub = await serve(await makePlainHub(url), port === 0 ? 0 : port + 1, { bare: true });
settings.hosts = [new URL(hub.url).origin];
console.log(`Touchstone is at ${url} – open it and choose "Try the sample".`);
console.log(`A hub that shows the widget is at ${hub.url}. Ctrl-C ends both.`);
