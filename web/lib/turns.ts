/** How long the page's thread may be kept from others, in milliseconds. */
export const TURN_MS = 16;

/** What takes no longer is an answer that somebody waits for. */
const SHORT_MS = 80;

/**
 * Browsers make a chain of timers wait 4 ms each; `scheduler.yield` goes on at once where nobody does anything on the page, before
 * it is drawn anew. So that is for short work only.
 */
async function giveWay(isShort: boolean): Promise<void> {
  if (isShort && 'scheduler' in globalThis && 'yield' in scheduler) await scheduler.yield();
  else await new Promise((resolve) => setTimeout(resolve));
}

/**
 * Does `work` for each item, in order, and gives way to the page now and then. False when aborted: then not for all.
 *
 * `perLook`: after so many it looks at the clock, which for each of 100,000 files would take as long as the work. `isAnswer`:
 * somebody waits for it.
 */
export async function eachInTurns<T>(
  items: Iterable<T>,
  signal: AbortSignal,
  work: (item: T, at: number) => void,
  { perLook = 500, isAnswer = true } = {},
): Promise<boolean> {
  const start = performance.now();
  let since = start;
  let at = 0;
  for (const item of items) {
    work(item, at);
    at += 1;
    if (at % perLook !== 0 || performance.now() - since < TURN_MS) continue;
    await giveWay(isAnswer && performance.now() - start < SHORT_MS);
    if (signal.aborted) return false;
    since = performance.now();
  }
  return true;
}
