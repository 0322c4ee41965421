/** Held by every window that checks: the service worker then leaves an update for later. The name is known to `sw/update` too. */
const LOCK = `touchstone-checking ${new URL('./', location.href).href}`;

/** Until the returned function is called. */
export function busy(): () => void {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  // Without locks there are no service workers either, or such that find nobody busy and are refused by the page itself.
  if ('locks' in navigator)
    navigator.locks.request(LOCK, { mode: 'shared' }, () => ended).catch(() => undefined);
  return end;
}
