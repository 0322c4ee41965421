import { type Kernel, loadKernel, loadKernelSync } from './kernel.js';

const BLOCK = 64;

/** A SHA-256 over a message that comes in pieces of any length, up to 2^53 - 1 bytes (FIPS 180-4). */
export class Sha256 {
  readonly #kernel: Kernel;
  /** H between two updates: the kernel's own state belongs to whichever message is being updated. */
  readonly #state: Uint32Array;
  /** The start of the block that is not yet complete. */
  readonly #tail = new Uint8Array(BLOCK);
  #tailLength = 0;
  /** Bytes so far. A safe integer, never an i32: 2 GiB and 4 GiB are ordinary sizes here. */
  #length = 0;
  #finished = false;

  private constructor(kernel: Kernel) {
    this.#kernel = kernel;
    kernel.init();
    this.#state = kernel.state.slice();
  }

  static async create(): Promise<Sha256> {
    return new Sha256(await loadKernel());
  }

  /** For workers and Node; see {@link loadKernelSync}. */
  static createSync(): Sha256 {
    return new Sha256(loadKernelSync());
  }

  /** Reads `bytes` before it returns; the caller keeps them. */
  update(bytes: Uint8Array): this {
    if (this.#finished) throw new Error('the digest is already taken');
    if (!Number.isSafeInteger(this.#length + bytes.length)) throw new RangeError('the message is too long');
    this.#length += bytes.length;
    this.#absorb(bytes);
    return this;
  }

  /** The 32 bytes of the digest. Once only. */
  digest(): Uint8Array<ArrayBuffer> {
    if (this.#finished) throw new Error('the digest is already taken');
    this.#finished = true;
    this.#absorb(padding(this.#length));
    const digest = new Uint8Array(32);
    const view = new DataView(digest.buffer);
    this.#state.forEach((word, i) => {
      view.setUint32(4 * i, word);
    });
    return digest;
  }

  #absorb(bytes: Uint8Array): void {
    if (this.#tailLength + bytes.length < BLOCK) {
      this.#tail.set(bytes, this.#tailLength);
      this.#tailLength += bytes.length;
      return;
    }
    const { input, state } = this.#kernel;
    state.set(this.#state);
    input.set(this.#tail.subarray(0, this.#tailLength));
    let filled = this.#tailLength;
    let taken = 0;
    while (taken < bytes.length) {
      const piece = bytes.subarray(taken, taken + input.length - filled);
      input.set(piece, filled);
      taken += piece.length;
      filled += piece.length;
      // All of `input`, a multiple of 64, in every pass but the last.
      const whole = filled - (filled % BLOCK);
      this.#kernel.compress(whole / BLOCK);
      this.#tail.set(input.subarray(whole, filled));
      this.#tailLength = filled - whole;
      filled = 0;
    }
    this.#state.set(state);
  }
}

/**
 * What follows a message of `length` bytes (FIPS 180-4 §5.1.1): a one bit, zeros, and the length in bits as 64 bits,
 * big-endian. 9 to 72 bytes, up to the end of a block.
 */
export function padding(length: number): Uint8Array<ArrayBuffer> {
  const zeros = (2 * BLOCK - 9 - (length % BLOCK)) % BLOCK;
  const bytes = new Uint8Array(9 + zeros);
  bytes[0] = 0x80;
  // length * 8 can be beyond the safe integers: split before multiplying.
  const view = new DataView(bytes.buffer, bytes.length - 8);
  view.setUint32(0, Math.floor(length / 2 ** 29));
  view.setUint32(4, (length % 2 ** 29) * 8);
  return bytes;
}
