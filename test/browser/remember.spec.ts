import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { buildStatement, signWithKey, text, type ForgedFiles } from '../forge/index.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { byKey, files, signed, whole } from './model.js';
import { check, Disk, dropModel, expectSigner, reportOf } from './visitor.js';

const statement = await buildStatement(files);
const signedBy = (signature: object): ForgedFiles => ({
  ...files,
  'model.sig': text(JSON.stringify(signature)),
});
const other = signWithKey(statement);
const byOther = { method: 'key', publicKey: other.publicKeyPem } as const;
/** Its key came with it. */
const claimed = signWithKey(statement, { shape: 'rawBytes', key: signed.key });

const NAME = 'weather';

const headline = (page: Page) => page.locator('#verdict-title');
const reasons = (page: Page) => page.locator('[data-verdict]').getAttribute('data-reasons');

async function remember(page: Page, name: string, scope?: string): Promise<void> {
  await page.getByRole('heading', { name: 'Remember this signer' }).click();
  await page.getByLabel('What do you call them?').fill(name);
  if (scope !== undefined) await page.getByRole('radio', { name: scope }).check();
  await page.getByRole('button', { name: /^Remember( as a claim)?$/ }).click();
  await expect(page.getByText(`Remembered as “${name}”.`)).toBeFocused();
}

async function open(page: Page, origin: string, folder: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${origin}web/`);
  await dropModel(page, folder);
}

const inspect = (page: Page) => page.getByRole('radio', { name: 'I don’t know whom to expect' }).check();

test('a remembered signer is recognised, contradicted, and replaced by hand', async ({ page, origin }) => {
  await using disk = new Disk();
  const folder = await disk.folder(whole, NAME);
  await open(page, origin, folder);
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  await page.getByRole('heading', { name: 'Remember this signer' }).click();
  await page.getByRole('button', { name: 'Remember', exact: true }).click();
  await expect(page.getByLabel('What do you call them?')).toBeFocused();
  await expect(page.getByText('Write a name for them.')).toBeVisible();
  await expectPresentable(page);
  await page.getByRole('heading', { name: 'Remember this signer' }).click();
  await remember(page, 'Acme');

  await open(page, origin, folder);
  const remembered = page.getByRole('radio', { name: 'Whom I remembered for this model' });
  await expect(remembered).toBeChecked();
  await expect(page.getByText('Acme: a public key, remembered on')).toBeVisible();
  await expectPresentable(page);
  expect(await check(page)).toBe('verified');
  await expect(headline(page)).toContainText('as pinned on');
  await expect(headline(page)).toContainText('“Acme”');
  await expect(page.locator('[data-row=signer]')).toContainText('You remembered them as “Acme”');
  await expect(page.getByRole('heading', { name: 'Since the last check here' })).toBeVisible();
  await expect(page.getByText('No file has changed since.')).toBeVisible();
  const { trust } = await reportOf(page);
  expect(trust.basis).toMatchObject({ kind: 'pin', name: 'Acme', isConfirmed: true });
  await expectPresentable(page);

  // Somebody else under the same name: with nobody named, and with them named.
  await open(page, origin, await disk.folder(signedBy(other.bundle), NAME));
  expect(await check(page)).toBe('signer-mismatch');
  expect(await reasons(page)).toContain('pin-differs');
  await expect(headline(page)).toContainText('Not the same signer as last time');
  await expect(page.getByRole('button', { name: 'Approve the new signer' })).toHaveCount(0);
  await expectPresentable(page);
  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await expectSigner(page, disk, byOther);
  expect(await check(page)).toBe('signer-mismatch');
  expect(await reasons(page)).toBe('pin-differs');
  await expectPresentable(page);
  expect(await check(page, 'Approve the new signer')).toBe('verified');
  await page.getByRole('link', { name: 'Memory' }).click();
  await expect(page.getByText('Earlier signers (1)')).toBeVisible();

  // And the one before is another one now, but is told apart from a stranger.
  await open(page, origin, folder);
  expect(await check(page)).toBe('signer-mismatch');
  await expect(page.locator('.reasons')).toContainText('whom you had remembered until');
});

test('a claim is recognised and never green, until the person says whom they expect', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  const folder = await disk.folder(signedBy(claimed.bundle), NAME);
  await open(page, origin, folder);
  await inspect(page);
  expect(await check(page)).toBe('signer-untrusted');
  await remember(page, 'Somebody');

  await open(page, origin, folder);
  await expect(page.getByText('as a claim that nobody confirmed')).toBeVisible();
  expect(await check(page)).toBe('signer-unconfirmed');
  expect(await reasons(page)).toBe('pin-unconfirmed');
  await expect(headline(page)).toContainText('The same signer as on');
  await expectPresentable(page);

  // Another key is as loud.
  const stranger = signWithKey(statement, { shape: 'rawBytes' });
  await open(page, origin, await disk.folder(signedBy(stranger.bundle), NAME));
  expect(await check(page)).toBe('signer-mismatch');

  await open(page, origin, folder);
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  await page.getByRole('button', { name: 'Mark as confirmed' }).click();
  await expect(page.getByText('Marked as confirmed.')).toBeFocused();
  await open(page, origin, folder);
  expect(await check(page)).toBe('verified');
});

test('a publisher is recognised in whatever they sign, and nothing is said of others', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  await open(page, origin, await disk.folder(whole, NAME));
  await expectSigner(page, disk, byKey);
  await check(page);
  await remember(page, 'Acme', 'Every model that they sign');
  await open(page, origin, await disk.folder(whole, 'another'));
  await page.getByRole('radio', { name: 'A publisher whom I remembered' }).check();
  expect(await check(page)).toBe('verified');
  await open(page, origin, await disk.folder(signedBy(other.bundle), 'another'));
  await expectSigner(page, disk, byOther);
  expect(await check(page)).toBe('verified');
});

test('a pattern has to say something', async ({ page, origin }) => {
  await using disk = new Disk();
  await open(page, origin, await disk.folder(whole, NAME));
  await expectSigner(page, disk, byKey);
  await check(page);
  await page.getByRole('heading', { name: 'Remember this signer' }).click();
  await page.getByLabel('What do you call them?').fill('Acme');
  await page.getByRole('radio', { name: 'Models whose name fits a pattern' }).check();
  await page.getByLabel('Pattern for names').fill('*');
  await page.getByRole('button', { name: 'Remember', exact: true }).click();
  await expect(page.getByText('This would fit too many names.')).toBeVisible();
  await expect(page.getByLabel('Pattern for names')).toBeFocused();
  await page.getByLabel('Pattern for names').fill('weath*');
  await page.getByRole('button', { name: 'Remember', exact: true }).click();
  await expect(page.getByText('Remembered as “Acme”.')).toBeFocused();
  await open(page, origin, await disk.folder(signedBy(other.bundle), 'weather-2'));
  expect(await check(page)).toBe('signer-mismatch');
});

test('a pin that was changed by hand is not used, and said to be damaged', async ({ page, origin }) => {
  await using disk = new Disk();
  const folder = await disk.folder(signedBy(claimed.bundle), NAME);
  await open(page, origin, folder);
  await inspect(page);
  await check(page);
  await remember(page, 'Somebody');
  await page.evaluate(async () => {
    const request = indexedDB.open('touchstone');
    const db = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const store = db.transaction('pins', 'readwrite').objectStore('pins');
    await new Promise<void>((resolve) => {
      store.openCursor().onsuccess = (event) => {
        const cursor = (event.target as IDBRequest<IDBCursorWithValue>).result;
        const row = cursor.value as { pin: object };
        cursor.update({ ...row, pin: { ...row.pin, isConfirmed: true } });
      };
      store.transaction.oncomplete = () => resolve();
    });
    db.close();
  });
  await open(page, origin, folder);
  await expect(page.getByText('1 remembered signer cannot be used')).toBeVisible();
  await inspect(page);
  expect(await check(page)).toBe('signer-untrusted');
  await expect(page.locator('[data-verdict]')).toContainText('1 remembered signer cannot be used');
});

test('a folder is checked again with one click, and what changed since is marked', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  const folder = await disk.folder(whole, NAME);
  await open(page, origin, folder);
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  await remember(page, 'Acme');
  await page.getByRole('button', { name: 'Check something else' }).click();
  const recent = page.getByRole('region', { name: 'Recent folders' });
  await expect(recent.getByText(NAME, { exact: true })).toBeVisible();
  await expectPresentable(page);
  await writeFile(join(folder, 'config.json'), '{"changed":true}');
  await writeFile(join(folder, 'added.bin'), 'new');
  await page.getByRole('button', { name: /Check again ?: weather/ }).click();
  await page.locator('#verdict-title:focus').waitFor();
  await expect(page.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'files-mismatch');
  const since = page.getByRole('region', { name: 'Since the last check here' });
  await expect(since).toContainText('Verified');
  await expect(since).toContainText('1 file changed since');
  await expect(since).toContainText('1 file came since');
  const line = (path: string) => page.getByRole('listitem').filter({ hasText: path }).last();
  await expect(line('config.json')).toContainText('changed since the last check');
  await expect(line('added.bin')).toContainText('new since the last check');
  await expectPresentable(page);

  await page.getByRole('button', { name: 'Check something else' }).click();
  await page.getByRole('button', { name: /Forget ?: weather/ }).click();
  await expect(recent.getByText(NAME, { exact: true })).toHaveCount(0);
});
