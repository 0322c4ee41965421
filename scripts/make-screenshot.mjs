// npm run screenshot: the picture in README, of the page as built, after a check of the sample.
import { chromium } from 'playwright';
import { ensureBrowser } from './ensure-browser.mjs';
import { ROOT } from './run.mjs';
import { serve } from './serve.mjs';

const executablePath = await ensureBrowser();
if (executablePath === null) process.exit(1);
const server = await serve(`${ROOT}/dist/web`, 0);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 940 }, deviceScaleFactor: 1.5 });
await page.goto(server.url);
await page.getByRole('button', { name: 'Try the sample' }).click();
await page.getByRole('button', { name: 'Check', exact: true }).click();
await page.locator('[data-verdict=verified]').waitFor();
await page.screenshot({ path: `${ROOT}/docs/screenshot.png` });
await browser.close();
await server.close();
