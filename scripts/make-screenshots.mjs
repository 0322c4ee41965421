// npm run screenshots: the states of the page as built, in light and dark, desktop and phone, to leaf through in screenshots/.
import { join } from 'node:path';
import { ensureBrowser } from './ensure-browser.mjs';
import { ROOT, runBin } from './run.mjs';

const browser = await ensureBrowser();
const env = { CHROMIUM_PATH: browser ?? '', TOUCHSTONE_SCREENSHOTS: join(ROOT, 'screenshots') };
process.exitCode =
  browser !== null && runBin('playwright', ['test', 'verdicts.spec.ts', 'states.spec.ts'], env) ? 0 : 1;
