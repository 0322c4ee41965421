/** The widget on a hub's page: in the page, and in a frame, each on another site than Touchstone's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { makePlainHub } from '../../scripts/build-examples.mjs';
import { ROOT } from '../../scripts/run.mjs';
import { serve } from '../../scripts/serve.mjs';
import { ENGINES } from './engines.js';

let hub = '';
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const settings: { hosts?: readonly string[] } = {};
  const site = await serve(join(ROOT, 'dist/web'), 0, { settings });
  ends.push(site.close);
  const served = await serve(await makePlainHub(site.url), 0, { bare: true });
  ends.push(served.close);
  hub = served.url.replace('localhost', '127.0.0.1');
  settings.hosts = [new URL(hub).origin];
});

afterAll(() => Promise.all(ends.map((end) => end())));

describe.each(ENGINES)('$name', ({ launch, isHere }) => {
  it.skipIf(!isHere)('shows who signed, in the page and in a frame', async () => {
    const engine = await launch();
    try {
      await engine.open(hub);
      const shown = () =>
        engine.run(() => {
          const within = (selector: string) =>
            document.querySelector(selector)?.shadowRoot?.textContent ?? '';
          document.querySelector('#frame')?.scrollIntoView();
          return {
            badge: within('header touchstone-verify').includes('Signer not trusted, no file checked'),
            card: within('#card').includes('The signature claims to be by sample-signer@touchstone.example.'),
            told: document.querySelector('#told')?.textContent,
          };
        });
      await expect
        .poll(shown, { timeout: 60_000, interval: 500 })
        .toEqual({ badge: true, card: true, told: 'frame: partial (signature)' });
    } finally {
      await engine.close();
    }
  });
});
