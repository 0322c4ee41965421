/** Links into the page: what they say is shown as theirs, and never counts as the person's word. */
import type { Page } from 'playwright/test';
import {
  buildStatement,
  IDENTITY,
  ISSUER,
  makeSigstore,
  signKeyless,
  signWithKey,
  text,
} from '../forge/index.js';
import { deepLink, packBundle } from '../../web/lib/deep-link-make.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { files } from './model.js';
import { copiedText, denyClipboard } from './seen.js';
import { check, Disk, expectSigner, reportOf } from './visitor.js';

const statement = await buildStatement(files);
const sigstore = makeSigstore();
const { trustedRoot } = sigstore;
const keyless = JSON.stringify(signKeyless(sigstore, statement).bundle);
const expected = { identity: IDENTITY, issuer: ISSUER };
const HUB = 'https://hub.example/';

const says = (page: Page) => page.getByRole('region', { name: 'The link that opened this page says' });
const byLink = (page: Page) => page.getByRole('radio', { name: 'Whom the link names' });
const signer = (page: Page) => page.locator('[data-row=signer]');

async function choose(page: Page, folder: string): Promise<void> {
  await page.getByLabel('Choose a folder').setInputFiles(folder);
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
}

/** As a visitor of a hub who follows its link. */
async function comeBy(page: Page, link: string): Promise<void> {
  await page.route(HUB, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>hub</title><a href="${link}">Check it</a>`,
    }),
  );
  await page.goto(HUB);
  await page.getByRole('link', { name: 'Check it' }).click();
}

test('from a hub: ready to check, amber by the link’s word, green by one’s own, red where it names another', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  await denyClipboard(page);
  const web = `${origin}web/`;
  const bundle = await packBundle(keyless);
  await comeBy(page, deepLink({ page: web, model: 'hub/model', expected, bundle }));
  await expect(says(page)).toContainText('hub/model');
  await expect(says(page)).toContainText(`Signed by ${IDENTITY}`);
  await expect(says(page)).toContainText(`Confirmed by ${ISSUER}`);
  await expect(says(page)).toContainText('is in the link itself');
  await expect(says(page)).toContainText('none of it counts as your word');
  await expect(says(page)).toContainText('Now choose the model that it was made for.');
  await expectPresentable(page);

  // Nothing lies beside the model: what is in the link is its signature.
  const folder = await disk.folder(files);
  await choose(page, folder);
  await expect(byLink(page)).toBeChecked();
  await expect(byLink(page)).toHaveAccessibleDescription(/The verdict cannot be green/);
  await expect(says(page)).not.toContainText('another model');
  await page.getByRole('radio', { name: 'A person or a workflow' }).check();
  await expect(page.getByLabel('Identity', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('Issuer', { exact: true })).toHaveValue('');
  // Whose Sigstore counts is for the person to say.
  await expectSigner(page, disk, { method: 'sigstore', identity: '', issuer: '', trustedRoot });
  await byLink(page).check();
  await expectPresentable(page);
  expect(await check(page)).toBe('signer-unconfirmed');
  await expect(page.locator('#verdict-title')).toContainText(
    'The link that you came by names the same signer; you have not said whom you expect.',
  );
  await expect(signer(page)).toContainText(
    'You have not said whom you expect. The link that opened this page',
  );
  await expect(says(page)).toContainText(IDENTITY);
  await expectPresentable(page);
  const copied = await copiedText(page);
  expect(copied).toContain('only the link that opened the page named a signer');
  expect(copied).toContain(`Expected identity (by the link, not by you): ${IDENTITY}\n`);
  expect((await reportOf(page)).trust.basis).toEqual({ kind: 'link' });

  await page.getByRole('button', { name: 'Say whom you expect' }).click();
  await page.getByRole('radio', { name: 'A person or a workflow' }).check();
  await page.getByLabel('Identity', { exact: true }).fill(IDENTITY);
  await page.getByLabel('Issuer', { exact: true }).fill(ISSUER);
  expect(await check(page)).toBe('verified');
  expect((await reportOf(page)).trust.basis).toEqual({ kind: 'person' });

  // Another link does not slip under the verdict.
  const other = { identity: 'someone@else.example', issuer: ISSUER };
  const next = new URL(deepLink({ page: web, model: 'other', expected: other, bundle })).hash;
  await page.evaluate((hash) => (location.hash = hash), next);
  await expect(page.getByText('Another link was opened meanwhile.')).toBeVisible();
  await expect(says(page)).toContainText(IDENTITY);
  await expect(page.locator('[data-verdict=verified]')).toBeVisible();
  await page.getByRole('button', { name: 'Start over with the other link' }).click();
  await expect(says(page)).toContainText('someone@else.example');
  await expect(page.getByText('Another link was opened meanwhile.')).toHaveCount(0);
  await choose(page, folder);
  await expect(says(page)).toContainText('The link is about “other”; what you chose is called “model”.');
  // What the person wrote is still there, and goes before what a link says.
  await expect(page.getByLabel('Identity', { exact: true })).toHaveValue(IDENTITY);
  expect(await check(page)).toBe('verified');
  await expect(page.getByText('names another signer than this one. Your own word counts.')).not.toHaveCount(
    0,
  );
  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await byLink(page).check();
  expect(await check(page)).toBe('signer-mismatch');
  await expect(signer(page)).toContainText('That is not whom the link names that opened this page.');
  await expect(page.getByText('somebody else signed it than was named to you')).toBeVisible();
  await expectPresentable(page);
});

test('a hostile link: shown as it is, with what was not taken of it; forgotten, it is gone from the address too', async ({
  page,
  origin,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const elsewhere = 'https://elsewhere.example/model.sig';
  const hash = `#model=${encodeURIComponent('<img src=x onerror=alert(1)>\u202Egis')}&expect=${'a'.repeat(2000)}&bundle=${elsewhere}&issuer=%zz&utm_source=%22x`;
  await page.goto(`${origin}web/${hash}`);
  await expect(says(page)).toContainText('“<img src=x onerror=alert(1)>⟨U+202E⟩gis”');
  await expect(says(page).locator('img')).toHaveCount(0);
  await expect(says(page)).toContainText('issuer: it is not encoded as it has to be');
  await expect(says(page)).toContainText('utm_source, which this page does not know');
  await expect(says(page)).toContainText('nothing is compared with it');
  const away = says(page).getByRole('link');
  await expect(away).toHaveAttribute('href', elsewhere);
  await expect(away).toHaveAttribute('rel', 'noopener noreferrer');
  await expectPresentable(page);

  // To another part of the page and back, and loaded anew: the link is still in the address.
  await page.getByRole('link', { name: 'Trust' }).click();
  await page.getByRole('link', { name: 'Back to checking' }).click();
  await expect(page).toHaveURL(`${origin}web/${hash}`);
  await page.reload();
  await expect(says(page)).toBeVisible();
  await page.getByRole('button', { name: 'Forget the link' }).click();
  await expect(says(page)).toHaveCount(0);
  await expect(page).toHaveURL(`${origin}web/`);
  expect(asked.filter((url) => !url.startsWith(origin))).toEqual([]);
});

test('a signature on the page’s own site is fetched; the one beside the model goes before it, and the sample is another model', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  const web = `${origin}web/`;
  const address = `${web}of-the-site.sig`;
  await page.route(address, (route) => route.fulfill({ body: keyless }));
  await page.goto(deepLink({ page: web, bundle: address, expected }));
  await expect(says(page)).toContainText('Now choose the model that it was made for.');

  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(says(page)).toContainText('The sample is not what the link is about');
  await expect(byLink(page)).toHaveCount(0);
  expect(await check(page)).toBe('verified');
  await page.getByRole('button', { name: 'Check something else' }).click();

  const own = signWithKey(statement);
  await choose(page, await disk.folder({ ...files, 'model.sig': text(JSON.stringify(own.bundle)) }));
  await expectSigner(page, disk, { method: 'key', publicKey: own.publicKeyPem });
  expect(await check(page)).toBe('verified');
  await page.getByRole('button', { name: 'Check something else' }).click();

  await choose(page, await disk.folder(files));
  await expect(page.getByText('Signature file: of-the-site.sig')).toBeVisible();
  await page.getByRole('button', { name: 'Forget the link' }).click();
  await expect(page.getByText('Signature file: of-the-site.sig')).toHaveCount(0);
  await expect(byLink(page)).toHaveCount(0);

  await page.goto(deepLink({ page: web, bundle: `${web}none.sig` }));
  await page.reload();
  await expect(says(page)).toContainText('There is no signature at that address.');
  await page.goto(deepLink({ page: web, bundle: await packBundle('{"no": "bundle"}') }));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This file is not a signature' })).toBeVisible();
  await expect(page.getByText('model.sig came with the link that opened this page.')).toBeVisible();
});
