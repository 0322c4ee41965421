import { dirname, join } from 'node:path';
import { text } from '../forge/index.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { sha256 } from './cache.js';
import { bundle, byKey, files, whole } from './model.js';
import { check, Disk, dropModel, expectSigner } from './visitor.js';

const WEIGHTS = 'weights/part 10.bin';
const bytes = files[WEIGHTS] ?? text('');
const pointer = text(
  `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(bytes)}\nsize ${bytes.length}\n`,
);

test('a pointer of Git LFS in the place of a weight', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder({ ...whole, [WEIGHTS]: pointer }));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.locator('[data-verdict]')).toContainText('You have the pointer, not the file.');
  await expect(page.getByText('Run “git lfs pull” in the model’s folder')).toHaveCount(1);
  await expect(page.locator('li[data-state=changed]')).toContainText('is a pointer of Git LFS');
  await expectPresentable(page);
});

test('leftovers are left out by one action, and stay visible', async ({ page, origin }) => {
  await using disk = new Disk();
  const left = {
    '.cache/huggingface/download/config.json.metadata': text('3f1c\n'),
    '.cache/huggingface/.gitignore': text('*'),
    '.DS_Store': text('\0\0\0\u0001Bud1'),
    'weights/part 11.bin.incomplete': text('half'),
  };
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder({ ...whole, ...left }));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.locator('li[data-state=unsigned]', { hasText: 'incomplete' })).toContainText(
    'Looks like a leftover of a download tool.',
  );
  await expect(page.locator('li[data-state=unsigned]', { hasText: '.DS_Store' })).toContainText(
    'Looks like something that the operating system wrote.',
  );
  await expectPresentable(page);

  expect(await check(page, 'Leave these out and check again')).toBe('verified');
  await expect(page.locator('#verdict-title')).toContainText('7 signed files match; 4 others were left out.');
  await expect(page.locator('li[data-state=ignored]')).toHaveCount(5); // and the signature itself
  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await expect(page.getByLabel('Paths to leave out')).toHaveValue(
    '.DS_Store\n.cache/huggingface\nweights/part 11.bin.incomplete',
  );
});

test('a file that nobody signed and that looks like nothing known has no such action', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder({ ...whole, 'run.py': text('import os') }));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.getByRole('button', { name: 'Leave these out and check again' })).toHaveCount(0);
});

test('the folder above the model, and one of its own', async ({ page, origin }) => {
  await using disk = new Disk();
  const folder = await disk.folder(whole);
  await page.goto(`${origin}web/`);
  await dropModel(page, dirname(folder));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.getByText('The signed files seem to be in the folder “model”')).toBeVisible();

  await dropModel(page, join(folder, 'weights'), await disk.file('model.sig', bundle));
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.getByText('seems to be the model’s own folder “weights”')).toBeVisible();
});
