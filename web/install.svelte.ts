/** Chromium's, when the page could be installed; other browsers have it in a menu only. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

function isInstallEvent(event: Event): event is InstallEvent {
  return 'prompt' in event && typeof event.prompt === 'function';
}

/** Whether this page can be made an app, or is one. */
class Install {
  /** In a window of its own. */
  readonly isApp = matchMedia('(display-mode: standalone)').matches;
  canAsk = $state(false);
  #event: InstallEvent | null = null;

  constructor() {
    addEventListener('beforeinstallprompt', (event) => {
      if (!isInstallEvent(event)) return;
      this.#event = event;
      this.canAsk = true;
    });
    addEventListener('appinstalled', () => (this.canAsk = false));
  }

  /** To be called from a click; what comes then is the browser's own question. */
  async ask(): Promise<void> {
    const event = this.#event;
    // It can be asked with once only.
    this.#event = null;
    this.canAsk = false;
    await event?.prompt();
  }
}

export const install = new Install();
