import type { Page, Worker } from 'playwright/test';
import { HEADERS, POLICIES } from '../../scripts/site/policy.mjs';
import { IN_PAGE, IN_WORKER } from './attempts.js';
import { expect, test } from './fixtures.js';
import { CDN } from './cdn.js';
import { listenElsewhere, serveSite, type Site } from './site.js';

/** The page with its workers. */
async function open(page: Page, site: Site): Promise<readonly Worker[]> {
  await page.goto(site.url);
  await page.mouse.move(10, 10);
  await expect(page.getByText('checks now work without the network')).toBeVisible();
  return page.workers();
}

/** From now on, what is forbidden is written down. Runs where the attempts do. */
function listenForViolations(): void {
  const seen: string[] = [];
  Reflect.set(globalThis, 'violations', seen);
  addEventListener('securitypolicyviolation', (event) => {
    seen.push(event.effectiveDirective);
  });
  // What is refused at once, is thrown.
  addEventListener('error', (event) => {
    event.preventDefault();
  });
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
  });
}

/** A page, or a worker. */
interface Realm {
  evaluate(run: (given: readonly string[]) => unknown, given: readonly string[]): Promise<unknown>;
}

/** Tries everything in turn; each must be forbidden by the directive that it is listed under. */
async function expectForbidden(where: Realm, attempts: typeof IN_PAGE, elsewhere: string) {
  await where.evaluate(listenForViolations, []);
  const found: string[] = [];
  const right: string[] = [];
  for (const [directive, each] of Object.entries(attempts)) {
    for (const [name, attempt] of Object.entries(each)) {
      const by = await where.evaluate(
        async ([source = '', url = '', right = '']) => {
          const seen = Reflect.get(globalThis, 'violations') as string[];
          seen.length = 0;
          const run = Reflect.apply(Reflect.get(globalThis, 'eval') as (text: string) => unknown, null, [
            `(${source})`,
          ]) as (url: string) => unknown;
          await new Promise<void>((resolve) => {
            // Out of what the debugger allows.
            setTimeout(() => {
              resolve();
            });
          });
          try {
            await Promise.race([run(url), new Promise((resolve) => setTimeout(resolve))]);
          } catch (error) {
            // What our own rule refuses is no violation of the policy.
            if (error instanceof TypeError && error.message === 'not a script of this page')
              return error.message;
          }
          for (let i = 0; i < 1000 && !seen.includes(right); i++)
            await new Promise((resolve) => setTimeout(resolve, 10));
          // With the headers, the page has its policy twice, and tells twice.
          await new Promise((resolve) => setTimeout(resolve, 20));
          return seen.includes(right) ? right : seen.join();
        },
        [attempt.toString(), elsewhere, directive],
      );
      found.push(`${name}: ${String(by)}`);
      right.push(`${name}: ${directive}`);
    }
  }
  expect(found).toEqual(right);
  expect(await where.evaluate(() => 'broken' in globalThis, [])).toBe(false);
}

/** Answers for every host of the network, and tells which were asked. */
async function answerForAll(page: Page, site: Site): Promise<readonly string[]> {
  const asked: string[] = [];
  await page.route(
    (url) => !url.href.startsWith(site.url),
    async (route) => {
      asked.push(route.request().url());
      await route.fulfill({ json: {}, headers: { 'Access-Control-Allow-Origin': '*' } });
    },
  );
  return asked;
}

const reaches = (where: Realm, url: string) =>
  where.evaluate(
    ([asked = '']) =>
      fetch(asked).then(
        () => true,
        () => false,
      ),
    [url],
  );

test.describe('with a service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  for (const bare of [false, true]) {
    test(`nothing gets in or out of the page ${bare ? 'by its own word alone' : 'with the headers'}`, async ({
      page,
    }) => {
      await using site = await serveSite({ bare });
      await using elsewhere = await listenElsewhere();
      await open(page, site);
      const before = page.url();
      await expectForbidden(page, IN_PAGE, elsewhere.url);
      expect(page.url().replace(/#.*/, '')).toBe(before);
      expect(elsewhere.heard).toEqual([]);
    });
  }

  for (const bare of [false, true]) {
    test(`the connected page gets out to hosts by https and on this machine, ${bare ? 'by its own word alone' : 'with the headers'}; all others of it do not`, async ({
      page,
    }) => {
      await using site = await serveSite({ bare });
      await using elsewhere = await listenElsewhere();
      await page.goto(`${site.url}connected.html`);
      await expect(page.getByRole('button', { name: `from ${CDN}` })).toBeVisible();
      const { 'connect-src': sockets = {}, ...others } = IN_PAGE;
      const socket = { 'a socket': sockets['a socket'] ?? fetch };
      await expectForbidden(page, { ...others, 'connect-src': socket }, elsewhere.url);
      expect(elsewhere.heard).toEqual([]);
      const asked = await answerForAll(page, site);
      for (const url of [`http://${CDN}/`, 'http://models.example/', 'http://localhost.example:80/'])
        expect(`${url} ${String(await reaches(page, url))}`).toBe(`${url} false`);
      expect(asked).toEqual([]);
      const within = [`https://${CDN}/timestamp.json`, 'https://models.example:8443/m', `${elsewhere.url}m`];
      for (const url of within) expect(`${url} ${String(await reaches(page, url))}`).toBe(`${url} true`);
      expect(asked).toEqual(within);

      // By headers, workers go by their own file's wherever they were started from.
      const workers = await open(page, site);
      expect(await reaches(page, `https://${CDN}/timestamp.json`)).toBe(false);
      if (!bare)
        for (const worker of workers)
          expect(await reaches(worker, `https://${CDN}/timestamp.json`)).toBe(false);
      expect(asked).toHaveLength(within.length);
    });
  }
});

test('nor of its workers, by the headers of their files', async ({ page }) => {
  await using site = await serveSite();
  await using elsewhere = await listenElsewhere();
  await open(page, site);
  // The one that fetches from others is of use to the connected page alone, which starts it otherwise.
  const started = page.waitForEvent('worker');
  await page.evaluate(() => {
    const [path] = /assets\/stream-worker[^ ]*/.exec(document.head.innerHTML) ?? [];
    Reflect.set(globalThis, 'started', new Worker(path ?? '', { type: 'module' }));
  });
  await started;
  const workers = page.workers();
  expect(new Set(workers.map((worker) => worker.url())).size).toBe(3);
  for (const worker of new Map(workers.map((worker) => [worker.url(), worker])).values())
    await expectForbidden(worker, IN_WORKER, elsewhere.url);
  expect(elsewhere.heard).toEqual([]);
});

// As at the first visit: from then on, the service worker answers, with headers.
test('a host without headers leaves the workers unbound, which is what docs/hosting.md says', async ({
  page,
}) => {
  await using site = await serveSite({ bare: true });
  await using elsewhere = await listenElsewhere();
  const [worker] = await open(page, site);
  await worker?.evaluate(async (url) => {
    await fetch(`${url}fetch`, { mode: 'no-cors' });
  }, elsewhere.url);
  expect(elsewhere.heard.map(({ target }) => target)).toEqual(['/fetch']);
});

test('nobody else frames it, opens it to look into it, or loads a part of it', async ({ page }) => {
  await using site = await serveSite();
  await using elsewhere = await listenElsewhere();
  await page.goto(`${elsewhere.url}other.html`);
  const inside = await page.evaluate(
    async (url) => {
      const frame = Object.assign(document.createElement('iframe'), { src: url });
      const loaded = new Promise((resolve) => {
        frame.onload = resolve;
      });
      document.body.append(frame);
      await loaded;
      const part = await fetch(url, { mode: 'no-cors' }).then(
        () => 'loaded',
        () => 'refused',
      );
      return part;
    },
    site.url.replace('localhost', '127.0.0.1'),
  );
  expect(inside).toBe('refused');
  const [, frame] = page.frames();
  expect(await frame?.locator('#app').count()).toBe(0);

  const opening = page.waitForEvent('popup');
  await page.evaluate((url) => {
    Reflect.set(globalThis, 'opened', window.open(url));
  }, site.url);
  const opened = await opening;
  await expect(opened.getByRole('heading', { name: 'Check a signed model' })).toBeVisible();
  expect(await opened.evaluate(() => opener === null)).toBe(true);
  await expect
    .poll(() => page.evaluate(() => (Reflect.get(globalThis, 'opened') as Window).closed))
    .toBe(true);
});

test('what it may use is what it uses', async ({ page }) => {
  await using site = await serveSite();
  await page.goto(site.url);
  const allowed = await page.evaluate(() =>
    (Reflect.get(document, 'featurePolicy') as { allowedFeatures(): readonly string[] }).allowedFeatures(),
  );
  expect(allowed).toEqual(expect.arrayContaining(['clipboard-write', 'screen-wake-lock']));
  const off = (HEADERS['Permissions-Policy'] ?? '').split(', ').filter((feature) => feature.endsWith('=()'));
  expect(off.length).toBeGreaterThan(40);
  expect(allowed.filter((feature) => off.includes(`${feature}=()`))).toEqual([]);
});

test('the policies have no hole', () => {
  for (const policy of [...Object.values(POLICIES), HEADERS['Content-Security-Policy'] ?? '']) {
    expect(policy).toMatch(/^default-src 'none'; /);
    // One page may ask others, and starts the worker that does out of its bytes.
    const isConnected = policy === POLICIES['connected.html'];
    if (isConnected) {
      expect(policy).toContain(" https: http://localhost:* http://127.0.0.1:*; worker-src 'self' blob:;");
      continue;
    }
    for (const hole of [
      'unsafe-inline',
      "'unsafe-eval'",
      'unsafe-hashes',
      'strict-dynamic',
      '*',
      'http:',
      'data:',
      'blob:',
    ])
      expect(policy).not.toContain(hole);
    expect(policy).not.toContain('https');
  }
  expect(HEADERS['Content-Security-Policy']).toContain("frame-ancestors 'none'");
});
