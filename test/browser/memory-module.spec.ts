import type { Page } from 'playwright/test';
import type { Pin, Report } from '../../src/index.js';
import { buildStatement, entriesOf, signWithKey, smallModel, type ForgedFiles } from '../forge/index.js';
import { verifyForged } from '../verify-with.js';
import { expect, test } from './fixtures.js';
import { pinCalled } from './memory-file.js';
import { memoryModule, openMemoryModule, type Memory } from './memory-module.js';

const code = await memoryModule();

declare const memory: Memory;

async function reportOn(files: ForgedFiles, checkedAt: string): Promise<Report> {
  const { bundle, publicKeyPem } = signWithKey(await buildStatement(smallModel()));
  const report = await verifyForged(
    bundle,
    { method: 'key', publicKey: publicKeyPem },
    { model: entriesOf(files) },
  );
  return { ...report, checkedAt, model: { ...report.model, name: 'tiny' } };
}

async function add(page: Page, pin: Pin, isOfSample = false): Promise<string> {
  return page.evaluate(
    async ([pin, isOfSample]) => {
      const done = await memory.pins.add(pin, { isOfSample });
      return done.ok ? done.value.id : done.fault.code;
    },
    [pin, isOfSample] as const,
  );
}

const list = (page: Page) => page.evaluate(() => [...memory.pins.list]);

test.beforeEach(async ({ page, origin }, { title }) => {
  if (!title.startsWith('full')) await openMemoryModule(page, origin, code);
});

test('a pin applies to models by name, and everywhere as a publisher; the sample is apart', async ({
  page,
}) => {
  await add(page, pinCalled('alice'));
  await add(page, pinCalled('acme', { scope: { kind: 'models', names: ['acme/**'] } }));
  await add(page, pinCalled('bob', { scope: { kind: 'publisher' } }));
  await add(page, pinCalled('sample', { scope: { kind: 'publisher' } }), true);
  const named = (model: string | null, isSample = false) =>
    page.evaluate(([model, isSample]) => memory.pins.applicableTo(model, isSample).map(({ name }) => name), [
      model,
      isSample,
    ] as const);
  expect(await named('alice-model')).toEqual(['alice', 'bob']);
  expect(await named('acme/one/two')).toEqual(['acme', 'bob']);
  expect(await named(null)).toEqual(['bob']);
  expect(await named('alice-model', true)).toEqual(['sample']);
});

test('a rotation keeps who was expected before, a claim is confirmed later; both last', async ({
  page,
  origin,
}) => {
  const id = await add(page, pinCalled('alice', { isConfirmed: false }));
  await page.evaluate(async (id) => {
    const signer = { method: 'key', publicKey: 'PEM' } as const;
    await memory.pins.replaceSigner(id, { signer, pinnedAt: '2026-04-01T00:00:00.000Z', isConfirmed: false });
    await memory.pins.confirm(id, { signer, pinnedAt: '2026-05-01T00:00:00.000Z' });
  }, id);
  const [rotated] = await list(page);
  expect(rotated).toMatchObject({
    id,
    isConfirmed: true,
    pinnedAt: '2026-05-01T00:00:00.000Z',
    signer: { method: 'key' },
    earlier: [{ signer: { method: 'sigstore' }, isConfirmed: false, replacedAt: '2026-04-01T00:00:00.000Z' }],
  });
  await openMemoryModule(page, origin, code);
  expect(await list(page)).toEqual([rotated]);
});

test('what cannot be read again is not kept, and no more than 500 are', async ({ page }) => {
  expect(await add(page, pinCalled(' '))).toBe('pin-unusable');
  const roots = 'one PEM';
  await add(page, pinCalled('ca', { signer: { method: 'certificate', roots, subject: 'CN=x' } }));
  const trustedRoot = { mediaType: 'x' };
  const { signer } = pinCalled('own');
  if (signer.method !== 'sigstore') throw new Error('of no use');
  await add(page, pinCalled('own', { signer: { ...signer, trustedRoot } }));
  expect((await list(page)).map((pin) => pin.signer)).toMatchObject([
    { roots: [roots] },
    { trustedRoot: JSON.stringify(trustedRoot) },
  ]);
  const full = await page.evaluate(async (pin) => {
    for (let at = 0; at < 498; at++) await memory.pins.add(pin, { isOfSample: false });
    return [memory.pins.isFull, await memory.pins.add(pin, { isOfSample: false })];
  }, pinCalled('many'));
  expect(full).toEqual([true, { ok: false, fault: { code: 'pins-full', limit: 500 } }]);
});

test('what changed since the last check of the same model is told', async ({ page }) => {
  const files = smallModel();
  const [first = ''] = Object.keys(files);
  const before = await reportOn(files, '2026-01-01T00:00:00.000Z');
  const changed = { ...files, [first]: new Uint8Array([1, 2, 3]), 'new.bin': new Uint8Array([4]) };
  const now = await reportOn(changed, '2026-01-02T00:00:00.000Z');
  const since = await page.evaluate(
    async ([before, now]) => {
      const context = { isSample: false, modelLabel: 'tiny', folderId: null };
      const { signal } = new AbortController();
      const none = await memory.history.changedSince(before, context, signal);
      await memory.history.add(before, context);
      const found = await memory.history.changedSince(now, context, signal);
      const ofSample = await memory.history.changedSince(now, { ...context, isSample: true }, signal);
      const elsewhere = { ...now, model: { ...now.model, name: 'other' } };
      return [none, found, ofSample, await memory.history.changedSince(elsewhere, context, signal)];
    },
    [before, now] as const,
  );
  expect(since).toEqual([
    null,
    {
      at: '2026-01-01T00:00:00.000Z',
      verdict: 'verified',
      isSameBundle: false,
      files: {
        appeared: { count: 1, paths: ['new.bin'] },
        gone: { count: 0, paths: [] },
        changed: { count: 1, paths: [first] },
        unknown: expect.any(Number) as unknown,
      },
    },
    null,
    null,
  ]);
});

test('of a folder, it is opened again; one that is gone is told', async ({ page }) => {
  const said = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getDirectoryHandle('here', { create: true });
    const first = await memory.folders.add(handle);
    const again = await memory.folders.add(await root.getDirectoryHandle('here'));
    const id = first.ok ? first.value.id : '';
    const isSame = again.ok && again.value.id === id;
    const opened = await memory.folders.open(id);
    await root.removeEntry('here');
    const gone = await memory.folders.open(id);
    return [isSame, memory.folders.list.length, opened.ok, gone];
  });
  expect(said).toEqual([true, 1, true, { ok: false, fault: { code: 'folder-gone' } }]);
});

test('full for real, the browser says so and nothing is half there', async ({ browser, origin }) => {
  // A profile of its own: a browser remembers for a while how much room there was.
  const profile = await browser.newContext();
  const page = await profile.newPage();
  const cdp = await profile.newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2 ** 20 });
  await openMemoryModule(page, origin, code);
  const found = await page.evaluate(async () => {
    const handles: string[] = [];
    for (let at = 0; at < 8; at++) {
      const bytes = crypto.getRandomValues(new Uint8Array(60_000));
      const report = new Blob(Array.from({ length: 40 }, () => bytes));
      const id = crypto.randomUUID();
      const counts = {
        changed: 0,
        missing: 0,
        unsigned: 0,
        unreadable: 0,
        changedDuringCheck: 0,
        ignored: 0,
      };
      const files = { here: 1, signed: 1, matching: 1, ...counts };
      const check = {
        ...{ id, checkedAt: new Date().toISOString(), tool: '0', model: null, label: 'x' },
        ...({ verdict: 'verified', signer: null, rootDigest: null, bundleSha256: null, files } as const),
        ...{ totalBytes: 0, durationMs: 0, isSample: false, reportSha256: null },
        ...{ importedAt: null, folderId: null, hasReport: true },
      };
      const done = await memory.history.addImported([{ check, report }]);
      handles.push(done.ok ? 'kept' : done.fault.code);
    }
    return [handles, memory.history.list.length] as const;
  });
  await profile.close();
  expect(found[0]).toContain('storage-full');
  expect(found[0].filter((one) => one === 'kept')).toHaveLength(found[1]);
});
