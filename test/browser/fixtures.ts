import { fileURLToPath } from 'node:url';
import { test as base, type Page } from 'playwright/test';
import { serve } from '../../scripts/serve.mjs';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

interface Served {
  /** Where `dist` is served: `web/` is the page, `lib/` the library, both as built. */
  readonly origin: string;
}

interface Visited {
  readonly library: Page;
  /** Whether somebody sits in front of the page, and shows it: most of what is tested is done without a mouse. */
  readonly somebody: boolean;
}

/** Tests of what was built, served on this machine. */
export const test = base.extend<Visited, Served>({
  origin: [
    async ({ browserName: _ }, use) => {
      const server = await serve(DIST, 0, { cached: true });
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],

  somebody: [true, { option: true }],

  page: async ({ page, somebody }, use) => {
    // The page loads what a check needs with the first sign of somebody, or after two seconds: not waited for in each test.
    if (somebody) {
      await page.addInitScript(() => {
        addEventListener('load', () => dispatchEvent(new Event('pointermove')));
      });
    }
    await use(page);
  },

  /** An empty page that has nothing but the library. */
  library: async ({ page, origin }, use) => {
    await openEmpty(page, origin);
    await use(page);
  },
});

/** Opens nothing, at the origin of the library as built. */
export async function openEmpty(page: Page, origin: string): Promise<void> {
  const url = `${origin}empty.html`;
  await page.route(url, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>empty</title>' }),
  );
  await page.goto(url);
}

export { expect } from 'playwright/test';
