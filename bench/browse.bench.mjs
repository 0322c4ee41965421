// A verdict over 100,000 files, browsed in the page as built: node bench/browse.bench.mjs
// Frames while scrolling, and how long each interaction takes to its painted answer. BENCH_SCALE=10 makes a tenth of the files.
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { register } from 'tsx/esm/api';
import { serve } from '../scripts/serve.mjs';
import { interactions } from './browse/interactions.mjs';
import { makeModel } from './browse/model.mjs';
import { installProbe } from './browse/probe.mjs';
import { scrolls } from './browse/scrolls.mjs';

const SCALE = Number(process.env.BENCH_SCALE ?? 1);
const COUNT = 100_000 / SCALE;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const PATIENCE = 600_000;
const BOUND = { answer: 100, task: 50, frame: 1000 / 60 };
const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const [load] = loadavg();
const lines = [];
function say(line = '') {
  console.log(line);
  lines.push(line);
}

register();
const forge = await import('../test/forge/index.ts');
const server = await serve(fileURLToPath(new URL('../dist', import.meta.url)), 0);
const model = await makeModel(forge, COUNT);
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
try {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.addInitScript(installProbe);
  await page.goto(`${server.url}web/`, { waitUntil: 'networkidle' });

  say(`# ${COUNT.toLocaleString('en')} files in the page, measured`);
  say();
  say('Printed by `npm run bench browse`.');
  say();
  say(
    `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, no GPU; ` +
      `Chromium ${browser.version()}, headless, which makes 60 frames a second at most; load before ${load.toFixed(1)}. ` +
      `A file list of ${model.paths.length.toLocaleString('en')}, of which ${model.differing.length.toLocaleString('en')} differ.`,
  );
  await toVerdict(page);
  frames(await scrolls(page));
  answers(await interactions(page, model, ROUNDS));
  if (SCALE === 1) writeFileSync(new URL('RESULTS-browse.md', import.meta.url), `${lines.join('\n')}\n`);
} finally {
  await browser.close();
  await server.close();
  model.remove();
}

async function toVerdict(page) {
  const now = () => page.evaluate(() => globalThis.probe.now());
  const tasks = async (from, to = Infinity) => {
    const long = await page.evaluate((at) => globalThis.probe.tasksSince(at), from);
    return long.filter(({ start }) => start < to);
  };
  say();
  say('## On the way to the verdict');
  say();
  say(
    'Tasks of the page’s thread over 50 ms: how many; the longest, and of each the milliseconds in which the page’s own ' +
      'scripts ran. The rest is Chromium’s own.',
  );
  say();
  say('| | seconds | tasks over 50 ms | of them with over 50 ms of script | the longest |');
  say('| --- | --- | --- | --- | --- |');

  let from = await now();
  await page.getByLabel('Choose a folder').setInputFiles(model.folder);
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  phase('picked and listed', ((await now()) - from) / 1000, await tasks(from));

  await page.getByRole('radio', { name: 'A public key' }).check();
  const key = { name: 'key.pem', mimeType: 'text/plain', buffer: Buffer.from(model.publicKeyPem) };
  await page.getByLabel('Public key file').setInputFiles(key);
  await page.getByText('key.pem').waitFor();
  await page.evaluate(() =>
    globalThis.probe.watch({
      again: { selector: '#checking-title', text: 'Looking again' },
      verdict: { selector: '[data-verdict]' },
    }),
  );
  from = await now();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.locator('[data-verdict="files-mismatch"]').waitFor();
  await page.waitForTimeout(1000);
  const { again, verdict } = await page.evaluate(() => globalThis.probe.seen);
  phase('signature, hashing, and sorting what was hashed', (again - from) / 1000, await tasks(from, again));
  phase('looking again, to the verdict painted', (verdict - again) / 1000, await tasks(again));
}

function phase(name, seconds, long) {
  const longest = long.toSorted((a, b) => b.ms - a.ms).slice(0, 4);
  const ours = long.filter(({ script }) => script > BOUND.task).length;
  const shown = longest.map(({ ms, script }) => `${ms.toFixed(0)} (${script.toFixed(0)})`).join(', ');
  say(`| ${name} | ${seconds.toFixed(1)} | ${long.length} | ${ours} | ${shown} |`);
}

function frames(ways) {
  say();
  say('## Scrolling');
  say();
  say(
    'Milliseconds from frame to frame. Late: over 20 ms, which is a sixtieth of a second and a fifth of it. Blank: frames in ' +
      'which any of the list’s frame had no row with text, looked at in a second run. The plain rows are a list of ' +
      'text without any script, for what this machine can do.',
  );
  say();
  say('| | frames | per second | median | 95 % | longest | late | blank |');
  say('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const { name, deltas, gaps } of ways) {
    const late = deltas.filter((ms) => ms > BOUND.frame * 1.2).length;
    const rate = (1000 * deltas.length) / deltas.reduce((sum, ms) => sum + ms, 0);
    const blank = gaps === null ? '' : `${gaps.filter((px) => px > 1).length} of ${gaps.length}`;
    const [half, most, longest] = [0.5, 0.95, 1].map((share) => quantile(deltas, share).toFixed(1));
    say(
      `| ${name} | ${deltas.length} | ${rate.toFixed(1)} | ${half} | ${most} | ${longest} | ` +
        `${((100 * late) / deltas.length).toFixed(1)} % | ${blank} |`,
    );
  }
}

function answers(measured) {
  say();
  say('## Interactions');
  say();
  say(
    `Milliseconds from the event until its answer is on the page and painted, in ${ROUNDS} rounds; the bound is ` +
      `${BOUND.answer}. First paint: the longest that Chromium itself measured for the event. Longest task: of the page’s ` +
      'thread, where it is over 50 ms.',
  );
  say();
  say('| | times | median | longest | first paint | longest task | within the bound |');
  say('| --- | --- | --- | --- | --- | --- | --- |');
  for (const [name, samples] of measured) {
    const times = samples.map(({ answered }) => answered);
    const most = (key) => Math.max(...samples.map((one) => one[key])).toFixed(0);
    const within = times.filter((ms) => ms <= BOUND.answer).length;
    const task = most('longest') === '0' ? '' : most('longest');
    say(
      `| ${name} | ${times.length} | ${quantile(times, 0.5).toFixed(0)} | ${most('answered')} | ${most('first')} | ${task} | ` +
        `${within === times.length ? 'all' : `${within} of ${times.length}`} |`,
    );
  }
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
