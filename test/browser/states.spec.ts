/** The page besides its verdicts: each state is fit to be seen. With TOUCHSTONE_SCREENSHOTS=folder, pictures are kept. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { english } from '../../web/text/english.js';
import { buildStatement, signWithKey, text } from '../forge/index.js';
import { expectFitToBeSeen, keepForcedColours } from './album.js';
import { expect, test } from './fixtures.js';
import { bundle, byKey, files, whole } from './model.js';
import { check, Disk, drop, dropModel, expectSigner } from './visitor.js';

test.slow();

test('the start, with its help open', async ({ page, origin }) => {
  await page.goto(`${origin}web/`);
  await expect(page.getByRole('heading', { name: english.choose.title })).toBeVisible();
  await expect(page.getByText(english.page.loaded)).toBeVisible();
  await expectFitToBeSeen(page, 'start');
  await keepForcedColours(page, 'start');
  for (const { title } of english.choose.help) await page.getByText(title, { exact: true }).click();
  await page.getByText(english.proof.title).click();
  await expectFitToBeSeen(page, 'start-help');
});

test('the form, for each kind of trust', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await page.getByRole('button', { name: english.choose.sample }).click();
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  await expectFitToBeSeen(page, 'form-sample');
  await page.getByRole('button', { name: 'Choose something else' }).click();
  await dropModel(page, await disk.folder({ ...whole, 'second.sig': text(bundle) }));
  await page.getByText(english.expect.where.title).click();
  for (const [kind, { label }] of Object.entries(english.expect.methods)) {
    await page.getByRole('radio', { name: label }).check();
    await expectFitToBeSeen(page, `form-${kind}`);
  }
  await keepForcedColours(page, 'form');
});

test('what went wrong', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await drop(page, await disk.folder(files), await disk.folder(files));
  await expect(page.getByRole('alert')).toContainText(english.problems.tooMuchDropped.title);
  await expectFitToBeSeen(page, 'error');
});

test('while it is checked', async ({ page, origin }) => {
  await using disk = new Disk();
  const big = {
    'model-00001-of-00002.safetensors': text('x'),
    'model-00002-of-00002.safetensors': text('y'),
  };
  const signed = signWithKey(await buildStatement(big));
  const folder = await disk.folder({ ...big, 'model.sig': text(JSON.stringify(signed.bundle)) });
  for (const name of Object.keys(big)) {
    // Sparse: as long as a real model, and takes no room.
    await using handle = await open(join(folder, name), 'r+');
    await handle.truncate(64 * 1024 ** 3);
  }
  await page.goto(`${origin}web/`);
  await dropModel(page, folder);
  await expectSigner(page, disk, { method: 'key', publicKey: signed.publicKeyPem });
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByText(/MiB\/s|GiB\/s/).first()).toBeVisible();
  await expect(page).toHaveTitle(/^\d+ ?% · /);
  await expectFitToBeSeen(page, 'checking');
  await page.getByRole('button', { name: 'Cancel' }).click();
});

test('a verdict with its evidence open', async ({ page, origin }) => {
  await page.goto(`${origin}web/`);
  await page.getByRole('button', { name: english.choose.sample }).click();
  expect(await check(page)).toBe('verified');
  await keepForcedColours(page, 'verdict');
  for (const row of await page.locator('[data-row] .row > details > summary').all()) await row.click();
  await expectFitToBeSeen(page, 'evidence');
});

test('one of several signatures', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder({ ...whole, 'second.sig': text(`${bundle}\n`) }));
  await page.getByRole('radio', { name: 'model.sig' }).check();
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.getByRole('region', { name: english.others.title })).toBeVisible();
  await expectFitToBeSeen(page, 'several-signatures');
});

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });
  test('start, form and verdict', async ({ page, origin }) => {
    await page.goto(`${origin}web/`);
    await expect(page.getByRole('button', { name: 'Deutsch', pressed: true })).toBeVisible();
    await expectFitToBeSeen(page, 'german-start');
    await page.getByRole('button', { name: 'Eines mit veränderter Datei' }).click();
    await page.getByRole('heading', { name: 'Was gefunden wurde' }).waitFor();
    await expectFitToBeSeen(page, 'german-form');
    expect(await check(page, 'Prüfen')).toBe('files-mismatch');
    await expectFitToBeSeen(page, 'german-verdict');
  });
});

test('what a screen reader finds, in its order', async ({ page, origin }) => {
  await page.goto(`${origin}web/`);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - status
      - region "Check a signed model":
        - heading "Check a signed model" [level=2]
        - button "Choose a folder"
        - button "Choose files"
        - group "No signed model at hand? Try a sample:":
          - button "Try the sample"
          - button "One with a changed file"
          - button "One signed by somebody else"
      - region "How it goes":
        - heading "How it goes" [level=2]
        - list
  `);
  await page.getByRole('button', { name: english.choose.changedSample }).click();
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - status: Found 9 files. Nothing is checked yet.
      - region "What was found":
        - heading "What was found" [level=2]
        - paragraph: A claim, not checked yet
        - button "Signature file (if it is not in the folder)"
      - group "Whom do you expect?":
        - heading "Whom do you expect?" [level=2]
        - radio "A person or a workflow" [checked]
        - textbox "Identity": sample-signer@touchstone.example
        - textbox "Issuer": https://login.touchstone.example
        - radio "A public key"
        - radio "A certificate authority"
        - radio "I don’t know whom to expect"
      - group: Options
      - button "Check"
      - button "Choose something else"
  `);
  expect(await check(page)).toBe('files-mismatch');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - status: "Verdict: Files differ. 1 file differs from what was signed."
      - region /Files differ/:
        - heading /Files differ.*1 file differs from what was signed\\./ [level=2]
        - term: Model
        - definition: “tiny-model”
        - term: Who signed?
        - definition: sample-signer@touchstone.example, whom you expect.
        - term: Files as signed?
        - definition:
          - text: "/^No\\\\. Different from what was signed: 1 changed/"
          - list:
            - listitem: "config.json: Changed"
        - paragraph:
          - strong: "What to do next:"
        - button "Choose the model again"
        - group: What it can mean
        - group: A text to send to the publisher
        - paragraph: A signature says who vouches for these bytes, not that the model behaves well.
        - button "Check again"
      - region "What was checked":
        - heading "What was checked" [level=2]
        - list:
          - listitem:
            - 'heading "Files: Differ" [level=3]'
            - group: Evidence for Files
          - listitem:
            - 'heading "Signature: Fits" [level=3]'
          - listitem:
            - 'heading "Signer: Expected" [level=3]'
          - listitem:
            - 'heading "Time: Proven" [level=3]'
      - region "File by file":
        - heading "File by file" [level=2]
        - searchbox "Search the files"
        - list "File by file"
      - region "What was not checked":
        - heading "What was not checked" [level=2]
      - region "Keep the result":
        - button "Copy as text"
        - button "Download report (JSON)"
  `);
});
