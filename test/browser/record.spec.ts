import type { Download, Page } from 'playwright/test';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { byKey, whole } from './model.js';
import { check, Disk, dropModel, expectSigner } from './visitor.js';

const panel = (page: Page) =>
  page.getByRole('group').filter({ hasText: 'Sign a record with a key of your own' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function checked(page: Page, origin: string, disk: Disk): Promise<void> {
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(whole));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
}

const unfold = (page: Page) => page.getByText('Sign a record with a key of your own').click();

async function make(page: Page, organisation = 'Example Ltd'): Promise<void> {
  await page.getByLabel('Name of your organisation').fill(organisation);
  await button(page, 'Make a key').click();
  await button(page, 'Sign the report').waitFor();
}

async function saved(page: Page, name: string): Promise<Download> {
  const downloading = page.waitForEvent('download');
  await button(page, name).click();
  return downloading;
}

async function textOf(download: Download): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString();
}

test('a record is signed here, and verified here', async ({ page, origin }) => {
  await using disk = new Disk();
  await checked(page, origin, disk);
  await unfold(page);
  await expect(panel(page)).toContainText('this browser on this machine');
  await make(page);
  await expect(panel(page)).toContainText('Organisation Example Ltd');
  await expectPresentable(page);

  const pem = await textOf(await saved(page, 'Save the public key (PEM)'));
  expect(pem).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  await button(page, 'Sign the report').click();
  await expect(panel(page).getByRole('status')).toHaveText(
    'Signed. Save both files, and keep them together.',
  );
  await expectPresentable(page);
  const report = await saved(page, 'Save the report');
  const record = await saved(page, 'Save the record');
  expect(record.suggestedFilename()).toBe(`${report.suggestedFilename()}.sigstore.json`);
  const text = await textOf(report);
  const signature = await textOf(record);

  for (const [content, verdict] of [
    [text, 'verified'],
    [text.replace('"verified"', '"unsigned"'), 'files-mismatch'],
  ] as const) {
    await page.goto(`${origin}web/`);
    await page.getByLabel('Choose files').setInputFiles(await disk.file(report.suggestedFilename(), content));
    await page.getByRole('heading', { name: 'What was found' }).waitFor();
    await page
      .getByLabel('Signature file (if it is not in the folder)')
      .setInputFiles(await disk.file('record.sigstore.json', signature));
    await page.getByText('record.sigstore.json').first().waitFor();
    await expectSigner(page, disk, { method: 'key', publicKey: pem });
    expect(await check(page)).toBe(verdict);
  }
});

test('the key stays until it is deleted, and cannot be read', async ({ page, origin }) => {
  await using disk = new Disk();
  await checked(page, origin, disk);
  await unfold(page);
  await button(page, 'Make a key').click();
  const field = page.getByLabel('Name of your organisation');
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/Write the name of your organisation\./);
  await make(page);
  const fingerprint = await panel(page)
    .getByText(/^[0-9a-f]{64}$/)
    .textContent();

  const privateHalf = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('touchstone');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no database'));
    });
    const kept = await new Promise<{ privateKey: CryptoKey }>((resolve) => {
      const request = database.transaction('keys').objectStore('keys').get('record');
      request.onsuccess = () => resolve(request.result as { privateKey: CryptoKey });
    });
    database.close();
    return crypto.subtle.exportKey('pkcs8', kept.privateKey).then(
      () => 'read',
      (error: unknown) => (error as Error).name,
    );
  });
  expect(privateHalf).toBe('InvalidAccessError');

  await checked(page, origin, disk);
  await unfold(page);
  await expect(panel(page)).toContainText(fingerprint ?? 'none');
  await button(page, 'Delete the key').click();
  await button(page, 'Keep it').click();
  await expect(button(page, 'Sign the report')).toBeVisible();
  await button(page, 'Delete the key').click();
  await expect(panel(page)).toContainText('Delete the key for good?');
  await button(page, 'Delete it').click();
  await expect(panel(page).getByRole('status')).toHaveText('The key was deleted.');
  await make(page, 'Another Ltd');
  await expect(panel(page)).not.toContainText(fingerprint ?? 'none');
});

test('what somebody else put there is no key, and is deleted by hand', async ({ page, origin }) => {
  await using disk = new Disk();
  await checked(page, origin, disk);
  await unfold(page);
  await make(page);
  await page.evaluate(async () => {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open('touchstone');
      request.onsuccess = () => {
        const transaction = request.result.transaction('keys', 'readwrite');
        transaction.objectStore('keys').put({ privateKey: 'mine', name: 'Example Ltd' }, 'record');
        transaction.oncomplete = () => {
          request.result.close();
          resolve();
        };
      };
    });
  });
  await button(page, 'Sign the report').click();
  await expect(panel(page)).toContainText('What is kept here is no key that this page can use.');
  await expect(button(page, 'Sign the report')).toHaveCount(0);
  await button(page, 'Delete the key').click();
  await button(page, 'Delete it').click();
  await make(page);
  await button(page, 'Sign the report').click();
  await expect(button(page, 'Save the record')).toBeVisible();
});

test('without storage, or without cryptography, it says what to do', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  await checked(page, origin, disk);
  await unfold(page);
  await expect(panel(page)).toContainText('sign it with another tool');
  await page.addInitScript(() => {
    Reflect.defineProperty(window, 'isSecureContext', { value: false });
  });
  await checked(page, origin, disk);
  await unfold(page);
  await expect(panel(page)).toContainText('only for pages that come over HTTPS');
});

test('a full storage keeps no key, and says so', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.addInitScript(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await checked(page, origin, disk);
  await unfold(page);
  await page.getByLabel('Name of your organisation').fill('Example Ltd');
  await button(page, 'Make a key').click();
  await expect(panel(page)).toContainText('The browser did not keep the key');
  await expect(button(page, 'Sign the report')).toHaveCount(0);
});

test('the sample is not signed', async ({ page, origin }) => {
  await page.goto(`${origin}web/`);
  await button(page, 'Try the sample').click();
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  await check(page);
  await unfold(page);
  await expect(panel(page)).toContainText('There is nothing to sign.');
  await expect(button(page, 'Make a key')).toHaveCount(0);
});
