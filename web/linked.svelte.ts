import type { Claimed, VerifyRequest } from '../src/index.js';
import type { ExpectedBy } from './expectation.svelte.js';
import type { Handed } from './handed.svelte.js';
import type { Choice } from './lib/choice.js';
import { parseDeepLink, type DeepLink } from './lib/deep-link.js';
import { bringBundle, type BundleFault } from './lib/linked-bundle.js';

/** What the link says that opened the page. It is shown as that, and is never the person's word. */
export class Linked {
  link = $state.raw<DeepLink | null>(null);
  /** Another one, opened while something else was on the page. */
  waiting = $state.raw<DeepLink | null>(null);
  /** Why the bundle that it names is not here. */
  fault = $state.raw<BundleFault | null>(null);
  /** Once its bundle is here, or will not be. */
  settled: Promise<void> = Promise.resolve();

  readonly #handed: Handed;
  /** Of `link`, and of `waiting`: the page's address, where nothing else is in it. */
  #fragment = '';
  #nextFragment = '';

  constructor(handed: Handed) {
    this.#handed = handed;
    this.follow(true);
  }

  /** Whom it names, as a check takes it; null where it does not say who, or who confirms that. */
  get claimed(): Claimed | null {
    const { identity = null, issuer = null } = this.link ?? {};
    if (identity === null || issuer === null) return null;
    return { by: 'link', signer: { method: 'sigstore', identity, issuer } };
  }

  /** What a check takes of it: nothing where the person wants nobody compared. Of the sample it says nothing. */
  toAsk({ isSample }: Choice, expectedBy: ExpectedBy): Pick<VerifyRequest, 'claimed'> {
    const { claimed } = this;
    return claimed === null || isSample || expectedBy === 'inspect' ? {} : { claimed };
  }

  toSuggest({ isSample }: Choice): 'link' | null {
    return this.claimed === null || isSample ? null : 'link';
  }

  /** When the address has changed. A link never takes the place of another one under a model that was chosen with that. */
  follow(isIdle: boolean): void {
    const { hash } = location;
    if (hash === this.#fragment) {
      this.waiting = null;
      return;
    }
    const link = parseDeepLink(hash);
    if (link !== null) {
      this.waiting = link;
      this.#nextFragment = hash;
      if (isIdle) this.takeWaiting();
    } else if (hash === '' && isIdle) this.#leave();
    // Back from another part of the page: a reload keeps the link.
    else if (hash === '#check' && this.link !== null) history.replaceState(null, '', this.#fragment);
  }

  /** When nothing else is on the page any more. */
  takeWaiting(): void {
    if (this.waiting === null) return;
    this.#leave();
    this.link = this.waiting;
    this.#fragment = this.#nextFragment;
    this.waiting = null;
    this.settled = this.#bring(this.link);
  }

  /** Out of the address too. */
  forget(): void {
    this.#leave();
    this.waiting = null;
    if (parseDeepLink(location.hash) !== null) {
      history.replaceState(null, '', `${location.pathname}${location.search}`);
    }
  }

  #leave(): void {
    this.link = null;
    this.fault = null;
    this.#fragment = '';
    if (this.#handed.isByLink) this.#handed.setAside();
  }

  async #bring(link: DeepLink): Promise<void> {
    if (link.bundle === null) return;
    const brought = await bringBundle(link.bundle, location.origin);
    if (this.link !== link) return;
    if (!brought.ok) {
      this.fault = brought.fault;
      return;
    }
    // What the system opened the page with was chosen there by the person.
    if (this.#handed.signature !== null) return;
    const { name, blob } = brought;
    await this.#handed.take({ name, open: () => Promise.resolve(blob), isByForm: true, isByLink: true });
  }
}
