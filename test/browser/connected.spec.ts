/** The page that connects to somebody else, as built. */
import type { Page } from 'playwright/test';
import { expectPresentable } from './axe.js';
import { CDN } from './cdn.js';
import { expect, test } from './fixtures.js';
import { Host, visitOnce } from './host.js';
import { listenElsewhere, serveSite } from './site.js';

const FILE = `https://${CDN}/timestamp.json`;
const button = (page: Page) => page.getByRole('button', { name: CDN });

/** Presses it, with the host answering so. */
async function ask(page: Page, status: number, body: string): Promise<void> {
  await page.route(FILE, (route) =>
    route.fulfill({ status, body, headers: { 'Access-Control-Allow-Origin': '*' } }),
  );
  await button(page).click();
}

const expectTold = (page: Page, outcome: string) =>
  expect(page.locator('[data-update]')).toHaveAttribute('data-update', outcome);

test('it says what it is, asks one host when the button is pressed, and tells what came of it', async ({
  page,
}) => {
  await using site = await serveSite();
  const asked: { url: string; headers: Record<string, string> }[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url)) asked.push({ url: request.url(), headers: request.headers() });
  });
  await page.goto(`${site.url}connected.html`);
  await expect(page).toHaveTitle('Trust from the public Sigstore · Touchstone');
  await expect(button(page)).toBeVisible();
  await expectPresentable(page);
  expect(asked).toEqual([]);

  await ask(page, 200, '{}');
  await expectTold(page, 'reached');
  expect(asked.map(({ url }) => url)).toEqual([FILE]);
  expect(asked[0]?.headers).not.toHaveProperty('referer');
  expect(asked[0]?.headers).not.toHaveProperty('cookie');
  // Each is another than the one before.
  for (const [status, body, why] of [
    [404, '', 'refused'],
    [200, ' '.repeat(20_000), 'too-long'],
    [503, '', 'refused'],
  ] as const) {
    await ask(page, status, body);
    await expectTold(page, why);
  }
  await page.route(FILE, (route) => route.abort('connectionrefused'));
  await button(page).click();
  await expectTold(page, 'unreachable');
  await expect(page.getByText('what counted before goes on counting')).toBeVisible();

  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page).toHaveTitle('Vertrauen vom öffentlichen Sigstore · Touchstone');
  await expect(page.locator('[data-update]')).toContainText('konnte nichts geholt werden');
  await expectPresentable(page);
  await page.getByRole('link', { name: 'Zurück zu Touchstone' }).click();
  await expect(page).toHaveURL(`${site.url}#trust`);
});

test('where the host sends the policy of the other pages with it, it says who can mend that', async ({
  page,
}) => {
  await using site = await serveSite();
  await page.route('**/connected.html', async (route) => {
    const answer = await route.fetch();
    const policy = answer.headers()['content-security-policy'] ?? '';
    const narrow = policy.replace(` https://${CDN}`, '');
    await route.fulfill({
      response: answer,
      headers: { ...answer.headers(), 'content-security-policy': narrow },
    });
  });
  await page.goto(`${site.url}connected.html`);
  await button(page).click();
  await expectTold(page, 'blocked');
  await expect(page.getByRole('status')).toContainText(
    'connected.html needs a Content-Security-Policy of its own',
  );
});

test('in a frame it does not run: by the headers, else by itself', async ({ page }) => {
  await using elsewhere = await listenElsewhere();
  for (const bare of [false, true]) {
    await using site = await serveSite({ bare });
    await page.goto(`${elsewhere.url}other.html`);
    await page.evaluate((src) => {
      document.body.append(Object.assign(document.createElement('iframe'), { src }));
    }, `${site.url}connected.html`);
    const framed = page.frameLocator('iframe');
    if (bare) await expect(framed.getByText('does not run inside of another')).toBeVisible();
    await expect(framed.getByRole('button', { name: CDN })).toHaveCount(0);
    expect(page.frames()).toHaveLength(2);
  }
});

test('no other page of the site gets out through a window of it', async ({ page }) => {
  await using site = await serveSite();
  await page.goto(site.url);
  const opening = page.waitForEvent('popup');
  await page.evaluate(() => {
    Reflect.set(globalThis, 'opened', window.open('./connected.html'));
  });
  const opened = await opening;
  await expect(button(opened)).toBeVisible();
  expect(await opened.evaluate(() => opener === null)).toBe(true);
  await expect
    .poll(() => page.evaluate(() => (Reflect.get(globalThis, 'opened') as Window).closed))
    .toBe(true);
});

test.describe('with the copy that is kept', () => {
  test.use({ serviceWorkers: 'allow' });

  test('it opens without the network, with its own policy; the mirror of trust is never kept', async ({
    page,
    context,
  }) => {
    await using host = await Host.start();
    await host.add('trust/timestamp.json', '{"version":1}');
    await visitOnce(page, host);
    await page.goto(host.url);
    const read = () =>
      page.evaluate(() =>
        fetch('./trust/timestamp.json').then(
          (answer) => answer.text(),
          () => 'nothing',
        ),
      );
    expect(await read()).toBe('{"version":1}');
    await host.change('trust/timestamp.json', () => '{"version":2}');
    expect(await read()).toBe('{"version":2}');
    await host.stop();
    expect(await read()).toBe('nothing');

    const answer = await page.goto(`${host.url}connected.html`);
    expect(answer?.fromServiceWorker()).toBe(true);
    const policy = answer?.headers()['content-security-policy'];
    expect(policy).toContain(`connect-src 'self' https://${CDN};`);
    expect(policy).toContain("frame-ancestors 'none'");
    await context.setOffline(true);
    await button(page).click();
    await expect(page.locator('[data-update=offline]')).toContainText('it has no network');
    await context.setOffline(false);
  });
});
