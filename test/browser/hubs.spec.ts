/** Models on a hub of ours, checked on the connected page as built: another origin than the page's, with a storage of a third. */
import type { Page } from 'playwright/test';
import { buildStatement, noise, signWithKey, text } from '../forge/index.js';
import { contentOf, largeContent } from '../remote/servers/content.js';
import { startHub, type Hub } from '../remote/servers/hub.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { bundle, byKey, files, whole } from './model.js';
import { serveSite, type Site } from './site.js';
import { check, Disk, expectSigner, reportOf } from './visitor.js';

const MODEL = 'acme/weather';
/** So large that nobody takes it for a pointer to another file, and looks. */
const LFS = 'weights/part 10.bin';
const DEPTHS = {
  reported: /^Compare with what/,
  streamed: /^Check the files as/,
  downloaded: /^Download, and check/,
} as const;

interface Served extends AsyncDisposable {
  readonly site: Site;
  readonly hub: Hub;
}

/** The site, whose `hf://` is this hub. */
async function serve(models: Parameters<typeof startHub>[0]): Promise<Served> {
  const hub = await startHub(models);
  const site = await serveSite({ more: { 'touchstone.json': JSON.stringify({ hub: hub.url }) } });
  return {
    site,
    hub,
    [Symbol.asyncDispose]: async () => {
      await site[Symbol.asyncDispose]();
      await hub[Symbol.asyncDispose]();
    },
  };
}

async function ask(page: Page, address: string): Promise<void> {
  await page.getByLabel('Address of the model').fill(address);
  await page.getByRole('button', { name: 'See what is there' }).click();
}

/** As far as the form that asks whom to expect. */
async function look(page: Page, { site }: Served, disk: Disk): Promise<void> {
  await page.goto(`${site.url}connected.html`);
  await ask(page, `hf://${MODEL}`);
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  await expectSigner(page, disk, byKey);
}

const choose = (page: Page, depth: keyof typeof DEPTHS) =>
  page.getByRole('radio', { name: DEPTHS[depth] }).check();
const fetchButton = (page: Page) => page.getByRole('button', { name: /^Fetch .* and check$/ });
const verdict = (page: Page) => page.locator('[data-verdict]');

/** The folder that the browser hands over: of its own file system, since no test can press the system's dialog. */
async function handOverFolder(page: Page, name = 'download'): Promise<void> {
  await page.addInitScript((name) => {
    Reflect.set(globalThis, 'showDirectoryPicker', async (options: { readonly mode?: string }) => {
      Reflect.set(globalThis, 'picked', options.mode);
      return (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
    });
  }, name);
}

test('from a link to what the host reports, to what it sends: each says what it is, and asks for no more', async ({
  page,
}) => {
  await using served = await serve({ [MODEL]: { files: whole } });
  await using disk = new Disk();
  const { site, hub } = served;
  const asked: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(site.url) && !url.startsWith('blob:')) asked.push(url);
  });
  await page.goto(`${site.url}connected.html#model=hf://${MODEL}`);
  await expect(page.getByLabel('Address of the model')).toHaveValue(`hf://${MODEL}`);
  await expect(page.getByText('This address comes from the link')).toBeVisible();
  await expectPresentable(page);
  expect(asked).toEqual([]);
  expect(hub.hub.asked).toEqual([]);

  await page.getByRole('button', { name: 'See what is there' }).click();
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  await expect(page.getByText(hub.commit(MODEL)).first()).toBeVisible();
  await expect(page.getByText('is the word of')).toContainText(`127.0.0.1:${hub.hub.port}`);
  await expectSigner(page, disk, byKey);
  await expectPresentable(page);
  expect(hub.storage.asked).toEqual([]);

  expect(await check(page, 'Compare the digests')).toBe('partial');
  await expect(page.getByText('itself says what its files are')).toBeVisible();
  await expect(page.getByText('Do not rely on the files yet')).toBeVisible();
  await expect(page.getByText('As the host reports:').first()).toBeAttached();
  const { model, files: rows } = await reportOf(page);
  expect(model).toMatchObject({ source: 'hub-listing', remote: { revision: hub.commit(MODEL) } });
  expect(rows.find(({ path }) => path === LFS)).toMatchObject({ state: 'not-checked', reported: {} });
  await expectPresentable(page);
  // The signature alone was fetched, and nothing of what is large.
  expect(hub.storage.asked).toEqual([]);

  await page.getByRole('button', { name: 'Check the files themselves' }).click();
  await choose(page, 'streamed');
  const button = await fetchButton(page).innerText();
  expect(button).toMatch(/^Fetch \d.* and check$/);
  expect(await check(page, button)).toBe('verified');
  await expect(page.locator('.compared')).toContainText('A copy on your disk was not checked');
  await expect(page.getByText('That says nothing of a copy on a disk')).toBeVisible();
  expect((await reportOf(page)).notChecked).toContainEqual({ code: 'copy-on-disk' });
  expect(hub.fetched(LFS)).toBe(1);
  await expectPresentable(page);
  expect(asked.every((url) => url.startsWith(hub.url) || url.startsWith(hub.storage.origin))).toBe(true);
  for (const { authorization } of [...hub.hub.asked, ...hub.storage.asked]) expect(authorization).toBeNull();

  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.locator('.compared')).toContainText(
    'Eine Kopie auf Ihrem Datenträger wurde nicht geprüft',
  );
  await page.getByRole('button', { name: 'Etwas anderes prüfen' }).click();
  await expect(page.getByLabel('Adresse des Modells')).toHaveValue(`hf://${MODEL}`);
  await expectPresentable(page);
});

test('a host that lies: in its listing it is caught at once, in its bytes by reading them', async ({
  page,
}) => {
  const other = { ...whole, [LFS]: noise(2500) };
  await using served = await serve({ [MODEL]: { files: other } });
  await using disk = new Disk();
  const { hub } = served;
  await look(page, served, disk);
  expect(await check(page, 'Compare the digests')).toBe('files-mismatch');
  await expect(page.locator('.headline')).toContainText('itself reports');

  hub.models.set(MODEL, { files: whole });
  hub.script.push({ path: LFS, otherBytes: true });
  await look(page, served, disk);
  expect(await check(page, 'Compare the digests')).toBe('partial');
  await page.getByRole('button', { name: 'Check the files themselves' }).click();
  await choose(page, 'streamed');
  expect(await check(page, await fetchButton(page).innerText())).toBe('files-mismatch');
  const { files: rows } = await reportOf(page);
  expect(rows.filter(({ state }) => state !== 'match').map(({ path }) => path)).toContain(LFS);
});

test('a connection that drops is taken up again; a refusal is no mismatch; a check can be left at once', async ({
  page,
}) => {
  const large = largeContent(24 * 2 ** 20);
  const statement = await buildStatement({
    ...files,
    'large.bin': new Uint8Array(large.read(0, large.size)),
  });
  const signed = signWithKey(statement);
  const model = { ...files, 'model.sig': text(JSON.stringify(signed.bundle)) };
  await using served = await serve({ [MODEL]: { files: { ...model, 'large.bin': large } } });
  await using disk = new Disk();
  const { site, hub } = served;
  await page.goto(`${site.url}connected.html`);
  await ask(page, `hf://${MODEL}`);
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  await expectSigner(page, disk, { method: 'key', publicKey: signed.publicKeyPem });
  await choose(page, 'streamed');

  const stalls = { path: 'large.bin', dripAfter: 10 * 2 ** 20 };
  hub.script.push(stalls);
  await fetchButton(page).click();
  await expect(page.getByText(/ of 24 MiB$/).first()).toBeVisible();
  await expect.poll(() => hub.fetched('large.bin')).toBe(1);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(fetchButton(page)).toBeVisible();

  hub.script.splice(0, 1, { path: 'large.bin', status: 403 });
  expect(await check(page, await fetchButton(page).innerText())).toBe('could-not-check');
  await expect(page.getByText('Do not rely on it yet')).toBeVisible();

  hub.script.splice(0, 1, { path: 'large.bin', cutAfter: 5 * 2 ** 20, times: 2 });
  const before = hub.fetched('large.bin');
  expect(await check(page, 'Check again')).toBe('verified');
  expect(hub.fetched('large.bin') - before).toBe(3);
  expect(hub.storage.asked.findLast(({ path }) => path.includes('large.bin'))?.range).toMatch(/^bytes=[1-9]/);
});

test('while downloading, to a folder that OPFS lends: what is there is what was checked, and a bad signer fetches nothing', async ({
  page,
}) => {
  await handOverFolder(page);
  await using served = await serve({ [MODEL]: { files: whole } });
  await using disk = new Disk();
  const { hub } = served;
  await look(page, served, disk);
  await choose(page, 'downloaded');
  const button = page.getByRole('button', { name: /^Choose a folder, and download/ });
  await expectSigner(page, disk, {
    method: 'key',
    publicKey: signWithKey(await buildStatement(files)).publicKeyPem,
  });
  expect(await check(page, await button.innerText())).toBe('signer-mismatch');
  expect(hub.storage.asked).toEqual([]);

  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await expectSigner(page, disk, byKey);
  expect(await check(page, await button.innerText())).toBe('verified');
  expect(await page.evaluate(() => Reflect.get(globalThis, 'picked') as unknown)).toBe('readwrite');
  await expect(page.locator('.compared')).toContainText('are the ones that were checked');
  const there = await page.evaluate(async (path) => {
    let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('download');
    const names = path.split('/');
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
    const file = await (await folder.getFileHandle(names[names.length - 1] ?? '')).getFile();
    return [...new Uint8Array(await file.arrayBuffer())];
  }, LFS);
  expect(contentOf(new Uint8Array(there)).sha256).toBe(contentOf(whole[LFS] ?? '').sha256);
  expect(hub.fetched(LFS)).toBe(1);
  // What is there already is read and not fetched.
  expect(await check(page, 'Check again')).toBe('verified');
  expect(hub.fetched(LFS)).toBe(1);
});

test('what cannot be had is told with a way on, and what was typed stays', async ({ page }) => {
  await using served = await serve({ [MODEL]: { files: { ...files, 'model.sig': text(bundle) } } });
  const { site, hub } = served;
  await page.goto(`${site.url}connected.html`);
  const refused = page.locator('[data-refused]');
  for (const [address, code] of [
    ['hf://acme', 'remote-address-unusable'],
    ['http://models.example/a/', 'remote-address-unusable'],
    ['hf://acme/none', 'remote-refused'],
  ] as const) {
    await ask(page, address);
    await expect(refused).toHaveAttribute('data-refused', code);
    await expect(page.getByLabel('Address of the model')).toHaveValue(address);
  }
  hub.script.push({ path: '/api/', noCors: true });
  await ask(page, `hf://${MODEL}`);
  await expect(refused).toHaveAttribute('data-refused', 'remote-unreachable');
  await expect(page.getByRole('link', { name: 'check its folder' })).toHaveAttribute('href', './');
  await expectPresentable(page);

  hub.script.splice(0, 1, { path: '/api/', silent: true });
  await page.getByRole('button', { name: 'See what is there' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await expect(refused).toHaveCount(0);
  expect(await verdict(page).count()).toBe(0);
});
