/** In Node there are no elements: a server may import the class all the same, to define nothing. */
const Base: typeof HTMLElement =
  typeof HTMLElement === 'undefined' ? (Object as unknown as typeof HTMLElement) : HTMLElement;

/** The element's attributes as properties. */
export class ReflectedAttributes extends Base {
  /** The address of the signature: a Sigstore bundle. */
  get bundle(): string | null {
    return this.getAttribute('bundle');
  }
  set bundle(value: string | null) {
    this.#reflect('bundle', value);
  }

  /** Where the model is: `hf://ORG/MODEL@REVISION`, `oci://HOST/NAME:TAG`, or the https address of a directory with an index. */
  get hub(): string | null {
    return this.getAttribute('hub');
  }
  set hub(value: string | null) {
    this.#reflect('hub', value);
  }

  /** `reported`: what the hub reports is compared without a click. */
  get depth(): string | null {
    return this.getAttribute('depth');
  }
  set depth(value: string | null) {
    this.#reflect('depth', value);
  }

  /** What the model is called. */
  get model(): string | null {
    return this.getAttribute('model');
  }
  set model(value: string | null) {
    this.#reflect('model', value);
  }

  /** The address that the files' paths are relative to, for links. */
  get files(): string | null {
    return this.getAttribute('files');
  }
  set files(value: string | null) {
    this.#reflect('files', value);
  }

  /** Whom the page expects to have signed; with `expectedIssuer`. */
  get expectedIdentity(): string | null {
    return this.getAttribute('expected-identity');
  }
  set expectedIdentity(value: string | null) {
    this.#reflect('expected-identity', value);
  }

  get expectedIssuer(): string | null {
    return this.getAttribute('expected-issuer');
  }
  set expectedIssuer(value: string | null) {
    this.#reflect('expected-issuer', value);
  }

  /** The address of the public key (PEM) that the page expects. */
  get publicKey(): string | null {
    return this.getAttribute('public-key');
  }
  set publicKey(value: string | null) {
    this.#reflect('public-key', value);
  }

  /** The address of the CA certificates (PEM) that the page expects above the signer's. */
  get certificateChain(): string | null {
    return this.getAttribute('certificate-chain');
  }
  set certificateChain(value: string | null) {
    this.#reflect('certificate-chain', value);
  }

  /** The address of a trusted_root.json, for a Sigstore other than the public one. */
  get trustedRoot(): string | null {
    return this.getAttribute('trusted-root');
  }
  set trustedRoot(value: string | null) {
    this.#reflect('trusted-root', value);
  }

  /** `en` or `de`; that of the page when absent. */
  get language(): string | null {
    return this.getAttribute('language');
  }
  set language(value: string | null) {
    this.#reflect('language', value);
  }

  /** `light` or `dark`; that of the page (its `color-scheme`) when absent. */
  get theme(): string | null {
    return this.getAttribute('theme');
  }
  set theme(value: string | null) {
    this.#reflect('theme', value);
  }

  /** `badge`, `card` or `full`; a card when absent. */
  get density(): string | null {
    return this.getAttribute('density');
  }
  set density(value: string | null) {
    this.#reflect('density', value);
  }

  /** `click`: only when the visitor asks. When it comes into view when absent. */
  get check(): string | null {
    return this.getAttribute('check');
  }
  set check(value: string | null) {
    this.#reflect('check', value);
  }

  /** The address of a Touchstone page, for "Check it yourself". */
  get page(): string | null {
    return this.getAttribute('page');
  }
  set page(value: string | null) {
    this.#reflect('page', value);
  }

  /** Whether it works in a frame of Touchstone's site, apart from this page. */
  get isolated(): boolean {
    return this.hasAttribute('isolated');
  }
  set isolated(value: boolean) {
    this.toggleAttribute('isolated', value);
  }

  #reflect(name: string, value: string | null): void {
    if (value === null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }
}
