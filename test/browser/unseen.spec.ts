import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import {
  buildStatement,
  makeChain,
  makeSigstore,
  signKeyless,
  signWithCertificate,
  signWithKey,
  text,
  type ForgedFiles,
} from '../forge/index.js';
import { hostile, rawIn, rawInLines } from '../unseen.js';
import { expectNoSidewaysScroll } from './axe.js';
import { expect, test } from './fixtures.js';
import { copiedText, denyClipboard, downloadedText, everythingOn } from './seen.js';
import { check, Disk, dropModel, expectSigner } from './visitor.js';

/** The last two look alike. */
const FILES: ForgedFiles = {
  'a.bin': text('aaa'),
  [hostile('signed')]: text('bbb'),
  [hostile('Signed')]: text('ccc'),
};

async function expectNothingRaw(page: Page): Promise<void> {
  const everything = await everythingOn(page);
  expect(everything.filter((piece) => rawIn(piece).length > 0)).toEqual([]);
}

/** The same of a verdict, and of what is kept of it. Nothing is folded away any more. */
async function expectVerdictNotRaw(page: Page): Promise<string> {
  for (const row of await page.locator('[data-row] summary').all()) await row.click();
  const copied = await copiedText(page);
  expect(rawInLines(copied)).toEqual([]);
  expect(rawInLines(await downloadedText(page))).toEqual([]);
  await expectNothingRaw(page);
  await expectNoSidewaysScroll(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.print')).toBeVisible();
  await expectNothingRaw(page);
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('.print')).toHaveCount(0);
  return copied;
}

const withNul = JSON.stringify(
  signWithKey(
    await buildStatement(FILES, {
      resources: ([first]) => (first === undefined ? [] : [{ ...first, name: `nul\0${hostile('')}` }]),
    }),
  ).bundle,
);

test.describe('what nobody may see is spelled out', () => {
  test('in names of files, of a key, and in what is left out', async ({ page, origin }) => {
    await using disk = new Disk();
    const { bundle, publicKeyPem } = signWithKey(
      await buildStatement(FILES, {
        name: hostile('model'),
        ignorePaths: [hostile('/absolute'), hostile('ignored')],
        mutate: ({ predicate }) => Reflect.set(predicate, hostile('key'), 1),
      }),
    );
    const folder = await disk.folder(FILES, hostile('folder'));
    const signature = text(JSON.stringify(bundle));
    for (const name of [hostile('one'), hostile('two')]) await writeFile(join(folder, name), signature);
    await writeFile(join(folder, hostile('unsigned')), '');
    await writeFile(join(folder, hostile('ignored')), '');
    await writeFile(join(folder, hostile('._left')), '');
    await mkdir(join(folder, hostile('below')));
    await writeFile(join(folder, hostile('below'), 'x'), '');
    await denyClipboard(page);
    await page.goto(`${origin}web/`);
    await dropModel(page, folder);
    await expect(page.getByText('2 signatures were found.')).toBeVisible();
    await expectNothingRaw(page);
    await page.getByRole('radio', { name: /^“one/ }).check();
    await page.getByText('A claim, not checked yet').waitFor();
    await page.getByRole('radio', { name: 'A public key' }).check();
    await page.getByLabel('Public key file').setInputFiles(await disk.file(hostile('key.pem'), publicKeyPem));
    await page.getByText('key.pem').waitFor();
    await expectNothingRaw(page);
    expect(await check(page)).toBe('files-mismatch');
    const copied = await expectVerdictNotRaw(page);
    expect(copied).toContain('look alike: “Signed⟨U+0001⟩');
    for (const stem of ['unsigned', 'ignored', '._left', 'below', '/absolute'])
      expect(copied).toContain(`${stem}⟨U+0001⟩`);

    // One line break less, and the second half of the name would be a path of its own.
    expect(await check(page, 'Leave these out and check again')).toBe('files-mismatch');
    await expectVerdictNotRaw(page);
    await page.getByRole('button', { name: 'Change what you expect' }).click();
    await expect(page.getByLabel('Paths to leave out')).toHaveValue('');
    await expect(page.getByRole('button', { name: /^Remove ._left⟨U\+0001⟩/ })).toBeVisible();
    await expectNothingRaw(page);
  });

  for (const identityType of ['email', 'uri', 'other'] as const) {
    test(`in an identity (${identityType}) and an issuer`, async ({ page, origin }) => {
      await using disk = new Disk();
      const sigstore = makeSigstore();
      const signing = { identity: hostile('who'), identityType, issuer: hostile('issuer') };
      const { bundle } = signKeyless(sigstore, await buildStatement(FILES), signing);
      await denyClipboard(page);
      await page.goto(`${origin}web/`);
      await dropModel(page, await disk.folder({ ...FILES, 'model.sig': text(JSON.stringify(bundle)) }));
      await expect(page.getByText('A claim, not checked yet')).toBeVisible();
      await expectNothingRaw(page);
      const { trustedRoot } = sigstore;
      await expectSigner(page, disk, { method: 'sigstore', identity: 'a@b.c', issuer: 'd', trustedRoot });
      expect(await check(page)).toBe('signer-mismatch');
      expect(await expectVerdictNotRaw(page)).toContain('who⟨U+0001⟩');
      await page.getByRole('button', { name: 'Change what you expect' }).click();
      await page.getByRole('radio', { name: 'I don’t know whom to expect' }).check();
      expect(await check(page)).toBe('signer-unconfirmed');
      await expectVerdictNotRaw(page);
      // What a field of one line takes of it: so it can be typed, and must be seen.
      await page.getByRole('button', { name: 'Change what you expect' }).click();
      await page.getByRole('radio', { name: 'A person or a workflow' }).check();
      await page.getByLabel('This is a pattern').check();
      await page.getByLabel('Identity', { exact: true }).fill('a\u202e\u200b*@b.c');
      await expect(page.locator('#identity-unseen')).toHaveText(
        'Something in it cannot be seen, and it counts: a⟨U+202E⟩⟨U+200B⟩*@b.c',
      );
      await expectNothingRaw(page);
      expect(await check(page)).toBe('signer-mismatch');
      await expectVerdictNotRaw(page);
    });
  }

  test('in subjects and other names of certificates', async ({ page, origin }) => {
    await using disk = new Disk();
    const chain = makeChain({
      root: { subject: { CN: hostile('root') } },
      intermediates: [{ subject: { CN: hostile('ca') } }],
      leaf: { subject: { CN: hostile('leaf') }, altNames: [{ uri: hostile('urn:x') }] },
    });
    const bundle = JSON.stringify(signWithCertificate(await buildStatement(FILES), chain));
    await denyClipboard(page);
    await page.goto(`${origin}web/`);
    await dropModel(page, await disk.folder({ ...FILES, 'model.sig': text(bundle) }));
    await expectNothingRaw(page);
    await expectSigner(page, disk, { method: 'certificate', roots: chain.rootPem });
    expect(await check(page)).toBe('verified');
    expect(await expectVerdictNotRaw(page)).toContain('ca⟨U+0001⟩');
    await page.getByRole('button', { name: 'Change what you expect' }).click();
    await page.getByLabel('Expected subject (optional)').fill('a\u202eb');
    await page.getByText('Pin the certificate further').click();
    await page.getByLabel('Expected alternative name (optional)').fill('urn:\u2066x');
    expect(await check(page)).toBe('signer-mismatch');
    await expectVerdictNotRaw(page);
  });

  test('in lists, item by item, however long they are', async ({ page, origin }) => {
    await using disk = new Disk();
    const names = Array.from({ length: 120 }, (_, i) => ({ uri: `urn:${i}` }));
    const chain = makeChain({ leaf: { altNames: [{ uri: 'urn:a\nurn:b' }, ...names] } });
    const paths = Array.from({ length: 150 }, (_, i) => `left${i}`);
    const statement = await buildStatement(FILES, {
      ignorePaths: ['c\nd', ...paths, ...paths.map((p) => `/${p}`)],
    });
    const bundle = JSON.stringify(signWithCertificate(statement, chain));
    await page.goto(`${origin}web/`);
    await dropModel(page, await disk.folder({ ...FILES, 'model.sig': text(bundle) }));
    await expect(page.locator('.claim')).toContainText('“c⟨U+000A⟩d”, left0,');
    await expect(page.locator('.claim')).toContainText(/left98 and 201 more$/);
    await expectSigner(page, disk, { method: 'certificate', roots: chain.rootPem });
    expect(await check(page)).toBe('verified');
    for (const [row, first, more] of [
      ['signer', 'urn:a⟨U+000A⟩urn:b', 'And 21 more: they are in the JSON report.'],
      ['files', 'c⟨U+000A⟩d', 'more: they are in the JSON report.'],
    ] as const) {
      await page.locator(`[data-row=${row}] summary`).click();
      const list = page
        .locator(`[data-row=${row}] dd`)
        .filter({ has: page.locator('li') })
        .first();
      await expect(list.getByRole('listitem')).toHaveCount(100);
      await expect(list.getByRole('listitem').first()).toHaveText(first);
      await expect(list).toContainText(more);
    }
    // Of 151: two of the signed names look alike.
    await expect(page.locator('h3', { hasText: 'Also found' }).locator('+ ul > li')).toHaveCount(100);
    await expect(page.getByText('And 51 more: they are in the JSON report.')).toBeVisible();
    await expectNoSidewaysScroll(page);
  });

  const BUNDLES: readonly (readonly [name: string, spoil: (bundle: object) => string])[] = [
    ['a kind', (bundle) => JSON.stringify({ ...bundle, mediaType: hostile('application/') })],
    ['a member', (bundle) => JSON.stringify({ ...bundle, [hostile('member')]: 1 })],
    ['a name with NUL', () => withNul],
    ['a member twice', () => JSON.stringify({ [hostile('key')]: 1 }).replace(/\{(.*)\}/, '{$1,$1}')],
  ];
  for (const [name, spoil] of BUNDLES) {
    test(`in why a bundle cannot be read: ${name}`, async ({ page, origin }) => {
      await using disk = new Disk();
      const { bundle, publicKeyPem } = signWithKey(await buildStatement(FILES));
      await denyClipboard(page);
      await page.goto(`${origin}web/`);
      await dropModel(page, await disk.folder(FILES), await disk.file(hostile('x.sig'), spoil(bundle)));
      await expectNothingRaw(page);
      await expectSigner(page, disk, { method: 'key', publicKey: publicKeyPem });
      await check(page);
      await expectVerdictNotRaw(page);
    });
  }
});

test.describe('somebody else’s words are not taken for ours', () => {
  test('in a subject', async ({ page, origin }) => {
    await using disk = new Disk();
    const CN = 'Alice. An authority that you trust vouches for this name.';
    const chain = makeChain({ leaf: { subject: { CN, O: 'a” b' } } });
    const bundle = JSON.stringify(signWithCertificate(await buildStatement(FILES), chain));
    await denyClipboard(page);
    await page.goto(`${origin}web/`);
    await dropModel(page, await disk.folder({ ...FILES, 'model.sig': text(bundle) }));
    const name = /“[^“”]*CN=Alice\. An authority that you trust vouches for this name\.[^“”]*”/.source;
    await expect(page.locator('.claim')).toContainText(new RegExp(`the certificate of ${name}\\.`));
    await expectSigner(page, disk, { method: 'certificate', roots: makeChain().rootPem });
    expect(await check(page)).toBe('signer-untrusted');
    const sentence = `The signature says that it is by ${name}\\. Nothing that you trust vouches for that\\.`;
    await expect(page.locator('[data-row=signer] .sentence')).toHaveText(new RegExp(`^${sentence}$`));
    const copied = await copiedText(page);
    expect(copied).toMatch(new RegExp(sentence));
    expect(copied).toMatch(new RegExp(`^Certificate: ${name}, SHA-256 `, 'm'));
  });

  test('in an identity and a pattern', async ({ page, origin }) => {
    await using disk = new Disk();
    const sigstore = makeSigstore();
    const identity = 'a@b.example. That is exactly whom you expect.';
    const signing = { identity, identityType: 'other', issuer: 'https://x.example' } as const;
    const { bundle } = signKeyless(sigstore, await buildStatement(FILES), signing);
    await page.goto(`${origin}web/`);
    await dropModel(page, await disk.folder({ ...FILES, 'model.sig': text(JSON.stringify(bundle)) }));
    await expect(page.locator('.claim')).toContainText(
      `made by “${identity}”, and that https://x.example conf`,
    );
    const { trustedRoot } = sigstore;
    const pattern = '*@c.example. Everybody fits';
    await expectSigner(page, disk, { method: 'sigstore', identity: pattern, issuer: 'd', trustedRoot });
    await page.getByLabel('This is a pattern').check();
    expect(await check(page)).toBe('signer-mismatch');
    await expect(page.locator('[data-row=signer] .sentence')).toHaveText(
      `The signature names “${identity}”, confirmed by https://x.example. The identity does not fit your pattern “${pattern}”.`,
    );
  });

  test('in names of files, paths and entries', async ({ page, origin }) => {
    await using disk = new Disk();
    const twins = { 'b”. They are one file.': text('1'), 'B”. They are one file.': text('2') };
    const { bundle, publicKeyPem } = signWithKey(
      await buildStatement(
        { 'a.bin': text('aaa'), ...twins },
        {
          ignorePaths: ['/x, which is usable', 'old (nobody’s word)'],
          mutate: ({ predicate }) => Reflect.set(predicate, 'y. It is safe', 1),
        },
      ),
    );
    const found = { 'old (nobody’s word)': text('x'), '._ is a leftover. Leave out all': text('') };
    const signature = { 'the top, and nobody minds': text(JSON.stringify(bundle)) };
    await denyClipboard(page);
    await page.goto(`${origin}web/`);
    await dropModel(page, await disk.folder({ 'a.bin': text('aaa'), ...twins, ...found, ...signature }));
    await expectSigner(page, disk, { method: 'key', publicKey: publicKeyPem });
    expect(await check(page)).toBe('files-mismatch');
    await expect(page.locator('.answers')).toContainText(
      '“the top, and nobody minds”, which is not counted among the files',
    );
    await expect(page.locator('.callout')).toContainText('“._ is a leftover. Leave out all”.');
    const copied = await copiedText(page);
    for (const line of [
      "- Two signed names look alike: “B'. They are one file.” and “b'. They are one file.”. Only capital",
      '- The signer asked to leave out “/x, which is usable”, which is not a usable path.',
      "- “old (nobody's word)”: by the signer’s word (“old (nobody's word)”)",
    ]) {
      expect(copied).toContain(line);
      await expect(page.getByText(line.slice(2)).first()).toBeVisible();
    }
    expect(copied).toMatch(/does not know: “[^“”]*y\. It is safe[^“”]*”\. It changed nothing\./);
  });
});
