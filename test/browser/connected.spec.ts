/** The page that connects to somebody else, as built. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { INTEROP } from '../matrix/interop.js';
import { expectPresentable } from './axe.js';
import { CDN } from './cdn.js';
import { expect, test } from './fixtures.js';
import { Host, visitOnce } from './host.js';
import { listenElsewhere, serveSite } from './site.js';

const FILES = `https://${CDN}/**`;
const METADATA = join(INTEROP, 'tuf/metadata');
const button = (page: Page) => page.getByRole('button', { name: CDN });

/** What the host answers with, by the name of the file; all else it does not have. */
type Answers = Readonly<Record<string, { readonly status?: number; readonly body: string }>>;

/** Presses the button, with the host answering so. */
async function ask(page: Page, answers: Answers): Promise<void> {
  await page.unrouteAll();
  await page.route(FILES, (route) => {
    const { status = 200, body } = answers[new URL(route.request().url()).pathname.slice(1)] ?? {
      status: 404,
      body: '',
    };
    return route.fulfill({ status, body, headers: { 'Access-Control-Allow-Origin': '*' } });
  });
  await button(page).click();
}

/** What the button led to. */
const told = (page: Page) =>
  page.getByRole('region', { name: 'Trust from the public Sigstore' }).getByRole('status');
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
  await expect(page).toHaveTitle('Models and trust from elsewhere · Touchstone');
  await expect(button(page)).toBeVisible();
  await expectPresentable(page);
  expect(asked).toEqual([]);

  await ask(page, {});
  await expectTold(page, 'trust-missing');
  expect(asked.map(({ url }) => url)).toEqual([
    `https://${CDN}/17.root.json`,
    `https://${CDN}/timestamp.json`,
  ]);
  expect(asked[0]?.headers).not.toHaveProperty('referer');
  expect(asked[0]?.headers).not.toHaveProperty('cookie');
  // Each is another than the one before.
  for (const [answers, code] of [
    [{ 'timestamp.json': { body: '{}' } }, 'trust-malformed'],
    [{ 'timestamp.json': { body: ' '.repeat(20_000) } }, 'trust-too-large'],
    [{ '17.root.json': { status: 503, body: '' } }, 'trust-unreachable'],
  ] as const) {
    await ask(page, answers);
    await expectTold(page, code);
  }
  await page.route(FILES, (route) => route.abort('connectionrefused'));
  await button(page).click();
  await expect(page.getByText('could not be fetched: “Failed to fetch”')).toBeVisible();
  await expect(page.getByText('What was trusted before stays in use')).toBeVisible();

  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page).toHaveTitle('Modelle und Vertrauen von anderswo · Touchstone');
  await expect(page.locator('[data-update]')).toContainText('konnte nicht geholt werden');
  await expectPresentable(page);
  await page.getByRole('link', { name: 'Zurück zu Touchstone' }).click();
  await expect(page).toHaveURL(site.url);
});

test('the public timestamp of another day is signed by the keys built in: refused today, and then only for what is missing here', async ({
  page,
}) => {
  test.skip(!existsSync(METADATA), 'no interop files here');
  await using site = await serveSite();
  const timestamp = await readFile(join(METADATA, 'timestamp.json'), 'utf8');
  await page.goto(`${site.url}connected.html`);
  await ask(page, { 'timestamp.json': { body: timestamp } });
  await expectTold(page, 'trust-expired');
  await expect(told(page)).toContainText('was to be used until 2026-08-28');

  await page.clock.setFixedTime('2026-08-27T12:00:00Z');
  await ask(page, { 'timestamp.json': { body: timestamp } });
  await expectTold(page, 'trust-missing');
  await expect(told(page)).toContainText('165.snapshot.json');
});

test('a host that does not answer can be left at once', async ({ page }) => {
  await using site = await serveSite();
  await page.goto(`${site.url}connected.html`);
  await page.route(FILES, () => undefined);
  await button(page).click();
  await expect(page.getByText('Fetching and verifying')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await expect(page.locator('[data-update]')).toHaveCount(0);
  await ask(page, {});
  await expectTold(page, 'trust-missing');
});

test('where the host sends the policy of the other pages with it, it says who can mend that', async ({
  page,
}) => {
  await using site = await serveSite();
  await page.route('**/connected.html', async (route) => {
    const answer = await route.fetch();
    const policy = answer.headers()['content-security-policy'] ?? '';
    const narrow = policy.replace(/(connect-src 'self')[^;]*/, '$1');
    await route.fulfill({
      response: answer,
      headers: { ...answer.headers(), 'content-security-policy': narrow },
    });
  });
  await page.goto(`${site.url}connected.html`);
  await button(page).click();
  await expectTold(page, 'blocked');
  await expect(told(page)).toContainText('connected.html needs a Content-Security-Policy of its own');
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
    expect(policy).toContain("connect-src 'self' https: http://localhost:* http://127.0.0.1:*;");
    expect(policy).toContain("frame-ancestors 'none'");
    await context.setOffline(true);
    await button(page).click();
    await expect(page.locator('[data-update=offline]')).toContainText('it has no network');
    await context.setOffline(false);
  });
});
