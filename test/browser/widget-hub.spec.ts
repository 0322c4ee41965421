/** The element on somebody else's page, with a model on a server of a third: as built, under a strict policy. */
import type { Page } from 'playwright/test';
import type { Report } from '../../src/index.js';
import { buildStatement, IDENTITY, ISSUER, makeSigstore, signKeyless, text } from '../forge/index.js';
import { startDirectory, type DirectoryServer } from '../remote/servers/directory.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { files } from './model.js';
import { Disk } from './visitor.js';
import { listen, pageWith, serveParts, strictPolicy, type Elsewhere } from './widget-host.js';

const sigstore = makeSigstore();
const signed = signKeyless(sigstore, await buildStatement(files));
const whole = { ...files, 'model.sig': text(JSON.stringify(signed.bundle)) };
const LARGEST = 'weights/part 10.bin';

interface Heard {
  readonly type: string;
  readonly detail: { readonly depth?: string; readonly code?: string; readonly report?: Report | null };
}

interface Shown extends AsyncDisposable {
  readonly heard: readonly Heard[];
  readonly parts: Elsewhere;
}

/** A page with this element, and what it was told. */
async function show(page: Page, model: DirectoryServer, attributes: string): Promise<Shown> {
  const parts = await serveParts();
  const host = await listen('127.0.0.1');
  const heard: Heard[] = [];
  await page.exposeFunction('hear', (one: Heard) => heard.push(one));
  await page.addInitScript(() => {
    for (const type of ['touchstone-verdict', 'touchstone-error'])
      document.addEventListener(type, (event) => {
        const { hear } = globalThis as unknown as { hear: (one: unknown) => void };
        hear({ type: type.slice(11), detail: (event as CustomEvent<unknown>).detail });
      });
  });
  const body = `<touchstone-verify id="it" ${attributes}></touchstone-verify>`;
  host.answers['/'] = pageWith(parts.url, body, strictPolicy(parts.url, model.server.origin));
  await page.goto(host.url);
  return {
    heard,
    parts,
    [Symbol.asyncDispose]: async () => {
      await parts[Symbol.asyncDispose]();
      await host[Symbol.asyncDispose]();
    },
  };
}

const verdict = (page: Page, depth: string) => page.locator(`#it [data-depth=${depth}]`);
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

test('a hub alone is enough: its signature, what it reports, what it sends; green takes the visitor’s own word', async ({
  page,
}) => {
  await using model = await startDirectory(whole);
  await using disk = new Disk();
  await using shown = await show(page, model, `hub="${model.url}" density="full"`);
  await expect(verdict(page, 'signature')).toHaveAttribute('data-verdict', 'partial');
  expect(model.server.count(LARGEST)).toBe(0);
  const link = page.getByRole('link', { name: 'Check it yourself' });
  await expect(link).toHaveAttribute('href', /\/connected\.html#bundle=gz:[\w-]+&model=http%3A/);

  await press(page, 'Compare with what the hub reports');
  await expect(verdict(page, 'reported')).toHaveAttribute('data-verdict', 'partial');
  await expect(verdict(page, 'reported')).toContainText('itself reports');
  await expect(page.locator('#it .did')).not.toContainText('every byte');
  await expectPresentable(page);
  expect(model.server.count(LARGEST)).toBe(0);

  // Whom the page expects makes nothing green, nor what it has from elsewhere.
  await press(page, /^Check the files as the hub sends them \(\d/);
  await expect(verdict(page, 'streamed')).toHaveAttribute('data-verdict', 'signer-untrusted');
  await expect(page.locator('#it .did')).toContainText('every byte of 7 files');
  await expect(page.locator('#it .did')).toContainText('a copy on your disk');
  expect(model.server.count(LARGEST)).toBe(1);

  await page.locator('#identity').fill(IDENTITY);
  await page.locator('#issuer').fill(ISSUER);
  const root = await disk.file('trusted_root.json', JSON.stringify(sigstore.trustedRoot));
  await page.locator('#it').getByLabel('Trusted root (JSON)').setInputFiles(root);
  await expect(page.locator('#it')).toContainText('trusted_root.json');
  await press(page, 'Expect this signer');
  await expect(page.locator('#it')).toContainText(`You expect ${IDENTITY}`);
  // What the visitor says now fetches nothing by itself.
  await expect(verdict(page, 'streamed')).toHaveCount(0);
  expect(model.server.count(LARGEST)).toBe(1);
  await press(page, 'Compare with what the hub reports');
  await expect(verdict(page, 'reported')).toHaveAttribute('data-verdict', 'partial');
  await press(page, /^Check the files as the hub sends them/);
  await expect(verdict(page, 'streamed')).toHaveAttribute('data-verdict', 'verified');
  await expectPresentable(page);
  expect(shown.heard.map(({ type, detail }) => `${type} ${detail.depth ?? detail.code ?? ''}`)).toEqual(
    ['signature', 'reported', 'streamed', 'signature', 'reported', 'streamed'].map(
      (depth) => `verdict ${depth}`,
    ),
  );
});

test('what is compared without a click, a connection that drops, lies, a stream that is left, and no hub in a frame', async ({
  page,
}) => {
  await using model = await startDirectory(whole);
  await using shown = await show(page, model, `hub="${model.url}" depth="reported" lang="de"`);
  await expect(verdict(page, 'reported')).toHaveAttribute('data-verdict', 'partial');
  await expect(verdict(page, 'reported')).toContainText('Nach dem Wort des Hubs');

  const stream = /^Die Dateien so prüfen, wie der Hub sie sendet/;
  model.script.push({ path: LARGEST, dripAfter: 10 });
  await press(page, stream);
  await press(page, 'Abbrechen');
  await expect(page.locator('#it')).toContainText('abgebrochen');

  model.script.splice(0, 1, { path: LARGEST, cutAfter: 1000, times: 1 });
  await press(page, stream);
  await expect(verdict(page, 'streamed')).toHaveAttribute('data-verdict', 'signer-untrusted');

  model.script.splice(0, 1, { path: LARGEST, otherBytes: true });
  await press(page, stream);
  await expect(verdict(page, 'streamed')).toHaveAttribute('data-verdict', 'files-mismatch');
  await expectPresentable(page);

  await page.locator('#it').evaluate((element, page) => {
    element.setAttribute('page', page);
    element.setAttribute('isolated', '');
  }, shown.parts.url);
  await expect.poll(() => shown.heard.at(-1)?.detail.code).toBe('frame-hub');
  await expect(page.locator('#it')).toContainText('nicht in einem Rahmen');
  expect(page.frames()).toHaveLength(1);
});

test('a hub without a signature, and one that does not answer to other sites', async ({ page }) => {
  await using model = await startDirectory(files);
  await using shown = await show(page, model, `hub="${model.url}"`);
  await expect(page.locator('#it')).toContainText('did not give the model');
  await expect.poll(() => shown.heard.at(-1)?.detail.code).toBe('hub-refused');
  model.script.push({ path: 'index.json', noCors: true });
  await press(page, 'Try again');
  await expect(page.locator('#it')).toContainText('did not give the model');
  await page.locator('#it').evaluate((element) => {
    element.setAttribute('hub', 'http://models.example/a/');
  });
  await expect(page.locator('#it .note').first()).toContainText('models.example');
});
