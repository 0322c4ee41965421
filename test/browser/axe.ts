import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright/test';
import { expect } from './fixtures.js';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

interface Axe {
  run(options: { readonly resultTypes: readonly string[] }): Promise<{ violations: Violation[] }>;
}

/** No finding of axe-core in what is on the page now (WCAG 2.2 AA and best practices). */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    // Of what passed, one node by rule is enough: nothing reads them.
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
  const text = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
  expect(text).toEqual([]);
}

/** Nothing wider than the window, so that nobody has to scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(content).toBeLessThanOrEqual(window);
}

/** Both, as on a desktop by day and as on a phone by night. */
export async function expectPresentable(page: Page): Promise<void> {
  for (const [colorScheme, width, height] of [
    ['light', 1200, 900],
    ['dark', 360, 740],
  ] as const) {
    // Colours that are on their way to others have no contrast of their own.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
}
