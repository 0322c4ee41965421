import { existsSync } from 'node:fs';
import { defineConfig } from 'playwright/test';
import { CHROMIUM_FLAGS } from './test/chromium-flags.js';

/** Set by `npm test`; for a run by hand, Debian's. Without either, Playwright's own. */
const executablePath = process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium'].find((path) => existsSync(path));

export default defineConfig({
  testDir: 'test/browser',
  outputDir: 'test-results',
  // A test that passes at the second try hides a race.
  retries: 0,
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  // Patience, and not what is asserted: on a machine that is busy, to lay out 3,000 lines takes longer than five seconds.
  expect: { timeout: 20_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    // Emptied for each test. A new one, and a process for its page, took longer than most tests.
    reuseContext: true,
    // Only offline.spec.ts has one: it would answer for what other tests take away on the way.
    serviceWorkers: 'block',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: CHROMIUM_FLAGS,
    },
  },
});
