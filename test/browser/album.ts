import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './axe.js';

/** A folder for pictures of every state; without it, none are taken. */
const ALBUM = process.env['TOUCHSTONE_SCREENSHOTS'];

const LOOKS = [
  { name: 'light-desktop', colorScheme: 'light', width: 1280, height: 900 },
  { name: 'dark-desktop', colorScheme: 'dark', width: 1280, height: 900 },
  { name: 'light-phone', colorScheme: 'light', width: 390, height: 844 },
  { name: 'dark-phone', colorScheme: 'dark', width: 390, height: 844 },
] as const;

/** Accessible in every look; a picture of what is seen first, and of the whole page. */
export async function expectFitToBeSeen(page: Page, state: string): Promise<void> {
  for (const { name, colorScheme, width, height } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await keep(page, `${state}-${name}`);
  }
}

/** The same in the person's own colours, of which axe knows nothing: high contrast, on a desktop. */
export async function keepForcedColours(page: Page, state: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
  await expectNoSidewaysScroll(page);
  await keep(page, `${state}-forced-colours`);
  await page.emulateMedia({ forcedColors: 'none' });
}

async function keep(page: Page, name: string): Promise<void> {
  if (ALBUM === undefined) return;
  await mkdir(ALBUM, { recursive: true });
  await page.evaluate(() => {
    scrollTo(0, 0);
  });
  await page.screenshot({ path: join(ALBUM, `${name}.png`) });
  await page.screenshot({ path: join(ALBUM, `${name}-whole.png`), fullPage: true });
}
