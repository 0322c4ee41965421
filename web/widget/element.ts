import type { Claimed, Progress, Report, VerdictCode } from '../../src/index.js';
import { deepLink } from '../lib/deep-link-make.js';
import { LoadFault, type FaultCode, type FrameFault } from './fault.js';
import { faultText } from './fault-text.js';
import type { FrameErrorCode, FrameEvent, FrameSource } from './frame-host.js';
import { BUNDLE_BOUNDS, EXPECTATION_BOUNDS, load } from './load.js';
import { mountWidget, type MountedWidget } from './mount.js';
import { once } from './held.js';
import {
  densityOf,
  expectationPlan,
  languageOf,
  themeOf,
  webAddress,
  type ExpectationPlan,
  type ListedFile,
  type Options,
} from './options.js';
import { loadFrame, loadGerman, ownPage } from './parts.js';
import { ReflectedAttributes } from './reflected.js';
import type { Depth, Start } from './source.js';
import { english } from './text/english.js';

export type { Depth, FrameErrorCode, ListedFile, Progress, Report };

export interface VerdictDetail {
  readonly depth: Depth;
  readonly code: VerdictCode;
  /** Null out of a frame (`isolated`), where it would tell what is the visitor's. */
  readonly report: Report | null;
}

export interface ProgressDetail {
  readonly depth: Depth;
  readonly progress: Progress;
}

export interface ErrorDetail {
  readonly code: FrameErrorCode;
  /** In English. */
  readonly message: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'touchstone-verify': TouchstoneVerify;
  }
  // They bubble: listened to on anything above it too.
  interface GlobalEventHandlersEventMap {
    'touchstone-verdict': CustomEvent<VerdictDetail>;
    'touchstone-progress': CustomEvent<ProgressDetail>;
    'touchstone-error': CustomEvent<ErrorDetail>;
  }
}

type Loadable = Exclude<ExpectationPlan, { readonly kind: 'nobody' | 'unusable' }>;

/** Of the page: why it cannot be had, or what loads it. */
interface Expectation {
  readonly fault: FaultCode | null;
  readonly loaded: (() => Promise<Claimed['signer']>) | null;
}

/** What makes another check, and what only another look. */
const ASKS = [
  ...['bundle', 'hub', 'depth', 'check', 'expected-identity', 'expected-issuer'],
  ...['public-key', 'certificate-chain', 'trusted-root', 'isolated'],
];
const LOOKS = ['model', 'files', 'language', 'theme', 'density', 'page'];

/**
 * `<touchstone-verify bundle="model.sig">`: shows who signed a model, and checks a visitor's download of it. What its attributes
 * say of whom to expect is the page's word: it is shown as such, and never makes a verdict green.
 */
export class TouchstoneVerify extends ReflectedAttributes {
  static readonly observedAttributes: readonly string[] = [...ASKS, ...LOOKS];

  #mounted: MountedWidget | null = null;
  #listing: readonly ListedFile[] | null = null;
  /** What was loaded for the widget that stands. */
  #claimed: Claimed['signer'] | null = null;
  #run = new AbortController();
  #due: 'nothing' | 'look' | 'all' = 'nothing';

  connectedCallback(): void {
    this.#takeEarly();
    // Moved within the page, it goes on as it was; a frame that is moved is loaded anew by the browser.
    if (this.#mounted === null || this.isolated) this.#schedule('all');
  }

  disconnectedCallback(): void {
    // Moved elsewhere in the page, it is back within the same task.
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before !== after) this.#schedule(LOOKS.includes(name) ? 'look' : 'all');
  }

  /** In the place of `files`: each with an address of its own. */
  get listing(): readonly ListedFile[] | null {
    return this.#listing;
  }
  set listing(value: readonly ListedFile[] | null) {
    this.#listing = value;
    this.#schedule('look');
  }

  /** What was set before the class was there hides the property of the same name. */
  #takeEarly(): void {
    const early = Object.getOwnPropertyDescriptor(this, 'listing');
    if (early === undefined) return;
    Reflect.deleteProperty(this, 'listing');
    Reflect.set(this, 'listing', early.value);
  }

  /** Several attributes that change in one go are one change. */
  #schedule(what: 'look' | 'all'): void {
    if (this.#due === 'nothing')
      queueMicrotask(() => {
        const due = this.#due;
        this.#due = 'nothing';
        if (!this.isConnected) return;
        if (due === 'all' || this.#mounted === null) void this.#begin();
        else this.#mounted.update(this.#options());
      });
    if (this.#due !== 'all') this.#due = what;
  }

  #end(): void {
    this.#run.abort();
    this.#mounted?.destroy();
    this.#mounted = null;
  }

  async #begin(): Promise<void> {
    this.#end();
    this.#run = new AbortController();
    const { signal } = this.#run;
    const plan = this.#plan();
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const tell = (event: FrameEvent): void => {
      if (!signal.aborted) this.#tell(event);
    };
    this.#claimed = null;
    const fault = plan.kind === 'unusable' ? plan.code : null;
    const loaded =
      plan.kind === 'unusable' || plan.kind === 'nobody' ? null : once(() => this.#claim(plan, signal));
    // Nothing of a mere name has to be fetched.
    if (plan.kind === 'sigstore' && plan.trustedRoot === null) await loaded?.();
    if (signal.aborted) return;
    const { hub } = this;
    const asked = {
      start: this.#start(),
      hub:
        hub === null
          ? null
          : { address: hub, hasBundle: this.bundle !== null, isCompared: this.depth === 'reported' },
      bundle: (during: AbortSignal) => load('bundle', this.#address('bundle'), BUNDLE_BOUNDS, during),
    };
    if (this.isolated) {
      await this.#beginFrame(root, { ...asked, fault, loaded, tell }, signal);
      return;
    }
    this.#mounted = mountWidget(root, {
      ...asked,
      options: this.#options(),
      fault,
      ...(loaded === null ? {} : { expectation: loaded }),
      // Here all storage is the page's.
      pins: () => Promise.resolve([]),
      tell: (event) => tell(event.kind === 'verdict' ? { ...event, code: event.report.verdict.code } : event),
    });
  }

  /** The frame asks nobody for anything: all that it is to check is there before it. */
  async #beginFrame(
    root: ShadowRoot,
    { loaded, hub, ...asked }: Pick<FrameSource, 'start' | 'bundle' | 'tell' | 'hub'> & Expectation,
    signal: AbortSignal,
  ): Promise<void> {
    let { fault } = asked;
    const loading = loadFrame();
    try {
      await loaded?.();
    } catch (error) {
      fault = error instanceof LoadFault ? error.code : 'expectation-unreachable';
    }
    const frame = await loading.catch(() => null);
    if (signal.aborted) return;
    const { tell } = asked;
    if (frame === null || hub != null) {
      // A frame connects to nobody.
      const code = frame === null ? 'part-missing' : 'frame-hub';
      root.replaceChildren(await this.#explain(code));
      tell({ kind: 'error', code, message: faultText(code, english) });
      return;
    }
    const page = webAddress(this.page ?? ownPage, this.baseURI);
    this.#mounted = new frame.FrameHost(root, {
      ...asked,
      options: this.#options(),
      fault,
      src: page === null ? null : new URL('embed.html', page).href,
      title: this.#options().language === 'de' ? 'Prüfung mit Touchstone' : 'Check with Touchstone',
      codeOf: (error) => (error instanceof LoadFault ? error.code : 'bundle-unreachable'),
      explain: (found) => this.#explain(found),
    });
  }

  /** In the visitor's language, where it can be had. */
  async #explain(fault: FaultCode | FrameFault): Promise<string> {
    const words = this.#options().language === 'de' ? loadGerman().then((german) => german.words) : english;
    return faultText(fault, await Promise.resolve(words).catch(() => english));
  }

  #start(): Start {
    return this.check === 'click' ? 'click' : 'visible';
  }

  #plan(): ExpectationPlan {
    return expectationPlan({
      identity: this.expectedIdentity,
      issuer: this.expectedIssuer,
      publicKey: this.publicKey,
      chain: this.certificateChain,
      trustedRoot: this.trustedRoot,
    });
  }

  /** Keys, certificates and roots are fetched with the first check, and not before. */
  async #claim(plan: Loadable, signal: AbortSignal): Promise<Claimed['signer']> {
    const text = async (address: string) =>
      (await load('expectation', this.#absolute(address), EXPECTATION_BOUNDS, signal)).text();
    const root = async (address: string | null) =>
      address === null ? {} : { trustedRoot: await text(address) };
    const signer = async (): Promise<Claimed['signer']> => {
      switch (plan.kind) {
        case 'sigstore': {
          const { identity, issuer } = plan;
          return { method: 'sigstore', identity, issuer, ...(await root(plan.trustedRoot)) };
        }
        case 'key':
          return { method: 'key', publicKey: await text(plan.publicKey), ...(await root(plan.trustedRoot)) };
        case 'certificate':
          return { method: 'certificate', roots: await text(plan.chain) };
      }
    };
    const claimed = await signer();
    signal.throwIfAborted();
    this.#claimed = claimed;
    return claimed;
  }

  #options(): Options {
    const page = webAddress(this.page ?? ownPage, this.baseURI);
    const { expectedIdentity: identity, expectedIssuer: issuer, hub } = this;
    const language = this.closest<HTMLElement>('[lang]')?.lang ?? document.documentElement.lang;
    return {
      modelName: this.model,
      claimed: this.#claimed,
      files: this.#listing ?? this.#address('files'),
      language: languageOf(this.language, language),
      theme: themeOf(this.theme),
      density: densityOf(this.density),
      page:
        page === null
          ? null
          : deepLink({
              // The one page that asks others.
              page: hub === null ? page : new URL('connected.html', page).href,
              bundle: this.#address('bundle'),
              model: hub ?? this.model,
              expected: identity === null || issuer === null ? null : { identity, issuer },
            }),
    };
  }

  #address(name: string): string | null {
    const value = this.getAttribute(name);
    return value === null ? null : this.#absolute(value);
  }

  #absolute(address: string): string | null {
    return URL.canParse(address, this.baseURI) ? new URL(address, this.baseURI).href : null;
  }

  #tell(event: FrameEvent): void {
    const { kind, ...detail } = event;
    this.dispatchEvent(new CustomEvent(`touchstone-${kind}`, { detail, bubbles: true, composed: true }));
  }
}
