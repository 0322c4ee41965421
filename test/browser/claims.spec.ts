import type { Page } from 'playwright/test';
import {
  attest,
  IDENTITY,
  ISSUER,
  makeSigstore,
  provenanceStatement,
  signBundle,
  subjectOf,
  text,
  WORKFLOW_CLAIMS,
  WORKFLOW_IDENTITY,
  type BundleSigning,
  type ForgedFiles,
  type InTotoStatement,
} from '../forge/index.js';
import { hostile, rawIn, rawInLines } from '../unseen.js';
import { expectNoSidewaysScroll, expectPresentable } from './axe.js';
import { sha256 } from './cache.js';
import { expect, test } from './fixtures.js';
import { copiedText, denyClipboard, everythingOn } from './seen.js';
import { check, Disk, dropModel, expectSigner, reportOf } from './visitor.js';

const sigstore = makeSigstore();
const { trustedRoot } = sigstore;
const FILE = text('the weights of a very small model');
const SUBJECT = subjectOf('tiny.safetensors', FILE);
const FILES: ForgedFiles = { 'tiny.safetensors': FILE };

const byPerson = { method: 'sigstore', identity: IDENTITY, issuer: ISSUER, trustedRoot } as const;
const byWorkflow = { ...byPerson, identity: WORKFLOW_IDENTITY };
const AS_WORKFLOW: BundleSigning = {
  signer: { altNames: [{ uri: WORKFLOW_IDENTITY }], claims: WORKFLOW_CLAIMS },
};

const signed = (page: Page) => page.getByRole('region', { name: 'What was signed', exact: true });
const row = (page: Page, key: string) => page.locator(`[data-row=${key}]`);
const statementText = (page: Page) => page.getByRole('region', { name: 'What the statement says, as JSON' });
const unfold = (page: Page) => signed(page).getByText('What the statement says', { exact: true }).click();

/** A file, or files, with a bundle beside them. */
async function open(
  page: Page,
  origin: string,
  disk: Disk,
  what: Uint8Array | Omit<InTotoStatement, 'predicate'>,
  options: BundleSigning & { readonly files?: ForgedFiles } = {},
): Promise<void> {
  const { files = FILES, ...signing } = options;
  const content = what instanceof Uint8Array ? { message: what } : { statement: what };
  const { bundle } = signBundle(sigstore, content, signing);
  await denyClipboard(page);
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder({ ...files, 'a.sigstore.json': text(JSON.stringify(bundle)) }));
}

test.describe('a signature over one file', () => {
  test('is told as one, before the check and after it', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, FILE);
    await expect(page.locator('.claim')).toContainText('It says that it is a signature over one file');
    await expectSigner(page, disk, byPerson);
    expect(await check(page)).toBe('verified');
    await expect(row(page, 'files')).toContainText('The file is byte for byte what was signed.');
    await expect(row(page, 'signature')).toContainText('Does the signature fit the digest of the file?');
    await expect(page.getByText('not that the model behaves well.')).toBeVisible();
    await expect(signed(page)).toContainText('A signature over one file');
    await expect(signed(page)).toContainText('It gives the file no name, and says nothing about it.');
    await expect(signed(page)).toContainText(sha256(FILE));
    await expect(signed(page).getByText('What the statement says')).toHaveCount(0);
    await expectPresentable(page);
    const copied = await copiedText(page);
    expect(copied).toContain('What was signed: a signature over one file.\n');
    expect(copied).toContain(`- a file without a name, sha256 ${sha256(FILE)}\n`);
    expect(copied).not.toContain('list of files');
  });

  test('another file is not what was signed', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, text('something else'));
    await expectSigner(page, disk, byPerson);
    expect(await check(page)).toBe('files-mismatch');
    await expect(row(page, 'files')).toContainText('The file is not what was signed.');
    await expectPresentable(page);
  });

  test('that does not fit is nothing to rely on', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, FILE, { flipped: true });
    await expectSigner(page, disk, byPerson);
    expect(await check(page)).toBe('signature-invalid');
    await expect(signed(page)).toContainText(
      'The signature does not fit, so nothing of this can be relied on.',
    );
    await expect(page.locator('main')).not.toContainText('list of files');
  });
});

test.describe('a statement', () => {
  test('about how a file was built: its kind, its files and what it says', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, provenanceStatement([SUBJECT]), AS_WORKFLOW);
    await expect(page.locator('.claim')).toContainText(
      'It says that it is a statement about 1 file: SLSA provenance v1',
    );
    await expect(page.locator('.claim')).toContainText('Its type: https://slsa.dev/provenance/v1');
    await expectPresentable(page);
    await expectSigner(page, disk, byWorkflow);
    expect(await check(page)).toBe('verified');
    await expect(row(page, 'signature')).toContainText('The signature fits the statement exactly');
    for (const words of [
      'A statement about 1 file: SLSA provenance v1',
      'https://slsa.dev/provenance/v1',
      'Whether it is true was not checked.',
      `tiny.safetensors sha256 ${sha256(FILE)}`,
      'Repository https://forge.touchstone.example/models/tiny',
      'Ref refs/tags/v1.2.3',
      'Workflow .github/workflows/release.yml',
      'Builder https://forge.touchstone.example/runner/hosted',
    ])
      await expect(signed(page)).toContainText(words);
    await unfold(page);
    await expect(statementText(page)).toContainText('"internalParameters": {');
    await expectPresentable(page);
    const copied = await copiedText(page);
    expect(copied).toContain('What was signed: a statement about 1 file: SLSA provenance v1.\n');
    expect(copied).toContain(`- tiny.safetensors, sha256 ${sha256(FILE)}\n`);
    expect(copied).toContain('- Workflow: .github/workflows/release.yml\n');
  });

  test('its text is reached and scrolled with the keyboard', async ({ page, origin }) => {
    await using disk = new Disk();
    const predicate = { lines: Array.from({ length: 2500 }, (_, i) => i) };
    await open(page, origin, disk, provenanceStatement([SUBJECT], { predicate }));
    await expectSigner(page, disk, byPerson);
    expect(await check(page)).toBe('verified');
    await signed(page).locator('summary', { hasText: 'What the statement says' }).focus();
    await page.keyboard.press('Enter');
    await statementText(page).waitFor();
    await page.keyboard.press('Tab');
    await expect(statementText(page)).toBeFocused();
    await page.keyboard.press('End');
    await expect.poll(() => statementText(page).evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
    await expect(signed(page)).toContainText('And 504 more lines: they are in the JSON report.');
  });

  test('about many files, some of them here', async ({ page, origin }) => {
    await using disk = new Disk();
    const others = Array.from({ length: 120 }, (_, i) => subjectOf(`other-${i}.bin`, text(`other ${i}`)));
    const here = text('also here');
    await open(page, origin, disk, provenanceStatement([SUBJECT, ...others]), {
      files: { ...FILES, 'other-7.bin': text('other 7'), 'stray.bin': here },
    });
    await expectSigner(page, disk, byPerson);
    expect(await check(page)).toBe('files-mismatch');
    await expect(row(page, 'files')).toContainText('2 of 3 files are what was signed.');
    await signed(page).getByText('121 files with their digests').click();
    await expect(signed(page).getByRole('listitem')).toHaveCount(100);
    await expect(signed(page)).toContainText('And 21 more, which the JSON report does not list either.');
    await page.getByRole('button', { name: 'Change what you expect' }).click();
    await page.getByText('Options', { exact: true }).click();
    await page.getByLabel('Do not fail on files that are not signed').check();
    expect(await check(page)).toBe('verified');
    await expect(row(page, 'files')).toContainText(
      '2 files are byte for byte what was signed. 1 other was left out.',
    );
    await page.getByRole('button', { name: 'Change what you expect' }).click();
    await page.getByLabel('Check only these paths').fill('other-7.bin');
    expect(await check(page)).toBe('partial');
    await expect(row(page, 'files')).toContainText('1 of 1 file is what was signed. Only 1 was compared');
  });

  test('of a kind that nobody knows is told by its type', async ({ page, origin }) => {
    await using disk = new Disk();
    const predicateType = 'https://touchstone.example/weather/v1';
    await open(page, origin, disk, provenanceStatement([SUBJECT], { predicateType, predicate: {} }));
    await expectSigner(page, disk, byPerson);
    expect(await check(page)).toBe('verified');
    await expect(signed(page)).toContainText('A statement about 1 file, of a kind that is not known here');
    await expect(signed(page)).toContainText(predicateType);
  });

  for (const [kind, predicate, seen] of [
    [
      'slsa-v0.2',
      undefined,
      ['Built from git+https://forge.touchstone.example', 'Its digest sha1:0123456789'],
    ],
    ['npm-publish', undefined, ['Package @touchstone/tiny', 'Version 1.2.3']],
    ['spdx', undefined, ['Name tiny', 'Lists 1 package']],
    [
      'cyclonedx',
      { metadata: { component: { name: 'tiny' } }, components: [{}] },
      ['About tiny', '1 component'],
    ],
    ['test-result', undefined, ['Result PASSED', 'Tests that passed 2 tests', 'Tests that failed 0 tests']],
    // None of the shapes that their types promise: what fits is shown, and nothing breaks.
    ['slsa-v0.2', { builder: null, invocation: ['x'], buildType: 7 }, ['What the statement says']],
    ['cyclonedx', { metadata: 'x', components: { length: 9 } }, ['What the statement says']],
  ] as const) {
    test(`${kind}: what people look for first, ${seen.join(', ')}`, async ({ page, origin }) => {
      await using disk = new Disk();
      await open(page, origin, disk, attest(kind, [SUBJECT], predicate ? { predicate } : {}));
      await expectSigner(page, disk, byPerson);
      expect(await check(page)).toBe('verified');
      for (const words of seen) await expect(signed(page)).toContainText(words);
      await expect(page.locator('.warning')).toHaveCount(0);
    });
  }

  for (const [what, result, seen] of [
    ['failed', 'FAILED', 'What was signed is a test result. Result: FAILED.'],
    ['did nearly pass', 'WARNED', 'What was signed is a test result. Result: WARNED.'],
    ['says nothing that we know', ' PASSED', 'What was signed is a test result. Result: “ PASSED”.'],
    ['passed, but for a test', 'PASSED', 'What was signed is a test result. Tests that failed: 1 test.'],
  ] as const) {
    test(`a test result that ${what} catches the eye`, async ({ page, origin }) => {
      await using disk = new Disk();
      const predicate = { result, passedTests: [], warnedTests: [], failedTests: ['loads'] };
      await open(page, origin, disk, attest('test-result', [SUBJECT], { predicate }));
      await expectSigner(page, disk, byPerson);
      expect(await check(page)).toBe('verified');
      await expect(page.locator('.verdict .warning')).toHaveText(seen);
      await expect(page.getByRole('status').first()).toContainText(seen);
      expect(await copiedText(page)).toContain(seen);
      // All look alike.
      if (result === 'FAILED') await expectPresentable(page);
    });
  }

  test('a verification summary that failed, and one that is too long to tell', async ({ page, origin }) => {
    await using disk = new Disk();
    const predicateType = 'https://slsa.dev/verification_summary/v1';
    const predicate = { verificationResult: 'FAILED', verifier: { id: 'https://verifier.example' } };
    await open(page, origin, disk, provenanceStatement([SUBJECT], { predicateType, predicate }));
    await expectSigner(page, disk, byPerson);
    expect(await check(page)).toBe('verified');
    await expect(page.locator('.warning')).toHaveText(
      'What was signed is a verification summary. Result: FAILED.',
    );
    await expect(signed(page)).toContainText('Verifier https://verifier.example');

    const long = { ...predicate, filler: Array.from({ length: 30_000 }, (_, i) => i) };
    await open(page, origin, disk, provenanceStatement([SUBJECT], { predicateType, predicate: long }));
    await expectSigner(page, disk, byPerson);
    expect(await check(page)).toBe('verified');
    await expect(page.locator('.warning')).toContainText('too long for its result to be read here');
    await unfold(page);
    await expect(signed(page)).toContainText('The JSON report has no more of it either.');

    const { predicate: _, ...silent } = provenanceStatement([SUBJECT], { predicateType });
    await open(page, origin, disk, silent);
    await expectSigner(page, disk, byPerson);
    expect(await check(page)).toBe('verified');
    await expect(page.locator('.warning')).toContainText('It states no result.');
    await expect(signed(page)).toContainText('The statement says nothing beyond that.');
  });

  test('nothing in it can do anything but be read', async ({ page, origin }) => {
    await using disk = new Disk();
    const predicate: Record<string, unknown> = {
      [hostile('key')]: hostile('value'),
      html: '<img src=x onerror="document.title=1"><script>document.title=2</script></pre></details>',
      'שלום": "x': 'עולם',
      long: 'x'.repeat(50_000),
      wide: `${'y'.repeat(3000)} ${'\u202e'.repeat(3000)}`,
      ['__proto__']: { toString: 1 },
      buildDefinition: {
        buildType: hostile('build'),
        externalParameters: { workflow: { ref: 'r'.repeat(9999) } },
      },
      runDetails: { builder: { id: hostile('builder') } },
    };
    const name = hostile('subject');
    await open(page, origin, disk, provenanceStatement([{ ...SUBJECT, name }], { predicate }));
    const title = await page.title();
    await expectSigner(page, disk, byPerson);
    expect(await check(page)).toBe('verified');
    await unfold(page);
    await statementText(page).waitFor();
    expect((await everythingOn(page)).filter((piece) => rawIn(piece).length > 0)).toEqual([]);
    expect(rawInLines(await copiedText(page))).toEqual([]);
    await expect(statementText(page)).toContainText('<script>document.title=2</script></pre></details>');
    await expect(statementText(page).locator('img, script')).toHaveCount(0);
    expect(await page.title()).toBe(`Verified · ${title}`);
    await expectNoSidewaysScroll(page);
    await expectPresentable(page);
  });
});

test.describe('what the certificate says about the run', () => {
  test('stands with the signer, in an order that people ask in', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, provenanceStatement([SUBJECT]), AS_WORKFLOW);
    await expectSigner(page, disk, byWorkflow);
    expect(await check(page)).toBe('verified');
    const signer = row(page, 'signer');
    await signer.getByText('What the certificate says about the run').click();
    await expect(signer).toContainText('The authority that issued the certificate says this.');
    const terms = await signer
      .locator('details', { hasText: 'about the run' })
      .locator('dt')
      .allTextContents();
    expect(terms.slice(0, 4)).toEqual(['Source repository', 'Source repository ref', 'Commit', 'Workflow']);
    expect(terms).not.toContain('Issuer');
    await expect(signer).toContainText(
      'Run https://forge.touchstone.example/models/tiny/actions/runs/1234567890',
    );
    // What was vouched for leads where it says, in a tab of its own that learns nothing of this one; nothing else leads away.
    const links = await page.locator('main a').evaluateAll((all) =>
      all.map((link) => ({
        text: link.querySelector('bdi')?.textContent,
        leadsTo: link.getAttribute('href'),
        rel: link.getAttribute('rel'),
        target: link.getAttribute('target'),
      })),
    );
    expect(links.length).toBeGreaterThan(3);
    for (const { text, leadsTo, rel, target } of links) {
      expect(text).toMatch(/^https:\/\/forge\.touchstone\.example\//);
      expect({ leadsTo, rel, target }).toEqual({
        leadsTo: text,
        rel: 'noopener noreferrer',
        target: '_blank',
      });
    }
    await expectPresentable(page);
    expect(await copiedText(page)).toContain('- Commit: 0123456789abcdef0123456789abcdef01234567\n');
    const { signer: facts } = await reportOf(page);
    expect(facts).toMatchObject({ extensions: { buildTrigger: 'release' } });
  });

  test('is a claim where nothing vouches for it', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, provenanceStatement([SUBJECT]), { ...AS_WORKFLOW, flipped: true });
    await expectSigner(page, disk, byWorkflow);
    expect(await check(page)).toBe('signature-invalid');
    await row(page, 'signer').getByText('What the certificate says about the run').click();
    await expect(row(page, 'signer')).toContainText('A claim: the certificate says this');
    await expect(page.locator('main a')).toHaveCount(0);
  });

  test('there is none for a person', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, FILE);
    await expectSigner(page, disk, byPerson);
    expect(await check(page)).toBe('verified');
    await expect(page.getByText('What the certificate says about the run')).toHaveCount(0);
  });
});
