// npm run icons: the app's icons, out of public/favicon.svg. Run by hand when that changes.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS } from '../test/chromium-flags.ts';
import { ensureBrowser } from './ensure-browser.mjs';
import { ROOT } from './run.mjs';

/** The share of its width that the stone has. Of a maskable one a circle of 80 % is all that is sure to be seen. */
const ICONS = [
  { name: '192', size: 192, share: 1, ground: 'transparent' },
  { name: '512', size: 512, share: 1, ground: 'transparent' },
  { name: 'maskable-512', size: 512, share: 0.62, ground: '#f4f1ea' },
];

const svg = await readFile(join(ROOT, 'public/favicon.svg'), 'utf8');
const folder = join(ROOT, 'public/icons');
await mkdir(folder, { recursive: true });
const executablePath = (await ensureBrowser()) ?? undefined;
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
for (const { name, size, share, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const style = `body{margin:0;display:grid;place-items:center;height:100vh;background:${ground}} svg{width:${share * 100}vw}`;
  await page.setContent(`<style>${style}</style>${svg}`);
  await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: ground === 'transparent' });
}
await browser.close();
