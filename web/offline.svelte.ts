import { buildDigest } from './lib/build.js';

/** Whether this page opens without the network. `changed`: a file that came was not the one that was built, or did not come. */
export type Kept = 'unknown' | 'unsupported' | 'keeping' | 'kept' | 'not-kept';

/**
 * A new version. `ready`: kept already, and waits for the person's word. `busy`: it was asked for, and a check runs in some window.
 * `elsewhere`: another window has begun to use it.
 */
export type Update = 'none' | 'ready' | 'asked' | 'busy' | 'elsewhere';

const WORKER = './sw.js';

/** The copy of this page on the person's machine: kept by the service worker, which the browser asks for updates by itself. */
export class Offline {
  kept = $state<Kept>('unknown');
  update = $state<Update>('none');
  /** Root digest of the build, in hexadecimal. */
  build = $state<string | null>(null);

  #registration: ServiceWorkerRegistration | null = null;
  /** The one that answered for this page when it was opened. */
  readonly #first = 'serviceWorker' in navigator ? navigator.serviceWorker.controller : null;

  async start(): Promise<void> {
    const asked = buildDigest().then((digest) => (this.build = digest));
    await Promise.all([asked, this.#register()]);
  }

  /** Starts the new version over, unless a check runs in whichever window. */
  apply(): void {
    const waiting = this.#registration?.waiting;
    if (waiting == null) {
      if (this.update === 'elsewhere') location.reload();
      return;
    }
    this.update = 'asked';
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'busy') this.update = 'busy';
    };
    waiting.postMessage('apply-update', [port2]);
  }

  async #register(): Promise<void> {
    // Also in private windows of some browsers, and wherever the connection is not a secure one.
    if (!('serviceWorker' in navigator)) {
      this.kept = 'unsupported';
      return;
    }
    this.kept = 'keeping';
    navigator.serviceWorker.addEventListener('controllerchange', () => this.#changed());
    try {
      const registration = await navigator.serviceWorker.register(WORKER, { updateViaCache: 'none' });
      this.#registration = registration;
      registration.addEventListener('updatefound', () => this.#follow(registration));
      this.#follow(registration);
      this.#look(registration);
    } catch {
      this.kept = 'not-kept';
    }
  }

  #follow(registration: ServiceWorkerRegistration): void {
    registration.installing?.addEventListener('statechange', () => this.#look(registration));
  }

  #look({ active, waiting, installing }: ServiceWorkerRegistration): void {
    if (active !== null || waiting !== null) this.kept = 'kept';
    else this.kept = installing === null ? 'not-kept' : 'keeping';
    // A page that no service worker answered for came from the network, and is the newest.
    if (waiting !== null && this.#first !== null && this.update === 'none') this.update = 'ready';
  }

  #changed(): void {
    // The first of all takes over from nobody.
    if (this.#first === null) return;
    if (this.update === 'asked') location.reload();
    else this.update = 'elsewhere';
  }
}
