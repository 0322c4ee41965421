import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { text } from '../forge/index.js';
import { expectAccessible, expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { byKey, files, whole } from './model.js';
import { check, Disk, dropModel, expectSigner } from './visitor.js';

const CONFIG = 'config.json';
const config = files[CONFIG] ?? text('');

/** Has the test's word before the browser opens a file by its handle: when the page asks, and not at some moment. */
async function onEachOpening(page: Page, before: (name: string) => Promise<void>): Promise<void> {
  await page.exposeFunction('beforeOpening', before);
  await page.addInitScript(() => {
    const getFile = Reflect.get(FileSystemFileHandle.prototype, 'getFile');
    FileSystemFileHandle.prototype.getFile = async function () {
      const test = globalThis as unknown as { beforeOpening: typeof before };
      await test.beforeOpening(this.name);
      return getFile.call(this);
    };
  });
}

test('a dropped folder that was mended turns from red to green', async ({ page, origin }) => {
  await using disk = new Disk();
  const folder = await disk.folder({ ...whole, [CONFIG]: text('{}'), 'added.bin': text('added') });
  await page.goto(`${origin}web/`);
  await dropModel(page, folder);
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  expect(await check(page, 'Check again')).toBe('files-mismatch');

  await writeFile(join(folder, CONFIG), config);
  await rm(join(folder, 'added.bin'));
  expect(await check(page, 'Check again')).toBe('verified');
  await rm(join(folder, CONFIG));
  expect(await check(page, 'Check again')).toBe('files-mismatch');
  await expect(page.locator('li[data-state=missing]')).toHaveText(/config\.json/);

  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await expect(page.getByText('key.pem')).toBeVisible();
});

test('a dropped folder is judged by what it holds at the check', async ({ page, origin }) => {
  await using disk = new Disk();
  const folder = await disk.folder({ ...whole, [CONFIG]: text('{}') });
  await page.goto(`${origin}web/`);
  await dropModel(page, folder);
  await expectSigner(page, disk, byKey);
  await writeFile(join(folder, CONFIG), config);
  expect(await check(page)).toBe('verified');

  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await appendFile(join(folder, CONFIG), ' ');
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.locator('li[data-state=changed]')).toHaveText(/config\.json/);
});

test('a dropped folder that is gone at the check', async ({ page, origin }) => {
  await using disk = new Disk();
  const folder = await disk.folder(whole);
  await page.goto(`${origin}web/`);
  await dropModel(page, folder);
  await expectSigner(page, disk, byKey);
  await rm(folder, { recursive: true });
  expect(await check(page)).toBe('could-not-check');
  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await expect(page.locator('.found')).toContainText('8 files');
  await expect(page.getByText('key.pem')).toBeVisible();
});

test('a picked file that changed, or vanished, is never green, and the way out is said', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  const folder = await disk.folder(whole);
  await page.goto(`${origin}web/`);
  await page.getByLabel('Choose a folder').setInputFiles(folder);
  await expectSigner(page, disk, byKey);
  await appendFile(join(folder, CONFIG), 'more');
  await rm(join(folder, 'README.md'));
  for (const button of ['Check', 'Check again']) {
    expect(await check(page, button)).toBe('files-mismatch');
    await expect(page.locator('li[data-state=match]')).toHaveCount(Object.keys(files).length - 2);
    await expect(
      page.getByText('If it changed after you chose the model, choose the model again.'),
    ).toBeVisible();
  }
  // Put back as it was signed: the browser still holds on to the file that was picked.
  await writeFile(join(folder, CONFIG), config);
  await writeFile(join(folder, 'README.md'), files['README.md'] ?? '');
  expect(await check(page, 'Check again')).toBe('files-mismatch');
  await expect(page.getByText('“Check again” does not see what was added or replaced since.')).toBeVisible();
});

test('a file that is written to during the check', async ({ page, origin }) => {
  await using disk = new Disk();
  const folder = await disk.folder(whole);
  const path = join(folder, CONFIG);
  // Each file is asked for when it is chosen, when it is checked, and once more when all are hashed.
  let asked = 0;
  await onEachOpening(page, async (name) => {
    if (name === CONFIG && ++asked === 3) await appendFile(path, ' ');
  });
  await page.goto(`${origin}web/`);
  await dropModel(page, folder);
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.locator('#verdict-title')).toContainText('1 file changed while it was being checked.');
  const first = page.locator('li[data-state]').first();
  await expect(first).toHaveAttribute('data-state', 'changed-during-check');
  await expect(first).toContainText('Changed during the check');
  await expect(page.getByText('Wait until nothing writes to it any more')).toBeVisible();
  await expectPresentable(page);

  await writeFile(path, config);
  expect(await check(page, 'Check again')).toBe('verified');
});

test('cancel leaves at once while the disk does not answer, and nothing is lost', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  let answered = Infinity;
  await onEachOpening(page, async (name) => {
    if (name === CONFIG && --answered < 0) await new Promise(() => undefined);
  });
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(whole));
  await expectSigner(page, disk, byKey);
  const button = page.getByRole('button', { name: 'Check', exact: true });
  for (const [heading, answers] of [
    ['Listing the files', 0],
    ['Looking again: did any file change meanwhile?', 1],
  ] as const) {
    answered = answers;
    await button.click();
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(button).toBeVisible({ timeout: 1000 });
    await expect(page.getByText('key.pem')).toBeVisible();
  }
  answered = Infinity;
  expect(await check(page)).toBe('verified');
});
