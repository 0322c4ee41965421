/** In milliseconds. From 50 on, whoever uses a page feels that its thread is busy. */
const TURN_MS = 20;

/** For loops over as many as 100,000 files on a page's thread: others have their turn in between. */
export class Turns {
  #since = performance.now();

  /** Whether it is time to give way. */
  get isOver(): boolean {
    return performance.now() - this.#since >= TURN_MS;
  }

  async giveWay(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    this.#since = performance.now();
  }
}
