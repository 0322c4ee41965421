import { accessSync, constants } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { systemError } from './error.js';
import { blocking } from './hash/access.js';
import { CHANGED, LONGER, movement, type Origin, sameStamp, stampOf } from './origin.js';

const PIECE_BYTES = 1024 * 1024;
const decoder = new TextDecoder();

/** How long others may have to wait, in milliseconds. */
const TURN_MS = 20;
let turnedAt = performance.now();

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Is an instance of Blob, and made without one: Node’s own reading does not take it for an empty one. */
class Unmade {
  readonly type = '';
}
Object.setPrototypeOf(Unmade.prototype, Blob.prototype);

/**
 * A listed file's bytes; reading rejects where it is no longer what was listed. Node's own blobs of files (20 to 22 at least)
 * tell sizes modulo 4 GiB, so that a longer file would pass for the signed one, and are slow to make and to read.
 */
export class ListedBlob extends Unmade implements Blob {
  readonly #origin: Origin;
  readonly #range: Range;

  constructor(origin: Origin, range: Range = { start: 0, end: Number(origin.stamp.size) }) {
    super();
    this.#origin = origin;
    this.#range = range;
  }

  /** Where a listed file's bytes lie; undefined for a part of one, and for a blob that came from elsewhere. */
  static originOf(blob: Blob): Origin | undefined {
    return blob instanceof ListedBlob && blob.size === Number(blob.#origin.stamp.size)
      ? blob.#origin
      : undefined;
  }

  get size(): number {
    return this.#range.end - this.#range.start;
  }

  slice(start = 0, end = this.size): Blob {
    const offset = this.#range.start;
    const at = (place: number) => Math.min(this.size, Math.max(0, place < 0 ? this.size + place : place));
    return new ListedBlob(this.#origin, {
      start: offset + at(start),
      end: offset + Math.max(at(start), at(end)),
    });
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#read((bytes) => bytes.buffer);
  }

  bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#read((bytes) => bytes);
  }

  text(): Promise<string> {
    return this.#read((bytes) => decoder.decode(bytes));
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    let at = 0;
    return new ReadableStream({
      pull: async (controller) => {
        if (at >= this.size) {
          controller.close();
          return;
        }
        const piece = await this.slice(at, at + PIECE_BYTES).arrayBuffer();
        at += piece.byteLength;
        controller.enqueue(new Uint8Array(piece));
      },
    });
  }

  /** Reading blocks this thread. Who reads much in a row would keep out Ctrl-C, and time limits. */
  async #read<T>(give: (bytes: Uint8Array<ArrayBuffer>) => T): Promise<T> {
    if (performance.now() - turnedAt > TURN_MS) {
      await setImmediate();
      turnedAt = performance.now();
    }
    return give(orSystemError(() => readRange(this.#origin, this.#range)));
  }
}

function readRange({ path, stamp }: Origin, { start, end }: Range): Uint8Array<ArrayBuffer> {
  const file = blocking.open(path);
  try {
    if (!sameStamp(stamp, stampOf(blocking.stat(file)))) throw new Error(CHANGED);
    const bytes = new Uint8Array(end - start);
    let filled = 0;
    while (filled < bytes.length) {
      const rest = Buffer.from(bytes.buffer, filled);
      const length = blocking.read(file, rest, rest.length, start + filled);
      if (length === 0) break;
      filled += length;
    }
    if (filled < bytes.length) throw new Error(CHANGED);
    if (end === Number(stamp.size) && blocking.read(file, Buffer.alloc(1), 1, end) > 0)
      throw new Error(LONGER);
    return bytes;
  } finally {
    blocking.close(file);
  }
}

/**
 * How to open one listed file. The first call rejects when it may not be read; later ones when it is no longer what was
 * listed, and else give the same blob: the check asks once more at its end.
 */
export function opener(origin: Origin): () => Promise<Blob> {
  let opened: Blob | null = null;
  return () =>
    promise(() => {
      if (opened === null) {
        orSystemError(() => {
          accessSync(origin.path, constants.R_OK);
        });
        return (opened = new ListedBlob(origin));
      }
      const failure = movement(origin);
      if (failure !== null) throw new Error(failure.detail);
      return opened;
    });
}

function promise<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

function orSystemError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(systemError(error), { cause: error });
  }
}
