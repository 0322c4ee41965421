import { randomBytes } from 'node:crypto';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright/test';
import { siteFiles } from '../../scripts/site/files.mjs';
import {
  buildStatement,
  IDENTITY,
  ISSUER,
  makeChain,
  makeSigstore,
  signKeyless,
  signWithCertificate,
  signWithKey,
  text,
} from '../forge/index.js';
import { expect, test } from './fixtures.js';
import { KEPT } from './host.js';
import { serveSite, SITE } from './site.js';
import { check, chooseModel, Disk, drop, dropModel, expectSigner } from './visitor.js';

/** Of the site's host: whom to expect for some models. */
const HOSTED = {
  'touchstone.json': JSON.stringify({ expectations: 'whom.json' }),
  'whom.json': expectations('Host', 'hosted*'),
};

function expectations(organisation: string, models: string, publicKey = signWithKeyPem()): string {
  return JSON.stringify({
    schemaVersion: 1,
    organisation,
    publicKeys: { release: publicKey },
    entries: [{ id: 'all', models: [models], signers: [{ method: 'key', publicKey: 'release' }] }],
  });
}

function signWithKeyPem(): string {
  return signWithKey(text('{}')).publicKeyPem;
}

/** Everything that somebody can do on the page with a model whose every name and byte has `secret` in it; or the first half. */
async function doEverything(
  page: Page,
  url: string,
  secret: string,
  disk: Disk,
  briefly: boolean,
): Promise<void> {
  // A name that is an address, for whoever would follow it.
  const files = {
    [`${secret}.txt`]: text(secret.repeat(100)),
    [`http%3a/${secret}.html`]: text(`<img src="${url}${secret}.png">`),
  };
  const statement = await buildStatement(files);
  const signed = signWithKey(statement);
  const model = { files, single: false, bundle: JSON.stringify(signed.bundle) };
  const byKey = { method: 'key', publicKey: signed.publicKeyPem } as const;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const another = () => button('Check something else').click();
  const saved = async (press: () => Promise<void>) => {
    const downloading = page.waitForEvent('download');
    await press();
    await (await downloading).path();
  };

  await page.goto(url);
  await page.mouse.move(10, 10);
  await expect(page.getByText('checks now work without the network')).toBeVisible();
  // It asks for every file, once.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await button('Deutsch').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await button('English').click();
  for (const [sample, verdict] of [
    ['One with a changed file', 'files-mismatch'],
    ['One signed by somebody else', 'signer-mismatch'],
    ['Try the sample', 'verified'],
  ] as const) {
    await button(sample).click();
    expect(await check(page)).toBe(verdict);
    await another();
  }

  // By a key; and what can be done with a verdict.
  await chooseModel(page, disk, model);
  await expectSigner(page, disk, byKey);
  await page.getByText('Options').click();
  await page.getByLabel('Paths to leave out').fill(`${secret}.tmp`);
  expect(await check(page)).toBe('verified');
  for (const summary of await page.locator('[data-row] summary').all()) await summary.click();
  await button('Copy as text').click();
  await saved(() => button('Download report (JSON)').click());
  await page.pdf();
  await page.getByText('Sign a record with a key of your own').click();
  await page.getByLabel('Name of your organisation').fill(secret);
  await button('Make a key').click();
  await button('Sign the report').click();
  await saved(() => button('Save the record').click());
  await page.getByRole('heading', { name: 'Remember this signer' }).click();
  await page.getByLabel('What do you call them?').fill(secret);
  await button('Remember').click();
  await expect(page.getByText(`Remembered as “${secret}”.`)).toBeVisible();
  await another();

  // All that follows has to ask for nothing more.
  if (briefly) return;

  // By certificate, dropped; by identity, with a Sigstore of one's own; by nobody's.
  const chain = makeChain();
  const certified = text(JSON.stringify(signWithCertificate(statement, chain)));
  await dropModel(page, await disk.folder({ ...files, 'model.sig': certified }, `other-${secret}`));
  await expectSigner(page, disk, { method: 'certificate', roots: chain.rootPem });
  expect(await check(page)).toBe('verified');
  await another();
  const sigstore = makeSigstore();
  const { trustedRoot } = sigstore;
  const keyless = text(JSON.stringify(signKeyless(sigstore, statement).bundle));
  await dropModel(page, await disk.folder({ ...files, 'model.sig': keyless }, `third-${secret}`));
  await expectSigner(page, disk, { method: 'sigstore', identity: IDENTITY, issuer: ISSUER });
  await page.getByText('Install a Sigstore').click();
  const root = await disk.file('trusted_root.json', JSON.stringify(trustedRoot));
  await page.getByLabel('File of the Sigstore to install').setInputFiles(root);
  await page.getByRole('group', { name: 'What this file says' }).waitFor();
  await page.getByLabel('Your name for it').fill(secret);
  await button('Install').click();
  expect(await check(page)).toBe('verified');
  await button('Change what you expect').click();
  await page.getByRole('radio', { name: 'I don’t know whom to expect' }).check();
  expect(await check(page)).toBe('signer-unconfirmed');
  await another();

  // What goes wrong.
  await chooseModel(page, disk, { ...model, files: { ...files, [`more-${secret}`]: text(secret) } });
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  await another();
  await chooseModel(page, disk, { ...model, bundle: secret });
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('could-not-check');
  await another();
  const long = { 'long.bin': text(secret) };
  const bundle = JSON.stringify(signWithKey(await buildStatement(long), { key: signed.key }).bundle);
  const folder = await disk.folder({ ...long, 'model.sig': text(bundle) });
  // Sparse, and checked for longer than anybody waits here.
  await truncate(join(folder, 'long.bin'), 8 * 1024 ** 3);
  await dropModel(page, folder);
  await expectSigner(page, disk, byKey);
  await button('Check').click();
  await button('Cancel').click();
  await button('Choose something else').click();
  await drop(page, await disk.folder(files, 'one'), await disk.folder(files, 'two'));
  await expect(page.getByRole('alert')).toContainText('You dropped 2 folders');

  // An organisation's file, and the memory.
  await drop(page, await disk.file('whom.json', expectations(secret, 'else*', signed.publicKeyPem)));
  await button('Use it for checks').click();
  await expect(page.getByText('Checks go by this file now.')).toBeVisible();
  const memory = await saveMemory(page);
  await page.getByLabel('Import a file').setInputFiles(memory);
  await button('Cancel').click();
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('button', { name: 'Delete all of it' }).click();
}

async function saveMemory(page: Page): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  return (await downloading).path();
}

test('whatever is done, the page only fetches itself, and the same for every model', async ({ browser }) => {
  const own = new Set(['', ...(await siteFiles(SITE)).map(({ path }) => path), ...Object.keys(HOSTED)]);
  const visit = async (briefly: boolean) => {
    await using site = await serveSite({ more: HOSTED });
    await using disk = new Disk();
    const secret = `s${randomBytes(8).toString('hex')}`;
    const context: BrowserContext = await browser.newContext({
      permissions: ['clipboard-write'],
      serviceWorkers: 'allow',
    });
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    try {
      await doEverything(page, site.url, secret, disk, briefly);
      // What keeps the page asks too, and on its own.
      await expect(page.getByRole('contentinfo')).toContainText(KEPT);
    } finally {
      await context.close();
    }

    // Nobody else was asked for anything; what the page made itself is saved by such an address.
    expect(asked.filter((url) => !url.startsWith(site.url) && !url.startsWith(`blob:${site.url}`))).toEqual(
      [],
    );
    for (const { method, target, headers, body } of site.heard) {
      expect({ method, body, known: own.has(target.slice(1)) }, target).toEqual({
        method: 'GET',
        body: '',
        known: true,
      });
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
    }
    expect(JSON.stringify(site.heard)).not.toContain(secret);
    // What the service worker answers, the host does not hear.
    const heard = site.heard.map(({ target }) => `host: ${target}`);
    return new Set([
      ...asked.map((url) => url.replace(site.url, '/').replace(/^blob:.*/, 'saved')),
      ...heard,
    ]);
  };
  const [one, other] = await Promise.all([visit(false), visit(true)]);
  expect(one.size).toBeGreaterThan(20);
  expect([...one].sort()).toEqual([...other].sort());
});
