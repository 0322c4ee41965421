/**
 * Which part of the page is in sight: its address says so, hence the browser's Back works. A check goes on meanwhile.
 */
export class Place {
  now = $state<'check' | 'memory'>(location.hash === '#memory' ? 'memory' : 'check');

  /** When the address has changed. */
  follow(): void {
    const { hash } = location;
    if (hash === '#memory') this.now = 'memory';
    // A link within what is in sight leads nowhere else.
    else if (document.getElementById(hash.slice(1))?.closest('[data-place=memory]') == null)
      this.now = 'check';
  }

  toMemory(): void {
    location.hash = '#memory';
  }

  toCheck(): void {
    if (this.now !== 'check') location.hash = '#check';
  }
}
