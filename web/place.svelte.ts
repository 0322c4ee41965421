/**
 * Which part of the page is in sight: its address says so, hence the browser's Back works. A check goes on meanwhile.
 */
export class Place {
  now = $state<'check' | 'memory'>(location.hash === '#memory' ? 'memory' : 'check');
  /** Addresses of the memory: its own, and links within it that were followed. */
  readonly #ofMemory = ['#memory'];

  /** When the address has changed. True where that leads back to the check. */
  follow(): boolean {
    const [{ hash }, before] = [location, this.now];
    if (document.getElementById(hash.slice(1))?.closest('[data-place=memory]') != null)
      this.#ofMemory.push(hash);
    this.now = this.#ofMemory.includes(hash) ? 'memory' : 'check';
    return before === 'memory' && this.now === 'check';
  }

  toMemory(): void {
    location.hash = '#memory';
  }

  toCheck(): void {
    if (this.now !== 'check') location.hash = '#check';
  }
}
