/** The page of trust, as built. */
import type { Page } from 'playwright/test';
import { IDENTITY, ISSUER, makeSigstore, signBundle, text, type ForgedFiles } from '../forge/index.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { copiedText, denyClipboard } from './seen.js';
import { serveSite } from './site.js';
import { makePublisher } from './trust-repository.js';
import { check, Disk, dropModel } from './visitor.js';

const sigstore = makeSigstore();
const later = makeSigstore();
const own = JSON.stringify(sigstore.trustedRoot);
/** As its repository has it: a second log of signatures. */
const current = JSON.stringify({
  ...sigstore.trustedRoot,
  tlogs: [...sigstore.trustedRoot.tlogs, ...later.trustedRoot.tlogs],
});
const FILE = text('a file of Acme’s');
const model: ForgedFiles = {
  'acme.bin': FILE,
  'acme.sigstore.json': text(JSON.stringify(signBundle(sigstore, { message: FILE }).bundle)),
};

const card = (page: Page, which: 'public' | 'installed') => page.locator(`[data-sigstore=${which}]`);
const outcome = (page: Page) => page.locator('[data-outcome]');
const expectOutcome = (page: Page, what: string) =>
  expect(outcome(page)).toHaveAttribute('data-outcome', what);

async function updateFrom(
  page: Page,
  disk: Disk,
  which: 'public' | 'installed',
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, text(content)]));
  await card(page, which)
    .getByLabel('Update from a folder')
    .setInputFiles(await disk.folder(folder, 'mirror'));
}

test('it says whose word counts, since when, and of when that is; a bad update changes nothing', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await page.getByRole('link', { name: 'Trust', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Trust', exact: true })).toBeFocused();
  const everybodys = card(page, 'public');
  await expect(everybodys).toContainText('It came with this version of Touchstone, as of ');
  const rekor = everybodys.locator('[data-kind=log] li', { hasText: 'https://rekor.sigstore.dev' });
  await expect(rekor).toContainText('in use, since 12 January 2021');
  const test = everybodys.locator('[data-kind=ct-log] li', { hasText: 'ctfe.sigstore.dev/test' });
  await expect(test).toContainText('ended, 14 March 2021 to 31 October 2022');
  await expect(everybodys.getByRole('link', { name: 'Get it from the public repository' })).toHaveAttribute(
    'href',
    './connected.html',
  );
  await expectPresentable(page);

  await updateFrom(page, disk, 'public', { 'model.bin': 'weights' });
  await expectOutcome(page, 'none');
  await updateFrom(page, disk, 'public', makePublisher().publish(1, current));
  await expectOutcome(page, 'trust-signatures');
  await expect(page.getByRole('status').filter({ has: outcome(page) })).toContainText('stays in use');
  await expect(everybodys).toContainText('It came with this version of Touchstone, as of ');
  await expectPresentable(page);

  const days = page.getByLabel('Days after which every check says so');
  await days.fill('0');
  await days.press('Tab');
  await expect(page.getByText('Write a whole number from 1 to 3650.')).toBeVisible();
  await days.fill('3650');
  await days.press('Tab');
  await expect(page.getByText('From the next check on.')).toBeVisible();

  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(rekor).toContainText('in Gebrauch, seit 12. Januar 2021');
  await expect(outcome(page)).toContainText('bleibt in Gebrauch');
  await expectPresentable(page);
  await page.reload();
  await expect(page.getByLabel('Tage, nach denen jede Prüfung es sagt')).toHaveValue('3650');
});

test('an installed Sigstore is renewed from its repository, in all windows, and its checks say so', async ({
  page,
  context,
}) => {
  await using disk = new Disk();
  const acme = makePublisher();
  const served: Record<string, string> = {};
  const serve = (files: Readonly<Record<string, string>>) => {
    for (const [path, content] of Object.entries(files)) served[`trust/acme/${path}`] = content;
  };
  await using site = await serveSite({ more: served });
  await denyClipboard(page);
  await page.addInitScript(
    (installed) => {
      if (location.protocol !== 'about:') localStorage.setItem('touchstone.instances', installed);
    },
    JSON.stringify({ version: 1, instances: [{ name: 'Acme', text: own }] }),
  );
  await page.goto(`${site.url}#trust`);
  const theirs = card(page, 'installed');
  await expect(theirs).toContainText('This is the file that you installed.');

  await theirs.getByText('Name its repository').click();
  await theirs.getByLabel('Its root.json').setInputFiles(await disk.file('root.json', own));
  await theirs.getByLabel('Folder of this site that holds it').fill('https://elsewhere.example/');
  const use = theirs.getByRole('button', { name: 'Use this repository' });
  await use.click();
  await expect(theirs).toContainText('This is no folder of this site.');
  await theirs.getByLabel('Folder of this site that holds it').fill('trust/acme');
  await use.click();
  await expect(theirs).toContainText('is not as it should be');
  await expectPresentable(page);
  const first = acme.publish(1, own);
  await theirs
    .getByLabel('Its root.json')
    .setInputFiles(await disk.file('root.json', first['1.root.json'] ?? ''));
  await use.click();
  await expect(theirs.getByRole('heading', { name: 'Update', exact: true })).toBeFocused();
  await expect(theirs).toContainText('Nothing was fetched from its repository yet.');

  const other = await context.newPage();
  await other.goto(`${site.url}#trust`);
  serve(acme.publish(2, current));
  const update = theirs.getByRole('button', { name: 'Update from this site' });
  // One that never answers.
  await page.route('**/timestamp.json', () => undefined);
  await update.click();
  await expect(theirs).toContainText('Reading timestamp.json.');
  await theirs.getByRole('button', { name: 'Cancel' }).click();
  await expectOutcome(page, 'cancelled');
  await page.unroute('**/timestamp.json');
  await update.click();
  await expectOutcome(page, 'updated');
  await expect(outcome(page)).toContainText('Up to date, by version 1 of its root.');
  await expect(theirs).toContainText(`from ${site.url}trust/acme/.`);
  await expect(theirs.locator('[data-change]')).toHaveText([/^Added: \S+\s+log of signatures, since /]);
  await expectPresentable(page);
  await expect(card(other, 'installed')).toContainText(`from ${site.url}trust/acme/.`);
  await other.close();

  await updateFrom(page, disk, 'installed', first);
  await expectOutcome(page, 'trust-rollback');
  await expect(theirs).toContainText(`from ${site.url}trust/acme/.`);
  await updateFrom(page, disk, 'installed', acme.publish(3, current, '2020-01-01T00:00:00Z'));
  await expectOutcome(page, 'trust-expired');

  await page.getByRole('link', { name: 'Back to checking' }).click();
  await dropModel(page, await disk.folder(model));
  await page.getByLabel('Identity', { exact: true }).fill(IDENTITY);
  await page.getByLabel('Issuer', { exact: true }).fill(ISSUER);
  await page.getByRole('radio', { name: 'Acme' }).check();
  expect(await check(page)).toBe('verified');
  const signer = page.locator('[data-row=signer]');
  await expect(signer).toContainText('the Sigstore Acme, installed by you.');
  await signer.getByText('Evidence').click();
  await expect(signer).toContainText(`by version 1 of the root of ${site.url}trust/acme/`);
  expect(await copiedText(page)).toContain(`by version 1 of the root of ${site.url}trust/acme/`);

  await page.getByRole('link', { name: 'Trust', exact: true }).click();
  await theirs.getByRole('button', { name: 'Forget its repository' }).click();
  await expect(theirs).toContainText('may count again');
  await theirs.getByRole('button', { name: 'Forget it' }).click();
  await expect(theirs).toContainText('This is the file that you installed.');
});

test('an update waits for the one of another window, of whichever copy on this origin, but not for ever', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  await page.clock.install();
  await page.goto(`${origin}web/#trust`);
  await expect(card(page, 'public')).toContainText('It came with this version of Touchstone');
  await page.evaluate(
    () =>
      new Promise<void>((held) => {
        void navigator.locks.request('touchstone-trust', () => {
          held();
          return new Promise(() => undefined);
        });
      }),
  );
  await updateFrom(page, disk, 'public', makePublisher().publish(1, current));
  await expect(card(page, 'public').getByRole('button', { name: 'Cancel' })).toBeVisible();
  await page.clock.fastForward(61_000);
  await expectOutcome(page, 'broken');
  await expect(card(page, 'public')).toContainText('It came with this version of Touchstone');
});

test('a storage that another page of this origin keeps busy keeps the page from nothing', async ({
  page,
  context,
  origin,
}) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/#trust`);
  await expect(card(page, 'public')).toContainText('It came with this version of Touchstone');
  const other = await context.newPage();
  await other.goto(`${origin}web/security.html`);
  await other.evaluate(
    () =>
      new Promise<void>((busy) => {
        const opening = indexedDB.open('touchstone.trust', 1);
        opening.onsuccess = () => {
          const store = opening.result.transaction('sigstores', 'readwrite').objectStore('sigstores');
          const ask = () => {
            store.get('nothing').onsuccess = ask;
          };
          ask();
          busy();
        };
      }),
  );
  await page.clock.install();
  await page.reload();
  await page.clock.runFor(11_000);
  await dropModel(page, await disk.folder(model));
  await page.goto(`${origin}web/#trust`);
  await expect(page.locator('[data-place=trust]')).toContainText('This browser');
  await expect(card(page, 'public')).toContainText('It came with this version of Touchstone');
});

test('old trust is told under the headline, and on the page of trust', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.clock.setFixedTime('2032-01-01T00:00:00Z');
  await denyClipboard(page);
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(model));
  await page.getByLabel('Identity', { exact: true }).fill(IDENTITY);
  await page.getByLabel('Issuer', { exact: true }).fill(ISSUER);
  expect(await check(page)).toBe('signer-untrusted');
  const caution = page.locator('[data-verdict] [data-caution=stale]');
  await expect(caution).toContainText('What was withdrawn since is not known here.');
  expect((await copiedText(page)).split('What was withdrawn since is not known here.')).toHaveLength(2);
  await expectPresentable(page);
  await caution.getByRole('link').click();
  await expect(card(page, 'public').locator('[data-caution=stale]')).toContainText('days old');
  await page.getByRole('link', { name: 'Back to checking' }).click();
  await expect(caution).toBeVisible();
});

test('a mirror of the site that is refused is told before a check; one that is out of reach is not', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  const folder = await disk.folder(model);
  await page.route('**/touchstone.json', (route) => route.fulfill({ json: { trust: 'trust/' } }));
  await page.route('**/trust/*', (route) =>
    route.request().url().endsWith('/timestamp.json')
      ? route.fulfill({ body: '{}' })
      : route.fulfill({ status: 404, body: '' }),
  );
  await page.goto(`${origin}web/`);
  await dropModel(page, folder);
  const refused = page.getByText('This site’s copy of the list of authorities and logs was refused.');
  await expect(refused).toBeVisible();
  await refused.getByRole('link').click();
  await expectOutcome(page, 'trust-malformed');
  await expect(card(page, 'public').getByRole('button', { name: 'Update from this site' })).toBeVisible();

  await page.route('**/trust/*', (route) => route.abort());
  const missed = page.waitForEvent('requestfailed', (request) => request.url().includes('/trust/'));
  await page.goto(`${origin}web/`);
  await page.reload();
  await missed;
  await dropModel(page, folder);
  await expect(page.getByRole('button', { name: 'Check', exact: true })).toBeVisible();
  await expect(refused).toHaveCount(0);
});
