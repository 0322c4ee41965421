/** Models on hosts of other origins, asked by the library as built: what only browsers see, beside test/remote. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright/test';
import { serve as serveFolder } from '../../scripts/serve.mjs';
import type * as Library from '../../src/index.js';
import { makeKey, noise, pemOf, text } from '../forge/index.js';
import { KEEPERS, serve, type Served } from '../remote/served.js';
import { withSignature } from '../remote/servers/signed.js';
import { expect, test } from './fixtures.js';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const key = makeKey();
const { files } = await withSignature(
  { 'config.json': text('{}\n'), 'weights/part é#1.bin': noise(2_500_000) },
  key,
);
const WEIGHTS = 'weights/part é#1.bin';

/** The library as built, from a host that says nothing of where its pages may connect to. */
async function serveLibrary(): Promise<AsyncDisposable & { readonly url: string }> {
  const { url, close } = await serveFolder(DIST, 0, { bare: true });
  return { url, [Symbol.asyncDispose]: close };
}

interface Told {
  readonly streamed: string;
  readonly reported: string;
}

/** What a check says that streams, and one that believes: its verdict, its reasons, and why a file did not come. */
function ask(page: Page, served: Served, only?: keyof Told): Promise<Told> {
  const question = { address: served.address, endpoint: served.endpoint, publicKey: pemOf(key), only };
  return page.evaluate(async ({ address, endpoint, publicKey, only }) => {
    const url = new URL('/lib/index.js', location.href).href;
    const { openRemote, verifyModel, verifyReported } = (await import(url)) as typeof Library;
    const trust = { method: 'key', publicKey } as const;
    const fetcher: typeof fetch = (input, init) => fetch(input, init);
    const inBrief = ({ verdict: { code, reasons } }: Library.Report) =>
      [
        code,
        ...reasons.map((reason) => ('problem' in reason ? `${reason.code}: ${reason.problem}` : reason.code)),
      ].join(', ');
    const open = () => openRemote(address, { fetcher, endpoint });
    return {
      streamed: only === 'reported' ? '' : inBrief(await verifyModel({ model: await open(), trust })),
      reported: only === 'streamed' ? '' : inBrief(await verifyReported({ model: await open(), trust })),
    };
  }, question);
}

/** The same workers with shorter pauses: before it gives up, the library waits a quarter of a minute in all. */
async function hurry(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const at = (file: string) => new URL(`/lib/${file}`, location.href).href;
    const { startWorkersBy } = (await import(at('index.js'))) as typeof Library;
    startWorkersBy((name) => {
      const text = `import ${JSON.stringify(at(`${name}-worker.js`))};
        const wait = setTimeout;
        self.setTimeout = (f, ms) => wait(f, ms > 8000 ? ms : ms / 100);`;
      const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      return new Worker(url, { type: 'module' });
    });
  });
}

const UNREACHABLE = 'could-not-check, remote-unreachable';

for (const keeper of KEEPERS) {
  test(`${keeper}: as it should be, and as browsers alone see it go wrong`, async ({ page }) => {
    await using library = await serveLibrary();
    // A page that comes from this machine: one that a test makes up may not connect to it (Local Network Access).
    await page.goto(`${library.url}lib/bytes.js`);
    await hurry(page);
    await using served = await serve(keeper, files);
    const bytes = served.bytesOf(WEIGHTS);
    const told: Record<string, string> = {};
    const note = async (
      name: string,
      wrong: Omit<Served['script'][number], 'path'> | null,
      { path = bytes, only }: { readonly path?: string; readonly only?: keyof Told } = {},
    ) => {
      served.script.length = 0;
      if (wrong !== null) served.script.push({ ...wrong, path });
      const { streamed, reported } = await ask(page, served, only);
      if (only !== 'reported') told[`${name}, streamed`] = streamed;
      if (only !== 'streamed') told[`${name}, reported`] = reported;
    };
    await note('well', null);
    // Where the listing may not be read, nobody learns why.
    await note('a listing without CORS headers', { noCors: true }, { path: served.listing });
    await note(
      'no access, without CORS headers',
      { noCors: true, status: 401 },
      { path: served.first, only: 'reported' },
    );
    await note('no access', { status: 403 }, { path: served.first, only: 'reported' });
    await note('a listing that ends early', { cutAfter: 20 }, { path: served.listing, only: 'reported' });
    // No file is asked for there.
    await note('bytes without CORS headers', { noCors: true, times: 8 });
    if (served.redirects) {
      await note('sent on without CORS headers', { noCors: true, at: 'redirect' }, { only: 'streamed' });
    }
    await note('cut off twice', { cutAfter: 1_000_000, times: 2 }, { only: 'streamed' });
    await note(
      'cut off, and ranges ignored',
      { cutAfter: 1_500_000, ignoresRange: true, times: 1 },
      { only: 'streamed' },
    );
    await note('other bytes', { otherBytes: true }, { only: 'streamed' });
    await note('longer than listed', { shorterBy: -1 }, { only: 'streamed' });
    await note('gone', { status: 404 }, { only: 'streamed' });
    expect(told).toEqual({
      'well, streamed': 'verified',
      'well, reported': 'partial, hub-reported',
      'a listing without CORS headers, streamed': UNREACHABLE,
      'a listing without CORS headers, reported': UNREACHABLE,
      'no access, without CORS headers, reported': UNREACHABLE,
      'no access, reported': 'could-not-check, remote-refused',
      'a listing that ends early, reported': UNREACHABLE,
      'bytes without CORS headers, streamed': 'could-not-check, remote-file-failed: unreachable',
      'bytes without CORS headers, reported': 'partial, hub-reported',
      ...(served.redirects
        ? { 'sent on without CORS headers, streamed': 'could-not-check, remote-file-failed: unreachable' }
        : {}),
      'cut off twice, streamed': 'verified',
      'cut off, and ranges ignored, streamed': 'verified',
      'other bytes, streamed': 'files-mismatch, files-differ',
      'longer than listed, streamed': 'could-not-check, remote-file-failed: too-long',
      'gone, streamed': 'could-not-check, remote-file-failed: not-found',
    });
    // Where the bytes come from elsewhere, nobody there is told who asks.
    expect(served.sender.asked.filter(({ path }) => path.includes(bytes)).length).toBeGreaterThan(0);
    if (served.redirects)
      expect(served.sender.asked.filter(({ authorization }) => authorization !== null)).toEqual([]);
  });
}
