import type { Page } from 'playwright/test';
import {
  clientTrustConfig,
  describeTrust,
  IDENTITY,
  ISSUER,
  makeSigstore,
  signBundle,
  text,
  type ForgedFiles,
} from '../forge/index.js';
import { hostile, rawIn } from '../unseen.js';
import { expectPresentable } from './axe.js';
import { sha256 } from './cache.js';
import { expect, test } from './fixtures.js';
import { copiedText, denyClipboard, everythingOn } from './seen.js';
import { check, Disk, dropModel } from './visitor.js';

const KEY = 'touchstone.instances';

const sigstore = makeSigstore();
const root = JSON.stringify(sigstore.trustedRoot);
const FILE = text('a file of Acme’s');
const files: ForgedFiles = {
  'acme.bin': FILE,
  'acme.sigstore.json': text(JSON.stringify(signBundle(sigstore, { message: FILE }).bundle)),
};

const group = (page: Page) => page.getByRole('group', { name: 'Which Sigstore' });
const radio = (page: Page, name: string) => group(page).getByRole('radio', { name });
const panel = (page: Page) => page.locator('details', { hasText: 'Install a Sigstore' });
const nameField = (page: Page) => page.getByLabel('Your name for it');
const install = (page: Page) => page.getByRole('button', { name: 'Install', exact: true });
const stored = (page: Page) => page.evaluate((key) => localStorage.getItem(key), KEY);

/** The form of a page that is opened anew, with an identity that Acme's Sigstore vouches for. */
async function open(page: Page, origin: string, disk: Disk): Promise<void> {
  // From the same address with a fragment, a browser would not load it again.
  await page.goto('about:blank');
  await page.goto(`${origin}web/?trustedRoot=x&instance=Acme#touchstone.instances=Acme`);
  await dropModel(page, await disk.folder(files));
  await page.getByLabel('Identity', { exact: true }).fill(IDENTITY);
  await page.getByLabel('Issuer', { exact: true }).fill(ISSUER);
}

async function pick(page: Page, disk: Disk, content: string): Promise<void> {
  const file = await disk.file('acme.json', content);
  await page.getByLabel('File of the Sigstore to install').setInputFiles(file);
}

async function installAs(page: Page, disk: Disk, name: string, content = root): Promise<void> {
  await panel(page).locator('summary').click();
  await pick(page, disk, content);
  await page.getByRole('group', { name: 'What this file says' }).waitFor();
  await nameField(page).fill(name);
  await install(page).click();
}

test('installed once, it is there to be chosen after a reload, and named in the verdict', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  await denyClipboard(page);
  await open(page, origin, disk);
  await expect(radio(page, 'The public Sigstore (built in)')).toBeChecked();
  expect(await check(page)).toBe('signer-untrusted');
  await page.getByRole('button', { name: 'Change what you expect' }).click();

  await panel(page).locator('summary').click();
  await expect(panel(page)).toContainText('Whoever wrote this file can vouch for anybody');
  await pick(page, disk, root);
  const preview = page.getByRole('group', { name: 'What this file says' });
  for (const words of ['acme.json', 'https://rekor.touchstone.example', sha256(text(root))])
    await expect(preview).toContainText(words);
  await expectPresentable(page);
  expect(await stored(page)).toBeNull();
  await nameField(page).fill('  Acme research ');
  await install(page).click();
  await expect(page.getByText('“Acme research” is installed, and chosen.')).toBeVisible();
  await expect(panel(page).locator('summary')).toBeFocused();
  await expect(radio(page, 'Acme research (installed by you)')).toBeChecked();
  await expectPresentable(page);
  expect(await check(page)).toBe('verified');

  await open(page, origin, disk);
  await expect(radio(page, 'The public Sigstore (built in)')).toBeChecked();
  await page.getByText('Look at Acme research').click();
  await expect(group(page)).toContainText(sha256(text(root)));
  await expectPresentable(page);
  await radio(page, 'Acme research').check();
  expect(await check(page)).toBe('verified');
  const signer = page.locator('[data-row=signer]');
  await expect(signer).toContainText('the Sigstore “Acme research”, installed by you.');
  await signer.getByText('Evidence').click();
  await expect(signer).toContainText('a trusted root that you supplied: “Acme research” (installed by you)');
  await expect(signer).toContainText(sha256(text(root)));
  await expectPresentable(page);
  expect(await copiedText(page)).toContain(': “Acme research” (installed by you) (supplied), SHA-256 ');

  // Kept for those who name nobody, and named there too.
  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await page.getByRole('radio', { name: 'I don’t know whom to expect' }).check();
  await expect(radio(page, 'Acme research')).toBeChecked();
  expect(await check(page)).toBe('signer-unconfirmed');
  await expect(signer).toContainText('the Sigstore “Acme research”, installed by you.');
});

test('removed, it is gone; and comes back if that was a slip', async ({ page, origin }) => {
  await using disk = new Disk();
  await open(page, origin, disk);
  await installAs(page, disk, 'Acme');
  await page.getByRole('button', { name: 'Remove Acme' }).click();
  await expect(page.getByText('Acme is removed. The public Sigstore is chosen now.')).toBeVisible();
  await expect(radio(page, 'The public Sigstore (built in)')).toBeChecked();
  expect(await stored(page)).toBeNull();
  const undo = page.getByRole('button', { name: 'Undo the removal' });
  await expect(undo).toBeFocused();
  await expectPresentable(page);
  await undo.click();
  await expect(page.getByText('Acme is back, and chosen.')).toBeVisible();
  await expect(radio(page, 'Acme')).toBeChecked();
  expect(await stored(page)).toContain('"version":1');
  await page.getByRole('button', { name: 'Remove Acme' }).click();
  await radio(page, 'Use another Sigstore').check();
  await undo.click();
  await expect(radio(page, 'Use another Sigstore')).toBeChecked();
  await page.getByRole('button', { name: 'Remove Acme' }).click();
  await open(page, origin, disk);
  await expect(radio(page, 'Acme')).toHaveCount(0);
});

test('what cannot be installed is refused, and nothing that was entered is lost', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  await open(page, origin, disk);
  await panel(page).locator('summary').click();
  await install(page).click();
  await expect(page.getByLabel('File of the Sigstore to install')).toBeFocused();
  await expect(panel(page)).toContainText('Choose the file of that Sigstore.');
  await nameField(page).fill('Acme');
  for (const [content, words] of [
    ['{}', 'mediaType'],
    ['not JSON', 'it is not JSON'],
    [
      JSON.stringify({ ...sigstore.trustedRoot, tlogs: [], certificateAuthorities: [] }),
      'names no authority',
    ],
    ['x'.repeat(2 ** 20 + 1), 'larger than any trusted root'],
    ['é'.repeat(2 ** 20 + 1), 'larger than any trusted root'],
  ] as const) {
    await pick(page, disk, content);
    await expect(page.locator('#install-file-problem')).toContainText(words);
    await expect(page.getByRole('group', { name: 'What this file says' })).toHaveCount(0);
    await install(page).click();
    await expect(page.locator('#install-file-problem')).toContainText(words);
  }
  await expectPresentable(page);
  await expect(nameField(page)).toHaveValue('Acme');
  await expect(page.getByLabel('Identity', { exact: true })).toHaveValue(IDENTITY);

  await pick(page, disk, root);
  await page.getByRole('group', { name: 'What this file says' }).waitFor();
  for (const [name, words] of [
    ['   ', 'Write a name'],
    ['x'.repeat(61), 'at most 60 characters'],
    ['Ac\u202eme', 'cannot be seen'],
  ] as const) {
    await nameField(page).fill(name);
    // Enter installs; it does not begin the check that is all around.
    await page.keyboard.press('Enter');
    await expect(nameField(page)).toHaveAccessibleDescription(new RegExp(words));
    await expect(nameField(page)).toBeFocused();
  }
  await nameField(page).fill('Acme');
  await page.keyboard.press('Enter');
  await expect(radio(page, 'Acme')).toBeChecked();
  await installAs(page, disk, 'ACME');
  await expect(nameField(page)).toHaveAccessibleDescription(/Another Sigstore is installed under this name/);
  await nameField(page).fill('Second');
  await install(page).click();
  await expect(radio(page, 'Second')).toBeChecked();
});

test('a client trust config, and a root of which a part cannot be used', async ({ page, origin }) => {
  await using disk = new Disk();
  await open(page, origin, disk);
  await installAs(page, disk, 'Config', JSON.stringify(clientTrustConfig(sigstore.trustedRoot)));
  expect(await check(page)).toBe('verified');
  await page.getByRole('button', { name: 'Change what you expect' }).click();
  const broken = describeTrust(sigstore, {
    logs: [{ log: sigstore.rekor }, { log: sigstore.rekorV2, rawBytes: Buffer.alloc(0) }],
  });
  await panel(page).locator('summary').click();
  await pick(page, disk, JSON.stringify(broken));
  await expect(page.getByRole('group', { name: 'What this file says' })).toContainText(
    'Not usable The trusted root names a transparency log',
  );
  await expectPresentable(page);
});

test('what its author wrote is only shown', async ({ page, origin }) => {
  await using disk = new Disk();
  await open(page, origin, disk);
  const [log] = sigstore.trustedRoot.tlogs;
  const content = JSON.stringify({
    ...sigstore.trustedRoot,
    tlogs: [
      log,
      { ...log, baseUrl: hostile('<b>log</b>') },
      { ...log, baseUrl: hostile('bad'), publicKey: 1 },
    ],
  });
  await installAs(page, disk, '<b>Acme</b>', content);
  await page.locator('summary', { hasText: 'Look at' }).click();
  await expect(group(page)).toContainText('<b>log</b>⟨U+0001⟩');
  await expect(group(page).locator('b')).toHaveCount(0);
  expect((await everythingOn(page)).filter((piece) => rawIn(piece).length > 0)).toEqual([]);
  await expectPresentable(page);
});

const acme = { name: 'Acme', text: root };

test.describe('what is in the storage is read with care', () => {
  for (const [what, value, left] of [
    ['no JSON', '{', []],
    ['of another version', { version: 2, instances: [acme] }, []],
    ['no list', { version: 1, instances: { 0: acme, length: 1 } }, []],
    ['null', 'null', []],
    [
      'one good among bad ones',
      {
        version: 1,
        instances: [
          ...[null, 7, [], { name: 'X' }, { name: 1, text: root }, { name: ' X', text: root }],
          ...[
            { name: 'X\u202e', text: root },
            { name: 'y'.repeat(61), text: root },
            { name: '', text: root },
          ],
          ...[{ name: 'Long', text: 'x'.repeat(2 ** 20 + 1) }, acme, { name: 'ACME', text: root }],
        ],
      },
      ['Acme'],
    ],
  ] as const) {
    test(what, async ({ page, origin }) => {
      await using disk = new Disk();
      const raw = typeof value === 'string' ? value : JSON.stringify(value);
      await page.goto(`${origin}web/`);
      await page.evaluate(([key = '', json = '']) => localStorage.setItem(key, json), [KEY, raw]);
      await open(page, origin, disk);
      const alert = group(page).getByRole('alert');
      await expect(alert).toContainText('Something among the installed Sigstores could not be read');
      await expect(group(page).getByRole('radio')).toHaveCount(2 + left.length);
      for (const name of left) await expect(radio(page, name)).toBeVisible();
      expect(await stored(page)).toBe(raw);
      // All look alike.
      if (left.length > 0) await expectPresentable(page);
      await page.getByRole('button', { name: 'Delete what could not be read' }).click();
      await expect(alert).toHaveCount(0);
      expect(await stored(page)).toBe(
        left.length === 0 ? null : JSON.stringify({ version: 1, instances: [acme] }),
      );
    });
  }

  test('twenty, and no more', async ({ page, origin }) => {
    await using disk = new Disk();
    const instances = Array.from({ length: 21 }, (_, i) => ({ name: `Acme ${i}`, text: root }));
    await page.goto(`${origin}web/`);
    const json = JSON.stringify({ version: 1, instances });
    await page.evaluate(([key = '', value = '']) => localStorage.setItem(key, value), [KEY, json]);
    await open(page, origin, disk);
    await expect(group(page).getByRole('radio')).toHaveCount(22);
    await panel(page).locator('summary').click();
    await expect(panel(page)).toContainText('20 are installed. Remove one first.');
  });

  test('one whose file is none refuses the check, and says so', async ({ page, origin }) => {
    await using disk = new Disk();
    const json = JSON.stringify({ version: 1, instances: [{ name: 'Acme', text: '{}' }] });
    await page.goto(`${origin}web/`);
    await page.evaluate(([key = '', value = '']) => localStorage.setItem(key, value), [KEY, json]);
    await open(page, origin, disk);
    await radio(page, 'Acme').check();
    await page.getByText('Look at Acme').click();
    await expect(group(page)).toContainText('mediaType');
    expect(await check(page)).toBe('could-not-check');
  });
});

test.describe('without a storage', () => {
  for (const [what, deny] of [
    [
      'none',
      () =>
        Object.defineProperty(globalThis, 'localStorage', {
          get: () => {
            throw new Error('denied');
          },
        }),
    ],
    [
      'a full one',
      () =>
        Reflect.set(Storage.prototype, 'setItem', () => {
          throw new DOMException('', 'QuotaExceededError');
        }),
    ],
  ] as const) {
    test(`${what}: it lasts until the page is closed, and that is said`, async ({ page, origin }) => {
      await using disk = new Disk();
      await page.addInitScript(deny);
      await open(page, origin, disk);
      await expect(group(page).getByRole('alert')).toHaveCount(0);
      await installAs(page, disk, 'Acme');
      await expect(group(page).getByRole('alert')).toContainText('lasts until the page is closed');
      if (what === 'none') await expectPresentable(page);
      expect(await check(page)).toBe('verified');
      await page.getByRole('button', { name: 'Check something else' }).click();
      await dropModel(page, await disk.folder(files));
      await expect(radio(page, 'Acme')).toBeChecked();
      await page.getByRole('button', { name: 'Remove Acme' }).click();
      await expect(radio(page, 'Acme')).toHaveCount(0);
      await open(page, origin, disk);
      await expect(group(page).getByRole('radio')).toHaveCount(2);
    });
  }
});

test('removed in another tab, it is not replaced unseen', async ({ page, origin, context }) => {
  await using disk = new Disk();
  await open(page, origin, disk);
  await installAs(page, disk, 'Acme');
  const other = await context.newPage();
  await open(other, origin, disk);
  await other.getByRole('button', { name: 'Remove Acme' }).click();
  await expect(radio(page, 'Acme (no longer installed)')).toBeChecked();
  expect(await check(page)).toBe('verified');
  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await radio(page, 'The public Sigstore (built in)').check();
  await expect(radio(page, 'Acme')).toHaveCount(0);
});

test('another one without its file is asked for, and the public one does not stand in', async ({
  page,
  origin,
}) => {
  await using disk = new Disk();
  await open(page, origin, disk);
  await radio(page, 'The public Sigstore (built in)').focus();
  await page.keyboard.press('ArrowDown');
  await expect(radio(page, 'Use another Sigstore, for this visit only')).toBeChecked();
  await page.keyboard.press('Enter');
  const picker = page.getByLabel('Trusted root file');
  await expect(picker).toBeFocused();
  await expect(picker).toHaveAccessibleDescription(/Choose the trusted root file/);
  await expectPresentable(page);
  await picker.setInputFiles(await disk.file('trusted_root.json', root));
  await page.getByRole('button', { name: 'Remove trusted_root.json' }).waitFor();
  expect(await check(page)).toBe('verified');
  await expect(page.locator('[data-row=signer]')).not.toContainText('installed by you');
  await page.getByRole('button', { name: 'Change what you expect' }).click();
  await page.getByRole('button', { name: 'Remove trusted_root.json' }).click();
  await expect(radio(page, 'The public Sigstore (built in)')).toBeChecked();
  await expect(picker).toBeVisible();
});
