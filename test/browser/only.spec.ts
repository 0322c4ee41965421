import { buildStatement, signWithKey, text } from '../forge/index.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { writeCache } from './cache.js';
import { byKey, files, whole } from './model.js';
import { copiedText, denyClipboard } from './seen.js';
import { check, Disk, dropModel, expectSigner, reportOf } from './visitor.js';

const filesRow = '[data-row=files]';
const summary = (name: string) => ({ hasText: name });

test.describe('only some paths', () => {
  test('are amber at best, whatever the others are', async ({ page, origin }) => {
    await using disk = new Disk();
    await denyClipboard(page);
    await page.goto(`${origin}web/`);
    const { 'README.md': _, ...rest } = whole;
    const folder = await disk.folder({ ...rest, 'config.json': text('changed'), 'run.py': text('x') });
    await dropModel(page, folder);
    await expectSigner(page, disk, byKey);
    await page.getByText('Options').click();
    await page.getByLabel('Check only these paths').fill('weights\n\n');
    expect(await check(page)).toBe('partial');
    await expect(page.locator('#verdict-title')).toContainText('3 of 7 files were checked; they match.');
    await expect(page.locator('.compared')).toHaveText(
      'Only the files that you asked for were checked. The others may be anything.',
    );
    await expect(page.locator(filesRow)).toContainText('Files: Partly checked');
    await expect(page.locator(filesRow)).toContainText('3 of 7 signed files were checked; they match.');
    await expect(page.locator(filesRow)).not.toContainText('By digest');
    await expect(page.getByText('The other paths: you asked for some only.')).toBeVisible();
    await expect(page.locator('li[data-state=match]')).toHaveCount(3);
    // What was asked for comes first; only the signature, which is left out, comes after the rest.
    await expect(page.locator('li[data-state=not-checked] ~ li[data-state=match]')).toHaveCount(0);
    await expect(page.locator('li[data-state]').last()).toHaveAttribute('data-state', 'ignored');
    // Neither what changed, nor what is gone, nor what was never signed is called anything else.
    for (const name of ['config.json', 'README.md', 'run.py'])
      await expect(page.locator('li[data-state=not-checked]', summary(name))).toContainText('Not checked');
    await expect(page.getByRole('button', { name: 'Leave these out' })).toHaveCount(0);
    await expectPresentable(page);
    const copied = await copiedText(page);
    expect(copied).toContain('Files: Partly checked. 3 of 7 signed files were checked; they match.');
    expect(copied).toContain('- The other paths: you asked for some only.');
    expect(copied).not.toContain('config.json');
    expect((await reportOf(page)).notChecked).toContainEqual({ code: 'other-paths' });

    await page.getByRole('button', { name: 'Change what you expect' }).click();
    await expect(page.getByLabel('Check only these paths')).toBeVisible();
    await expect(page.getByLabel('Check only these paths')).toHaveValue('weights\n\n');
    await page.getByLabel('Check only these paths').fill('\n');
    expect(await check(page)).toBe('files-mismatch');
  });

  test('differ where one of them does', async ({ page, origin }) => {
    await using disk = new Disk();
    await page.goto(`${origin}web/`);
    await dropModel(page, await disk.folder({ ...whole, 'weights/é.bin': text('changed') }));
    await expectSigner(page, disk, byKey);
    await page.getByText('Options').click();
    await page.getByLabel('Check only these paths').fill('weights/é.bin\nconfig.json');
    expect(await check(page)).toBe('files-mismatch');
    await expect(page.locator(filesRow)).toContainText('Only 2 were checked, as you asked.');
  });

  test('that were not signed are no check at all', async ({ page, origin }) => {
    await using disk = new Disk();
    await page.goto(`${origin}web/`);
    await dropModel(page, await disk.folder(whole));
    await expectSigner(page, disk, byKey);
    await page.getByText('Options').click();
    await page.getByLabel('Check only these paths').fill('weight');
    expect(await check(page)).toBe('could-not-check');
    await expect(page.locator('#verdict-title')).toContainText('Nothing that was signed is at “weight”.');
  });
});

test('only some paths of a cache are checked by digest, and both is said', async ({ page, origin }) => {
  await using disk = new Disk();
  const { root } = await writeCache(disk, whole);
  await page.goto(`${origin}web/`);
  await dropModel(page, root);
  await expectSigner(page, disk, byKey);
  await page.getByText('Options').click();
  await page.getByLabel('Check only these paths').fill('weights');
  expect(await check(page)).toBe('partial');
  await expect(page.locator('.compared')).toContainText('Compared by digest alone');
  await expect(page.locator('.compared')).toContainText('Only the files that you asked for were checked.');
  await expect(page.locator(filesRow)).toContainText(
    'By digest, 3 of 7 signed files match. Under which names they go here was not checked. Only 3 were checked, as you asked.',
  );
});

test('signed names that look alike are pointed out', async ({ page, origin }) => {
  await using disk = new Disk();
  const twins = { ...files, 'Config.json': text('{}') };
  const { bundle, publicKeyPem } = signWithKey(await buildStatement(twins));
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder({ ...twins, 'model.sig': text(JSON.stringify(bundle)) }));
  await expectSigner(page, disk, { method: 'key', publicKey: publicKeyPem });
  expect(await check(page)).toBe('verified');
  await expect(
    page.getByText('Two signed names look alike: Config.json and config.json. Only capital and small'),
  ).toBeVisible();
});

test('a leftover whose name has a line break leaves out nothing but itself', async ({ page, origin }) => {
  await using disk = new Disk();
  const trap = { '._x\nrun.py': text('x'), 'run.py': text('import os') };
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder({ ...whole, ...trap }));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  expect(await check(page, 'Leave these out and check again')).toBe('files-mismatch');
  await expect(page.locator('li[data-state=unsigned]')).toHaveText(/^\s*run\.py/);
  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await page.getByRole('button', { name: 'Remove ._x⟨U+000A⟩run.py' }).click();
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.locator('li[data-state=unsigned]')).toHaveCount(2);
});
