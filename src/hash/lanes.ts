import { type Kernel, LANES, type Lanes } from './kernel.js';
import { BLOCK, foldBlocks, Sha256 } from './sha256.js';

/** Below this, the kernel for one message is as fast for each of them in turn. */
const WORTHWHILE = 3;

/** What a thread may be busy with before it looks at what else came: a slice that was read, a cancel. */
const BUSY_MS = 4;

/** How long the others wait for a message whose next piece is late. */
const PATIENCE_MS = 20;

/** A SHA-256 whose pieces are hashed beside those of other messages. One piece at a time. */
export interface LaneMessage {
  /** Resolves when `bytes` are hashed, and are not needed any more. */
  readonly update: (bytes: Uint8Array) => Promise<void>;
  /** The 32 bytes of the digest. Once only. */
  readonly digest: () => Uint8Array<ArrayBuffer>;
  /** It ended or was given up: nobody waits for its next piece. */
  readonly close: () => void;
}

/** Whole blocks that are still to be folded into the state of their message. */
interface Piece {
  readonly state: Uint32Array;
  blocks: Uint8Array;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Hashes the messages of one thread, {@link LANES} side by side, each at its own length. A lane that comes free is given
 * to the next piece that waits. While the next piece of an open message was not read yet, the others wait for it, but
 * not for long: hashed with fewer lanes they cost more, and the time would be missed for reading.
 */
export class LaneHasher {
  readonly #kernel: Kernel;
  readonly #lanes: Lanes;
  /** Open messages of which no piece waits, and for which the others would wait. */
  readonly #reading = new Set<object>();
  #pieces: Piece[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  constructor(kernel: Kernel, lanes: Lanes) {
    this.#kernel = kernel;
    this.#lanes = lanes;
  }

  open(): LaneMessage {
    const hash = new Sha256(this.#kernel);
    const message = {};
    let waits = false;
    const refuseWhileWaiting = (): void => {
      if (waits) throw new Error('the message has a piece already');
    };
    this.#reading.add(message);
    return {
      update: (bytes) =>
        new Promise((resolve, fail) => {
          refuseWhileWaiting();
          const blocks = hash.begin(bytes);
          if (blocks.length === 0) {
            resolve();
            return;
          }
          this.#reading.delete(message);
          waits = true;
          const done = () => {
            waits = false;
            this.#reading.add(message);
            resolve();
          };
          this.#pieces.push({ state: hash.state, blocks, done, fail });
          this.#look();
        }),
      digest: () => {
        refuseWhileWaiting();
        return hash.digest();
      },
      close: () => {
        this.#reading.delete(message);
        this.#look();
      },
    };
  }

  #isEnough(): boolean {
    return this.#pieces.length > 0 && (this.#pieces.length >= LANES || this.#reading.size === 0);
  }

  /** Starts what can be started. */
  #look(): void {
    if (this.#running || this.#pieces.length === 0) return;
    if (this.#isEnough()) {
      void this.#run();
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // Whoever is late by now is waited for no longer, until its next piece is here.
      this.#reading.clear();
      this.#look();
    }, PATIENCE_MS);
  }

  async #run(): Promise<void> {
    this.#running = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // Who is opened in the same go takes part.
    await Promise.resolve();
    try {
      while (this.#isEnough()) {
        for (const until = performance.now() + BUSY_MS; this.#isEnough() && performance.now() < until;)
          this.#step();
        // What came meanwhile has its turn, such as the next piece of a message whose last one is done.
        await turn();
      }
    } catch (error) {
      // A bug. Nobody may wait for ever because of it.
      for (const { fail } of this.#pieces.splice(0)) fail(error);
    }
    this.#running = false;
    this.#look();
  }

  /** A bit of the pieces that came first. */
  #step(): void {
    const first = this.#pieces.slice(0, LANES);
    if (first.length < WORTHWHILE) for (const piece of first) this.#foldOne(piece);
    else this.#foldTogether(first);
    if (first.every(({ blocks }) => blocks.length > 0)) return;
    this.#pieces = this.#pieces.filter(({ blocks }) => blocks.length > 0);
    for (const { blocks, done } of first) if (blocks.length === 0) done();
  }

  #foldOne(piece: Piece): void {
    const { length } = this.#kernel.input;
    foldBlocks(this.#kernel, piece.state, piece.blocks.subarray(0, length));
    piece.blocks = piece.blocks.subarray(length);
  }

  #foldTogether(pieces: readonly Piece[]): void {
    const { inputs, states } = this.#lanes;
    const length = Math.min(this.#kernel.input.length, ...pieces.map(({ blocks }) => blocks.length));
    pieces.forEach(({ state, blocks }, lane) => {
      inputs[lane]?.set(blocks.subarray(0, length));
      state.forEach((word, i) => {
        states[LANES * i + lane] = word;
      });
    });
    this.#lanes.compress(length / BLOCK);
    pieces.forEach((piece, lane) => {
      for (let i = 0; i < piece.state.length; i += 1) piece.state[i] = states[LANES * i + lane] ?? 0;
      piece.blocks = piece.blocks.subarray(length);
    });
  }
}

/** Resolves when everything that waits for this thread had its turn. A timer would wait 4 ms, once it is used often. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    // Not one for all: an open port would keep Node alive.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
