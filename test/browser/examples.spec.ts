import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { buildExamples, FRAMEWORKS, makePlainHub } from '../../scripts/build-examples.mjs';
import { ROOT } from '../../scripts/run.mjs';
import { serve } from '../../scripts/serve.mjs';
import { expectAccessible, expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';

const SAMPLE = join(ROOT, 'public/sample');

/** Each is built once, for all tests of this file. */
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await buildExamples();
});

/** What a page says on the console that a developer would have to look into. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** Served under a name that makes it another site than Touchstone's. */
async function serveHub(folder: string): Promise<AsyncDisposable & { readonly url: string }> {
  const { url, close } = await serve(folder, 0, { bare: true });
  return { url: url.replace('localhost', '127.0.0.1'), [Symbol.asyncDispose]: close };
}

async function checkDownload(widget: Locator): Promise<void> {
  await widget.getByText('Check your download').click();
  await widget.getByLabel('Choose the folder').setInputFiles(join(SAMPLE, 'tiny-model'));
}

for (const name of FRAMEWORKS) {
  test(`the example in ${name}`, async ({ page }) => {
    await using hub = await serveHub(join(ROOT, `build/examples/${name}/dist`));
    const complaints = complaintsOf(page);
    await page.goto(hub.url);
    const widget = page.locator('touchstone-verify');
    await expect(page.locator('output')).toHaveText('partial (signature)');
    await expect(widget.getByText('sample-signer@touchstone.example').first()).toBeVisible();

    await expectAccessible(page);
    await checkDownload(widget);
    await expect(page.locator('output')).toHaveText('signer-untrusted (local)');
    expect(complaints).toEqual([]);

    // Another model has no signature, and the first one still has.
    await page.getByRole('button', { name: 'another-model' }).click();
    await expect(page.locator('output')).toHaveText('bundle-missing');
    await expect(widget).toContainText('There is no signature at the address that this page gives.');
    await page.getByRole('button', { name: 'tiny-model' }).click();
    await expect(page.locator('output')).toHaveText('partial (signature)');
  });
}

test('the plain example, on another site than Touchstone and under a strict policy', async ({ page }) => {
  const settings: { hosts?: readonly string[] } = {};
  const { url, close } = await serve(join(ROOT, 'dist/web'), 0, { settings });
  await using hub = await serveHub(await makePlainHub(url));
  settings.hosts = [new URL(hub.url).origin];
  const complaints = complaintsOf(page);
  await page.goto(hub.url);

  const badge = page.locator('header touchstone-verify');
  const line = badge.getByText('Signer not trusted, no file checked').first();
  await line.click();
  await expect(badge.getByText('A signature says who vouches for these bytes')).toBeVisible();
  await line.click();

  const card = page.locator('#card');
  await expect(card).toContainText('This page expects');
  const frame = page.locator('#frame').locator('iframe').contentFrame();
  await expect(frame.getByRole('heading', { name: 'Who vouches for this model?' })).toBeVisible();
  // Nothing is checked before it is in sight.
  await page.locator('#frame').scrollIntoViewIfNeeded();
  await expect(frame.locator('body')).toContainText('Signer not trusted, no file checked');
  await expectPresentable(page);

  // The page's word does not make it green, and the visitor's does.
  await checkDownload(card);
  await expect(page.locator('#told')).toHaveText('card: signer-untrusted (local)');
  await frame.getByLabel('Choose the folder').setInputFiles(join(SAMPLE, 'tiny-model'));
  await expect(page.locator('#told')).toHaveText('frame: signer-untrusted (local)');
  // By path: what is written into the field by a script counts for nothing.
  await frame.getByLabel('Trusted root (JSON)').setInputFiles(join(SAMPLE, 'trusted_root.json'));
  await frame.getByLabel('Identity').pressSequentially('sample-signer@touchstone.example');
  await frame.getByLabel('Issuer').pressSequentially('https://login.touchstone.example');
  await frame.getByRole('button', { name: 'Expect this signer' }).click();
  await expect(page.locator('#told')).toHaveText('frame: verified (local)');
  expect(complaints).toEqual([]);
  await close();
});
