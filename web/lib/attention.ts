/** A check of a large model takes an hour: what keeps it going, and calls the person back. */

/** Keeps the screen awake where the browser can, until the returned function is called. */
export function keepAwake(): () => void {
  let sentinel: WakeLockSentinel | null = null;
  const ended = { isTrue: false };
  const ask = async (): Promise<void> => {
    if (document.visibilityState !== 'visible') return;
    try {
      sentinel = await navigator.wakeLock.request('screen');
      if (ended.isTrue) await sentinel.release();
    } catch {
      // Not supported, or refused to save power: the check goes on as long as the machine does.
    }
  };
  const onVisible = (): void => void ask();
  // The browser lets the screen go with the tab.
  document.addEventListener('visibilitychange', onVisible);
  void ask();
  return () => {
    ended.isTrue = true;
    document.removeEventListener('visibilitychange', onVisible);
    void sentinel?.release().catch(() => undefined);
  };
}

/** Asks before the page is left, in the browser's own words, until the returned function is called. */
export function askBeforeLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
  };
  addEventListener('beforeunload', ask);
  return () => {
    removeEventListener('beforeunload', ask);
  };
}

export type Permission = 'granted' | 'denied' | 'default' | 'unsupported';

export function notificationPermission(): Permission {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported';
}

/** To be called from a click. */
export async function askForNotifications(): Promise<Permission> {
  return 'Notification' in globalThis ? Notification.requestPermission() : 'unsupported';
}

/** Only where the person allowed it, and looks elsewhere. */
export function notify(title: string, body: string): void {
  if (notificationPermission() !== 'granted' || document.visibilityState === 'visible') return;
  const options = { body, tag: 'touchstone' };
  try {
    const note = new Notification(title, options);
    note.onclick = () => {
      window.focus();
      note.close();
    };
  } catch {
    // On Android only service workers may.
    void serviceWorker()
      .then((worker) => worker?.showNotification(title, options))
      .catch(() => undefined);
  }
}

async function serviceWorker(): Promise<ServiceWorkerRegistration | undefined> {
  return 'serviceWorker' in navigator ? navigator.serviceWorker.getRegistration() : undefined;
}
