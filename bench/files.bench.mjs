// Many small files through the page as built, from choosing a folder to the verdict: node bench/files.bench.mjs
// Beside it, what the page's thread was busy with for over 50 ms. BENCH_SCALE=10 makes a tenth of the files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { register } from 'tsx/esm/api';
import { serve } from '../scripts/serve.mjs';

const SCALE = Number(process.env.BENCH_SCALE ?? 1);
const KINDS = [
  { count: 10_000 / SCALE, bytes: 16 * 2 ** 10 },
  { count: 100_000 / SCALE, bytes: 2 ** 10 },
];
const PER_FOLDER = 500;
const PATIENCE = 600_000;
const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

register();
const forge = await import('../test/forge/index.ts');
const server = await serve(fileURLToPath(new URL('../dist', import.meta.url)), 0);

console.log(`Load before ${loadavg()[0].toFixed(1)}; seconds; of the page's thread, tasks of over 50 ms\n`);
console.log('| | listed | checked | both | verdict | longest tasks while listing | while checking |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const { count, bytes } of KINDS) {
  const { root, publicKeyPem } = await makeModel(count, bytes);
  try {
    for (const way of ['picked', 'dropped']) await measure({ way, count, bytes, root, publicKeyPem });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
await server.close();

async function makeModel(count, bytes) {
  const root = mkdtempSync(join(tmpdir(), 'files-bench-'));
  const files = {};
  for (let i = 0; i < count; i += 1) {
    const path = `part-${Math.floor(i / PER_FOLDER)}/${i}.bin`;
    files[path] = new Uint8Array(bytes);
    new DataView(files[path].buffer).setUint32(0, i);
  }
  const { bundle, publicKeyPem } = forge.signWithKey(await forge.buildStatement(files));
  for (let at = 0; at < count; at += PER_FOLDER)
    mkdirSync(join(root, 'model', `part-${at / PER_FOLDER}`), { recursive: true });
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, 'model', path), content);
  writeFileSync(join(root, 'model', 'model.sig'), JSON.stringify(bundle));
  return { root, publicKeyPem };
}

async function measure({ way, count, bytes, root, publicKeyPem }) {
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.addInitScript(() => {
      globalThis.longTasks = [];
      new PerformanceObserver((list) => {
        globalThis.longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)));
      }).observe({ type: 'longtask' });
    });
    await page.goto(`${server.url}web/`);
    await page.getByText('checks now work without the network').waitFor();
    const folder = join(root, 'model');
    const tasks = () =>
      page.evaluate(() => {
        const longest = globalThis.longTasks.toSorted((a, b) => b - a);
        globalThis.longTasks = [];
        return `${longest.length}: ${longest.slice(0, 3).join(', ')}`;
      });
    await tasks();

    let start = performance.now();
    if (way === 'picked') await page.getByLabel('Choose a folder').setInputFiles(folder);
    else await drop(page, folder);
    await page.getByRole('heading', { name: 'What was found' }).waitFor();
    const listed = (performance.now() - start) / 1000;
    const whileListing = await tasks();

    await page.getByRole('radio', { name: 'A public key' }).check();
    const key = { name: 'key.pem', mimeType: 'text/plain', buffer: Buffer.from(publicKeyPem) };
    await page.getByLabel('Public key file').setInputFiles(key);
    await page.getByText('key.pem').waitFor();
    await tasks();

    start = performance.now();
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.locator('[data-verdict]').waitFor();
    const checked = (performance.now() - start) / 1000;
    const verdict = await page.locator('[data-verdict]').getAttribute('data-verdict');
    console.log(
      `| ${count} of ${bytes} bytes, ${way} | ${listed.toFixed(1)} | ${checked.toFixed(1)} | ${(listed + checked).toFixed(1)} | ${verdict} | ${whileListing} | ${await tasks()} |`,
    );
  } finally {
    await browser.close();
  }
}

/** As from a file manager. */
async function drop(page, path) {
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'])
    await cdp.send('Input.dispatchDragEvent', { type, x: 100, y: 100, data });
}
