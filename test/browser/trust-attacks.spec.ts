import { runAttacks, type Attack } from '../tuf/attack.js';
import { ATTACKS, compared, replaced } from '../tuf/attacks.js';
import { askOdd, EXPECTED, oddServer } from '../tuf/odd-server.js';
import { REAL_BRIEFLY, REAL_IS_HERE } from '../tuf/real.js';
import { expect, test } from './fixtures.js';
import type { Page } from 'playwright/test';

const libraryAt = (origin: string) => new URL('lib/index.js', origin).href;

async function meet(page: Page, library: string, attacks: readonly Attack[]): Promise<void> {
  const answers = await page.evaluate(runAttacks, {
    library,
    attacks: attacks.map(({ steps }) => ({ steps })),
  });
  const both = attacks.map((attack, i) => compared(attack, answers[i] ?? []));
  expect(both.map(([found]) => found)).toEqual(both.map(([, expected]) => expected));
  expect(attacks.filter((attack, i) => replaced(attack, answers[i] ?? []))).toEqual([]);
}

/** Side by side. */
const HALF = Math.ceil(ATTACKS.length / 2);

test('attacks on a repository come to the same here, first half', ({ library, origin }) =>
  meet(library, libraryAt(origin), ATTACKS.slice(0, HALF)));

test('attacks on a repository come to the same here, second half', ({ library, origin }) =>
  meet(library, libraryAt(origin), ATTACKS.slice(HALF)));

test('the public repository as it was: its roots lead from the first to the last', async ({
  library,
  origin,
}) => {
  test.skip(!REAL_IS_HERE, 'the interop files are not here');
  await meet(library, libraryAt(origin), REAL_BRIEFLY);
});

test('a repository as it is served: what answers, what does not, and what never ends', async ({ page }) => {
  const server = await oddServer(new URL('../../dist/lib/', import.meta.url));
  try {
    await page.goto(`${server.url}empty.html`);
    // Of its own site, which a browser would send.
    await page.context().addCookies([{ name: 'who', value: 'me', url: server.url }]);
    const question = { library: `${server.url}index.js`, url: server.url, asked: EXPECTED, patience: 1000 };
    expect(await page.evaluate(askOdd, question)).toEqual(EXPECTED);
    const asked = server.requests.filter(({ url }) => url !== '/favicon.ico');
    expect(asked.map(({ headers }) => headers['cache-control'])).toContain('max-age=0');
    const told = asked.flatMap(({ headers }) => [headers.cookie, headers.referer, headers.authorization]);
    expect(told.filter((header) => header !== undefined)).toEqual([]);
  } finally {
    await server.close();
  }
});
