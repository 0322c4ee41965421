// Finds a Chromium for the browser tests, or installs one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isMain, run, runBin } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * In this order: $CHROMIUM_PATH, Playwright's own, one that the system has; else it is installed, by apt where this
 * is root's to do, or by Playwright.
 * @returns {Promise<string | null>} the program's path; null where every way failed, which has been said
 */
export async function ensureBrowser() {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked !== undefined && asked !== '') {
    if (starts(asked)) return asked;
    console.error(
      `CHROMIUM_PATH is ${asked}, which does not start. Correct it, or unset it to have one found.`,
    );
    return null;
  }
  const found = (await playwrightBrowser()) ?? systemBrowser();
  if (found !== null) return found;

  console.log('No Chromium was found; installing one for the browser tests.');
  const root = process.getuid?.() === 0;
  if (root && onPath('apt-get') !== null) {
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
    if (
      run('apt-get', ['update', '-qq'], quiet) &&
      run('apt-get', ['install', '-y', '-qq', 'chromium'], quiet)
    ) {
      const installed = systemBrowser();
      if (installed !== null) return installed;
    }
  }
  if (runBin('playwright', ['install', ...(root ? ['--with-deps'] : []), 'chromium'])) {
    const installed = await playwrightBrowser();
    if (installed !== null) return installed;
  }
  console.error(
    'No Chromium could be installed. Install one yourself and set CHROMIUM_PATH to its program file.',
  );
  return null;
}

/** @returns {Promise<string | null>} */
async function playwrightBrowser() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return starts(path) ? path : null;
}

/** @returns {string | null} */
function systemBrowser() {
  const found = NAMES.map(onPath).filter((path) => path !== null);
  return found.find(starts) ?? null;
}

/**
 * @param {string} name
 * @returns {string | null}
 */
function onPath(name) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/**
 * A file is not enough: on Ubuntu `chromium` may be a stub, and libraries may be missing.
 * @param {string} path
 */
function starts(path) {
  if (!existsSync(path)) return false;
  if (process.platform === 'win32') return true; // there --version opens a window
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

if (isMain(import.meta.url)) {
  const path = await ensureBrowser();
  if (path !== null) console.log(path);
  process.exitCode = path === null ? 1 : 0;
}
