/** The widget in a frame: of localhost, in a page of 127.0.0.1, which no browser takes for the same site. */
import type { Page } from 'playwright/test';
import { SANDBOX } from '../../web/widget/frame-host.js';
import { LIMITS } from '../../web/widget/protocol-options.js';
import { expectPresentable } from './axe.js';
import { expect, test } from './fixtures.js';
import { frameByHand, htmlPage, inside, OPTIONS, saidBy, send, serveFor, startHub, type Raw } from './hub.js';
import { buildStatement, signWithKey } from '../forge/index.js';
import { bundle, byKey, files, signed, whole } from './model.js';
import { check, Disk, dropModel, expectSigner } from './visitor.js';
import { listen } from './widget-host.js';

const START = { kind: 'start', run: 1, options: OPTIONS, begin: 'now', fault: null };
const LOCAL = '[data-depth=local]';
const SIGNATURE = '[data-depth=signature]';

const kinds = async (page: Page, at = 0) => (await saidBy(page, at)).map(({ kind }) => kind);
const verdicts = async (page: Page, at = 0) =>
  (await saidBy(page, at))
    .filter(({ kind }) => kind === 'verdict')
    .map(({ depth, code }) => `${String(depth)} ${String(code)}`);
const lastOf = async (page: Page, kind: string, at = 0) =>
  (await saidBy(page, at)).findLast((message) => message['kind'] === kind);

/** Greeted and heard. */
async function ready(page: Page, at = 0): Promise<void> {
  await expect.poll(() => kinds(page, at)).toContain('ready');
}

test('a frame checks what the page around hands over, and the visitor’s own files by the visitor’s own word; neither side sees into the other', async ({
  page,
}) => {
  await using disk = new Disk();
  await using hub = await startHub();
  await using site = await serveFor([hub.origin]);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.frame() !== page.mainFrame()) asked.push(request.url());
  });
  await page.goto(hub.origin);
  await frameByHand(page, `${site.url}embed.html`);
  await ready(page);
  const claimed = { method: 'key', publicKey: signed.publicKeyPem };
  const given = 'https://elsewhere.example/#bundle=x';
  await send(page, 0, {
    ...START,
    options: { ...OPTIONS, claimed, page: given, files: `${hub.origin}/files/` },
  });
  await expect.poll(() => kinds(page)).toContain('need-bundle');
  await send(page, 0, { kind: 'bundle', run: 1, bundle });
  await expect.poll(() => verdicts(page)).toEqual(['signature partial']);
  const frame = inside(page);
  await expect(frame.locator(SIGNATURE)).toHaveAttribute('data-verdict', 'partial');
  expect(await lastOf(page, 'verdict')).toMatchObject({
    report: { verdict: { code: 'partial' }, trust: { basis: { kind: 'host' } } },
  });
  await expect(frame.getByText('This page expects')).toBeVisible();
  await expect(frame.getByRole('link', { name: 'Check it yourself' })).toHaveAttribute(
    'href',
    // Of this site, whatever page the host names; with the signature itself.
    new RegExp(`^${site.url}#bundle=gz:`, 'u'),
  );
  await expectPresentable(page);

  // Own files: amber by the page's word, green by the visitor's. The page learns no more than that.
  await frame.getByText('Check your download').first().click();
  await frame.getByLabel('Choose the folder').setInputFiles(await disk.folder(files));
  await expect(frame.locator(LOCAL)).toHaveAttribute('data-verdict', 'signer-untrusted');
  await frame.getByText('Say whom you expect').click();
  await frame.getByLabel('Public key (PEM)').setInputFiles(await disk.file('key.pem', signed.publicKeyPem));
  await expect(frame.locator(LOCAL)).toHaveAttribute('data-verdict', 'verified');
  await expect.poll(async () => (await verdicts(page)).at(-1)).toBe('local verified');
  for (const { depth, report } of (await saidBy(page)).filter(({ kind }) => kind === 'verdict').slice(1))
    expect(`${String(depth)} ${String(report)}`).toMatch(/^(?:local|signature) null$/u);
  // What is signed, the page has handed over itself: that first report aside, no name.
  const later = (await saidBy(page)).filter(({ report }) => report == null);
  expect(later.filter(({ kind }) => kind === 'verdict')).toHaveLength(3);
  const heard = JSON.stringify(later);
  for (const name of [...Object.keys(files), 'key.pem']) expect(heard).not.toContain(name);
  await expectPresentable(page);

  // Where the hub says that a file is, nothing is shown in the place of the verdict.
  await send(page, 0, {
    kind: 'options',
    options: { ...OPTIONS, claimed, density: 'full', files: `${hub.origin}/files/` },
  });
  await frame.getByText(/^The files/).click();
  const popup = page.waitForEvent('popup');
  await frame.getByRole('link', { name: 'Download' }).first().click();
  expect((await popup).url()).not.toContain(site.url);
  await (await popup).close();
  await expect(frame.locator(LOCAL)).toHaveAttribute('data-verdict', 'verified');

  // Neither looks into the other, and the frame reaches nobody but its own site.
  const looked = await page.evaluate(() => {
    const { frame } = (globalThis as unknown as { raws: Raw[] }).raws[0] ?? {};
    try {
      return [frame?.contentDocument ?? null, frame?.contentWindow?.document.title];
    } catch (error) {
      return error instanceof DOMException ? error.name : String(error);
    }
  });
  expect(looked).toBe('SecurityError');
  const reached = await frame.evaluate(async (origin) => {
    const name = (error: unknown) =>
      error instanceof Error || error instanceof DOMException ? error.name : '?';
    const around = () => {
      try {
        return parent.document.title;
      } catch (error) {
        return name(error);
      }
    };
    return [around(), await fetch(origin, { mode: 'no-cors' }).then(() => 'fetched', name)];
  }, hub.origin);
  expect(reached).toEqual(['SecurityError', 'TypeError']);
  expect(asked.filter((url) => !url.startsWith(site.url))).toEqual([]);
});

test('on the same site, who was remembered counts by the folder’s own name; another name of the page’s forgets the visitor’s word', async ({
  page,
}) => {
  await using disk = new Disk();
  await using hub = await listen('localhost', {
    '/': {
      headers: { 'Content-Type': 'text/html' },
      body: '<!doctype html><html lang="en"><title>A hub</title>',
    },
  });
  await using site = await serveFor('*');
  await page.goto(site.url);
  await dropModel(page, await disk.folder(whole, 'weather'));
  await expectSigner(page, disk, byKey);
  expect(await check(page)).toBe('verified');
  await page.getByRole('heading', { name: 'Remember this signer' }).click();
  await page.getByLabel('What do you call them?').fill('Acme');
  await page.getByRole('radio', { name: 'Models called weather' }).check();
  await page.getByRole('button', { name: 'Remember', exact: true }).click();
  await expect(page.getByText('Remembered as “Acme”.')).toBeFocused();

  const other = JSON.stringify(signWithKey(await buildStatement(files)).bundle);
  const ends: string[] = [];
  for (const [says, folder, by] of [
    ['weather', 'another', bundle],
    ['another', 'weather', other],
    ['another', 'weather', bundle],
  ] as const) {
    await page.goto(hub.url);
    await frameByHand(page, `${site.url}embed.html`);
    await ready(page);
    await send(page, 0, { ...START, options: { ...OPTIONS, modelName: says } });
    await expect.poll(() => kinds(page)).toContain('need-bundle');
    await send(page, 0, { kind: 'bundle', run: 1, bundle: by });
    const frame = inside(page);
    await frame.getByText('Check your download').first().click();
    await frame.getByLabel('Choose the folder').setInputFiles(await disk.folder(files, folder));
    await expect(frame.locator(LOCAL)).toHaveAttribute('data-verdict', /./u);
    ends.push((await frame.locator(LOCAL).getAttribute('data-verdict')) ?? '');
  }
  expect(ends).toEqual(['could-not-check', 'signer-mismatch', 'verified']);

  const frame = inside(page);
  await frame.getByText('Say whom you expect').click();
  await frame.getByLabel('Public key (PEM)').setInputFiles(await disk.file('key.pem', signed.publicKeyPem));
  await expect(frame.locator('[part=said]')).toBeVisible();
  await send(page, 0, { kind: 'options', options: { ...OPTIONS, modelName: 'a third' } });
  await expect(frame.getByText('a third')).toBeVisible();
  await expect(frame.locator('[part=said]')).toHaveCount(0);
  await expect(frame.locator(LOCAL)).toHaveCount(0);
});

test('a hostile page: what it posts sets no verdict, and what is too much ends the connection', async ({
  page,
}) => {
  await using hub = await startHub();
  await using site = await serveFor('*');
  await page.goto(hub.origin);
  await frameByHand(page, `${site.url}embed.html`);
  await ready(page);
  await send(page, 0, { ...START, options: { ...OPTIONS, claimed: { method: 'inspect' } } });
  await send(page, 0, START);
  const frame = inside(page);
  const forged = { kind: 'verdict', run: 1, depth: 'local', code: 'verified', report: null };
  const odd: unknown[] = [
    forged,
    { ...START, run: 2, options: { ...OPTIONS, language: 'xx' } },
    { kind: 'options', options: { ...OPTIONS, files: 'javascript:alert(1)' } },
    { kind: 'bundle', run: 1, bundle: { verdict: 'verified' } },
    { kind: 'own', trust: { method: 'key' } },
    'hello',
    null,
  ];
  for (const message of odd) await send(page, 0, message);
  const heard = await page.evaluate(async (forged) => {
    const [raw] = (globalThis as unknown as { raws: Raw[] }).raws;
    const { port, frame, said } = raw ?? {};
    // Beside the port; a second greeting; very deep; what only a script can post.
    const { port1, port2 } = new MessageChannel();
    const second: unknown[] = [];
    port1.onmessage = ({ data }: MessageEvent<unknown>) => second.push(data);
    frame?.contentWindow?.postMessage({ touchstone: 'hello', version: 1 }, '*', [port2]);
    frame?.contentWindow?.postMessage(forged, '*');
    let deep: object = {};
    for (let i = 0; i < 1000; i++) deep = { options: deep };
    const round: Record<string, unknown> = { kind: 'start', run: 2 };
    round['options'] = round;
    for (const message of [
      deep,
      round,
      new Map([['kind', 'start']]),
      new Error('kind'),
      new Date(),
      [forged],
    ])
      port?.postMessage(message);
    for (const wait = Date.now() + 10_000; Date.now() < wait; await new Promise((r) => setTimeout(r, 20)))
      if ((said ?? []).filter((one) => (one as { kind: string }).kind === 'malformed').length === 14) break;
    return second;
  }, forged);
  expect(heard).toEqual([]);
  expect((await kinds(page)).filter((kind) => kind === 'malformed')).toHaveLength(14);
  expect(await frame.locator('[data-verdict]').count()).toBe(0);

  // What is no signature, or larger than any; an answer to another question.
  await send(page, 0, { kind: 'bundle', run: 7, bundle });
  await send(page, 0, { kind: 'bundle', run: 1, bundle: 'not JSON, but <b>verified</b>' });
  await expect(frame.locator(SIGNATURE)).toHaveAttribute('data-verdict', 'could-not-check');
  await send(page, 0, { ...START, run: 2 });
  await page.evaluate((size) => {
    const [raw] = (globalThis as unknown as { raws: Raw[] }).raws;
    raw?.port.postMessage({ kind: 'bundle', run: 2, bundle: new Blob([new Uint8Array(size)]) });
  }, LIMITS.bundle + 1);
  await expect(frame.locator(SIGNATURE).getByText('larger than any signature')).toBeVisible();
  await expect.poll(() => lastOf(page, 'error')).toMatchObject({ run: 2, code: 'bundle-too-large' });
  await send(page, 0, { ...START, run: 3 });
  await send(page, 0, { kind: 'bundle-failed', run: 3, code: 'bundle-slow' });
  await expect(frame.locator(SIGNATURE).getByText('took too long')).toBeVisible();

  await page.evaluate(() => {
    const [raw] = (globalThis as unknown as { raws: Raw[] }).raws;
    for (let i = 0; i < 3000; i++) raw?.port.postMessage({ kind: 'flood' });
  });
  await expect(frame.getByText('sent more messages than are read here')).toBeVisible();
  await expect.poll(() => lastOf(page, 'refused')).toEqual({ kind: 'refused', code: 'flood' });
  await send(page, 0, { ...START, run: 9 });
  await expect(frame.locator('[data-verdict]')).toHaveCount(0);
  await expectPresentable(page);
});

test('whom the site does not name, whoever is of its own origin, and other frames get nothing', async ({
  page,
}) => {
  await using hub = await startHub();
  for (const hosts of [null, [], ['https://other.example'], [hub.origin, 'https://no.example/path']]) {
    await using site = await serveFor(hosts);
    await page.goto(hub.origin);
    await frameByHand(page, `${site.url}embed.html`);
    await expect.poll(() => saidBy(page)).toEqual([{ kind: 'refused', code: 'host-not-allowed' }]);
    await expect(inside(page).getByText(`does not check for pages of “${hub.origin}”`)).toBeVisible();
  }
  await expectPresentable(page);

  await using site = await serveFor('*');
  await page.route(`${site.url}host.html`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>the same site</title>' }),
  );
  await page.goto(`${site.url}host.html`);
  await frameByHand(page, `${site.url}embed.html`);
  await expect.poll(() => saidBy(page)).toEqual([{ kind: 'refused', code: 'same-origin' }]);
  await expect(inside(page).getByText('could change what stands here')).toBeVisible();

  // A frame beside it greets first: of an origin that may, but it is not the page around.
  hub.answers['/beside'] = htmlPage('<!doctype html><title>beside</title>');
  await page.goto(hub.origin);
  await page.evaluate((src) => {
    document.body.append(Object.assign(document.createElement('iframe'), { src, title: 'check' }));
  }, `${site.url}embed.html`);
  await page.evaluate(() => {
    document.body.append(
      Object.assign(document.createElement('iframe'), { src: '/beside', title: 'beside' }),
    );
  });
  await expect(page.frameLocator('[title=check]').getByText('Waiting for the page around')).toBeVisible();
  const beside = page.frame({ url: `${hub.origin}/beside` });
  await beside?.evaluate(() => {
    const { port1, port2 } = new MessageChannel();
    Reflect.set(globalThis, 'heard', 0);
    port1.onmessage = () => Reflect.set(globalThis, 'heard', 1);
    parent.frames[0]?.postMessage({ touchstone: 'hello', version: 1 }, '*', [port2]);
  });
  const answered = await page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    const first = new Promise((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<{ kind: string }>) => resolve(data.kind);
    });
    frames[0]?.postMessage({ touchstone: 'hello', version: 1 }, '*', [port2]);
    return first;
  });
  expect(answered).toBe('ready');
  expect(await beside?.evaluate(() => Reflect.get(globalThis, 'heard') as unknown)).toBe(0);

  // By its address alone, it only says what it is.
  await page.goto(`${site.url}embed.html`);
  await expect(page.getByText('By itself it does nothing')).toBeVisible();
  await expectPresentable(page);
});

test('without an origin of its own it does not start; without the way out of the sandbox, the page that it opens does not', async ({
  page,
}) => {
  await using hub = await startHub();
  await using site = await serveFor('*');
  await page.goto(hub.origin);
  await frameByHand(page, `${site.url}embed.html`, 'allow-scripts');
  await expect(inside(page).getByText('still loading, or could not start')).toBeVisible();
  expect(await saidBy(page)).toEqual([]);

  for (const [sandbox, isOpen] of [
    ['allow-scripts allow-same-origin allow-popups', false],
    [SANDBOX, true],
  ] as const) {
    await page.goto(hub.origin);
    await frameByHand(page, `${site.url}embed.html`, sandbox);
    await ready(page);
    await send(page, 0, { ...START, begin: 'click' });
    const opening = page.waitForEvent('popup');
    await inside(page).getByRole('link', { name: 'Check it yourself' }).click();
    const opened = await opening;
    if (isOpen) await expect(opened.getByRole('heading', { name: 'Check a signed model' })).toBeVisible();
    else await expect.poll(() => opened.url()).toContain('chrome-error:');
    await opened.close();
  }
});

/** As strict as a page can be that has the element isolated: it runs no WebAssembly and starts no worker. */
const strict = (site: string) => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    `script-src ${site}widget/`,
    `frame-src ${site}embed.html`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
});

const pageWith = (site: string, body: string) => `<!doctype html><html lang="en"><head><title>A hub</title>
  <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
  <script type="module" crossorigin src="${site}widget/touchstone-verify.js"></script></head>
  <body><main><h1>Models</h1>${body}</main></body></html>`;

/** Of a verdict, or of an error. */
interface Detail {
  readonly depth?: string;
  readonly code: string;
  readonly report?: object | null;
  readonly message: string;
}

/** What the elements of the page tell, from now on. */
async function listenToElements(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const told: string[] = [];
    Reflect.set(globalThis, 'told', told);
    for (const name of ['touchstone-verdict', 'touchstone-error'])
      addEventListener(name, (event) => {
        const { target, detail } = event as CustomEvent<Detail>;
        const { depth, code, report, message } = detail;
        const what =
          depth === undefined
            ? `${code}: ${message}`
            : `${depth} ${code}: ${report === null ? 'no ' : ''}report`;
        told.push(`${target instanceof Element ? target.id : ''} ${what}`);
      });
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'told') as readonly string[]);
}

test('the element in its frame, twice on a strict page: each its own verdict, language and height; and the sandbox that the document says', async ({
  page,
}) => {
  await using disk = new Disk();
  await using hub = await startHub();
  await using site = await serveFor([hub.origin]);
  hub.answers['/model.sig'] = { body: bundle };
  hub.answers['/key.pem'] = { body: signed.publicKeyPem };
  hub.answers['/lie.sig'] = { body: '<!doctype html><p>verified' };
  const body = `<touchstone-verify id="one" isolated bundle="/model.sig" public-key="/key.pem" model="one"></touchstone-verify>
    <touchstone-verify id="two" isolated bundle="/lie.sig" language="de" theme="dark"></touchstone-verify>`;
  hub.answers['/'] = htmlPage(pageWith(site.url, body), strict(site.url));
  const told = await listenToElements(page);
  const broken: string[] = [];
  page.on('pageerror', ({ message }) => broken.push(message));
  await page.goto(hub.origin);
  const frames = page.locator('touchstone-verify iframe');
  await expect(frames).toHaveCount(2);
  expect(await frames.evaluateAll((all) => all.map((one) => one.getAttribute('sandbox')))).toEqual([
    SANDBOX,
    SANDBOX,
  ]);
  const one = page.frameLocator('#one iframe');
  const two = page.frameLocator('#two iframe');
  await expect(one.locator(SIGNATURE)).toHaveAttribute('data-verdict', 'partial');
  await expect(two.locator(SIGNATURE)).toHaveAttribute('data-verdict', 'could-not-check');
  await expect(two.getByText('Nur die Signatur').first()).toBeVisible();
  await expect
    .poll(async () => (await told()).toSorted())
    .toEqual(['one signature partial: report', 'two signature could-not-check: report']);

  // As high as what is in it, and higher when that grows.
  const height = () => page.locator('#one').evaluate((element) => element.getBoundingClientRect().height);
  const content = () =>
    one.locator('main').evaluate((element) => Math.ceil(element.getBoundingClientRect().height));
  await expect.poll(async () => (await height()) - (await content())).toBe(0);
  const before = await height();
  await one.getByText('Check your download').first().click();
  await one.getByLabel('Choose the folder').setInputFiles(await disk.folder(files));
  await expect(one.locator(LOCAL)).toHaveAttribute('data-verdict', 'signer-untrusted');
  await expect.poll(async () => (await height()) - (await content())).toBe(0);
  expect(await height()).toBeGreaterThan(before);
  await expect.poll(async () => (await told()).at(-1)).toBe('one local signer-untrusted: no report');
  await expectPresentable(page);

  // Another signature: the same element begins anew.
  await page.locator('#two').scrollIntoViewIfNeeded();
  await page.locator('#two').evaluate((element) => {
    element.setAttribute('bundle', '/none.sig');
  });
  await expect.poll(async () => (await told()).at(-1)).toContain('two bundle-missing');
  await page.locator('#two').evaluate((element) => {
    element.setAttribute('language', 'en');
  });
  await expect(two.locator(SIGNATURE).getByText('There is no signature at the address')).toBeVisible();
  expect(broken).toEqual([]);
});

test('a frame that cannot be had is said, by the element or in the frame', async ({ page }) => {
  await using hub = await startHub();
  await using site = await serveFor([]);
  const none = `${hub.origin.replace('127.0.0.1', 'localhost')}/`;
  const body = `<touchstone-verify id="foreign" isolated bundle="/model.sig"></touchstone-verify>
    <touchstone-verify id="own" isolated page="/" bundle="/model.sig"></touchstone-verify>
    <touchstone-verify id="silent" isolated page="${none}" bundle="/model.sig"></touchstone-verify>`;
  hub.answers['/'] = htmlPage(pageWith(site.url, body));
  const told = await listenToElements(page);
  await page.clock.install();
  await page.goto(hub.origin);
  await expect
    .poll(async () => (await told()).map((one) => one.replace(/:.*/u, '')).toSorted())
    .toEqual(['foreign frame-refused-host-not-allowed', 'own frame-same-origin']);
  await expect(page.frameLocator('#foreign iframe').getByText('Nothing was checked')).toBeVisible();
  await expect(page.locator('#own').getByRole('alert')).toContainText('Nothing is checked');
  await expect(page.locator('#own iframe')).toHaveCount(0);
  await expect(page.locator('#silent iframe')).toHaveCount(1);
  // It waits anew once something has loaded.
  await expect
    .poll(async () => {
      await page.clock.fastForward(31_000);
      return (await told()).at(-1);
    })
    .toContain('silent frame-silent');
  await expect(page.locator('#silent').getByRole('alert')).toContainText('The check did not load');
});
