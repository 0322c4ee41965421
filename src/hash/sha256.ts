import type { Kernel } from './kernel.js';

/** Bytes of a block (FIPS 180-4 §1, Figure 1). */
export const BLOCK = 64;

/** A SHA-256 over a message that comes in pieces of any length, up to 2^53 - 1 bytes (FIPS 180-4). */
export class Sha256 {
  /** H between two updates: the kernel's own state belongs to whichever message is being updated. */
  readonly state: Uint32Array;
  readonly #kernel: Kernel;
  /** The start of the block that is not yet complete. */
  readonly #tail = new Uint8Array(BLOCK);
  #tailLength = 0;
  /** Bytes so far. A safe integer, never an i32: 2 GiB and 4 GiB are ordinary sizes here. */
  #length = 0;
  #finished = false;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    kernel.init();
    this.state = kernel.state.slice();
  }

  /** Reads `bytes` before it returns; the caller keeps them. */
  update(bytes: Uint8Array): this {
    foldBlocks(this.#kernel, this.state, this.begin(bytes));
    return this;
  }

  /**
   * Takes what stands before and after the whole blocks of `bytes`, and returns those: they are still to be folded into
   * `state`, all of them, before anything else is asked of this message.
   */
  begin(bytes: Uint8Array): Uint8Array {
    if (this.#finished) throw new Error('the digest is already taken');
    if (!Number.isSafeInteger(this.#length + bytes.length)) throw new RangeError('the message is too long');
    this.#length += bytes.length;
    return this.#split(bytes);
  }

  /** The 32 bytes of the digest. Once only. */
  digest(): Uint8Array<ArrayBuffer> {
    if (this.#finished) throw new Error('the digest is already taken');
    this.#finished = true;
    foldBlocks(this.#kernel, this.state, this.#split(padding(this.#length)));
    const digest = new Uint8Array(32);
    const view = new DataView(digest.buffer);
    this.state.forEach((word, i) => {
      view.setUint32(4 * i, word);
    });
    return digest;
  }

  #split(bytes: Uint8Array): Uint8Array {
    const head = this.#tailLength === 0 ? 0 : Math.min(BLOCK - this.#tailLength, bytes.length);
    this.#tail.set(bytes.subarray(0, head), this.#tailLength);
    this.#tailLength += head;
    if (this.#tailLength === BLOCK) {
      foldBlocks(this.#kernel, this.state, this.#tail);
      this.#tailLength = 0;
    }
    const end = bytes.length - ((bytes.length - head) % BLOCK);
    if (end < bytes.length) {
      this.#tail.set(bytes.subarray(end));
      this.#tailLength = bytes.length - end;
    }
    return bytes.subarray(head, end);
  }
}

/** Folds whole blocks, any number of them, into the state of one message. */
export function foldBlocks(kernel: Kernel, state: Uint32Array, blocks: Uint8Array): void {
  const { input } = kernel;
  if (blocks.length === 0) return;
  kernel.state.set(state);
  for (let at = 0; at < blocks.length; at += input.length) {
    const piece = blocks.subarray(at, at + input.length);
    input.set(piece);
    kernel.compress(piece.length / BLOCK);
  }
  state.set(kernel.state);
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
