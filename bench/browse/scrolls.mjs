// Scrolls the list of files, by wheel and by its bar.
import { installProbe } from './probe.mjs';

const SECONDS = 4;
const STEPS = 180;
/** Fast, as a flick of the wheel: some 9,000 pixels a second. */
const WHEEL = { pixels: 300, everyMs: 33 };
const LIST = '.frame';

export async function scrolls(page) {
  const idle = await record(page, { selector: LIST }, () => page.waitForTimeout(1000));
  const ways = [
    ['by wheel', () => wheel(page, LIST)],
    ['by dragging to the end', () => drag(page, LIST)],
  ];
  const results = [{ name: 'nothing moves', ...idle, gaps: null }];
  for (const [name, scroll] of ways) {
    await toTop(page, LIST);
    const { deltas } = await record(page, { selector: LIST }, scroll);
    await toTop(page, LIST);
    const { gaps } = await record(page, { selector: LIST, blank: true }, scroll);
    results.push({ name, deltas, gaps });
  }
  await toTop(page, LIST);
  return [...results, ...(await plain(page.context()))];
}

async function plain(context) {
  const page = await context.newPage();
  await page.setContent(
    `<div class="frame" style="height: 36rem; overflow-y: auto">${Array.from(
      { length: 5000 },
      (_, i) => `<p>shards/model-${i}.safetensors Matches 1.1 KB</p>`,
    ).join('')}</div>`,
  );
  await page.evaluate(installProbe);
  const results = [];
  for (const [name, scroll] of [
    ['plain rows, by wheel', () => wheel(page, LIST)],
    ['plain rows, by dragging', () => drag(page, LIST)],
  ]) {
    await toTop(page, LIST);
    results.push({ name, ...(await record(page, { selector: LIST }, scroll)), gaps: null });
  }
  await page.close();
  return results;
}

async function record(page, options, scroll) {
  await page.evaluate((given) => globalThis.probe.frames(given), options);
  await scroll();
  return page.evaluate(() => globalThis.probe.stop());
}

async function wheel(page, selector) {
  const box = await page.locator(selector).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const end = performance.now() + SECONDS * 1000;
  while (performance.now() < end) {
    const next = performance.now() + WHEEL.everyMs;
    await page.mouse.wheel(0, WHEEL.pixels);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
  }
}

function drag(page, selector) {
  return page.evaluate((given) => globalThis.probe.drag(given), { selector, steps: STEPS });
}

async function toTop(page, selector) {
  const frame = page.locator(selector);
  await frame.evaluate((element) => (element.scrollTop = 0));
  await frame.scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
}
