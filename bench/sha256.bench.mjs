// SHA-256 side by side in Chromium, in one run: node bench/sha256.bench.mjs
// Our kernels and others on one buffer in a worker; then whole files from the disk through the pool, against hash-wasm in as
// many workers, reading alone, sha256sum, and Python in the reference library's way. Writes bench/RESULTS.md. BENCH_SCALE=4 makes the files
// a quarter as long.
import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { buildWasm } from '../scripts/build-wasm.mjs';

const KiB = 2 ** 10;
const MiB = 2 ** 20;
const GiB = 2 ** 30;
const ROUNDS = 9;
const MESSAGE = 64 * MiB;
const WORKERS = 2;
const SCALE = Number(process.env.BENCH_SCALE ?? 1);
const CHECK_ROUNDS = 3;
/** What no way of hashing can be faster than, in a browser. */
const CEILING = 'reading alone';

/** What is checked: so many files of so many bytes, in shards or whole. */
const CHECKS = [
  { name: 'one file of 4 GiB', count: 1, bytes: (4 * GiB) / SCALE },
  { name: 'four of 1 GiB', count: 4, bytes: GiB / SCALE },
  { name: 'eight of 512 MiB', count: 8, bytes: (512 * MiB) / SCALE },
  {
    name: 'one of 4 GiB in shards of 512 MiB',
    count: 1,
    bytes: (4 * GiB) / SCALE,
    shard: (512 * MiB) / SCALE,
  },
  { name: '10,000 of 16 KiB', count: 10_000 / SCALE, bytes: 16 * KiB },
];

const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const lines = [];
const say = (line = '') => {
  lines.push(line);
  console.log(line);
};

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
try {
  await buildWasm();
  await build(config);
  server = await preview(config);
  const url = server.resolvedUrls.local[0];

  await inBrowser(async (page, version) => {
    say('# SHA-256, measured');
    say();
    say('Printed by `npm run bench sha256`. Medians, and ratios within each round, in MiB/s.');
    say();
    say(
      `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / GiB)} GiB; `,
    );
    // Well above zero, something else was running: then compare the best rounds rather than the medians.
    say(
      `Chromium ${version}, Node ${process.versions.node}, load before ${load.toFixed(1)}, files of 1/${SCALE} of their size.`,
    );
    say();
    say(`## A message of ${MESSAGE / MiB} MiB in memory, one worker`);
    await page.goto(url);
    table(
      await page.evaluate(([bytes, rounds]) => globalThis.compareEngines(bytes, rounds), [MESSAGE, ROUNDS]),
    );
  });

  for (const { name, count, bytes, shard } of CHECKS) {
    const { folder, files } = await makeFiles(count, bytes);
    const total = count * bytes;
    const options = { rounds: CHECK_ROUNDS, workers: WORKERS, ...(shard === undefined ? {} : { shard }) };
    say();
    say(`## ${name}, read from the disk’s cache and hashed in ${WORKERS} workers`);
    const { speeds, longestTask } = await inBrowser(async (page) => {
      await page.goto(url);
      await page.setInputFiles('input', files);
      return page.evaluate((check) => globalThis.compareChecks(check), options);
    });
    const memory = await inBrowser(async (page) => {
      await page.goto(url);
      const before = rendererMemory();
      await page.setInputFiles('input', files);
      let peak = before;
      const watch = setInterval(() => (peak = Math.max(peak, rendererMemory())), 100);
      await page.evaluate((check) => globalThis.compareChecks(check), {
        ...options,
        rounds: 1,
        only: ['touchstone'],
      });
      clearInterval(watch);
      return peak - before;
    });
    speeds['sha256sum, one after the other'] = native(total, () =>
      execFileSync('sha256sum', files, { maxBuffer: GiB }),
    );
    const python = fileURLToPath(new URL('hashlib_pool.py', import.meta.url));
    speeds['Python, as the reference library'] = native(total, () =>
      execFileSync('python3', [python, folder]),
    );
    table(speeds);
    say();
    say(
      `Ours: ${memory.toFixed(0)} MiB above the empty page at most; longest task of the main thread ` +
        (longestTask === 0 ? 'below 50 ms.' : `${longestTask.toFixed(0)} ms.`),
    );
    await rm(folder, { recursive: true });
  }
  await writeFile(new URL('RESULTS.md', import.meta.url), `${lines.join('\n').replaceAll(' \n', '\n')}\n`);
} finally {
  await server?.close();
  await rm(scratch, { recursive: true, force: true });
}

async function inBrowser(action) {
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    return await action(await browser.newPage(), browser.version());
  } finally {
    await browser.close();
  }
}

/** Real files with their own contents, in the system's cache as they were just written. */
async function makeFiles(count, bytes) {
  const folder = join(scratch, 'files');
  await mkdir(folder);
  const piece = randomFillSync(Buffer.alloc(Math.min(bytes, 8 * MiB)));
  const files = [];
  for (let i = 0; i < count; i += 1) {
    const path = join(folder, `${String(i).padStart(5, '0')}.bin`);
    const file = await open(path, 'w');
    for (let at = 0; at < bytes; at += piece.length) {
      piece.writeUInt32LE(i, 0);
      piece.writeDoubleLE(at, 4);
      await file.write(piece, 0, Math.min(piece.length, bytes - at));
    }
    await file.close();
    files.push(path);
  }
  return { folder, files };
}

/** MiB/s of each round of a program. */
function native(bytes, run) {
  return Array.from({ length: CHECK_ROUNDS }, () => {
    const start = performance.now();
    run();
    return bytes / MiB / ((performance.now() - start) / 1000);
  });
}

/** Of the largest renderer, in MiB. */
function rendererMemory() {
  const processes = execFileSync('ps', ['-eo', 'rss,args'], { encoding: 'utf8' });
  const sizes = processes.split('\n').filter((line) => line.includes('--type=renderer'));
  return Math.max(0, ...sizes.map((line) => Number.parseInt(line, 10) / KiB));
}

function table(rounds) {
  const reference = rounds['hash-wasm'];
  const ceiling = rounds[CEILING];
  say();
  say(`| | MiB/s | against hash-wasm |${ceiling === undefined ? '' : ' of the reading ceiling |'} from to |`);
  say(`| --- | --- | --- |${ceiling === undefined ? '' : ' --- |'} --- |`);
  for (const [name, speeds] of Object.entries(rounds)) {
    const ratio = median(speeds.map((speed, i) => speed / reference[i]));
    const share =
      ceiling === undefined
        ? ''
        : ` ${(100 * median(speeds.map((speed, i) => speed / ceiling[i]))).toFixed(0)} % |`;
    const [least, most] = [Math.min(...speeds), Math.max(...speeds)].map((value) => value.toFixed(0));
    say(`| ${name} | ${median(speeds).toFixed(0)} | ${ratio.toFixed(2)} |${share} ${least} to ${most} |`);
  }
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
