// SHA-256 side by side in Chromium, in one run: node bench/sha256.bench.mjs
// Our kernel, hash-wasm, @noble/hashes and crypto.subtle on one buffer in a worker; then whole files through the pool.
import { randomFillSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { buildWasm } from '../scripts/build-wasm.mjs';

const MiB = 2 ** 20;
const ROUNDS = 9;
const MESSAGE = 64 * MiB;
const FILE = 256 * MiB;

const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];

const [load] = loadavg();
const scratch = await mkdtemp(join(tmpdir(), 'sha256-bench-'));
const config = {
  configFile: false,
  logLevel: 'warn',
  root: fileURLToPath(new URL('sha256', import.meta.url)),
  cacheDir: join(scratch, 'cache'),
  worker: { format: 'es' },
  build: { outDir: join(scratch, 'page'), emptyOutDir: true, target: 'es2022' },
  preview: { host: '127.0.0.1', port: 0 },
};

let server;
let browser;
try {
  await buildWasm();
  await build(config);
  server = await preview(config);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: CHROMIUM_FLAGS,
  });
  const page = await browser.newPage();
  await page.goto(server.resolvedUrls.local[0]);

  // Well above zero, something else was running: then compare the best rounds rather than the medians.
  console.log(
    `Chromium ${browser.version()}, ${String(availableParallelism())} cores, load before ${load.toFixed(1)}`,
  );
  report(
    `\nA message of ${String(MESSAGE / MiB)} MiB in memory, one worker`,
    await page.evaluate(([bytes, rounds]) => globalThis.compareEngines(bytes, rounds), [MESSAGE, ROUNDS]),
  );

  await page.setInputFiles('input', await makeFiles(2));
  report(
    `\nTwo files of ${String(FILE / MiB)} MiB, read and hashed`,
    await page.evaluate((rounds) => globalThis.compareFiles(rounds), ROUNDS),
  );
} finally {
  await browser?.close();
  await server?.close();
  await rm(scratch, { recursive: true, force: true });
}

/** Real files with their own contents, in the system's cache as they were just written. */
async function makeFiles(count) {
  const piece = Buffer.alloc(FILE);
  const paths = [];
  for (let i = 0; i < count; i += 1) {
    const path = join(scratch, `model-${String(i)}.bin`);
    await writeFile(path, randomFillSync(piece));
    paths.push(path);
  }
  return paths;
}

function report(title, rounds) {
  const reference = median(Object.entries(rounds).find(([name]) => name.startsWith('hash-wasm'))[1]);
  console.log(title);
  for (const [name, speeds] of Object.entries(rounds)) {
    const speed = median(speeds);
    const [least, most] = [Math.min(...speeds), Math.max(...speeds)].map((value) => value.toFixed(0));
    console.log(
      `  ${name.padEnd(18)} ${speed.toFixed(0).padStart(5)} MiB/s  ${(speed / reference).toFixed(2)} x hash-wasm` +
        `  (${least} to ${most} in ${String(speeds.length)} rounds)`,
    );
  }
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
