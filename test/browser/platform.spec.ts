/** What the page does in browsers that lack something. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStatement, signWithKey, smallModel } from '../forge/index.js';
import { CHROMIUM_FLAGS } from '../chromium-flags.js';
import { expectAccessible } from './axe.js';
import { expect, test } from './fixtures.js';
import { check, chooseModel, Disk, expectSigner } from './visitor.js';

test.describe('without WebAssembly', () => {
  test('the page says that it is slow, and comes to the same verdicts', async ({ playwright, origin }) => {
    // As hardened browsers run: no just-in-time compiler, and so no WebAssembly.
    const profile = await mkdtemp(join(tmpdir(), 'touchstone-no-wasm-'));
    const { executablePath } = test.info().project.use.launchOptions ?? {};
    const context = await playwright.chromium.launchPersistentContext(profile, {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [...CHROMIUM_FLAGS, '--js-flags=--jitless'],
    });
    try {
      const page = await context.newPage();
      await page.goto(`${origin}web/`);
      expect(await page.evaluate(() => 'WebAssembly' in globalThis)).toBe(false);
      await expect(page.getByRole('note')).toContainText('Checking is slow in this browser');

      await using disk = new Disk();
      const judged = async (files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>, onDisk = files) => {
        await page.goto(`${origin}web/`);
        const signed = signWithKey(await buildStatement(files));
        await chooseModel(page, disk, {
          files: onDisk,
          single: false,
          bundle: JSON.stringify(signed.bundle),
        });
        await expectSigner(page, disk, { method: 'key', publicKey: signed.publicKeyPem });
        return check(page);
      };
      // Many small ones, one that fits in memory, and one that does not.
      const long = new Uint8Array(8 * 2 ** 20 + 1).fill(3);
      const files = { ...smallModel(), 'fits.bin': long.subarray(0, 2 ** 20 + 1) };
      expect(await judged({ ...files, 'long.bin': long })).toBe('verified');
      expect(await judged(files, { ...files, 'fits.bin': long.subarray(1, 2 ** 20 + 1) })).toBe(
        'files-mismatch',
      );
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    }
  });
});

test('without workers, the page says at once that it cannot check', async ({ page, origin }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
  await page.goto(`${origin}web/`);
  await expect(page.getByRole('alert')).toContainText('This browser cannot check models');
  await expect(page.getByRole('alert')).toContainText('Web Workers');
  await expectAccessible(page);
});

test('where a worker cannot be loaded, the page says so at once', async ({ page, origin }) => {
  await page.route(/\/assets\/worker-/u, (route) => route.abort());
  await page.goto(`${origin}web/`);
  await expect(page.getByRole('alert')).toContainText('A part of this page did not start');
  await expectAccessible(page);
});

test('in an ordinary browser, nothing is said', async ({ page, origin }) => {
  await page.goto(`${origin}web/`);
  await expect(page.getByText('checks now work without the network')).toBeVisible();
  await expect(page.getByRole('note')).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
});
