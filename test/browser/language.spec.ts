import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { buildStatement, signWithKey } from '../forge/index.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { byKey, files, whole } from './model.js';
import { copiedText, denyClipboard } from './seen.js';
import { check, Disk, drop, expectSigner } from './visitor.js';

const TAGLINES = { en: 'Who vouches for these exact bytes?', de: 'Wer bürgt für genau diese Bytes?' };

async function speak(page: Page, language: 'Deutsch' | 'English'): Promise<void> {
  const button = page
    .getByRole('group', { name: 'Language / Sprache' })
    .getByRole('button', { name: language });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}

async function expectLanguage(page: Page, tag: 'en' | 'de'): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', tag);
  await expect(page).toHaveTitle(new RegExp(TAGLINES[tag].replace('?', '\\?'), 'i'));
  await expect(page.locator('header')).toContainText(TAGLINES[tag]);
}

test.describe('a browser that asks for German', () => {
  test.use({ locale: 'de-DE' });

  test('gets it from the first sight, up to the verdict, and axe finds nothing', async ({ page, origin }) => {
    // Whatever was on the page at any time.
    await page.addInitScript(() => {
      const seen: string[] = [];
      Reflect.set(globalThis, 'seen', seen);
      new MutationObserver(() => {
        seen.push(document.querySelector('header p')?.textContent ?? '');
      }).observe(document, { childList: true, subtree: true, characterData: true });
    });
    await denyClipboard(page);
    await page.goto(`${origin}web/`);
    await expectLanguage(page, 'de');
    const seen = await page.evaluate(() => Reflect.get(globalThis, 'seen') as readonly string[]);
    expect(new Set(seen)).toEqual(new Set(['', TAGLINES.de]));
    await expectPresentable(page);

    await page.getByRole('button', { name: 'Beispiel ausprobieren' }).click();
    await expect(page.getByText('Eine Behauptung, noch nicht geprüft')).toBeVisible();
    await page.getByText('Optionen').click();
    await page.getByText('Ein Sigstore installieren').click();
    await expectPresentable(page);
    expect(await check(page, 'Prüfen')).toBe('verified');
    await expect(page.getByRole('status').first()).toContainText('Ergebnis: Bestätigt.');
    await expect(page.locator('#verdict-title')).toContainText(
      /Alle \d+ Dateien stimmen mit dem überein, was sample-signer@touchstone\.example signiert hat\./,
    );
    await expect(page.getByText('Eine Signatur sagt, wer für diese Bytes bürgt')).toBeVisible();
    for (const row of await page.locator('[data-row] .row > details > summary').all()) await row.click();
    await expectPresentable(page);

    const headings = await page.getByRole('heading').allTextContents();
    for (const heading of [
      'Was geprüft wurde',
      'Datei für Datei',
      'Was nicht geprüft wurde',
      'Das Ergebnis aufbewahren',
    ])
      expect(headings).toContain(heading);
    const rows = await page.locator('[data-row] h3').allTextContents();
    expect(rows).toEqual([
      'Dateien: Stimmen überein',
      'Signatur: Passt',
      'Unterzeichner: Erwartet',
      expect.stringMatching(/^Zeit: /),
    ]);
    // Words of English sentences, which no German one has.
    const shown = await page.locator('body').innerText();
    expect(shown.match(/\b(?:the|and|is|this|that|you|files|signed|verified|unknown)\b/gi) ?? []).toEqual([]);

    const copied = await copiedGermanText(page);
    expect(copied).toContain('Bestätigt: Alle ');
    expect(copied).toContain('Eine Signatur sagt, wer für diese Bytes bürgt');
    expect(copied.match(/\b(?:the|this|you)\b/gi) ?? []).toEqual([]);
  });

  test('is in English where English was chosen by hand, on the next visit too', async ({ page, origin }) => {
    await page.goto(`${origin}web/`);
    await expectLanguage(page, 'de');
    await speak(page, 'English');
    await expectLanguage(page, 'en');
    await page.reload();
    await expectLanguage(page, 'en');
  });

  test('gets English where German cannot be loaded, and is told so', async ({ page, origin }) => {
    await page.route(/german/u, (route) => route.abort());
    await page.goto(`${origin}web/`);
    await expectLanguage(page, 'en');
    await expect(page.getByRole('alert')).toContainText('Die deutschen Texte konnten nicht geladen werden.');
    await expectPresentable(page);
  });
});

async function copiedGermanText(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Als Text kopieren' }).click();
  return page.getByLabel('Der Browser lässt diese Seite nicht kopieren.').inputValue();
}

test.describe('by hand', () => {
  test('before anything is chosen; it survives a reload, and the keyboard does it', async ({
    page,
    origin,
  }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(`${origin}web/`, { waitUntil: 'networkidle' });
    await expectLanguage(page, 'en');
    expect(requests.filter((url) => url.includes('german'))).toEqual([]);
    const german = page.getByRole('button', { name: 'Deutsch' });
    await expect(german).toHaveAttribute('lang', 'de');
    const box = await german.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
    await german.focus();
    await page.keyboard.press('Enter');
    await expectLanguage(page, 'de');
    await expect(german).toBeFocused();
    await expect(page.getByRole('heading', { name: 'Ein signiertes Modell prüfen' })).toBeVisible();
    await page.reload();
    await expectLanguage(page, 'de');
    await speak(page, 'English');
    await expectLanguage(page, 'en');
    await expect(page.getByRole('heading', { name: 'Check a signed model' })).toBeVisible();
  });

  test('with something typed, it keeps it, and what is missing', async ({ page, origin }) => {
    await using disk = new Disk();
    await page.goto(`${origin}web/`);
    await page.getByLabel('Choose a folder').setInputFiles(await disk.folder(whole));
    await page.getByRole('radio', { name: 'A person or a workflow' }).check();
    await page.getByLabel('Identity', { exact: true }).fill('somebody@touchstone.example ');
    await page.getByText('Options').click();
    await page.getByLabel('Paths to leave out').fill('notes.txt');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await expect(page.getByLabel('Issuer', { exact: true })).toHaveAccessibleDescription(
      /Write or choose who confirms that identity/,
    );
    await speak(page, 'Deutsch');
    await expect(page.getByRole('heading', { name: 'Was gefunden wurde' })).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Eine Person oder einen Workflow' })).toBeChecked();
    const identity = page.getByLabel('Identität', { exact: true });
    await expect(identity).toHaveValue('somebody@touchstone.example ');
    await expect(identity).toHaveAccessibleDescription(/Am Anfang oder am Ende steht ein Leerzeichen/);
    await expect(page.getByLabel('Aussteller', { exact: true })).toHaveAccessibleDescription(
      /Geben Sie an oder wählen Sie, wer diese Identität bestätigt/,
    );
    await expect(page.getByLabel('Pfade, die ausgelassen werden')).toHaveValue('notes.txt');
    await expectPresentable(page);
    await speak(page, 'English');
    await expect(page.getByLabel('Paths to leave out')).toHaveValue('notes.txt');
    await expect(page.getByLabel('Identity', { exact: true })).toHaveValue('somebody@touchstone.example ');
  });

  test('in a problem, which stays', async ({ page, origin }) => {
    await using disk = new Disk();
    await page.goto(`${origin}web/`);
    await drop(page, await disk.folder(files, 'one'), await disk.folder(files, 'two'));
    await expect(page.getByRole('alert')).toContainText('You dropped 2 folders and 0 files.');
    await speak(page, 'Deutsch');
    await expect(page.getByRole('alert')).toContainText(
      'Sie haben 2 Ordner und 0 Dateien auf die Seite gezogen.',
    );
  });

  test('while it checks, it goes on checking', async ({ page, origin }) => {
    await using disk = new Disk();
    const big = { 'big.bin': Uint8Array.of(0) };
    const other = signWithKey(await buildStatement(big));
    const folder = await disk.folder(big);
    const handle = await open(join(folder, 'big.bin'), 'r+');
    await handle.truncate(8 * 1024 ** 3);
    await handle.close();
    await page.goto(`${origin}web/`);
    await page.getByLabel('Choose a folder').setInputFiles(folder);
    await page
      .getByLabel('Signature file (if it is not in the folder)')
      .setInputFiles(await disk.file('model.sig', JSON.stringify(other.bundle)));
    await expectSigner(page, disk, { method: 'key', publicKey: other.publicKeyPem });
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await expect(page.getByText(/MiB\/s/)).toBeVisible();
    await speak(page, 'Deutsch');
    await expect(
      page.getByRole('heading', { name: 'Die Dateien werden mit dem verglichen, was signiert wurde' }),
    ).toBeVisible();
    await expect(page.getByText('von 8 GiB')).toBeVisible();
    await page.getByRole('button', { name: 'Abbrechen' }).click();
    await expect(page.getByRole('button', { name: 'Prüfen', exact: true })).toBeVisible();
    await expect(page.getByText('key.pem')).toBeVisible();
  });

  test('with a verdict, it keeps the verdict, and what was searched in it', async ({ page, origin }) => {
    await using disk = new Disk();
    await denyClipboard(page);
    await page.goto(`${origin}web/`);
    const folder = await disk.folder({ ...whole, 'added.bin': Uint8Array.of(1) });
    await page.getByLabel('Choose a folder').setInputFiles(folder);
    await expectSigner(page, disk, byKey);
    expect(await check(page)).toBe('files-mismatch');
    const english = await copiedText(page);
    expect(english).toContain('Files differ: 1 file differs from what was signed.');
    await speak(page, 'Deutsch');
    await expect(page.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'files-mismatch');
    await expect(page.locator('#verdict-title')).toHaveText(
      /^Dateien weichen ab:\s*1 Datei weicht von dem ab, was signiert wurde\.$/,
    );
    await expect(page.getByLabel('Der Browser lässt diese Seite nicht kopieren.')).toHaveValue(
      /^Dateien weichen ab: 1 Datei weicht von dem ab, was signiert wurde\.\n/,
    );
    await expect(page.locator('li[data-state=unsigned]')).toContainText('Nicht signiert');
    await page.getByRole('button', { name: 'Ändern, wen Sie erwarten' }).click();
    await expect(page.getByText('key.pem')).toBeVisible();
    await page.getByRole('button', { name: 'Etwas anderes wählen' }).click();
    await expect(page.getByRole('heading', { name: 'Ein signiertes Modell prüfen' })).toBeFocused();
  });

  test('of the sample’s verdict and back', async ({ page, origin }) => {
    await page.goto(`${origin}web/`);
    await page.getByRole('button', { name: 'Try the sample' }).click();
    expect(await check(page)).toBe('verified');
    // Comes when the check is written down, after the verdict.
    await expect(page.getByText('This check is in the history on this machine.')).toBeVisible();
    const before = await page.locator('main').innerText();
    await speak(page, 'Deutsch');
    await expect(page.locator('#verdict-title')).toContainText('Bestätigt');
    expect(await page.locator('main').innerText()).not.toBe(before);
    await speak(page, 'English');
    await expect(page.locator('#verdict-title')).toContainText('Verified');
    expect(await page.locator('main').innerText()).toBe(before);
    await page.getByRole('button', { name: 'Change what you expect' }).click();
    await expect(page.getByText('trusted_root.json of the sample')).toBeVisible();
    await speak(page, 'Deutsch');
    await expect(page.getByText('trusted_root.json des Beispiels')).toBeVisible();
  });

  test('without a storage', async ({ page, origin }) => {
    await page.addInitScript(() =>
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new Error('denied');
        },
      }),
    );
    await page.goto(`${origin}web/`);
    await speak(page, 'Deutsch');
    await expectLanguage(page, 'de');
    await page.reload();
    await expectLanguage(page, 'en');
  });

  test('with the network cut, it stays as it was and says so', async ({ page, origin }) => {
    await page.goto(`${origin}web/`, { waitUntil: 'networkidle' });
    await page.route(/german/u, (route) => route.abort());
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await expect(page.getByRole('alert')).toContainText('The German texts could not be loaded.');
    await expectLanguage(page, 'en');
    await speak(page, 'English');
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});
