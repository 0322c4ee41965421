import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';

test('what a visitor can and cannot know has a page of its own, without any code', async ({
  page,
  origin,
}) => {
  await page.goto(`${origin}web/security.html`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Security');
  await expect(
    page.getByRole('heading', { name: 'What you can and cannot know about the page that you run' }),
  ).toBeVisible();
  await expectPresentable(page);
  await expect(page.locator('script')).toHaveCount(0);
  const policy = page.locator('meta[http-equiv=Content-Security-Policy]');
  expect(await policy.getAttribute('content')).not.toContain('script-src');
  await page.getByRole('link', { name: 'Back to Touchstone' }).click();
  await expect(page.getByRole('heading', { name: 'Check a signed model' })).toBeVisible();
});
