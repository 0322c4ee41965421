import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { buildStatement, signWithKey, text } from '../forge/index.js';
import { hostile, rawIn } from '../unseen.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { bundle, byKey, files, whole } from './model.js';
import { everythingOn } from './seen.js';
import { check, Disk, drop, dropModel, expectSigner } from './visitor.js';

const FILE = 'The signature file';
const STATEMENT = 'The signed statement';

const row = (page: Page) => page.locator('[data-row=signature]');
const shown = (page: Page, what: string) => page.getByRole('region', { name: `${what}, as text` });
const copy = (page: Page, what: string) =>
  page.getByRole('button', { name: `Copy ${what.replace('The', 'the')}`, exact: true });

async function unfold(page: Page, ...what: readonly string[]): Promise<void> {
  for (const title of ['Evidence', ...what]) await row(page).locator('summary', { hasText: title }).click();
}

/** What was copied last. */
async function watchClipboard(page: Page): Promise<() => Promise<string>> {
  await page.addInitScript(() => {
    Reflect.set(Clipboard.prototype, 'writeText', (copied: string) => {
      Reflect.set(globalThis, 'copied', copied);
      return Promise.resolve();
    });
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'copied') as string);
}

test('the sample’s signature file and statement are shown, and copied as they were written', async ({
  page,
  origin,
}) => {
  const copied = await watchClipboard(page);
  await page.goto(`${origin}web/`);
  await page.getByRole('button', { name: 'Try the sample', exact: true }).click();
  expect(await check(page)).toBe('verified');
  await unfold(page);
  await expect(page.locator('pre')).toHaveCount(0);
  await row(page).locator('summary', { hasText: FILE }).press('Enter');
  await expect(shown(page, FILE)).toContainText('"dsseEnvelope": {');
  await row(page).locator('summary', { hasText: STATEMENT }).press('Enter');
  await expect(shown(page, STATEMENT)).toContainText(
    '"predicateType": "https://model_signing/signature/v1.0",',
  );
  await expect(shown(page, STATEMENT)).toContainText(/"digest": "[0-9a-f]{64}"/);
  await expect(row(page).getByText('it still has the same SHA-256')).toHaveCount(2);
  await shown(page, FILE).focus();
  await expect(shown(page, FILE)).toBeFocused();

  await copy(page, FILE).click();
  await expect(row(page).getByText('Copied.')).toBeVisible();
  const file = await page.request.get(`${origin}web/sample/${await signaturePath(page)}`);
  expect(await copied()).toBe(await file.text());
  await copy(page, STATEMENT).click();
  const { dsseEnvelope } = (await file.json()) as { dsseEnvelope: { payload: string } };
  await expect.poll(copied).toBe(Buffer.from(dsseEnvelope.payload, 'base64').toString());
  await expectPresentable(page);
});

async function signaturePath(page: Page): Promise<string> {
  const index = await page.evaluate(
    async () => (await fetch('sample/index.json')).json() as Promise<unknown>,
  );
  const { name, files: paths } = index as { name: string; files: readonly string[] };
  return `${name}/${paths.find((path) => path.endsWith('.sig')) ?? ''}`;
}

test('one that is another file now is not shown', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(files));
  const path = await disk.file('elsewhere.json', bundle);
  await drop(page, path);
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  await unfold(page, STATEMENT);
  await expect(shown(page, STATEMENT)).toBeVisible();

  await appendFile(path, ' ');
  const summary = row(page).locator('summary', { hasText: STATEMENT });
  await summary.click();
  await summary.click();
  await expect(row(page).getByText('its SHA-256 differs. Nothing of it is shown.')).toBeVisible();
  await expect(shown(page, STATEMENT)).toHaveCount(0);
  await expect(copy(page, STATEMENT)).toHaveCount(0);
});

test('one that was picked and cannot be read any more is told', async ({ page, origin }) => {
  await using disk = new Disk();
  const folder = await disk.folder(whole);
  await page.goto(`${origin}web/`);
  await page.getByLabel('Choose a folder').setInputFiles(folder);
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  await appendFile(join(folder, 'model.sig'), ' ');
  await unfold(page, FILE);
  await expect(row(page).getByText('The signature file could not be read: NotReadableError')).toBeVisible();
  await expect(row(page).getByText('then choose the signature again')).toBeVisible();
  await expect(page.locator('pre')).toHaveCount(0);
  await expectPresentable(page);
});

test('one that is too long, and one that is no JSON', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder({ ...files, 'model.sig': text(bundle + ' '.repeat(2 ** 20)) }));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  await unfold(page, FILE);
  await expect(row(page).getByText('The signature file has 1 MiB. That is too long')).toBeVisible();
  await expect(page.locator('pre')).toHaveCount(0);

  await page.getByRole('button', { name: 'Change what you expect' }).click();
  const other = await disk.file('other.json', `<b>bold</b>\n${hostile('other')}`);
  await page.getByLabel('Signature file (if it is not in the folder)').setInputFiles(other);
  await page.getByText('Signature file: other.json').waitFor();
  expect(await check(page)).toBe('could-not-check');
  await unfold(page, FILE);
  await expect(shown(page, FILE)).toContainText('<b>bold</b>');
  await expect(shown(page, FILE)).toContainText('other⟨U+0001⟩');
  await expect(row(page).getByText('This is what is in the file now.')).toBeVisible();
  expect((await everythingOn(page)).filter((piece) => rawIn(piece).length > 0)).toEqual([]);
});

test('a statement that was made to hold the page up does not', async ({ page, origin }) => {
  await using disk = new Disk();
  const name = 'a\u200b'.repeat(1000);
  const signed = signWithKey(
    await buildStatement(files, {
      mutate: ({ predicate }) => Reflect.set(predicate, 'more', Array<string>(150).fill(name)),
    }),
  );
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder({ ...files, 'model.sig': text(JSON.stringify(signed.bundle)) }));
  await expectSigner(page, disk, { method: 'key', publicKey: signed.publicKeyPem });
  expect(await check(page)).toBe('verified');
  await unfold(page, STATEMENT);
  await expect(row(page).getByText('This is only its beginning')).toBeVisible();
  // A whole line each, they would be 150,000, which takes some ten seconds.
  expect(await shown(page, STATEMENT).locator('*').count()).toBeLessThan(20_000);
  await expect(shown(page, STATEMENT)).toContainText('⟨U+200B⟩');
});
