/** A model with several signatures: each is listed, can be checked, and has its own verdict. */
import { buildStatement, signWithKey, text } from '../forge/index.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { byKey, files, whole } from './model.js';
import { check, Disk, dropModel, expectSigner } from './visitor.js';

const second = signWithKey(await buildStatement(files));

test('each is checked by itself, and its verdict stays beside it', async ({ page, origin }) => {
  await using disk = new Disk();
  await page.goto(`${origin}web/`);
  await dropModel(page, await disk.folder({ ...whole, 'second.sig': text(JSON.stringify(second.bundle)) }));
  const list = page.getByRole('group', { name: '2 signatures were found. Which one do you want to check?' });
  await list.getByRole('radio', { name: 'model.sig' }).check();
  await expectSigner(page, disk, byKey);
  // Nobody signed the other signature, so it is for the person to leave it out.
  expect(await check(page)).toBe('files-mismatch');
  expect(await check(page, 'Leave these out and check again')).toBe('verified');
  await expect(page.locator('.answers')).toContainText('“model.sig”, which is not counted among the files');

  const others = page.getByRole('region', { name: 'Other signatures of this model' });
  await expect(others.getByRole('listitem')).toHaveText(/“second\.sig” Not checked yet/);
  await expectPresentable(page);
  await others.getByRole('button', { name: /^Check this one next.*“second\.sig”$/ }).click();
  await expect(list.getByRole('radio', { name: 'second.sig' })).toBeChecked();
  await expect(list.getByRole('radio', { name: 'model.sig' })).toHaveAccessibleName(/Verified/);
  expect(await check(page)).toBe('signer-mismatch');
  await expect(others.getByRole('listitem')).toHaveText(
    /“model\.sig” Checked .*, with what you expected then: Verified/,
  );

  // Another model has nothing to do with these verdicts.
  await page.getByRole('button', { name: 'Check something else' }).click();
  await dropModel(page, await disk.folder({ ...whole, 'second.sig': text(JSON.stringify(second.bundle)) }));
  await expect(list).toBeVisible();
  await expect(page.getByText('with what you expected then')).toHaveCount(0);
});
