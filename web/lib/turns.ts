/** How long the page's thread may be kept from others, in milliseconds. */
const TURN_MS = 16;

/**
 * Does `work` for each item, in order, and gives way to the page now and then. False when aborted: then not for all.
 *
 * @param perLook after so many it looks at the clock, which for each of 100,000 files would take as long as the work
 */
export async function eachInTurns<T>(
  items: Iterable<T>,
  signal: AbortSignal,
  work: (item: T, at: number) => void,
  perLook = 500,
): Promise<boolean> {
  let since = performance.now();
  let at = 0;
  for (const item of items) {
    work(item, at);
    at += 1;
    if (at % perLook !== 0 || performance.now() - since < TURN_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return false;
    since = performance.now();
  }
  return true;
}
