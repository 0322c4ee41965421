import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright/test';
import { expectPresentable } from './axe.js';
import { expect, openEmpty, test } from './fixtures.js';
import { checkNumber, memoryFile, pinCalled } from './memory-file.js';
import { byKey, whole } from './model.js';
import { check, Disk, dropModel, expectSigner } from './visitor.js';

async function openMemory(page: Page, origin: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${origin}web/#memory`);
  await page.getByRole('heading', { name: 'Storage' }).waitFor();
}

async function pick(page: Page, content: string): Promise<void> {
  const buffer = Buffer.from(content);
  await page
    .getByLabel('Import a file')
    .setInputFiles({ name: 'memory.json', mimeType: 'application/json', buffer });
}

async function importFile(page: Page, content: string): Promise<void> {
  await pick(page, content);
  await page.getByRole('button', { name: 'Add this' }).waitFor();
  const own = page.getByRole('checkbox', { name: /I exported this file myself/ });
  if ((await own.count()) > 0) await own.check();
  await page.getByRole('button', { name: 'Add this' }).click();
  await expect(page.getByText(/^Added: /)).toBeVisible();
}

/** Text of what is saved when the button is pressed. */
async function saved(page: Page, button: string): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  return readFile(await (await downloading).path(), 'utf8');
}

const pins = (page: Page) => page.getByRole('region', { name: 'Remembered signers' });
const history = (page: Page) => page.getByRole('region', { name: 'History' });
const fault = (page: Page, code: string) => page.locator(`[data-fault=${code}]`);

/** Changes what lies in a store, as a hand in the developer tools would. */
async function tamper(
  page: Page,
  store: string,
  how: 'name' | 'verdict' | 'nonsense' | 'key',
): Promise<void> {
  await page.evaluate(
    async ([store, how]) => {
      const request = indexedDB.open('touchstone');
      const db = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
      const rows = db.transaction(store, 'readwrite').objectStore(store);
      await new Promise<void>((resolve) => {
        rows.openCursor().onsuccess = (event) => {
          const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
          if (cursor === null) return;
          const row = cursor.value as Record<string, Record<string, unknown>>;
          if (how === 'name') row['pin'] = { ...row['pin'], isConfirmed: true };
          if (how === 'verdict') row['check'] = { ...row['check'], verdict: 'verified' };
          if (how === 'key') cursor.delete();
          else cursor.update(how === 'nonsense' ? { pin: { name: 7 }, check: 'none' } : row);
          cursor.continue();
        };
        // A page that is left takes with it what is not written yet.
        rows.transaction.oncomplete = () => resolve();
      });
      db.close();
    },
    [store, how] as const,
  );
}

async function profile(browser: Browser): Promise<BrowserContext> {
  return browser.newContext();
}

test('every check is in the history with its report; the page stays where it was', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder(whole, 'my-model'));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  await page.getByRole('link', { name: 'Memory' }).click();
  await expect(page.getByRole('heading', { name: 'Memory', exact: true })).toBeFocused();
  await expect(page).toHaveTitle(/^Memory/);
  const line = history(page).locator('[data-check]');
  await expect(line).toHaveAttribute('data-check', 'verified');
  await expect(line).toContainText('my-model');
  await line.getByText('Details').click();
  await expectPresentable(page);
  await history(page).getByRole('button', { name: 'Show report' }).click();
  await expect(page.getByRole('heading', { name: 'Report of my-model' })).toBeFocused();
  await expect(history(page)).toContainText('"schemaVersion": 1');
  await expectPresentable(page);
  await page.getByRole('button', { name: 'Close' }).click();
  const downloading = page.waitForEvent('download');
  await history(page).getByRole('button', { name: 'Save report' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^touchstone-my-model-\d{4}-\d\d-\d\d-\d{6}\.json$/);
  expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({
    verdict: { code: 'verified' },
  });
  await page.goBack();
  await expect(page.locator('#verdict-title')).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Memory', exact: true })).toHaveCount(0);

  // A reload keeps it; switched off, nothing is added.
  await openMemory(page, origin);
  await expect(line).toHaveCount(1);
  await page.getByLabel('Keep a history of checks').uncheck();
  await expect(page.getByText('The history is off')).toBeVisible();
  await page.goto(`${origin}web/#check`);
  await dropModel(page, await disk.folder(whole, 'other-model'));
  await page.getByRole('radio', { name: 'I don’t know whom to expect' }).check();
  await check(page);
  await page.getByRole('link', { name: 'Memory' }).click();
  await page.waitForTimeout(500);
  await expect(page.getByLabel('Keep a history of checks')).not.toBeChecked();
  await expect(line).toHaveCount(1);
  await line.getByText('Details').click();
  await history(page).getByRole('button', { name: 'Delete my-model' }).click();
  await expect(page.getByText('The check is deleted.')).toBeVisible();
  await expect(page.getByText('Nothing was checked here yet')).toBeVisible();
});

test('export on one profile and import on another gives the same', async ({ browser, origin }) => {
  await using disk = new Disk();
  const [first, second] = [await profile(browser), await profile(browser)];
  const [here, there] = [await first.newPage(), await second.newPage()];
  await here.goto(`${origin}web/`);
  await dropModel(here, await disk.folder(whole, 'my-model'));
  await expectSigner(here, disk, byKey);
  await check(here);
  await here.getByRole('link', { name: 'Memory' }).click();
  await expect(history(here).locator('[data-check]')).toHaveCount(1);
  await openMemory(here, origin);
  const claim = pinCalled('bob', { isConfirmed: false, scope: { kind: 'publisher' } });
  await importFile(here, memoryFile([pinCalled('alice'), claim], [checkNumber(1)]));
  await expect(pins(here).getByRole('listitem')).toHaveCount(2);
  await expectPresentable(here);
  const file = await saved(here, 'Export');

  await openMemory(there, origin);
  await pick(there, file);
  await expect(there.getByRole('heading', { name: 'What this file would add' })).toBeFocused();
  await expect(there.getByText('2 signers to be remembered')).toBeVisible();
  await expect(there.getByText('2 checks for the history')).toBeVisible();
  await expectPresentable(there);
  await there.getByRole('checkbox', { name: /I exported this file myself/ }).check();
  await there.getByRole('button', { name: 'Add this' }).click();
  await expect(there.getByText('Added: 2 remembered signers and 2 checks.')).toBeVisible();
  await expect(pins(there)).toContainText('Only a claim: nobody confirmed it');
  await expect(pins(there)).toContainText('Imported on');
  const again = JSON.parse(await saved(there, 'Export')) as Record<string, unknown>;
  const { pins: pinsHere, checks: checksHere } = JSON.parse(file) as Record<string, unknown>;
  expect(again).toMatchObject({ pins: pinsHere, checks: checksHere });

  // Once more changes nothing.
  await pick(there, file);
  await expect(there.getByText('There is nothing in it that is not here already.')).toBeVisible();
  await there.getByRole('button', { name: 'Cancel' }).click();

  // Another signer for the same models is not put in the place of the one here.
  const rival = pinCalled('alice', {
    signer: { method: 'sigstore', identity: 'mallory@pins.example', issuer: 'https://issuer.example' },
  });
  await pick(there, memoryFile([rival]));
  await expect(there.getByText('1 signer for whom another one is remembered here.')).toBeVisible();
  await expect(there.getByRole('button', { name: 'Add this' })).toHaveCount(0);
  await expectPresentable(there);
  await there.getByRole('checkbox', { name: /Add alice as well/ }).check();
  await there.getByRole('button', { name: 'Add this' }).click();
  await expect(pins(there).getByRole('heading', { name: 'alice' })).toHaveCount(2);
  await first.close();
  await second.close();
});

test('a signer is renamed and deleted, and another tab sees it', async ({ page, context, origin }) => {
  await openMemory(page, origin);
  await importFile(page, memoryFile([pinCalled('alice')]));
  const other = await context.newPage();
  await openMemory(other, origin);
  await expect(pins(other)).toContainText('alice@pins.example');
  await pins(page).getByRole('button', { name: 'Rename alice' }).click();
  const field = page.getByLabel('Your name for this signer');
  await field.fill('x'.repeat(101));
  await page.getByRole('button', { name: 'Save the name' }).click();
  await expect(page.getByText('Write a name of at most 100 characters.')).toBeVisible();
  await expectPresentable(page);
  await field.fill(' Alice of Acme ');
  await page.getByRole('button', { name: 'Save the name' }).click();
  await expect(pins(page).getByRole('heading', { name: 'Alice of Acme' })).toBeFocused();
  await expect(pins(other).getByRole('heading', { name: 'Alice of Acme' })).toBeVisible();
  await pins(page).getByRole('button', { name: 'Delete Alice of Acme' }).click();
  await expect(pins(other)).toContainText('None yet.');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Alice of Acme is remembered again.')).toBeVisible();
  await expect(pins(other).getByRole('heading', { name: 'Alice of Acme' })).toBeVisible();
  await other.close();
});

test('what was changed by hand is damaged, never used, and can be deleted', async ({ page, origin }) => {
  await openMemory(page, origin);
  await importFile(
    page,
    memoryFile([pinCalled('bob', { isConfirmed: false })], [checkNumber(1, { verdict: 'files-mismatch' })]),
  );
  await expect(pins(page).getByRole('listitem')).toHaveCount(1);
  await tamper(page, 'pins', 'name');
  await tamper(page, 'checks', 'verdict');
  await openMemory(page, origin);
  await expect(page.locator('[data-damage=pin-seal-broken]')).toBeVisible();
  await expect(page.locator('[data-damage=check-seal-broken]')).toBeVisible();
  await expect(page.locator('[data-check]')).toHaveCount(0);
  await expect(page.getByText('bob@pins.example')).toHaveCount(0);
  await expectPresentable(page);
  await pins(page).getByRole('button', { name: 'Delete what is damaged' }).click();
  await expect(page.locator('[data-damage=pin-seal-broken]')).toHaveCount(0);
  await tamper(page, 'checks', 'nonsense');
  await importFile(page, memoryFile([pinCalled('carol')]));
  await tamper(page, 'pins', 'nonsense');
  await openMemory(page, origin);
  await expect(page.locator('[data-damage=pin-malformed]')).toBeVisible();
  await expect(page.locator('[data-damage=check-malformed]')).toBeVisible();
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('button', { name: 'Delete all of it' }).click();
  await expect(page.getByText('Everything is deleted.')).toBeVisible();
  await importFile(page, memoryFile([pinCalled('carol')]));
  await tamper(page, 'keys', 'key');
  await openMemory(page, origin);
  await expect(page.locator('[data-damage=pin-seal-broken]')).toBeVisible();
});

const FILES: readonly (readonly [code: string, content: () => string])[] = [
  ['import-not-json', () => 'pins'],
  ['import-not-memory', () => '{}'],
  ['import-newer', () => memoryFile([]).replace('"schemaVersion":1', '"schemaVersion":2')],
  ['import-malformed', () => memoryFile([pinCalled('')])],
  ['import-malformed', () => memoryFile([], [checkNumber(1), checkNumber(1)])],
  ['import-malformed', () => memoryFile([]).replace('"pins"', '"more":1,"pins"')],
  ['import-duplicate-key', () => memoryFile([]).replace('"pins"', '"pins":[],"pins"')],
  ['import-too-deep', () => memoryFile([]).replace('"pins":[', `"pins":[${'['.repeat(40)}${']'.repeat(40)}`)],
  ['import-too-large', () => `${memoryFile([])}${' '.repeat(10 * 2 ** 20)}`],
  ['import-too-large', () => ' '.repeat(31 * 2 ** 20)],
];

test('a file that the page did not write is refused, with why', async ({ page, origin }) => {
  await using disk = new Disk();
  await openMemory(page, origin);
  for (const [code, content] of FILES) {
    // From the disk: to hand 31 MiB to the browser by way of the test takes ten seconds.
    const file = await disk.file('memory.json', content());
    await page.getByLabel('Import a file').setInputFiles(file);
    await expect(fault(page, code)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add this' })).toHaveCount(0);
  }
  await expectPresentable(page);
  await expect(pins(page)).toContainText('None yet.');
});

test('2,000 checks are searched, filtered, saved as a table, and at the bound the oldest goes', async ({
  page,
  origin,
}) => {
  const checks = Array.from({ length: 2000 }, (_, at) =>
    checkNumber(at, {
      verdict: at % 4 === 0 ? 'files-mismatch' : 'verified',
      label: at === 7 ? '=HYPERLINK("x")' : `model-${String(at)}`,
    }),
  );
  await openMemory(page, origin);
  await importFile(page, memoryFile([], checks));
  await expect(history(page)).toContainText('2,000 checks of 2,000');
  await expect(page.locator('[data-check]').first()).toHaveAttribute('aria-setsize', '2000');
  expect(await page.locator('[data-check]').count()).toBeLessThan(100);
  await page.getByLabel('Search the history').fill('model-199');
  await expect(history(page)).toContainText('11 checks of 2,000');
  await page.getByLabel('Verdict').selectOption('Files differ');
  await expect(page.locator('[data-check]')).toHaveCount(2);
  await expectPresentable(page);
  await page.getByLabel('Search the history').fill('HYPERLINK');
  await page.getByLabel('Verdict').selectOption('Any verdict');
  await expect(page.locator('[data-check]')).toHaveCount(1);
  const [head, row] = (await saved(page, 'Save as a table (CSV)')).split('\r\n');
  expect(head).toMatch(/^checkedAt,model,label,verdict,/);
  expect(row).toContain(`"'=HYPERLINK(""x"")"`);
  const json = JSON.parse(await saved(page, 'Save as JSON')) as { checks: unknown[]; pins: unknown[] };
  expect([json.checks.length, json.pins.length]).toEqual([1, 0]);
  await pick(page, memoryFile([], [checkNumber(5000)]));
  await expect(page.getByText('1 check too many: the oldest are deleted for them.')).toBeVisible();
  await page.getByRole('button', { name: 'Add this' }).click();
  // It takes the focus, and what is typed before would go there.
  await expect(page.getByText(/^Added: /)).toBeVisible();
  await page.getByLabel('Search the history').fill('');
  await expect(history(page)).toContainText('2,000 checks of 2,000');
  await expect(page.locator('[data-check]').first()).toContainText('model-5000');
  await page.getByRole('button', { name: 'Delete the history' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.getByRole('button', { name: 'Delete them all' }).click();
  await expect(page.getByText('The history is deleted.')).toBeVisible();
});

test('recent folders are listed, forgotten and taken back; what is none is damaged', async ({
  page,
  origin,
}) => {
  await openMemory(page, origin);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getDirectoryHandle('my-folder', { create: true });
    const request = indexedDB.open('touchstone');
    await new Promise((resolve) => (request.onsuccess = resolve));
    const writing = request.result.transaction('folders', 'readwrite');
    writing.objectStore('folders').put({ usedAt: '2026-03-01T12:00:00.000Z', handle }, 'a');
    writing.objectStore('folders').put({ usedAt: '2026-03-01T12:00:00.000Z', handle: 'a path' }, 'b');
    await new Promise((resolve) => (writing.oncomplete = resolve));
    request.result.close();
  });
  await openMemory(page, origin);
  const folders = page.getByRole('region', { name: 'Recent folders' });
  await expect(folders).toContainText('last used on 1 March 2026 at 12:00 UTC');
  await expect(page.locator('[data-damage=folder-malformed]')).toBeVisible();
  await expectPresentable(page);
  await folders.getByRole('button', { name: 'Delete what is damaged' }).click();
  await expect(page.locator('[data-damage=folder-malformed]')).toHaveCount(0);
  await folders.getByRole('button', { name: 'Forget my-folder' }).click();
  await expect(folders).toContainText('None.');
  await expect(folders.getByRole('button', { name: 'Undo: my-folder' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(folders.getByRole('button', { name: 'Forget my-folder' })).toBeVisible();
});

test('a report that was changed by hand is not shown', async ({ page, origin }) => {
  await page.goto(`${origin}web/`);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  expect(await check(page)).toBe('verified');
  await page.getByRole('link', { name: 'Memory' }).click();
  const line = history(page).locator('[data-check]');
  await expect(line).toContainText('Sample');
  await page.evaluate(async () => {
    const request = indexedDB.open('touchstone');
    await new Promise((resolve) => (request.onsuccess = resolve));
    const store = request.result.transaction('reports', 'readwrite').objectStore('reports');
    const keys = store.getAllKeys();
    await new Promise((resolve) => (keys.onsuccess = resolve));
    store.put({ report: new Blob(['{}']), files: null }, keys.result[0]);
    await new Promise((resolve) => (store.transaction.oncomplete = resolve));
    request.result.close();
  });
  await line.getByText('Details').click();
  await history(page).getByRole('button', { name: 'Show report' }).click();
  await expect(fault(page, 'report-broken')).toBeVisible();
});

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });

  test('the page is presentable, and a link within it leads nowhere else', async ({ page, origin }) => {
    await page.goto(`${origin}web/#memory`);
    await page.getByRole('heading', { name: 'Gedächtnis' }).waitFor();
    const content = memoryFile(
      [pinCalled('alice', { isConfirmed: false })],
      Array.from({ length: 300 }, (_, at) => checkNumber(at)),
    );
    await page.getByLabel('Eine Datei übernehmen').setInputFiles({
      name: 'memory.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    });
    await page.getByRole('button', { name: 'Das hinzufügen' }).click();
    await expect(page.getByText('Hinzugefügt: 1 Unterzeichner und 300 Prüfungen.')).toBeVisible();
    await expectPresentable(page);
    await page.getByRole('link', { name: 'Den Verlauf überspringen' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Gedächtnis', exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'Zurück zum Prüfen' }).click();
    await expect(page.getByRole('heading', { name: 'Gedächtnis', exact: true })).toHaveCount(0);
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Gedächtnis', exact: true })).toBeVisible();
  });
});

test.describe('a storage that is not as it should be', () => {
  test('none at all', async ({ page, origin }) => {
    await page.addInitScript(() => {
      const broken = { open: () => Reflect.apply(fail, undefined, []) };
      function fail(): never {
        throw new DOMException('denied', 'SecurityError');
      }
      Object.defineProperty(globalThis, 'indexedDB', { value: broken });
    });
    await page.goto(`${origin}web/#memory`);
    await expect(fault(page, 'storage-unavailable')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Storage' })).toHaveCount(0);
    await expectPresentable(page);
  });

  test('one of a newer version', async ({ page, origin }) => {
    // Before the page is there: it would open its own first, or lose it to this one.
    await openEmpty(page, origin);
    await page.evaluate(async () => {
      const request = indexedDB.open('touchstone', 99);
      await new Promise((resolve) => (request.onsuccess = resolve));
      request.result.close();
    });
    await page.goto(`${origin}web/`);
    await page.getByRole('link', { name: 'Memory' }).click();
    await expect(fault(page, 'storage-newer')).toBeVisible();
  });

  test('one of version 1, with a pin in it that has no seal', async ({ page, origin }) => {
    await openEmpty(page, origin);
    await page.evaluate(async (pin) => {
      const request = indexedDB.open('touchstone', 1);
      request.onupgradeneeded = () => {
        for (const name of ['pins', 'settings', 'keys']) request.result.createObjectStore(name);
      };
      await new Promise((resolve) => (request.onsuccess = resolve));
      const writing = request.result.transaction('pins', 'readwrite');
      writing.objectStore('pins').put({ pin, importedAt: null, isOfSample: false }, 'x');
      await new Promise((resolve) => (writing.oncomplete = resolve));
      request.result.close();
    }, pinCalled('alice'));
    await page.goto(`${origin}web/`);
    await page.getByRole('link', { name: 'Memory' }).click();
    await expect(page.locator('[data-damage=pin-seal-broken]')).toBeVisible();
    await importFile(page, memoryFile([], [checkNumber(1)]));
    await expect(page.locator('[data-check]')).toHaveCount(1);
  });

  test('one that is deleted while the page is open', async ({ page, origin }) => {
    await openMemory(page, origin);
    await importFile(page, memoryFile([pinCalled('alice')]));
    await page.evaluate(async () => {
      const request = indexedDB.deleteDatabase('touchstone');
      await new Promise((resolve) => (request.onsuccess = resolve));
    });
    await expect(fault(page, 'storage-closed')).toBeVisible();
    await expectPresentable(page);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(fault(page, 'storage-closed')).toHaveCount(0);
    await expect(pins(page)).toContainText('None yet.');
    await importFile(page, memoryFile([pinCalled('bob')]));
  });

  test('one that another tab wants in a newer version', async ({ page, context, origin }) => {
    await openMemory(page, origin);
    const other = await context.newPage();
    await other.goto(`${origin}web/favicon.svg`);
    await other.evaluate(async () => {
      const request = indexedDB.open('touchstone', 99);
      await new Promise((resolve) => (request.onsuccess = resolve));
      request.result.close();
    });
    await expect(fault(page, 'storage-closed')).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(fault(page, 'storage-newer')).toBeVisible();
    await other.close();
  });

  test('one that is full, and then is not', async ({ page, origin }) => {
    await page.addInitScript(() => {
      const put = Reflect.get(IDBObjectStore.prototype, 'put') as (
        ...values: unknown[]
      ) => IDBRequest<IDBValidKey>;
      IDBObjectStore.prototype.put = function (...values: unknown[]): IDBRequest<IDBValidKey> {
        if (Reflect.get(globalThis, 'isFull') === true) throw new DOMException('full', 'QuotaExceededError');
        return put.apply(this, values);
      };
    });
    await openMemory(page, origin);
    await page.evaluate(() => Reflect.set(globalThis, 'isFull', true));
    await pick(page, memoryFile([pinCalled('alice')]));
    await page.getByRole('button', { name: 'Add this' }).click();
    await expect(fault(page, 'storage-full')).toBeVisible();
    await expect(pins(page)).toContainText('None yet.');
    await page.evaluate(() => Reflect.set(globalThis, 'isFull', false));
    await page.getByRole('button', { name: 'Add this' }).click();
    await expect(page.getByText('Added: 1 remembered signer and 0 checks.')).toBeVisible();
  });
});
