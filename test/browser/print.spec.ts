import type { Page } from 'playwright/test';
import { buildStatement, signWithKey, text, type ForgedFiles } from '../forge/index.js';
import { expect, test } from './fixtures.js';
import { byKey, files, whole } from './model.js';
import { pdfOf } from './pdf.js';
import { check, Disk, dropModel, expectSigner, reportOf } from './visitor.js';

const MANY = Object.fromEntries(
  Array.from({ length: 500 }, (_, at) => [
    at % 100 === 3
      ? `${'a-folder-with-a-long-name/'.repeat(8)}weights-${String(at)}.safetensors`
      : `layers/part-${String(at).padStart(5, '0')}.safetensors`,
    text(`part ${String(at)}`),
  ]),
) satisfies ForgedFiles;

async function open(page: Page, origin: string, folder: string): Promise<void> {
  await page.goto(`${origin}web/`);
  await dropModel(page, folder);
}

const row = (page: Page, name: RegExp) => page.getByRole('row', { name });

test('what is printed is the record, black on white, and nothing of the page', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, origin, await disk.folder(whole));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  const sheet = page.getByRole('heading', { name: 'Record of a check' });
  await expect(sheet).toHaveCount(0);

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(sheet).toBeVisible();
  await expect(page).toHaveTitle(/^touchstone-model-\d{4}-\d\d-\d\d-\d{6}$/);
  for (const hidden of ['Keep the result', 'What was checked', 'File by file'])
    await expect(page.getByRole('heading', { name: hidden })).toHaveCount(0);
  await expect(page.getByRole('button')).toHaveCount(0);
  const facts = page.getByRole('region', { name: 'Record of a check' });
  await expect(facts).toContainText(`All ${String(Object.keys(files).length)} files match`);
  await expect(facts).toContainText('The signature names a key with the fingerprint');
  await expect(facts).toContainText('By whose word that of the person who made the check');
  await expect(facts).toContainText('A record made by this tool on this machine.');
  await expect(facts).not.toContainText('SAMPLE');
  await expect(row(page, /Who signed, and is that whom you expect\?/)).toContainText('Expected');
  await expect(row(page, /MDS-09/)).toContainText('That this signature was verified');
  await expect(row(page, /Art\. 15\(5\)/)).toContainText('a poisoned model can be signed');
  for (const path of Object.keys(files))
    await expect(page.getByRole('cell', { name: path, exact: true })).toHaveCount(1);
  const colours = await page.evaluate(() => {
    const { color } = getComputedStyle(document.body);
    return [color, getComputedStyle(document.documentElement).backgroundColor];
  });
  expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);

  await page.emulateMedia({ media: 'screen' });
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Keep the result' })).toBeVisible();
});

test('the button prints, as the keys do', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.addInitScript(() => {
    window.print = () => {
      window.dispatchEvent(new Event('beforeprint'));
      document.body.dataset['printed'] = document.querySelector('.print h1')?.textContent ?? 'nothing';
      window.dispatchEvent(new Event('afterprint'));
    };
  });
  await open(page, origin, await disk.folder(whole));
  await expectSigner(page, disk, byKey);
  await check(page);
  await page.getByRole('button', { name: 'Print or save as PDF' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'Record of a check');
  await expect(page.locator('.print')).toHaveCount(0);
});

test('of very many files some are in the JSON report only', async ({ page, origin }) => {
  await using disk = new Disk();
  const added = Object.fromEntries(
    Array.from({ length: 3100 }, (_, at) => [`more/${String(at)}`, text('x')]),
  ) satisfies ForgedFiles;
  const { [Object.keys(files)[0] ?? '']: first = text(''), ...rest } = whole;
  await open(page, origin, await disk.folder({ ...rest, ...added, 'another-name': first }));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  const all = (await reportOf(page)).files.length;
  await page.emulateMedia({ media: 'print' });
  await expect(
    page.getByText(`And ${String(all - 3000)} more files, in the JSON report only.`),
  ).toBeVisible();
  await expect(page.locator('.print tbody tr')).toHaveCount(3000 + 4 + 7);
});

test('a check that failed shows the auditor no more than that', async ({ page, origin }) => {
  await using disk = new Disk();
  const [first = ''] = Object.keys(files);
  await open(page, origin, await disk.folder({ ...whole, [first]: text('other') }));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  await page.emulateMedia({ media: 'print' });
  await expect(row(page, /MDS-09/)).toContainText('how it ended: Files differ');
  await expect(row(page, new RegExp(`^${first}`))).toContainText(
    /Changed.*Signed: sha256:\w{64}.*Here: sha256:\w{64}/,
  );
  await expect(page.getByText('That this signature was verified')).toHaveCount(0);
});

test('the sample is marked as that on paper', async ({ page, origin }) => {
  await page.goto(`${origin}web/`);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  await check(page);
  expect((await reportOf(page)).circumstances).toEqual({ isSample: true, installed: null });
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('SAMPLE of Touchstone, not a real model')).toBeVisible();
  await expect(row(page, /MDS-09/)).toContainText('Nothing: it is a check of the sample.');
});

for (const format of ['A4', 'Letter'] as const)
  test(`500 files make a readable PDF on ${format}`, async ({ page, origin }) => {
    await using disk = new Disk();
    const signed = signWithKey(await buildStatement(MANY));
    await open(
      page,
      origin,
      await disk.folder({ ...MANY, 'model.sig': text(JSON.stringify(signed.bundle)) }),
    );
    await expectSigner(page, disk, { method: 'key', publicKey: signed.publicKeyPem });
    expect(await check(page)).toBe('verified');
    const pages = pdfOf(await page.pdf({ format }));
    expect(pages.length).toBeGreaterThan(12);
    expect(pages.length).toBeLessThan(30);
    const [summary = '', auditor = '', ...lists] = pages;
    // One sheet each.
    expect(summary).toContain('Verified');
    expect(summary).toContain('Reviewed by, on');
    expect(auditor).toContain('Controls that ask for checks of this kind');
    expect(auditor).toContain('DM-04');
    expect(lists[0]).toContain('501 files, those that differ first.');
    // A table's head stands on each of its sheets.
    for (const list of lists) expect(list).toContain('Digest');
    const listed = lists.join('');
    for (const path of Object.keys(MANY)) expect(listed).toContain(path.slice(-20));
  });

test('in German too, the summary stays on its sheet', async ({ page, origin }) => {
  await page.goto(`${origin}web/`);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await check(page);
  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await page.getByRole('radio', { name: 'I don’t know whom to expect' }).check();
  expect(await check(page)).toBe('signer-unconfirmed');
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { name: 'Das Ergebnis aufbewahren' }).waitFor();
  const pages = pdfOf(await page.pdf({ format: 'Letter' }));
  expect(pages).toHaveLength(3);
  expect(pages[0]).toContain('Auf wessen Wort');
  expect(pages[0]).toContain('Durchgesehen von, am');
  expect(pages[1]).toContain('Nichts: Geprüft wurde das');
});
