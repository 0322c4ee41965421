// npm test: installs what is missing, then lint, types, unit tests and browser tests. `--slow`: only the slow ones.
// `--browsers`: only those in three browser engines.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './ensure-browser.mjs';
import { ensureEngines } from './ensure-engines.mjs';
import { ensureServers } from './ensure-servers.mjs';
import { ensureInstalled } from './install.mjs';
import { runBeside, runBin, runScript } from './run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ name: string, ok: boolean, seconds: number, counts: Counts | null }} Result */

const reports = mkdtempSync(join(tmpdir(), 'touchstone-test-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

/** @type {Result[]} */
const results = [];

/**
 * Runs a step and writes down how it went.
 * @param {string} name
 * @param {() => boolean | Promise<boolean>} action
 * @param {() => Counts | null} [count]
 * @returns {Promise<boolean>}
 */
async function step(name, action, count = () => null) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const ok = await action();
  const seconds = (performance.now() - start) / 1000;
  const counts = count();
  results.push({ name, ok, seconds, counts });
  console.log(`── ${name}: ${ok ? 'ok' : 'FAILED'} in ${seconds.toFixed(1)} s`);
  return ok;
}

/**
 * @param {string} name
 * @param {readonly string[]} [args]
 */
async function unitTests(name, args = []) {
  const file = join(reports, `${name.replaceAll(' ', '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  await step(
    name,
    () => runBin('vitest', ['run', ...args, ...reporters]),
    () => {
      const report = readReport(file);
      if (report === null) return null;
      const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
      return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
    },
  );
}

/** @param {string} browser */
async function browserTests(browser) {
  const file = join(reports, 'browser.json');
  const env = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  await step(
    'browser tests',
    () => runBin('playwright', ['test', '--reporter=list,json'], env),
    () => {
      const stats = readReport(file)?.stats;
      if (stats === undefined) return null;
      // A test that passes only sometimes is broken.
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
    },
  );
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** Prints the steps, then the sum alone on the last line. A failed step without a failed test counts as one. */
function finish() {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  console.log('');
  for (const { name, ok, seconds, counts } of results) {
    const failed = Math.max(counts?.failed ?? 0, ok ? 0 : 1);
    sum.passed += counts?.passed ?? 0;
    sum.failed += failed;
    sum.skipped += counts?.skipped ?? 0;
    const detail =
      counts === null ? '' : `  ${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`;
    console.log(
      `${failed === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s${detail}`,
    );
  }
  process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1;
  console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
}

/** The whole of it. Cheap checks run even where the build failed; tests of what was not built cannot. */
async function main() {
  if (!(await step('install', ensureInstalled))) return;
  const built = await step('build', () => runScript('scripts/build.mjs'));
  if (process.argv.includes('--slow')) {
    const ready = built && (await step('browser', async () => (await ensureBrowser()) !== null));
    if (ready) await unitTests('slow tests', ['--config', 'vitest.slow.config.ts']);
    return;
  }
  if (process.argv.includes('--browsers')) {
    await step('engines', async () => (await ensureBrowser()) !== null && (ensureEngines(), true));
    if (built) await unitTests('three engines', ['--config', 'vitest.browsers.config.ts']);
    return;
  }
  /** @type {string | null} */
  let browser = null;
  await step('browser', async () => (browser = await ensureBrowser()) !== null);
  await step('servers', () => (ensureServers(), true));
  // eslint takes one core and longer than the other cheap checks: the unit tests begin beside it.
  await Promise.all([
    step('eslint', () => runBeside('eslint', ['--max-warnings=0', '.'])),
    (async () => {
      await step('types', () => runBeside('scripts/types.mjs', built ? ['--built'] : []));
      await step('prettier', () => runBeside('prettier', ['--check', '--log-level=warn', '.']));
      await step('knip', () => runBeside('knip', []));
      if (built) await unitTests('unit tests');
    })(),
  ]);
  if (!built) return;
  if (browser !== null) await browserTests(browser);
}

await main();
finish();
