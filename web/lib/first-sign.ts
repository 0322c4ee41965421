/** What a person does first on a page. */
const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'focusin', 'dragenter'] as const;
const PATIENCE_MS = 2000;

/**
 * Resolves with the first sign of somebody in front of the page, or two seconds after it has loaded. What a check needs is
 * fetched from then on: the page itself comes first, and everything is there long before it is wanted.
 */
export function firstSign(): Promise<void> {
  return new Promise((resolve) => {
    const seen = (): void => {
      for (const sign of SIGNS) removeEventListener(sign, seen, true);
      resolve();
    };
    for (const sign of SIGNS) addEventListener(sign, seen, { capture: true, passive: true });
    const wait = (): void => {
      setTimeout(seen, PATIENCE_MS);
    };
    // Who comes by a link to another part of the page than the first, or with a file to the app, wants it now.
    if (location.hash !== '' || matchMedia('(display-mode: standalone)').matches) seen();
    else if (document.readyState === 'complete') wait();
    else addEventListener('load', wait, { once: true });
  });
}
