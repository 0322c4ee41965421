/** The element as built, on somebody else's page: from another origin, under as strict a policy as can be. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { Report } from '../../src/index.js';
import {
  buildStatement,
  IDENTITY,
  ISSUER,
  makeSigstore,
  signKeyless,
  signWithKey,
  text,
} from '../forge/index.js';
import { interopCases } from '../matrix/interop.js';
import { expectPresentable } from './axe.js';
import { expect, test as base } from './fixtures.js';
import { files, signed } from './model.js';
import { Disk, dropAt } from './visitor.js';
import { listen, pageWith, serveParts, strictPolicy, type Elsewhere } from './widget-host.js';

const statement = await buildStatement(files);
const sigstore = makeSigstore();
const bundle = JSON.stringify(signKeyless(sigstore, statement).bundle);
/** Another signature than over what is in it. */
const broken = JSON.stringify({
  ...signed.bundle,
  dsseEnvelope: {
    ...signed.bundle.dsseEnvelope,
    signatures: [{ sig: Buffer.from('another one').toString('base64'), keyid: '' }],
  },
});
const HOSTS = `expected-identity="${IDENTITY}" expected-issuer="${ISSUER}" trusted-root="trusted_root.json"`;

interface Heard {
  readonly type: string;
  readonly id: string;
  readonly detail: { readonly depth?: string; readonly report?: Report; readonly code?: string };
}

interface Hub {
  readonly parts: Elsewhere;
  readonly host: Elsewhere;
  readonly disk: Disk;
  /** What a page with these elements is told by them, and whether its policy was broken. */
  readonly open: (body: string, ...bundles: readonly string[]) => Promise<readonly Heard[]>;
}

const test = base.extend<{ hub: Hub }>({
  hub: async ({ page }, use) => {
    await using parts = await serveParts();
    await using disk = new Disk();
    await using host = await listen('127.0.0.1', {
      '/model.sig': { body: bundle },
      '/broken.sig': { body: broken },
      '/trusted_root.json': { body: JSON.stringify(sigstore.trustedRoot) },
      '/key.pem': { body: signed.publicKeyPem },
    });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted/i.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
    const open = async (body: string, ...bundles: readonly string[]) => {
      const heard: Heard[] = [];
      await page.exposeFunction('hear', (one: Heard) => heard.push(one));
      await page.addInitScript(() => {
        for (const type of ['touchstone-verdict', 'touchstone-error', 'touchstone-progress'])
          document.addEventListener(type, (event) => {
            const { target, detail } = event as CustomEvent<unknown>;
            const { hear } = globalThis as unknown as { hear: (one: unknown) => void };
            hear({ type: type.slice(11), id: target instanceof Element ? target.id : '', detail });
          });
      });
      host.answers['/'] = pageWith(parts.url, body, strictPolicy(parts.url, ...bundles));
      await page.goto(host.url);
      return heard;
    };
    await use({ parts, host, disk, open });
    expect(complaints).toEqual([]);
  },
});

const verdict = (page: Page, depth: 'signature' | 'local', id = 'it') =>
  page.locator(`#${id} [data-depth=${depth}]`);
const tag = (attributes: string) => `<touchstone-verify id="it" ${attributes}></touchstone-verify>`;

test('says who signed and that no file was checked, in each density, in the page’s light and dark', async ({
  page,
  hub,
}) => {
  const heard = await hub.open(
    `<touchstone-verify id="it" bundle="model.sig" model="tiny" ${HOSTS}></touchstone-verify>
     <touchstone-verify id="lies" bundle="broken.sig" public-key="key.pem"></touchstone-verify>`,
  );
  await expect(verdict(page, 'signature')).toHaveAttribute('data-verdict', 'partial');
  await expect(verdict(page, 'signature')).toContainText(
    'Signature only: Signer not trusted, no file checked',
  );
  await expect(page.locator('#it')).toContainText(`This page expects ${IDENTITY}`);
  await expect(page.locator('#it')).toContainText('it never makes a verdict green');
  await expect(page.locator('#it')).toContainText('not that the model behaves well');
  await expect(page.locator('#it').getByRole('status')).toContainText('No file was checked.');
  // By the root that the page brought, nobody vouches for anybody.
  await expect(page.locator('#it')).toContainText('Claims to be signed as');
  await expect(verdict(page, 'signature', 'lies')).toHaveAttribute('data-verdict', 'signature-invalid');
  await expect(verdict(page, 'signature', 'lies')).toContainText('Signature does not fit');
  await expectPresentable(page);

  const link = page.locator('#it').getByRole('link', { name: 'Check it yourself' });
  await expect(link).toHaveAttribute('href', /bundle=gz:/);
  const target = new URL((await link.getAttribute('href')) ?? '');
  expect(target.origin).toBe(new URL(hub.parts.url).origin);
  // The signature itself, since that page asks no other host for it.
  expect(target.hash).toMatch(/^#bundle=gz:[\w-]{100,}&model=tiny&expect=/);

  for (const density of ['full', 'badge'] as const) {
    await page.locator('#it').evaluate((element, value) => {
      element.setAttribute('density', value);
    }, density);
    if (density === 'badge') {
      const line = page.locator('#it summary').first();
      await expect(line).toHaveText('Signer not trusted, no file checked');
      await line.press('Enter');
      await expect(verdict(page, 'signature')).toBeVisible();
    } else {
      await expect(page.locator('#it [data-row=files]')).toContainText('Not checked');
      await expect(page.locator('#it [data-row=time]')).toContainText('Not proven');
      await expect(page.locator('#it')).toContainText('Whoever made it may have brought their own.');
    }
    await expectPresentable(page);
  }

  const german = page.locator('#it');
  await german.evaluate((element) => {
    element.setAttribute('language', 'de');
    element.setAttribute('theme', 'dark');
  });
  await expect(verdict(page, 'signature')).toContainText(
    'Nur die Signatur: Unterzeichner nicht verbürgt, keine Datei geprüft',
  );
  await expect(verdict(page, 'signature')).toContainText('Es wurde keine Datei geprüft.');
  const scheme = await german.locator('[part=root]').evaluate((root) => getComputedStyle(root).colorScheme);
  expect(scheme).toBe('dark');

  // Another look is no other check.
  const told = heard.map(({ id, type, detail }) => `${id}: ${type} ${detail.depth ?? ''}`);
  expect(told.sort()).toEqual(['it: verdict signature', 'lies: verdict signature']);
  expect(heard.find(({ id }) => id === 'it')?.detail.report?.trust.basis).toEqual({ kind: 'host' });

  await german.evaluate((element) => {
    element.setAttribute('bundle', 'broken.sig');
  });
  await expect(verdict(page, 'signature')).toHaveAttribute('data-verdict', 'signer-mismatch');
});

test('what cannot be had has a reason, and is no verdict', async ({ page, hub }) => {
  await using elsewhere = await listen('localhost', {
    '/no-cors.sig': { body: bundle },
    '/cors.sig': { headers: { 'Access-Control-Allow-Origin': '*' }, body: bundle },
  });
  Object.assign(hub.host.answers, {
    '/web-page.sig': { headers: { 'Content-Type': 'text/html' }, body: '<!doctype html><p>Not found' },
    '/forbidden.sig': { status: 403, body: '' },
    '/failing.sig': { status: 503, body: '' },
    '/large.sig': { headers: { 'Content-Length': '99000000000' }, body: (response) => response.write('{') },
    '/endless.sig': {
      body: (response) => {
        const more = Buffer.alloc(1024 * 1024, ' ');
        const write = (): void => {
          if (!response.destroyed) response.write(more, () => setImmediate(write));
        };
        write();
      },
    },
    '/slow.sig': { body: (response) => response.write('{') },
  } satisfies Elsewhere['answers']);
  const bundles = {
    cors: `${elsewhere.url}cors.sig`,
    'no-cors': `${elsewhere.url}no-cors.sig`,
    page: 'web-page.sig',
    missing: 'missing.sig',
    forbidden: 'forbidden.sig',
    failing: 'failing.sig',
    large: 'large.sig',
    endless: 'endless.sig',
    script: 'javascript:1',
  };
  const heard = await hub.open(
    [
      ...Object.entries(bundles).map(
        ([id, url]) => `<touchstone-verify id="${id}" bundle="${url}" density="badge"></touchstone-verify>`,
      ),
      '<touchstone-verify id="none" density="badge"></touchstone-verify>',
      `<touchstone-verify id="half" density="badge" bundle="model.sig" expected-identity="a"></touchstone-verify>`,
      `<touchstone-verify id="key" density="badge" bundle="model.sig" public-key="none.pem"></touchstone-verify>`,
    ].join('<br>'),
    elsewhere.url,
  );
  await expect(() => {
    expect(heard).toHaveLength(12);
  }).toPass();
  const told = heard.map(({ id, detail }) => [id, detail.code ?? detail.report?.verdict.code]);
  expect(Object.fromEntries(told)).toEqual({
    cors: 'partial',
    'no-cors': 'bundle-unreachable',
    page: 'could-not-check',
    missing: 'bundle-missing',
    forbidden: 'bundle-refused',
    failing: 'bundle-failing',
    large: 'bundle-too-large',
    endless: 'bundle-too-large',
    script: 'bundle-not-named',
    none: 'bundle-not-named',
    half: 'expectation-incomplete',
    key: 'expectation-missing',
  });
  await page.locator('#missing summary').first().click();
  await expect(verdict(page, 'signature', 'missing')).toContainText('no signature at the address');
  // It is there now.
  hub.host.answers['/missing.sig'] = { body: bundle };
  await page.locator('#missing').getByRole('button', { name: 'Try again' }).click();
  await expect(verdict(page, 'signature', 'missing')).toHaveAttribute('data-verdict', 'partial');
});

test('a host that never ends is not waited for', async ({ page, hub }) => {
  hub.host.answers['/slow.sig'] = { body: (response) => response.write('{') };
  await page.clock.install();
  const heard = await hub.open(tag('bundle="slow.sig"'));
  await expect(verdict(page, 'signature')).toContainText('Fetching the signature');
  await page.clock.runFor(21_000);
  await expect(verdict(page, 'signature')).toContainText('took too long');
  expect(heard.map(({ detail }) => detail.code)).toEqual(['bundle-slow']);

  // Nor is the host of the element's own parts.
  hub.host.answers['/slow.sig'] = { body: bundle };
  await page.route('**/widget/engine.js', () => undefined);
  const asked = page.waitForRequest('**/widget/engine.js');
  await page.reload();
  await asked;
  await expect(verdict(page, 'signature')).toContainText('Checking the signature');
  await page.clock.runFor(121_000);
  await expect(verdict(page, 'signature')).toContainText('could not be loaded');
});

test('a download is checked here; only the visitor’s own word makes it green', async ({ page, hub }) => {
  const { disk } = hub;
  const heard = await hub.open(tag(`bundle="model.sig" model="tiny" density="full" check="click" ${HOSTS}`));
  const it = page.locator('#it');
  await it.getByRole('button', { name: 'Check the signature' }).click();
  await expect(verdict(page, 'signature')).toHaveAttribute('data-verdict', 'partial');

  const place = it.getByRole('group', { name: 'Check your download' });
  await place.scrollIntoViewIfNeeded();
  const { x = 0, y = 0 } = (await place.boundingBox()) ?? {};
  const folder = await disk.folder({ ...files, 'model.sig': text(bundle) });
  await dropAt(page, { x: x + 20, y: y + 20 }, folder);
  await expect(verdict(page, 'local')).toHaveAttribute('data-verdict', 'signer-untrusted');
  await expect(verdict(page, 'local')).toContainText('Your download: Signer not trusted');

  // What code of the page writes and presses is not the visitor's word.
  await it.evaluate((element) => {
    const root = element.shadowRoot;
    for (const input of root?.querySelectorAll<HTMLInputElement>('input[type=text]') ?? []) {
      input.value = 'forged@touchstone.example';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    for (const button of root?.querySelectorAll('button') ?? []) button.click();
  });
  await expect(it.getByLabel('Identity')).toHaveValue('');
  await expect(it.getByText(/^You expect/)).toHaveCount(0);

  const root = await disk.file('trusted_root.json', JSON.stringify(sigstore.trustedRoot));
  await it.getByLabel('Trusted root (JSON)').setInputFiles(root);
  await it.getByLabel('Identity').fill(IDENTITY);
  await it.getByRole('button', { name: 'Expect this signer' }).click();
  await expect(it.getByRole('alert')).toHaveText('Write both the identity and the issuer.');
  await it.getByLabel('Issuer').fill(ISSUER);
  await it.getByLabel('Issuer').press('Enter');
  await expect(verdict(page, 'local')).toHaveAttribute('data-verdict', 'verified');
  await expect(verdict(page, 'local')).toContainText('is the signer you expected');
  await it.getByText('The files').click();
  await expect(it.getByRole('listitem').filter({ hasText: 'config.json' })).toContainText('matches');
  await expectPresentable(page);

  // The same signer in a signature alone is not green.
  const last = heard.findLast(({ detail }) => detail.depth === 'signature');
  expect(last?.detail.report?.verdict).toMatchObject({ code: 'partial', colour: 'amber' });

  await it
    .getByLabel('Choose the folder')
    .setInputFiles(
      await disk.folder({ ...files, 'config.json': text('{"changed":true}'), 'model.sig': text(bundle) }),
    );
  await expect(verdict(page, 'local')).toHaveAttribute('data-verdict', 'files-mismatch');
  await expect(it.getByRole('listitem').filter({ hasText: 'config.json' })).toContainText('changed');
  await expect(it.getByRole('status')).toContainText('Your download: Files differ.');

  await it.getByRole('button', { name: 'Take back' }).click();
  // What a press would take is what stands there.
  await expect(it.getByLabel('Identity')).toHaveValue(IDENTITY);
  await expect(it.getByLabel('Issuer')).toHaveValue(ISSUER);
  await it.getByLabel('Choose the folder').setInputFiles(await disk.folder({ ...files }));
  await expect(verdict(page, 'local')).toHaveAttribute('data-verdict', 'signer-untrusted');
});

test('a large download shows how far it is, and is given up at once', async ({ page, hub }) => {
  const big = { 'model.safetensors': text('x') };
  const { bundle: ofBig, publicKeyPem } = signWithKey(await buildStatement(big));
  hub.host.answers['/big.sig'] = { body: JSON.stringify(ofBig) };
  hub.host.answers['/big.pem'] = { body: publicKeyPem };
  const folder = await hub.disk.folder(big);
  // Sparse: as long as a real model, and takes no room.
  await using file = await open(join(folder, 'model.safetensors'), 'r+');
  await file.truncate(64 * 1024 ** 3);
  const heard = await hub.open(tag('bundle="big.sig" public-key="key.pem"'));
  await expect(verdict(page, 'signature')).toHaveAttribute('data-verdict', 'signer-mismatch');
  await page.locator('#it').evaluate((element) => {
    element.setAttribute('public-key', 'big.pem');
  });
  await expect(verdict(page, 'signature')).toHaveAttribute('data-verdict', 'partial');
  await page.locator('#it').getByText('Check your download').click();
  await page.locator('#it').getByLabel('Choose the folder').setInputFiles(folder);
  await expect(page.locator('#it').getByText(/of 64 GiB · .*MiB\/s/)).toBeVisible();
  await expectPresentable(page);
  await page.locator('#it').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('#it').getByRole('status')).toHaveText('The check was cancelled.');
  await expect(verdict(page, 'local')).toHaveCount(0);
  expect(heard.some(({ type, detail }) => type === 'progress' && detail.depth === 'local')).toBe(true);
});

test('a signer whom the public Sigstore vouches for is confirmed by it, and expected by nobody but the page', async ({
  page,
  hub,
}) => {
  const real = interopCases().find(({ trust }) => trust.method === 'sigstore');
  test.skip(real === undefined, 'the reference library’s bundles are not here');
  if (real?.trust.method !== 'sigstore') return;
  const { identity, issuer } = real.trust;
  hub.host.answers['/real.sig'] = { body: real.bundle };
  await hub.open(
    `<touchstone-verify id="it" bundle="real.sig" expected-identity="${identity}" expected-issuer="${issuer}"></touchstone-verify>
     <touchstone-verify id="other" bundle="real.sig" expected-identity="x${identity}" expected-issuer="${issuer}"></touchstone-verify>`,
  );
  await expect(verdict(page, 'signature')).toContainText('Signature only: Signed, no file checked');
  await expect(verdict(page, 'signature')).toContainText('The page that shows this names the same signer');
  await expect(page.locator('#it')).toContainText(`Confirmed by ${issuer}`);
  await expect(verdict(page, 'signature', 'other')).toHaveAttribute('data-verdict', 'signer-mismatch');
  const it = page.locator('#it');
  await it.getByText('Check your download').click();
  await it.getByLabel('Choose the folder').setInputFiles(await hub.disk.folder(real.files));
  await expect(verdict(page, 'local')).toHaveAttribute('data-verdict', 'signer-unconfirmed');
});

test('a part that is not as built does not run, and there is no verdict', async ({ page, hub }) => {
  const run = '\n;globalThis.tampered = true;\n';
  for (const part of ['engine.js', 'check-worker.js']) {
    hub.parts.answers[`/widget/${part}`] = { body: run };
    await page.goto('about:blank');
    hub.host.answers[`/${part}.html`] = pageWith(
      hub.parts.url,
      tag('bundle="model.sig"'),
      strictPolicy(hub.parts.url),
    );
    await page.goto(`${hub.host.url}${part}.html`);
    await expect(verdict(page, 'signature')).toContainText('is not what was built');
    expect(await page.evaluate(() => 'tampered' in globalThis)).toBe(false);
    hub.parts.answers[`/widget/${part}`] = { body: '' };
  }
  // German is not what a verdict hangs on.
  hub.parts.answers['/widget/german.js'] = { body: run };
  const heard = await hub.open(tag('bundle="model.sig" language="de"'));
  await expect(verdict(page, 'signature')).toContainText('Signer not trusted, no file checked');
  expect(await page.evaluate(() => 'tampered' in globalThis)).toBe(false);
  expect(heard.map(({ type, detail }) => detail.code ?? type)).toContain('part-missing');
});

test('goes on where it is moved, ends where it is taken away, and takes what was set before it was there', async ({
  page,
  hub,
}) => {
  const heard = await hub.open(`${tag('bundle="model.sig" check="click"')}<div id="there"></div>`);
  const it = page.locator('#it');
  await it.getByRole('button', { name: 'Check the signature' }).click();
  await expect(verdict(page, 'signature')).toHaveAttribute('data-verdict', 'partial');
  await it.evaluate((element) => document.querySelector('#there')?.append(element));
  await expect(verdict(page, 'signature')).toHaveAttribute('data-verdict', 'partial');
  expect(heard).toHaveLength(1);
  const left = await it.evaluate(async (element) => {
    element.remove();
    await Promise.resolve();
    await Promise.resolve();
    return element.shadowRoot?.childElementCount;
  });
  expect(left).toBe(0);
  const listing = await page.evaluate(() => {
    const list = [{ path: 'a', url: 'https://hub.example/a' }];
    const inert = document.implementation.createHTMLDocument('').createElement('touchstone-verify');
    Object.assign(inert, { listing: list });
    document.body.append(inert);
    return [Object.hasOwn(inert, 'listing'), 'listing' in inert && inert.listing === list];
  });
  expect(listing).toEqual([false, true]);
});
