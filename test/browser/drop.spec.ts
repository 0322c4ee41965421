import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { bundle, byKey, files, whole } from './model.js';
import { check, Disk, drop, dropModel, expectSigner, reportOf } from './visitor.js';

test('a folder with its signature in it', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(whole));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  await expect(page.locator('.bounds')).toContainText(
    'Among the files that this browser shows. In a folder it hides links and empty folders.',
  );
  const { model, bundle: found } = await reportOf(page);
  expect(model).toMatchObject({ source: 'dropped-folder', name: 'model', kind: 'directory' });
  expect(found?.path).toBe('model.sig');
});

test('a folder and its signature file', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(files), await disk.file('signature.json', bundle));
  await expect(page.getByText('signature.json')).toBeVisible();
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
});

test('single files, one of them a link', async ({ page, origin }) => {
  await using disk = new Disk();
  const flat = Object.fromEntries(Object.entries(whole).filter(([path]) => !path.includes('/')));
  const folder = await disk.folder(flat);
  const linked = join(await disk.folder({}), 'linked.bin');
  await symlink(await disk.file('target', 'not signed'), linked);
  await page.goto(`${origin}web/`);
  await dropModel(page, ...Object.keys(flat).map((path) => join(folder, path)), linked);
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.locator('.bounds')).toContainText('a link counts as the file that it leads to');
  // The rest of the model was not dropped.
  await expect(page.locator('li[data-state=missing]')).toHaveCount(3);
  await expect(page.locator('li[data-state=unsigned]')).toHaveText(/linked\.bin/);
});

test('an empty folder has its word, and the form keeps what was entered', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await drop(page, await disk.folder({}));
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('There is no file here.');
  await expect(alert).toContainText('Choose the folder that holds the model.');
  await expect(page.getByText('What was found')).toHaveCount(0);
  await expectPresentable(page);

  await dropModel(page, await disk.folder(whole));
  await expectSigner(page, disk, byKey);
  await page.getByText('Options').click();
  await page.getByLabel('Paths to leave out').fill('notes.txt');
  await drop(page, await disk.folder({}));
  await expect(alert).toContainText('There is no file here.');
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByLabel('Paths to leave out')).toHaveValue('notes.txt');
  await expect(page.getByText('key.pem')).toBeVisible();
  expect(await check(page)).toBe('verified');
});

test('a file that cannot be opened is a finding about that one file', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.addInitScript(() => {
    const getFile = Reflect.get(FileSystemFileHandle.prototype, 'getFile');
    FileSystemFileHandle.prototype.getFile = async function () {
      if (this.name === 'config.json') throw new DOMException('refused', 'NotReadableError');
      return getFile.call(this);
    };
  });
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(whole));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.locator('li[data-state=unreadable]')).toHaveText(/config\.json/);
  await expect(page.locator('li[data-state=match]')).toHaveCount(Object.keys(files).length - 1);
  await expect(page.getByText('Else make sure that you may read it.')).toBeVisible();
});

test('a handle that never comes is not waited for', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.addInitScript(() => {
    Reflect.set(DataTransferItem.prototype, 'getAsFileSystemHandle', () => new Promise(() => undefined));
  });
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(whole));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
});

test('too much at once is refused in words', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await drop(page, await disk.folder(files), await disk.folder(files));
  await expect(page.getByRole('alert')).toContainText('You dropped 2 folders and 0 files.');
});
