import { Asker } from './asker.js';
import { test as base } from './fixtures.js';

/** One page for all that a worker asks. */
export const test = base.extend<object, { asker: Asker }>({
  asker: [
    async ({ browser, origin }, use) => {
      const page = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 640, height: 480 } });
      page.setDefaultTimeout(20_000);
      const asker = new Asker(page, `${origin}web/`);
      await use(asker);
      await asker.end();
      await page.close();
    },
    { scope: 'worker' },
  ],
});
