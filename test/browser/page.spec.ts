import { open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  buildStatement,
  IDENTITY,
  ISSUER,
  makeChain,
  makeSigstore,
  signKeyless,
  signWithKey,
  smallModel,
} from '../forge/index.js';
import { expectAccessible, expectNoSidewaysScroll } from './axe.js';
import { expect, test } from './fixtures.js';
import { check, chooseModel, Disk, expectSigner, reportOf } from './visitor.js';

const files = smallModel();
const signed = signWithKey(await buildStatement(files));
const model = { files, single: false, bundle: JSON.stringify(signed.bundle) };
const byKey = { method: 'key', publicKey: signed.publicKeyPem } as const;

test('the sample leads to a verdict in two clicks', async ({ page, origin }) => {
  await page.goto(`${origin}web/`);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(page.getByText('A claim, not checked yet')).toBeVisible();
  expect(await check(page)).toBe('verified');
  await expect(page.locator('#verdict-title')).toContainText(
    'All 8 files match what sample-signer@touchstone.example signed.',
  );
  await expect(
    page.getByText('A signature says who vouches for these bytes, not that the model behaves well.'),
  ).toBeVisible();
  await expect(page.getByText('This was the sample')).toBeVisible();
});

test('checking sends no request, and works with the network cut', async ({ page, context, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await expect(page.getByText('checks now work without the network')).toBeVisible();
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  await context.setOffline(true);
  await context.route('**/*', (route) => route.abort());
  await chooseModel(page, disk, model);
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  await page.getByRole('button', { name: 'Download report (JSON)' }).click();

  const sigstore = makeSigstore();
  const bundle = JSON.stringify(signKeyless(sigstore, await buildStatement(files)).bundle);
  await page.getByRole('button', { name: 'Check something else' }).click();
  await chooseModel(page, disk, { ...model, bundle });
  const { trustedRoot } = sigstore;
  await expectSigner(page, disk, { method: 'sigstore', identity: IDENTITY, issuer: ISSUER, trustedRoot });
  expect(await check(page)).toBe('verified');
  expect(requests).toEqual([]);
  await context.setOffline(false); // all else is undone for the next test
});

test.describe('where nobody has moved yet', () => {
  test.use({ somebody: false });

  test('what a check needs is fetched all the same', async ({ page, origin }) => {
    await using disk = new Disk();
    await page.goto(`${origin}web/`);
    await page.getByLabel('Choose a folder').setInputFiles(await disk.folder(files));
    await expect(page.getByRole('heading', { name: 'What was found' })).toBeVisible();
  });
});

test('a claim is shown as a claim, and never filled in', async ({ page, origin }) => {
  await using disk = new Disk();
  const sigstore = makeSigstore();
  const bundle = JSON.stringify(signKeyless(sigstore, await buildStatement(files)).bundle);
  await page.goto(`${origin}web/`);
  await chooseModel(page, disk, { ...model, bundle });
  await expect(page.getByText(IDENTITY)).toBeVisible();
  await expect(page.getByText('A claim, not checked yet')).toBeVisible();
  await expect(page.locator('[data-verdict]')).toHaveCount(0);
  await expect(page.getByLabel('Identity', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('Issuer', { exact: true })).toHaveValue('');
});

test('a bundle in the folder is found by content, whatever its name', async ({ page, origin }) => {
  await using disk = new Disk();
  const named = { ...files, 'result.sigstore': new TextEncoder().encode(model.bundle) };
  await page.goto(`${origin}web/`);
  await page.getByLabel('Choose a folder').setInputFiles(await disk.folder(named));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
});

test('what differs comes first, and the report has it all', async ({ page, origin }) => {
  await using disk = new Disk();
  const [first = ''] = Object.keys(files);
  const changed = { ...files, [first]: Uint8Array.of(1, 2, 3), 'added\u202etxt.exe': Uint8Array.of(1) };
  await page.goto(`${origin}web/`);
  await chooseModel(page, disk, { ...model, files: changed });
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.locator('#verdict-title')).toContainText('2 files differ from what was signed.');
  await expect(page.locator('li[data-state]').first()).toHaveAttribute('data-state', 'changed');
  await expect(page.locator('li[data-state=unsigned]')).toContainText('U+202E');
  expect(await page.locator('body').textContent()).not.toContain('\u202e');

  const report = await reportOf(page);
  expect(report.verdict.code).toBe('files-mismatch');
  expect(report.rows.files).toMatchObject({ changed: 1, unsigned: 1, missing: 0 });
  expect(report.files.find(({ path }) => path === first)?.state).toBe('changed');
});

test('cancel stops at once, and nothing that was entered is lost', async ({ page, origin }) => {
  await using disk = new Disk();
  const big = { 'big.bin': Uint8Array.of(0) };
  const other = signWithKey(await buildStatement(big));
  const folder = await disk.folder(big);
  // Sparse: as long as a real model, and takes no room.
  const handle = await open(join(folder, 'big.bin'), 'r+');
  await handle.truncate(8 * 1024 ** 3);
  await handle.close();

  await page.goto(`${origin}web/`);
  await page.getByLabel('Choose a folder').setInputFiles(folder);
  await page
    .getByLabel('Signature file (if it is not in the folder)')
    .setInputFiles(await disk.file('model.sig', JSON.stringify(other.bundle)));
  await expectSigner(page, disk, { method: 'key', publicKey: other.publicKeyPem });
  await page.getByText('Options').click();
  await page.getByLabel('Paths to leave out').fill('notes.txt');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByText(/MiB\/s/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Check', exact: true })).toBeVisible({ timeout: 1000 });
  await expect(page.getByLabel('Paths to leave out')).toHaveValue('notes.txt');
  await expect(page.getByText('key.pem')).toBeVisible();
});

test.describe('bad input has a reason and a way out', () => {
  const HOSTILE: readonly (readonly [name: string, bundle: string | Uint8Array, said: RegExp])[] = [
    ['not JSON', 'hello', /is not JSON/],
    ['empty', '', /is empty/],
    ['truncated', model.bundle.slice(0, -30), /is not JSON, or it is cut short/],
    ['200 MB', new Uint8Array(200 * 1024 * 1024), /the limit is 64 MiB/],
    ['deep nesting', '['.repeat(1_000_000), /is not JSON|levels deep/],
    [
      'wrong media type',
      JSON.stringify({ ...signed.bundle, mediaType: 'text/plain' }),
      /of a kind that we do not know/,
    ],
  ];
  for (const [name, bundle, said] of HOSTILE) {
    test(name, async ({ page, origin }) => {
      await using disk = new Disk();
      await page.goto(`${origin}web/`);
      await page.getByLabel('Choose a folder').setInputFiles(await disk.folder(files));
      await page
        .getByLabel('Signature file (if it is not in the folder)')
        .setInputFiles(await disk.file('model.sig', bundle));
      await expectSigner(page, disk, byKey);
      expect(await check(page)).toBe('could-not-check');
      await expect(page.locator('#verdict-title')).toContainText(said);
    });
  }

  test('a folder without a signature', async ({ page, origin }) => {
    await using disk = new Disk();
    await page.goto(`${origin}web/`);
    await page.getByLabel('Choose a folder').setInputFiles(await disk.folder(files));
    await expectSigner(page, disk, byKey);
    expect(await check(page)).toBe('unsigned');
    await expect(page.locator('#verdict-title')).toContainText('No signature was found.');
  });

  test('a certificate for a key', async ({ page, origin }) => {
    await using disk = new Disk();
    await page.goto(`${origin}web/`);
    await chooseModel(page, disk, model);
    await expectSigner(page, disk, { method: 'key', publicKey: makeChain().rootPem });
    expect(await check(page)).toBe('could-not-check');
    await expect(page.locator('#verdict-title')).toContainText('it is a certificate, not a public key');
  });
});

test.describe('everybody can use it', () => {
  for (const [name, options] of [
    ['light, desktop', { colorScheme: 'light', viewport: { width: 1200, height: 900 } }],
    ['dark, desktop', { colorScheme: 'dark', viewport: { width: 1200, height: 900 } }],
    ['phone', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
    // What a window of 1280 pixels shows at 200 %.
    [
      'zoomed to 200 %',
      { colorScheme: 'light', viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
    ],
  ] as const) {
    test.describe(name, () => {
      test.use(options);
      test('axe finds nothing, and nothing scrolls sideways', async ({ page, origin }) => {
        await using disk = new Disk();
        const settled = async () => {
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
        };
        await page.goto(`${origin}web/`);
        await settled();
        await page.getByRole('button', { name: 'Try the sample' }).click();
        await page.getByRole('heading', { name: 'What was found' }).waitFor();
        for (const summary of ['Options', 'Use another Sigstore'])
          await page.getByText(summary).first().click();
        await settled();
        expect(await check(page)).toBe('verified');
        for (const row of await page.locator('[data-row] summary').all()) await row.click();
        await settled();
        await page.getByRole('button', { name: 'Check something else' }).click();
        await chooseModel(page, disk, { ...model, files: { ...files, 'added.bin': Uint8Array.of(1) } });
        await expectSigner(page, disk, byKey);
        expect(await check(page)).toBe('files-mismatch');
        await settled();
        await page.getByRole('button', { name: 'Change what you expect' }).click();
        await page.getByRole('radio', { name: 'A certificate authority' }).check();
        await page.getByText('Pin the certificate further').click();
        await settled();
        await page.getByRole('radio', { name: 'I don’t know whom to expect' }).check();
        expect(await check(page)).toBe('could-not-check');
        await settled();
      });
    });
  }

  test('with the keyboard alone', async ({ page, origin }) => {
    await page.goto(`${origin}web/`);
    const sample = page.getByRole('button', { name: 'Try the sample' });
    for (let i = 0; i < 10 && !(await sample.evaluate((node) => node === document.activeElement)); i++) {
      await page.keyboard.press('Tab');
    }
    await expect(sample).toBeFocused();
    await page.keyboard.press('Enter');
    const button = page.getByRole('button', { name: 'Check', exact: true });
    await button.waitFor();
    for (let i = 0; i < 30 && !(await button.evaluate((node) => node === document.activeElement)); i++) {
      await page.keyboard.press('Tab');
    }
    await expect(button).toBeFocused();
    await page.keyboard.press('Enter');
    await page.locator('[data-verdict]').waitFor();
    await expect(page.locator('#verdict-title')).toBeFocused();
    await expect(page.getByRole('status').first()).toContainText('Verified');
  });
});
