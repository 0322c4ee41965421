import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright/test';
import type { Report } from '../../src/index.js';
import type { SignedCase } from '../matrix/case.js';

/** A folder of the test's own, deleted afterwards. */
export class Disk {
  readonly #root: Promise<string> = mkdtemp(join(tmpdir(), 'touchstone-page-'));
  #next = 0;

  /** A folder of this name with these files, alone in its own parent. */
  async folder(files: SignedCase['files'], name = 'model'): Promise<string> {
    const folder = join(await this.#root, String(this.#next++), name);
    await mkdir(folder, { recursive: true });
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return folder;
  }

  async file(name: string, content: string | Uint8Array): Promise<string> {
    const folder = join(await this.#root, String(this.#next++));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), content);
    return join(folder, name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(await this.#root, { recursive: true, force: true });
  }
}

/** Chooses the model as a person would: its folder, or the only file. */
export async function chooseModel(
  page: Page,
  disk: Disk,
  { files, single, bundle }: Pick<SignedCase, 'files' | 'single' | 'bundle'>,
): Promise<void> {
  const folder = await disk.folder(files);
  if (single) {
    const paths = Object.keys(files).map((path) => join(folder, path));
    await page.getByLabel('Choose files').setInputFiles(paths);
  } else {
    await page.getByLabel('Choose a folder').setInputFiles(folder);
  }
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  await page
    .getByLabel('Signature file (if it is not in the folder)')
    .setInputFiles(await disk.file('model.sig', bundle));
  await page.getByText('model.sig').first().waitFor();
}

/** Drops what lies at these paths on the page, as from a file manager. */
export function drop(page: Page, ...paths: readonly string[]): Promise<void> {
  return dropAt(page, { x: 100, y: 100 }, ...paths);
}

/** The same on one place of it. */
export async function dropAt(
  page: Page,
  place: { readonly x: number; readonly y: number },
  ...paths: readonly string[]
): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }; // 1: copy
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, ...place, data });
  }
  await cdp.detach();
}

/** The same, for what is a model: until the page has looked at it. */
export async function dropModel(page: Page, ...paths: readonly string[]): Promise<void> {
  // A form that is still there would be taken for the one of what is dropped now.
  await page.locator('h2').evaluateAll((headings) => {
    for (const heading of headings) heading.dataset['before'] = '';
  });
  await drop(page, ...paths);
  await page.locator('h2:not([data-before])', { hasText: 'What was found' }).waitFor();
}

/** Says whom to expect, in the form. */
export async function expectSigner(page: Page, disk: Disk, trust: SignedCase['trust']): Promise<void> {
  switch (trust.method) {
    case 'sigstore':
      await page.getByRole('radio', { name: 'A person or a workflow' }).check();
      await page.getByLabel('Identity', { exact: true }).fill(trust.identity);
      await page.getByLabel('Issuer', { exact: true }).fill(trust.issuer);
      if (trust.trustedRoot !== undefined) {
        const root = await disk.file('trusted_root.json', JSON.stringify(trust.trustedRoot));
        await page.getByText('Use another Sigstore').click();
        await page.getByLabel('Trusted root file').setInputFiles(root);
        await page.getByRole('button', { name: 'Remove trusted_root.json' }).waitFor();
      }
      return;
    case 'key':
      await page.getByRole('radio', { name: 'A public key' }).check();
      await page.getByLabel('Public key file').setInputFiles(await disk.file('key.pem', trust.publicKey));
      await page.getByText('key.pem').waitFor();
      return;
    case 'certificate': {
      await page.getByRole('radio', { name: 'A certificate authority' }).check();
      const { roots: given = [] } = trust;
      const roots = typeof given === 'string' ? [given] : given;
      const files = await Promise.all(roots.map((pem, i) => disk.file(`root-${i}.pem`, pem)));
      await page.getByLabel('CA certificate files').setInputFiles(files);
      await page.getByText('root-0.pem').waitFor();
      return;
    }
  }
}

/** Presses Check, or another button that checks, and reads the verdict's code. */
export async function check(page: Page, button = 'Check'): Promise<string> {
  await page.getByRole('button', { name: button, exact: true }).click();
  // From a verdict on the page, the focus goes by way of the check to the new one.
  await page.locator('#verdict-title:focus').waitFor();
  return (await page.locator('[data-verdict]').getAttribute('data-verdict')) ?? '';
}

/** The report, as it is downloaded. */
export async function reportOf(page: Page): Promise<Report> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download report (JSON)' }).click();
  const stream = await (await downloading).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return JSON.parse(Buffer.concat(chunks).toString()) as Report;
}
