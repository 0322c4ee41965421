import type { Page } from 'playwright/test';
import {
  buildStatement,
  makeKey,
  makeSigstore,
  pemOf,
  signBundle,
  signWithKey,
  text,
} from '../forge/index.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { byKey, files, signed, whole } from './model.js';
import { check, Disk, drop, dropModel, expectSigner, reportOf } from './visitor.js';

const statement = await buildStatement(files);
const stranger = signWithKey(statement);

interface Entry {
  readonly [member: string]: unknown;
}

const entry = (more: Entry = {}): Entry => ({
  id: 'weather',
  models: ['weather*'],
  signers: [{ method: 'key', publicKey: 'release' }],
  ...more,
});

const file = (...entries: readonly Entry[]) =>
  JSON.stringify({
    schemaVersion: 1,
    organisation: 'Acme',
    publicKeys: { release: signed.publicKeyPem },
    entries: entries.length === 0 ? [entry()] : entries,
  });

const section = (page: Page) => page.getByRole('region', { name: 'Your organisation’s expectations' });
const reasons = (page: Page) => page.locator('[data-verdict]').getAttribute('data-reasons');

async function open(page: Page, origin: string, place = ''): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${origin}web/${place}`);
  // What comes after the first view is loaded with the first sign of a person.
  await page.mouse.move(5, 5);
  await page.getByText('checks now work without the network').waitFor();
}

async function use(page: Page, disk: Disk, content: string): Promise<void> {
  await drop(page, await disk.file('expectations.json', content));
  await page.getByRole('button', { name: 'Use it for checks' }).click();
  await expect(page.getByText('Checks go by this file now.')).toBeVisible();
}

async function checkModel(page: Page, disk: Disk, name: string, content = whole): Promise<string> {
  await page.goto(page.url().replace(/#.*/, '#check'));
  await dropModel(page, await disk.folder(content, name));
  await expect(page.getByRole('radio', { name: 'Whom “Acme” expects' })).toBeChecked();
  return check(page);
}

test('a file is read, used by the person’s word only, and says whom to expect', async ({ page, origin }) => {
  await using disk = new Disk();
  await open(page, origin);
  await drop(page, await disk.file('expectations.json', file()));
  await expect(page.getByRole('heading', { name: 'Use what Acme expects?' })).toBeFocused();
  await expect(section(page)).toContainText('weather: models called weather* (1 signer)');
  await expectPresentable(page);
  await page.getByRole('button', { name: 'Do not use it' }).click();
  await expect(section(page)).toContainText('No such file is used.');
  await use(page, disk, file());
  await expectPresentable(page);

  expect(await checkModel(page, disk, 'weather-1')).toBe('verified');
  await expect(page.locator('#verdict-title')).toContainText('the key that “Acme” expects');
  await expect(page.locator('[data-row=signer]')).toContainText(
    'file of expectations of “Acme”, entry “weather”',
  );
  expect((await reportOf(page)).trust.basis).toMatchObject({ kind: 'organisation', entry: 'weather' });
  await expectPresentable(page);
  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await expectPresentable(page);

  const forged = { ...files, 'model.sig': text(JSON.stringify(stranger.bundle)) };
  expect(await checkModel(page, disk, 'weather-1', forged)).toBe('signer-mismatch');
  expect(await reasons(page)).toBe('organisation-differs');
  await expect(page.locator('#verdict-title')).toContainText('whom “Acme” does not expect for this model');
  // Of another model it says nothing.
  expect(await checkModel(page, disk, 'another')).not.toBe('verified');

  // It is there at the next visit, until it is taken away.
  await open(page, origin, '#memory');
  await expect(section(page)).toContainText('Checks go by what Acme expects');
  await page.getByRole('button', { name: 'Stop using it' }).click();
  await page.goto(page.url().replace(/#.*/, '#check'));
  await dropModel(page, await disk.folder(whole, 'weather-1'));
  await expect(page.getByRole('radio', { name: 'Whom “Acme” expects' })).toHaveCount(0);
});

test('what else it asks for has its reason', async ({ page, origin }) => {
  await using disk = new Disk();
  await open(page, origin);
  const CASES = [
    [{ deny: { fileTypes: ['.json'] } }, 'files-mismatch', 'file-type-not-allowed'],
    [{ require: { log: true } }, 'signer-untrusted', 'log-required'],
    [{ allow: { signatureAlgorithms: ['ed25519'] } }, 'signer-untrusted', 'algorithm-not-allowed'],
    [{ validUntil: '2026-01-01' }, 'could-not-check', 'expectations-expired'],
  ] as const;
  for (const [more, verdict, reason] of CASES) {
    await use(page, disk, file(entry(more)));
    expect(await checkModel(page, disk, 'weather-1')).toBe(verdict);
    expect(await reasons(page)).toBe(reason);
  }
});

test('a file that cannot be used is refused with its code', async ({ page, origin }) => {
  await using disk = new Disk();
  await open(page, origin);
  const padding = ' '.repeat(10 * 1024 * 1024);
  const CASES: readonly (readonly [string, string])[] = [
    ['pattern-too-wide', file(entry({ models: ['*'] }))],
    ['version', file().replace('"schemaVersion":1', '"schemaVersion":2')],
    ['unknown-member', file(entry({ requires: { log: true } }))],
    ['repeated', file(entry(), entry({ models: ['other'] }))],
    ['in-two-entries', file(entry(), entry({ id: 'second' }))],
    ['duplicate-key', file().replace('"organisation"', '"organisation":"A","organisation"')],
    ['unknown-name', file(entry({ signers: [{ method: 'key', publicKey: 'nobody' }] }))],
    ['too-large', file().replace('"entries"', `${padding}"entries"`)],
    ['not-json', file().slice(0, -1)],
  ];
  for (const [problem, content] of CASES) {
    await drop(page, await disk.file('expectations.json', content));
    await expect(page.locator('[data-reason=expectations-unusable]')).toHaveAttribute(
      'data-problem',
      problem,
    );
    await expect(page.getByRole('button', { name: 'Use it for checks' })).toHaveCount(0);
  }
  await expectPresentable(page);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(section(page)).toContainText('No such file is used.');
});

test('a signature beside it has to be by somebody remembered', async ({ page, origin }) => {
  await using disk = new Disk();
  const content = file();
  const { bundle, publicKeyPem } = signFile(content);
  const beside = await disk.file('expectations.json', content);
  const signature = await disk.file('expectations.json.sigstore.json', JSON.stringify(bundle));
  await open(page, origin);
  await drop(page, beside, signature);
  await expect(page.locator('[data-refused=signature]')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use it for checks' })).toHaveCount(0);
  await expectPresentable(page);

  // Checked like any file, and its signer remembered.
  await open(page, origin);
  await page.getByLabel('Choose files').setInputFiles([beside, signature]);
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  await expectSigner(page, disk, { method: 'key', publicKey: publicKeyPem });
  expect(await check(page)).toBe('verified');
  await page.getByRole('heading', { name: 'Remember this signer' }).click();
  await page.getByLabel('What do you call them?').fill('Governance');
  await page.getByRole('radio', { name: 'Every model that they sign' }).check();
  await page.getByRole('button', { name: 'Remember', exact: true }).click();
  await expect(page.getByText('Remembered as “Governance”.')).toBeFocused();
  await open(page, origin);
  await drop(page, beside, signature);
  await expect(section(page)).toContainText('by “Governance”, whom you remember');
  await page.getByRole('button', { name: 'Use it for checks' }).click();
  await expect(page.getByText('Checks go by this file now.')).toBeVisible();
  // The next one without a signature is told.
  await drop(page, await disk.file('expectations.json', file(entry({ id: 'x' }))));
  await expect(section(page)).toContainText('This one has no signature.');
});

test('the site’s own is used where its administrator has set one', async ({ page, origin }) => {
  await using disk = new Disk();
  const config = (expectations: unknown, trust: unknown = 'trust/') => ({ json: { expectations, trust } });
  await page.route('**/touchstone.json', (route) => route.fulfill(config('acme/expectations.json')));
  await page.route('**/acme/expectations.json', (route) => route.fulfill({ body: file() }));
  await open(page, origin);
  expect(await checkModel(page, disk, 'weather-1')).toBe('verified');
  await page.getByRole('link', { name: 'Memory' }).click();
  await expect(section(page)).toContainText('This site’s administrator has set it.');

  // One that it names and does not have, or that is broken, is told; one that lies elsewhere is not fetched.
  await page.route('**/acme/expectations.json', (route) => route.fulfill({ status: 404, body: '' }));
  await open(page, origin, '#memory');
  await expect(section(page)).toContainText('It could not be fetched.');
  await page.route('**/acme/expectations.json', (route) => route.fulfill({ body: '{}' }));
  await open(page, origin, '#memory');
  await expect(section(page)).toContainText('that cannot be used');
  await expect(section(page)).not.toContainText('a folder with trust');
  for (const elsewhere of [
    'https://elsewhere.example/x.json',
    '//elsewhere.example/x.json',
    '../x.json',
    7,
  ]) {
    await page.route('**/touchstone.json', (route) => route.fulfill(config(elsewhere, elsewhere)));
    await open(page, origin, '#memory');
    await expect(section(page)).toContainText('No such file is used.');
    await expect(section(page)).toContainText(
      'a folder with trust for Sigstore that is not one on this site',
    );
  }
});

test('one that was changed in the storage by hand is not used', async ({ page, origin }) => {
  await using disk = new Disk();
  await open(page, origin);
  await use(page, disk, file());
  await page.evaluate(async () => {
    const request = indexedDB.open('touchstone');
    const db = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const store = db.transaction('settings', 'readwrite').objectStore('settings');
    await new Promise<void>((resolve) => {
      const get = store.get('expectations') as IDBRequest<{ text: string }>;
      get.onsuccess = () => {
        const text = get.result.text.replace('weather*', 'mallory*');
        store.put({ ...get.result, text }, 'expectations');
      };
      store.transaction.oncomplete = () => resolve();
    });
    db.close();
  });
  await open(page, origin, '#memory');
  await expect(page.locator('[data-damage=expectations-seal-broken]')).toBeVisible();
  await expect(section(page)).toContainText('No such file is used.');
  await page.getByRole('button', { name: 'Stop using it' }).click();
  await expect(page.locator('[data-damage=expectations-seal-broken]')).toHaveCount(0);
});

test('without it, the person’s own word and keys still count', async ({ page, origin }) => {
  await using disk = new Disk();
  await open(page, origin);
  await use(page, disk, file());
  await page.goto(page.url().replace(/#.*/, '#check'));
  await dropModel(page, await disk.folder(whole, 'another'));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  expect((await reportOf(page)).trust.basis).toEqual({ kind: 'person' });
});

/** As a tool signs any file, with a key. */
function signFile(content: string): { bundle: object; publicKeyPem: string } {
  const key = makeKey();
  const message = { message: Buffer.from(content) };
  const { bundle } = signBundle(makeSigstore(), message, { signer: { type: 'key', key }, entries: [] });
  return { bundle, publicKeyPem: pemOf(key) };
}
