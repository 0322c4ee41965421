import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { buildStatement, signWithKey, text } from '../forge/index.js';
import { sha256, writeCache } from './cache.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { byKey, files, whole } from './model.js';
import { check, Disk, drop, dropModel, expectSigner, reportOf } from './visitor.js';

/** Everything that the page says about a cache in which all is as it was signed. */
async function expectByDigest(page: Page): Promise<void> {
  await expect(page.locator('#verdict-title')).toContainText(
    'Partly checked: All 7 signed files are here by digest; under which names was not checked.',
  );
  await expect(page.locator('[data-verdict]')).toContainText('Compared by digest alone');
  await expect(page.getByText('hf download NAME --local-dir FOLDER')).toBeVisible();
  await expect(page.locator('[data-row=files]')).toContainText('By digest, 7 of 7 signed files match.');
  const weights = sha256(files['weights/part 1.bin'] ?? text(''));
  await expect(page.locator('li[data-state=match]', { hasText: 'weights/part 1.bin' })).toContainText(
    `Its bytes are here as blobs/${weights.slice(0, 12)}….`,
  );
  await expect(page.getByText('Names: under which name each file goes.')).toBeVisible();
}

test.describe('the cache of Hugging Face’s tools', () => {
  test('dropped, it is checked by digest', async ({ page, origin }) => {
    await using disk = new Disk();
    const { root } = await writeCache(disk, whole);
    await page.goto(`${origin}web/`);
    await dropModel(page, root);
    await expectSigner(page, disk, byKey);
    expect(await check(page)).toBe('partial');
    await expectByDigest(page);
    await expectPresentable(page);
    expect((await reportOf(page)).notChecked).toContainEqual({ code: 'names' });
  });

  test('chosen as a folder, too', async ({ page, origin }) => {
    await using disk = new Disk();
    const { root } = await writeCache(disk, whole);
    await page.goto(`${origin}web/`);
    await page.getByLabel('Choose a folder').setInputFiles(root);
    await expectSigner(page, disk, byKey);
    expect(await check(page)).toBe('partial');
    await expectByDigest(page);
  });

  test('one that lacks a file differs', async ({ page, origin }) => {
    await using disk = new Disk();
    const { 'config.json': _, ...rest } = whole;
    const { root } = await writeCache(disk, rest);
    await page.goto(`${origin}web/`);
    await dropModel(page, root);
    await expectSigner(page, disk, byKey);
    expect(await check(page)).toBe('files-mismatch');
    await expect(page.locator('li[data-state=missing]')).toHaveText(/config\.json/);
  });

  test('its snapshot looks empty, and there is a way out', async ({ page, origin }) => {
    await using disk = new Disk();
    const flat = { 'README.md': text('# flat\n'), 'weights.bin': text('weights') };
    const signed = signWithKey(await buildStatement(flat));
    const { snapshot } = await writeCache(disk, {
      ...flat,
      'model.sig': text(JSON.stringify(signed.bundle)),
    });
    await page.goto(`${origin}web/`);
    await drop(page, snapshot);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('This folder is a snapshot in Hugging Face’s cache');
    await expect(alert).toContainText('Or choose the folder “models--…” two levels up');

    await page.getByLabel('Choose a folder').setInputFiles(snapshot);
    await expect(alert).toContainText('A folder of links, as in a download cache, looks empty to a browser.');
    await expect(alert).toContainText('“Choose files” follows links.');

    const links = (await readdir(snapshot)).map((name) => join(snapshot, name));
    await page.getByLabel('Choose files').setInputFiles(links);
    await expectSigner(page, disk, { method: 'key', publicKey: signed.publicKeyPem });
    expect(await check(page)).toBe('verified');
  });
});
