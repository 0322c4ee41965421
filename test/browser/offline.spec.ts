/** The copy that the page keeps of itself, on the built site. */
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { buildStatement, signWithKey, text } from '../forge/index.js';
import { interopCases, INTEROP_IS_HERE } from '../matrix/interop.js';
import { expectAccessible } from './axe.js';
import { expect, test } from './fixtures.js';
import { Host, KEPT, visit, visitOnce } from './host.js';
import { check, chooseModel, Disk, expectSigner } from './visitor.js';

test.use({ serviceWorkers: 'allow' });

async function buildShown(page: Page): Promise<string> {
  await expect(page.getByRole('contentinfo')).toContainText(/build [0-9a-f]{12}\b/);
  const [, build = ''] = /build ([0-9a-f]{12})/.exec(await page.getByRole('contentinfo').innerText()) ?? [];
  return build;
}

test.describe('with the server gone, after one visit', () => {
  test('the sample is checked, in both languages, and every part of the page opens', async ({ page }) => {
    await using host = await Host.start();
    await visit(page, host);
    const build = await buildShown(page);
    await host.stop();
    const answer = await page.reload();
    // As a host should have sent it: also where that one cannot be told to.
    expect(answer?.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
    // And nothing of what a host once sent.
    expect(answer?.headers()['cache-control']).toBeUndefined();
    expect(await buildShown(page)).toBe(build);
    for (const [button, verdict] of [
      ['Try the sample', 'verified'],
      ['One with a changed file', 'files-mismatch'],
      ['One signed by somebody else', 'signer-mismatch'],
    ] as const) {
      await page.getByRole('button', { name: button }).click();
      expect(await check(page)).toBe(verdict);
      await page.getByRole('button', { name: 'Check something else' }).click();
    }
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Beispiel ausprobieren' }).click();
    expect(await check(page, 'Prüfen')).toBe('verified');
    await page.goto(`${host.url}#memory`);
    await expect(page.getByRole('heading', { name: 'Gedächtnis', exact: true })).toBeVisible();
    await page.goto(`${host.url}security.html`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  test('real bundles are checked: by a key, by a certificate, keyless', async ({ page }) => {
    test.skip(!INTEROP_IS_HERE, 'the interop files are not here');
    await using host = await Host.start();
    await using disk = new Disk();
    await visitOnce(page, host);
    await host.stop();
    const names = ['v1.0.1-elliptic-key', 'v1.1.0-certificate', 'v1.1.0-sigstore'];
    const cases = interopCases().filter(({ name }) => names.includes(name));
    expect(cases).toHaveLength(names.length);
    for (const signed of cases) {
      for (const [files, verdict] of [
        [signed.files, 'verified'],
        [{ ...signed.files, 'added.bin': Uint8Array.of(1) }, 'files-mismatch'],
      ] as const) {
        await page.goto('about:blank');
        await page.goto(host.url);
        await chooseModel(page, disk, { ...signed, files });
        await expectSigner(page, disk, signed.trust);
        if (signed.ignorePaths.length > 0) {
          await page.getByText('Options').click();
          await page.getByLabel('Paths to leave out').fill(signed.ignorePaths.join('\n'));
        }
        expect(`${signed.name}: ${await check(page)}`).toBe(`${signed.name}: ${verdict}`);
      }
    }
  });

  test('what the host stated is held as it was when last seen', async ({ page }) => {
    await using host = await Host.start();
    await host.change('touchstone.json', () => '{ "expectations": "schema/expectations.example.json" }');
    await visitOnce(page, host);
    await host.stop();
    await page.goto(`${host.url}#memory`);
    await expect(page.getByText('Example Ltd').first()).toBeVisible();
    await expect(page.getByText('is as it was last seen, on')).toBeVisible();
    // Not for ever: what was taken back since is not known.
    await page.clock.setSystemTime(Date.now() + 40 * 24 * 3600 * 1000);
    await page.reload();
    await expect(page.getByText('It could not be fetched.')).toBeVisible();
    await expect(page.getByText('Example Ltd')).toHaveCount(0);
  });
});

test('what somebody else laid into the kept copy is not used, and is mended', async ({ page }) => {
  await using host = await Host.start();
  await visit(page, host);
  const lay = () =>
    page.evaluate(async () => {
      const name = (await caches.keys()).find((key) => key.startsWith('touchstone-files')) ?? '';
      const evil = new Response('<title>other</title>', { headers: { 'Content-Type': 'text/html' } });
      await (await caches.open(name)).put(new URL('./', location.href), evil);
    });
  await lay();
  await page.reload();
  await expect(page.getByRole('contentinfo')).toContainText(KEPT);
  await host.stop();
  await page.reload();
  await expect(page.getByRole('contentinfo')).toContainText(KEPT);
  await lay();
  await expect(page.reload()).rejects.toThrow('ERR_');
});

test.describe('a new version', () => {
  test('is announced, and runs from when the person says so', async ({ page }) => {
    await using host = await Host.start();
    await visitOnce(page, host);
    await page.goto(host.url);
    const before = await buildShown(page);
    await host.release();
    await page.reload();
    const notice = page.getByRole('status').filter({ hasText: 'A new version of this page is here' });
    await expect(notice).toBeVisible();
    // Nothing of it is in use: not its word about itself either.
    expect(await buildShown(page)).toBe(before);
    await expectAccessible(page);
    await notice.getByRole('button', { name: 'Use it now' }).click();
    await expect(notice).toHaveCount(0);
    await expect.poll(() => buildShown(page)).not.toBe(before);
  });

  test('is never applied while a check runs, in whichever window', async ({ page, context }) => {
    await using host = await Host.start();
    await using disk = new Disk();
    await visitOnce(page, host);
    await page.goto(host.url);
    const before = await buildShown(page);
    const checking = await context.newPage();
    const big = { 'big.bin': Uint8Array.of(0) };
    const signed = signWithKey(await buildStatement(big));
    const folder = await disk.folder({ ...big, 'model.sig': text(JSON.stringify(signed.bundle)) });
    // Sparse: as long as a real model, and takes no room.
    await truncate(join(folder, 'big.bin'), 64 * 2 ** 30);
    await checking.goto(host.url);
    await checking.getByLabel('Choose a folder').setInputFiles(folder);
    await expectSigner(checking, disk, { method: 'key', publicKey: signed.publicKeyPem });
    await host.release();
    await page.reload();
    const notice = page.getByRole('status').filter({ hasText: 'A new version of this page is here' });
    await expect(notice).toBeVisible();
    await checking.getByRole('button', { name: 'Check', exact: true }).click();
    await checking.getByRole('button', { name: 'Cancel' }).waitFor();
    await notice.getByRole('button', { name: 'Use it now' }).click();
    await expect(notice).toContainText('A check is running in another window.');
    // Where the check runs, it cannot even be asked for.
    await expect(checking.getByRole('button', { name: 'Use it now' })).toBeDisabled();
    expect(await buildShown(page)).toBe(before);
    await expect(checking.getByRole('button', { name: 'Cancel' })).toBeVisible();

    await checking.getByRole('button', { name: 'Cancel' }).click();
    await notice.getByRole('button', { name: 'Use it now' }).click();
    await expect.poll(() => buildShown(page)).not.toBe(before);
    // The other window keeps what is in it, and is told.
    await expect(checking.getByText('Another window uses it already.')).toBeVisible();
    await expect(checking.getByRole('heading', { name: 'What was found' })).toBeVisible();
    await checking.close();
  });

  test('of which a file is not as built is not kept', async ({ page }) => {
    await using host = await Host.start();
    await visitOnce(page, host);
    await host.release();
    await host.change('sample/ABOUT.md', (text) => `${text} `);
    await page.goto(host.url);
    await expect(page.getByRole('contentinfo')).toContainText(KEPT);
    const states = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const found = new Promise<ServiceWorker | null>((resolve) => {
        registration.addEventListener('updatefound', () => resolve(registration.installing));
      });
      await registration.update().catch(() => undefined);
      const newer = registration.installing ?? (await found);
      while (newer !== null && newer.state === 'installing')
        await new Promise((resolve) => newer.addEventListener('statechange', resolve, { once: true }));
      return [newer?.state, registration.waiting === null];
    });
    expect(states).toEqual(['redundant', true]);
    await expect(page.getByRole('button', { name: 'Use it now' })).toHaveCount(0);
    await host.stop();
    await page.reload();
    await page.getByRole('button', { name: 'Try the sample' }).click();
    expect(await check(page)).toBe('verified');
  });
});

for (const [what, path, changed] of [
  ['a part of the page', 'sample/index.json', (whole: string) => `${whole} `],
  ['what the build says of a part', 'site.intoto.json', swapped],
  [
    'the digest of the build',
    'site.intoto.json',
    (whole: string) => whole.replace(/(?<="sha256": ")[0-9a-f]{8}/, 'c0ffee00'),
  ],
] as const) {
  test(`of a site that changes ${what}, no copy is kept, and the page says so`, async ({ page }) => {
    await using host = await Host.start();
    await host.change(path, changed);
    await page.goto(host.url);
    await expect(page.getByRole('contentinfo')).toContainText(
      'No copy of the page could be kept on this machine.',
    );
    await page.getByRole('link', { name: 'About this page' }).click();
    await expect(page.getByText('tell whoever runs this site')).toBeVisible();
    await expectAccessible(page);
  });
}

function swapped(whole: string): string {
  return whole.replace(/("name": "sample\/index\.json",\s*"digest": ")[0-9a-f]{8}/, '$1c0ffee00');
}
