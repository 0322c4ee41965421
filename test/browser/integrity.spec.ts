/** What is not what the page was built with does not run. The server changes one file at a time. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { siteFiles } from '../../scripts/site/files.mjs';
import { expectAccessible } from './axe.js';
import { test as base, expect } from './fixtures.js';
import { Disk } from './visitor.js';

const SITE = fileURLToPath(new URL('../../dist/web', import.meta.url));

interface Tampering {
  /** Opens a copy of the site in which every file that fits has something added to it. */
  readonly visit: (
    name: RegExp,
    added: string,
    html?: (text: string) => string,
    page?: string,
  ) => Promise<void>;
}

const test = base.extend<Tampering>({
  visit: async ({ page }, use) => {
    await using disk = new Disk();
    const servers: { close: () => Promise<void> }[] = [];
    await use(async (name, added, html = (text) => text, opened = '') => {
      const folder = await disk.folder({}, 'site');
      await cp(SITE, folder, { recursive: true });
      const fitting = (await siteFiles(folder)).filter(({ path }) => name.test(path));
      expect(fitting).not.toEqual([]);
      const edit = async (path: string, change: (text: string) => string) => {
        await writeFile(join(folder, path), change(await readFile(join(folder, path), 'utf8')));
      };
      for (const { path } of fitting) await edit(path, (text) => text + added);
      await edit('index.html', html);
      const server = await serve(folder, 0);
      servers.push(server);
      await page.goto(`${server.url}${opened}`);
    });
    for (const { close } of servers) await close();
  },
});

const RUN = '\n;globalThis.tampered = true;\n';
const hasRun = (page: Page) => page.evaluate(() => 'tampered' in globalThis);

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const STARTED = 'Touchstone';

test.describe('a changed script is refused, and the page says that it has not started', () => {
  for (const [what, name, opened] of [
    ['the first', /assets\/index-.*\.js$/u, ''],
    ['one that it imports', /assets\/format-.*\.js$/u, ''],
    ['that of the page that connects', /assets\/connected-.*\.js$/u, 'connected.html'],
  ] as const) {
    test(what, async ({ page, visit }) => {
      // It is told after five seconds, which is not waited for here.
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Animation.enable');
      await cdp.send('Animation.setPlaybackRate', { playbackRate: 50 });
      await visit(name, RUN, undefined, opened);
      await expect(page.getByText('Touchstone is still loading, or could not start')).toBeVisible({
        timeout: 10_000,
      });
      await expect(page.getByText('Touchstone lädt noch oder konnte nicht starten')).toBeVisible();
      expect(await hasRun(page)).toBe(false);
      await expectAccessible(page);
    });
  }
});

test('a changed script that is loaded later is refused, and the page says so', async ({ page, visit }) => {
  await visit(/assets\/rest-.*\.js$/u, RUN);
  await expect(page.getByRole('alert')).toContainText('A part of this page did not start');
  expect(await hasRun(page)).toBe(false);
});

test('so is a changed stylesheet that comes with it', async ({ page, visit }) => {
  await visit(/assets\/rest-.*\.css$/u, 'body{outline:3px solid}');
  await expect(page.getByRole('alert')).toContainText('A part of this page did not start');
  expect(await page.evaluate(() => getComputedStyle(document.body).outlineStyle)).toBe('none');
});

test('a changed worker does not start: nothing is read, and nothing checked', async ({ page, visit }) => {
  await visit(/assets\/worker-.*\.js$/u, '\n;console.log("tampered");\n');
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await expect(page.getByRole('alert')).toContainText('A part of this page did not start');
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(page.getByRole('heading', { name: 'Something broke down' })).toBeVisible();
  expect(page.workers()).toEqual([]);
  expect(said).not.toContain('tampered');
});

test('a changed stylesheet is not applied', async ({ page, visit }) => {
  await visit(/assets\/index-.*\.css$/u, 'body{outline:3px solid}');
  await expect(title(page)).toHaveText(STARTED);
  expect(await page.evaluate(() => getComputedStyle(document.body).outlineStyle)).toBe('none');
});

test('of a changed translation nothing runs: the page stays English, and says so', async ({
  page,
  visit,
}) => {
  await page.addInitScript(() => {
    localStorage.setItem('touchstone.language', 'de');
  });
  await visit(/assets\/german-.*\.js$/u, RUN);
  await expect(title(page)).toHaveText(STARTED);
  expect(await hasRun(page)).toBe(false);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await expect(page.getByRole('alert')).toContainText('The German texts could not be loaded.');
});

test('without the digests, a changed script would run', async ({ page, visit }) => {
  const without = (text: string) => text.replace(/ integrity="[^"]*"/gu, '');
  await visit(/assets\/format-.*\.js$/u, RUN, without);
  await expect(title(page)).toHaveText(STARTED);
  expect(await hasRun(page)).toBe(true);
});

test('where all is as built, the page starts, and what it said before is gone', async ({ page, origin }) => {
  await page.goto(`${origin}web/`);
  await expect(page.getByText('checks now work without the network')).toBeVisible();
  await expect(page.getByText('could not start')).toHaveCount(0);
});
