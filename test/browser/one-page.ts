import type { Page } from 'playwright/test';
import { Asker } from './asker.js';
import { openEmpty, test as base } from './fixtures.js';

interface OnePage {
  /** The page as built, and a person in front of it. */
  readonly asker: Asker;
  /** The library as built, on an empty page. */
  readonly oneLibrary: Page;
}

/** One page for all that a worker asks. */
export const test = base.extend<object, OnePage>({
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
  oneLibrary: [
    async ({ browser, origin }, use) => {
      const page = await browser.newPage();
      await openEmpty(page, origin);
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
});
