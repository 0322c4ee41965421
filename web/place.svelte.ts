/** What the page shows besides the check. */
const OTHERS = ['memory', 'trust', 'about'] as const;
type Other = (typeof OTHERS)[number];

function named(hash: string): 'check' | Other {
  return OTHERS.find((other) => hash === `#${other}`) ?? 'check';
}

/**
 * Which part of the page is in sight: its address says so, hence the browser's Back works. A check goes on meanwhile.
 */
export class Place {
  now = $state<'check' | Other>(named(location.hash));
  /** Addresses of links within another part that were followed, and which part that was. */
  readonly #within: { readonly hash: string; readonly part: Other }[] = [];

  /** When the address has changed. True where that leads back to the check. */
  follow(): boolean {
    const [{ hash }, before] = [location, this.now];
    const part = document.getElementById(hash.slice(1))?.closest<HTMLElement>('[data-place]');
    const other = OTHERS.find((name) => name === part?.dataset['place']);
    if (other !== undefined) this.#within.push({ hash, part: other });
    this.now = this.#within.findLast((link) => link.hash === hash)?.part ?? named(hash);
    return before !== 'check' && this.now === 'check';
  }

  toMemory(): void {
    location.hash = '#memory';
  }

  toCheck(): void {
    if (this.now !== 'check') location.hash = '#check';
  }
}
