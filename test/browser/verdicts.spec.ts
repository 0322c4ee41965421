/** Each of the nine verdicts, as a person comes to it. With TOUCHSTONE_SCREENSHOTS=folder, a picture of each is kept. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { VERDICT_CODES } from '../../src/report.js';
import { english } from '../../web/text/english.js';
import { expectAccessible, expectNoSidewaysScroll } from './axe.js';
import { expect, test } from './fixtures.js';
import { WAYS } from './verdicts.js';
import { check, Disk } from './visitor.js';

const ALBUM = process.env['TOUCHSTONE_SCREENSHOTS'];

const LOOKS = [
  { name: 'light-desktop', colorScheme: 'light', width: 1280, height: 900 },
  { name: 'dark-desktop', colorScheme: 'dark', width: 1280, height: 900 },
  { name: 'light-phone', colorScheme: 'light', width: 390, height: 844 },
  { name: 'dark-phone', colorScheme: 'dark', width: 390, height: 844 },
] as const;

/** Accessible in every look; a picture of what is seen first, and of the whole page. */
async function look(page: Page, state: string): Promise<void> {
  for (const { name, colorScheme, width, height } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    if (ALBUM === undefined) continue;
    await mkdir(ALBUM, { recursive: true });
    await page.evaluate(() => {
      scrollTo(0, 0);
    });
    await page.screenshot({ path: join(ALBUM, `${state}-${name}.png`) });
    await page.screenshot({ path: join(ALBUM, `${state}-${name}-whole.png`), fullPage: true });
  }
}

test('there is a way to each of the nine', () => {
  expect(WAYS.map(({ code }) => code)).toEqual([...VERDICT_CODES]);
});

for (const { code, files, prepare, leads } of WAYS) {
  test(`${code}: is announced, says what to do next, and is fit to be seen`, async ({ page, origin }) => {
    test.slow();
    await using disk = new Disk();
    await page.goto(`${origin}web/`);
    await page.getByLabel('Choose a folder').setInputFiles(await disk.folder(files, 'acme-7b'));
    await page.getByRole('heading', { name: 'What was found' }).waitFor();
    await prepare(page, disk);
    expect(await check(page)).toBe(code);
    const word = english.verdicts[code];
    await expect(page.getByRole('heading', { level: 2, name: word })).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: `Verdict: ${word}.` })).toBeAttached();
    await expect(page.getByText(english.next.short[code])).toBeVisible();
    await expect(page.locator('.answers')).toContainText('acme-7b');
    await expect(page.getByText(english.verdict.whatASignatureSays)).toBeVisible();
    for (const row of ['Files', 'Signature', 'Signer', 'Time'])
      await expect(page.getByRole('heading', { name: new RegExp(`^${row}: `) })).toBeVisible();
    await look(page, `verdict-${code}`);
    if (leads !== null) {
      await page.locator('.next').getByRole('button', { name: leads.button, exact: true }).click();
      await leads.to(page);
    } else await expect(page.locator('.next > button')).toHaveCount(0);
  });
}

test('the start and the form are fit to be seen', async ({ page, origin }) => {
  test.slow();
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await expect(page.getByRole('heading', { name: english.choose.title })).toBeVisible();
  await look(page, 'start');
  const verified = WAYS.at(-1);
  await page.getByLabel('Choose a folder').setInputFiles(await disk.folder(verified?.files ?? {}, 'acme-7b'));
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  await look(page, 'form');
});
