import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { text, type ForgedFiles } from '../forge/index.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { bundle, byKey, files } from './model.js';
import { check, Disk, drop, dropModel, expectSigner, reportOf } from './visitor.js';

const INNER = 'the model';
const count = Object.keys(files).length;

/** A folder with the model in one of its folders, the signature beside that, and something that is not signed. */
const parent: ForgedFiles = {
  ...Object.fromEntries(Object.entries(files).map(([path, content]) => [`${INNER}/${path}`, content])),
  'model.sig': text(bundle),
  'notes.txt': text('not signed'),
};

const checkFolder = (page: Page) => page.getByRole('button', { name: 'Check that folder' });
const found = (page: Page) => page.locator('.found');

for (const [button, verdict] of [
  ['Try the sample', 'verified'],
  ['One with a changed file', 'files-mismatch'],
  ['One signed by somebody else', 'signer-mismatch'],
] as const) {
  test(`the sample behind “${button}” is ${verdict}`, async ({ page, origin }) => {
    await page.goto(`${origin}web/`);
    const group = page.getByRole('group', { name: 'No signed model at hand? Try a sample:' });
    await group.getByRole('button', { name: button, exact: true }).click();
    await expect(page.getByText('This is a demonstration.')).toBeVisible();
    await expect(page.getByLabel('Identity', { exact: true })).toHaveValue(
      'sample-signer@touchstone.example',
    );
    expect(await check(page)).toBe(verdict);
    if (verdict === 'files-mismatch')
      await expect(page.locator('li[data-state=changed]')).toHaveText(/config\.json/);
  });
}

test('a sample without its other files is refused in words', async ({ page, origin }) => {
  await page.route('**/sample/index.json', async (route) => {
    const response = await route.fetch();
    const index = (await response.json()) as object;
    await route.fulfill({ json: { ...index, changed: { 'no-file-of-it.json': 'changed/config.json' } } });
  });
  await page.goto(`${origin}web/`);
  await page.getByRole('button', { name: 'One with a changed file' }).click();
  await expect(page.getByRole('alert')).toContainText('sample/index.json has not the expected shape.');
});

test('the start page and its samples are presentable', async ({ page, origin }) => {
  await page.goto(`${origin}web/`);
  await expect(page.getByRole('button', { name: 'One signed by somebody else' })).toBeVisible();
  await expectPresentable(page);
});

test('a picked folder with the model and its signature side by side', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await page.getByLabel('Choose a folder').setInputFiles(await disk.folder(parent, 'download'));
  await expect(page.locator('.callout')).toContainText(
    `The signed files lie in the folder “${INNER}”, and the signature beside or above it.`,
  );
  await expect(checkFolder(page)).toHaveAccessibleDescription(
    'What lies outside that folder is then not part of the model.',
  );
  await expectPresentable(page);

  await checkFolder(page).click();
  await expect(page.getByRole('heading', { name: 'What was found' })).toBeFocused();
  await expect(found(page)).toContainText(`${INNER} ${count} files`);
  await expect(page.getByText('Signature file: model.sig')).toBeVisible();
  await expect(checkFolder(page)).toHaveCount(0);
  await expectPresentable(page);
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  expect(await check(page, 'Check again')).toBe('verified');
  const { model } = await reportOf(page);
  expect(model).toMatchObject({ name: INNER, kind: 'directory', fileCount: count });

  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await page.getByRole('button', { name: 'Check everything that was chosen' }).click();
  await expect(found(page)).toContainText(`download ${count + 2} files`);
  await expect(checkFolder(page)).toBeVisible();
  expect(await check(page)).toBe('files-mismatch');
  expect((await reportOf(page)).bundle?.path).toBe('model.sig');
});

test('a dropped one is looked at anew by each check', async ({ page, origin }) => {
  await using disk = new Disk();
  const folder = await disk.folder(parent, 'download');
  await page.goto(`${origin}web/`);
  await dropModel(page, folder);
  await checkFolder(page).click();
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');

  await writeFile(join(folder, 'beside.bin'), 'beside the model');
  expect(await check(page, 'Check again')).toBe('verified');
  await writeFile(join(folder, INNER, 'added.bin'), 'in the model');
  expect(await check(page, 'Check again')).toBe('files-mismatch');
  await expect(page.locator('li[data-state=unsigned]')).toHaveText(/added\.bin/);

  // The signature is that file of the folder around it, as it is now, and no other one.
  await appendFile(join(folder, 'model.sig'), '?');
  expect(await check(page, 'Check again')).toBe('could-not-check');
  await rm(join(folder, 'model.sig'));
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByRole('alert')).toContainText('The signature file could not be read');
  await page.getByRole('button', { name: 'Dismiss' }).click();

  await rm(folder, { recursive: true });
  expect(await check(page)).toBe('could-not-check');
  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await expect(found(page)).toContainText(INNER);
});

test('two models, each with its signature beside it', async ({ page, origin }) => {
  await using disk = new Disk();
  const folder = await disk.folder(
    { ...parent, 'other/a.bin': text('another model'), 'other.sig': text(`${bundle} `) },
    'download',
  );
  await page.goto(`${origin}web/`);
  await dropModel(page, folder);
  const signature = (name: string) => page.getByRole('radio', { name });
  await signature('model.sig').check();
  await checkFolder(page).click();
  await expect(signature('model.sig')).toBeChecked();
  // That of another model is looked at in everything that was chosen.
  await signature('other.sig').check();
  await expect(found(page)).toContainText('download');
  await expect(signature('other.sig')).toBeChecked();
  await expect(checkFolder(page)).toBeVisible();
});

test('a signature dropped on the form is taken for the model there', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(files));
  await expectSigner(page, disk, byKey);
  await drop(page, await disk.file('somewhere.json', bundle));
  await expect(page.getByText('Signature file: somewhere.json')).toBeVisible();
  await expect(found(page)).toContainText(`model ${count} files`);
  await expect(page.getByText('key.pem')).toBeVisible();
  expect(await check(page)).toBe('verified');

  // Beside a verdict it is a choice of its own, and so is any other file.
  await drop(page, await disk.file('alone.json', bundle));
  await expect(found(page)).toContainText('alone.json');
  await drop(page, await disk.file('other.json', '{"mediaType":"text/plain"}'));
  await expect(found(page)).toContainText('other.json');
});

test('a long signature is known by how it begins', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(files));
  await expectSigner(page, disk, byKey);
  const { mediaType, ...rest } = JSON.parse(bundle) as Record<string, unknown>;
  const long = JSON.stringify({ mediaType, ...rest }).replace(/\}$/, `${' '.repeat(2 ** 20)}}`);
  await drop(page, await disk.file('long.json', long));
  await expect(page.getByText('Signature file: long.json')).toBeVisible();
  expect(await check(page)).toBe('verified');
});

test('a signature that was dropped finds the folder in what was chosen', async ({ page, origin }) => {
  await using disk = new Disk();
  const { 'model.sig': _, ...unsigned } = parent;
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(unsigned, 'download'));
  await drop(page, await disk.file('elsewhere.sig', bundle));
  await expect(page.locator('.callout')).toContainText(`The signed files lie in the folder “${INNER}”.`);
  await checkFolder(page).click();
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
});

test('a signature that is dropped where none was found joins the model', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(files));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('unsigned');
  await drop(page, await disk.file('model.sig', bundle));
  await expect(page.getByText('Signature file: model.sig')).toBeVisible();
  expect(await check(page)).toBe('verified');
});

test('a signature that was cut short is not said to be missing without a word', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder({ ...files, 'model.sig': text(bundle.slice(0, -30)) }));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('unsigned');
  await expect(
    page.getByText('“model.sig” is called like a signature, but is not one as it is'),
  ).toBeVisible();
});
