/** The page as an app: installed, and opened with signatures from the system. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { CHROMIUM_FLAGS } from '../chromium-flags.js';
import { buildStatement, signWithKey, smallModel } from '../forge/index.js';
import { expectAccessible } from './axe.js';
import { expect, test } from './fixtures.js';
import { Host, KEPT, visit, visitOnce } from './host.js';
import { check, Disk, expectSigner } from './visitor.js';

test.use({ serviceWorkers: 'allow' });

const WAITS = 'A signature waits for its model';

test('it can be installed', async ({ playwright }) => {
  await using host = await Host.start();
  const profile = await mkdtemp(join(tmpdir(), 'touchstone-app-'));
  const { executablePath } = test.info().project.use.launchOptions ?? {};
  // A context of its own counts as a private window, where nothing is installed.
  const context = await playwright.chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: CHROMIUM_FLAGS,
  });
  try {
    const page = await context.newPage();
    await visit(page, host);
    const cdp = await context.newCDPSession(page);
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
    const { errors, data = '' } = await cdp.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    expect(JSON.parse(data)).toMatchObject({ name: 'Touchstone', display: 'standalone', id: './' });
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});

test('where the browser offers to install it, so does the page', async ({ page }) => {
  await using host = await Host.start();
  await visit(page, host, '#about');
  await expect(page.getByText('If your browser can install it')).toBeVisible();
  await page.evaluate(() => {
    const event = Object.assign(new Event('beforeinstallprompt'), {
      prompt: () => Promise.resolve((document.documentElement.dataset['asked'] = 'yes')),
    });
    dispatchEvent(event);
  });
  await page.getByRole('button', { name: 'Install', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-asked', 'yes');
  await expectAccessible(page);
});

/** What Chromium does where an installed app is opened with a file; the handle is a true one. */
async function launchWith(page: Page, name: string, content: string): Promise<void> {
  await page.addInitScript(
    ([file, body]) => {
      const open = async (): Promise<FileSystemFileHandle> => {
        const handle = await (await navigator.storage.getDirectory()).getFileHandle(file, { create: true });
        const writable = await handle.createWritable();
        await writable.write(body);
        await writable.close();
        return handle;
      };
      Object.defineProperty(globalThis, 'launchQueue', {
        value: {
          setConsumer: (consumer: (params: unknown) => void) =>
            void open().then((handle) => consumer({ files: [handle] })),
        },
      });
    },
    [name, content] as const,
  );
}

test.describe('opened with a signature from the file manager', () => {
  test('it begins with that, and checks the model that is chosen then', async ({ page, origin }) => {
    await using disk = new Disk();
    const files = smallModel();
    const { bundle, publicKeyPem } = signWithKey(await buildStatement(files));
    await launchWith(page, 'release.sig', JSON.stringify(bundle));
    await page.goto(`${origin}web/`);
    await expect(page.getByRole('heading', { name: WAITS })).toBeVisible();
    await expect(page.getByText('release.sig')).toBeVisible();
    await expect(page.getByText('A claim, not checked yet')).toBeVisible();
    await expectAccessible(page);
    // The sample has a signature of its own, and the one that waits goes on waiting.
    await page.getByRole('button', { name: 'Try the sample' }).click();
    expect(await check(page)).toBe('verified');
    await page.getByRole('button', { name: 'Check something else' }).click();
    await expect(page.getByRole('heading', { name: WAITS })).toBeVisible();
    await page.getByLabel('Choose a folder').setInputFiles(await disk.folder(files));
    await expectSigner(page, disk, { method: 'key', publicKey: publicKeyPem });
    expect(await check(page)).toBe('verified');
    await page.getByRole('button', { name: 'Check something else' }).click();
    await expect(page.getByRole('heading', { name: WAITS })).toHaveCount(0);
  });

  test('it says what cannot be read, and sets it aside', async ({ page, origin }) => {
    await launchWith(page, 'mail.sig', '-----BEGIN PGP SIGNATURE-----');
    await page.goto(`${origin}web/`);
    await expect(
      page.getByRole('heading', { name: 'This file is not a signature that Touchstone reads' }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Set it aside' }).click();
    await expect(page.getByRole('heading', { name: WAITS })).toHaveCount(0);
  });
});

/** The system's share sheet makes a form of it, as another site could too. */
async function share(page: Page, host: Host, disk: Disk, name: string, content: string): Promise<void> {
  const form = `<form method="post" enctype="multipart/form-data" action="${host.url}share">
    <input type="file" name="signature" aria-label="file"><button>Share</button></form>`;
  const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(form));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/`);
  await page.getByLabel('file').setInputFiles(await disk.file(name, content));
  await page.getByRole('button', { name: 'Share' }).click();
  await page.waitForURL(`${host.url}**`);
  server.close();
}

test('a signature that any website could have shared does not stand for the one with the model', async ({
  page,
}) => {
  await using host = await Host.start();
  await using disk = new Disk();
  const files = smallModel();
  const [own, other] = [signWithKey(await buildStatement(files)), signWithKey(await buildStatement(files))];
  await visitOnce(page, host);
  await share(page, host, disk, 'other.sig', JSON.stringify(other.bundle));
  await expect(page.getByRole('heading', { name: WAITS })).toBeVisible();
  const signed = { ...files, 'model.sig': Buffer.from(JSON.stringify(own.bundle)) };
  await page.getByLabel('Choose a folder').setInputFiles(await disk.folder(signed));
  await expectSigner(page, disk, { method: 'key', publicKey: own.publicKeyPem });
  expect(await check(page)).toBe('verified');
});

test('a signature that is shared stays on the machine, and waits for its model', async ({ page }) => {
  await using host = await Host.start();
  await using disk = new Disk();
  const { bundle } = signWithKey(await buildStatement(smallModel()));
  await visitOnce(page, host);
  // Whoever would hear of it is gone.
  await host.stop();
  await share(page, host, disk, 'release 100%.sig', JSON.stringify(bundle));
  await expect(page.getByRole('heading', { name: WAITS })).toBeVisible();
  await expect(page.getByText('release 100%.sig')).toBeVisible();
  expect(page.url()).toBe(host.url);
  await page.reload();
  await expect(page.getByRole('contentinfo')).toContainText(KEPT);
  await expect(page.getByRole('heading', { name: WAITS })).toHaveCount(0);
});
