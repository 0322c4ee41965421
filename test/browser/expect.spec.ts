import { createHash } from 'node:crypto';
import type { Page } from 'playwright/test';
import {
  buildStatement,
  IDENTITY,
  ISSUER,
  makeChain,
  makeSigstore,
  signKeyless,
  signWithCertificate,
  text,
} from '../forge/index.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { files } from './model.js';
import { copiedText, denyClipboard } from './seen.js';
import { check, Disk, dropModel, expectSigner, reportOf } from './visitor.js';

const statement = await buildStatement(files);
const sigstore = makeSigstore();
const keyless = text(JSON.stringify(signKeyless(sigstore, statement).bundle));

const SAN = 'release@touchstone.example';
const chain = makeChain({ leaf: { altNames: [{ email: SAN }] } });
const certified = text(JSON.stringify(signWithCertificate(statement, chain)));
const [LEAF = '', INTERMEDIATE = ''] = [chain.leaf, ...chain.intermediates].map(({ der }) =>
  createHash('sha256').update(der).digest('hex'),
);
/** As OpenSSL prints it. */
const withColons = (hex: string) => hex.toUpperCase().replace(/..(?=.)/g, '$&:');

const signer = (page: Page) => page.locator('[data-row=signer]');
const button = (page: Page) => page.getByRole('button', { name: 'Check', exact: true });
const change = (page: Page) => page.getByRole('button', { name: 'Change what you expect' }).click();

async function open(page: Page, origin: string, disk: Disk, signature: Uint8Array<ArrayBuffer>) {
  await denyClipboard(page);
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder({ ...files, 'model.sig': signature }));
}

test.describe('an identity by a pattern', () => {
  const expectPattern = async (page: Page, disk: Disk, pattern: string) => {
    const { trustedRoot } = sigstore;
    await expectSigner(page, disk, { method: 'sigstore', identity: pattern, issuer: ISSUER, trustedRoot });
    await page.getByLabel('This is a pattern').check();
  };

  test('one that fits is green, and is called a pattern everywhere', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, keyless);
    await expectPattern(page, disk, '*@touchstone.example');
    await expectPresentable(page);
    expect(await check(page)).toBe('verified');
    await expect(page.locator('#verdict-title')).toContainText('fits the pattern *@touchstone.example');
    await expect(signer(page).getByRole('heading')).toHaveText('Signer: Fits your pattern');
    await expect(signer(page)).toContainText('The identity fits your pattern *@touchstone.example');
    await signer(page).getByText('Evidence').click();
    await expect(signer(page)).toContainText('Expected identity, by a pattern *@touchstone.example');
    await expectPresentable(page);
    const copied = await copiedText(page);
    expect(copied).toContain('Expected identity, by a pattern: *@touchstone.example\n');
    expect(copied).toContain(`Expected issuer: ${ISSUER}\n`);
    const { expected } = (await reportOf(page)).trust;
    expect(expected).toEqual({ identityPattern: '*@touchstone.example', issuer: ISSUER });

    await change(page);
    await expect(page.getByLabel('This is a pattern')).toBeChecked();
    await expect(page.getByLabel('Identity', { exact: true })).toHaveValue('*@touchstone.example');
  });

  test('one that does not fit is red', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, keyless);
    await expectPattern(page, disk, '*@touchstone');
    expect(await check(page)).toBe('signer-mismatch');
    await expect(signer(page)).toContainText('The identity does not fit your pattern *@touchstone.');
  });

  test('without the check mark, a star stands for itself, and is said to', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, keyless);
    await expectPattern(page, disk, 'signer@*');
    const remark = page.getByText('Without “This is a pattern”, the “*” stands for itself.');
    await expect(remark).toHaveCount(0);
    await page.getByLabel('This is a pattern').uncheck();
    await expect(remark).toBeVisible();
    expect(await check(page)).toBe('signer-mismatch');
    await expect(page.locator('#verdict-title')).toContainText(`Signed by ${IDENTITY}, not by signer@*.`);
  });

  test('one that is missing is asked for, by keyboard', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, keyless);
    await page.getByLabel('Identity', { exact: true }).focus();
    await page.keyboard.press('Tab');
    await expect(page.getByLabel('This is a pattern')).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    const field = page.getByLabel('Identity', { exact: true });
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(/Write the pattern that the identity has to fit\./);
    await page.keyboard.type('**');
    await expect(page.getByText('Write the pattern')).toHaveCount(0);
    await page.getByRole('button', { name: 'GitHub Actions' }).click();
    expect(await check(page)).toBe('could-not-check');
    await change(page);
    await expect(field).toHaveValue('**');
  });
});

test.describe('a certificate, pinned', () => {
  test('by its fingerprint alone, without a CA file', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, certified);
    const leaf = page.getByLabel('Fingerprint of the signer’s certificate (optional)');
    await expect(leaf).toBeHidden();
    await button(page).click();
    await expect(page.getByText(/or pin the certificate by a fingerprint\./)).toBeVisible();
    await page.getByText('Pin the certificate further').click();
    await leaf.fill(` ${withColons(LEAF)} `);
    await expect(page.locator('#leaf-fingerprint-unseen')).toBeEmpty();
    await expect(page.getByText(/or pin the certificate by a fingerprint\./)).toHaveCount(0);
    await expect(leaf).toHaveAccessibleDescription(/SHA-256 in hex, colons allowed, from the publisher/);
    expect(await check(page)).toBe('verified');
    await expect(signer(page)).toContainText('What you pinned fits: the fingerprint of the signer’s');
    expect(await copiedText(page)).toContain(`Expected fingerprint of the signer’s certificate: ${LEAF}\n`);

    // What is in use is not folded away.
    await change(page);
    await expect(leaf).toHaveValue(` ${withColons(LEAF)} `);
    await leaf.fill(INTERMEDIATE);
    expect(await check(page)).toBe('signer-mismatch');
    await expect(signer(page)).toContainText('but with another certificate than you pinned.');
    await change(page);
    await leaf.fill('12:34');
    expect(await check(page)).toBe('could-not-check');
    await expect(page.locator('#verdict-title')).toContainText('64 hex digits, with or without colons');
  });

  test('by everything at once', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, certified);
    await expectSigner(page, disk, { method: 'certificate', roots: chain.rootPem });
    await page.getByText('Pin the certificate further').click();
    await page.getByLabel('Expected alternative name (optional)').fill(SAN);
    await page.getByLabel('Fingerprint of the signer’s certificate (optional)').fill(LEAF);
    await page.getByLabel('Fingerprint of an intermediate CA (optional)').fill(INTERMEDIATE);
    await expectPresentable(page);
    expect(await check(page)).toBe('verified');
    await expect(signer(page)).toContainText(
      `What you pinned fits: the alternative name ${SAN}, the fingerprint of the signer’s certificate and the fingerprint of an intermediate CA.`,
    );
    await signer(page).getByText('Evidence').click();
    await expect(signer(page)).toContainText(`Expected alternative name ${SAN}`);
    await expectPresentable(page);
  });

  test('by what a verdict without a pin shows', async ({ page, origin }) => {
    await using disk = new Disk();
    await open(page, origin, disk, certified);
    await expectSigner(page, disk, { method: 'certificate', roots: chain.rootPem });
    expect(await check(page)).toBe('verified');
    await signer(page).getByText('Evidence').click();
    for (const fingerprint of [LEAF, INTERMEDIATE])
      await expect(signer(page)).toContainText(`SHA-256 fingerprint ${fingerprint}`);
    const copied = await copiedText(page);
    expect(copied).toMatch(new RegExp(`^Certificate: .*, SHA-256 ${LEAF}$`, 'm'));
    expect(copied).toMatch(new RegExp(`^Issued by: .*, SHA-256 ${INTERMEDIATE}$`, 'm'));
    await change(page);
    await page.getByRole('button', { name: 'Remove root-0.pem' }).click();
    await page.getByText('Pin the certificate further').click();
    await page.getByLabel('Fingerprint of an intermediate CA (optional)').fill(INTERMEDIATE);
    expect(await check(page)).toBe('verified');
    await expect(signer(page).getByRole('heading')).toHaveText('Signer: Vouched for');
  });
});
