/** Each of the nine verdicts, as a person comes to it. */
import { VERDICT_CODES } from '../../src/report.js';
import { english } from '../../web/text/english.js';
import { expectFitToBeSeen } from './album.js';
import { expect, test } from './fixtures.js';
import { WAYS } from './verdicts.js';
import { check, Disk } from './visitor.js';

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
    await expectFitToBeSeen(page, `verdict-${code}`);
    await page.locator('.next').getByRole('button', { name: leads.button, exact: true }).click();
    await leads.to(page);
  });
}
