/** Choices that a seed repeats (mulberry32). Keys and nonces are Node's own: a failure prints its bytes as well. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, and without, 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const index = this.below(list.length);
    const found = list[index];
    // A list of optional things may hold undefined itself.
    if (found === undefined && index >= list.length) throw new RangeError('nothing to pick from');
    return found as T;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }
}

/** The seed of this run: TOUCHSTONE_SEED repeats an earlier one. */
export const SEED = Number(process.env['TOUCHSTONE_SEED'] ?? Date.now() & 0x7fffffff);

/** The same on every run of `npm test`, so that it fails for a change and never for its luck; the slow runs try others. */
export const SAMPLE_SEED = Number(process.env['TOUCHSTONE_SEED'] ?? 20_261_121);
