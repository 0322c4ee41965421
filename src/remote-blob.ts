import type { RemoteFileProblem } from './remote-reason.js';

/** Where one file's bytes are to be had. Plain data: it is posted to workers. */
export interface RemoteSource {
  readonly url: string;
  /** Sent to the host of `url` alone: browsers and Node leave out `Authorization` where they are sent on to another one. */
  readonly headers: Readonly<Record<string, string>>;
  /** Who is asked, for people. */
  readonly host: string;
  /** As the host's listing says. */
  readonly size: number;
  /** A registry's tokens end while a large file comes: where a new one is to be had (Distribution: token authentication). */
  readonly token?: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
}

export interface Part {
  readonly start: number;
  readonly end: number;
}

/** Reads `[start, end)`; hands over each piece in order, and has to wait for it. Null when all was handed over. */
export type ReadRemote = (
  source: RemoteSource,
  part: Part,
  options: {
    readonly onSlice: (bytes: Uint8Array) => void | Promise<void>;
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<RemoteFailure | null>;

export interface RemoteFailure {
  readonly kind: 'remote';
  readonly problem: RemoteFileProblem;
  /** Who was asked, or whom they sent us on to. */
  readonly host: string;
  readonly detail: string;
}

/** Small reads by the main thread: signatures, and the heads of files. Nobody reads a model this way. */
const MAX_WHOLE = 80 * 1024 * 1024;

/** Is an instance of Blob, and made without one: a browser's own would tell its own size. */
class Unmade {
  readonly type = '';
}
Object.setPrototypeOf(Unmade.prototype, Blob.prototype);

/**
 * A file on a network, as a blob whose bytes are fetched when they are read. Posted to a worker it would be an empty blob: post
 * its `source`. Reading rejects with a {@link RemoteError}.
 */
export class RemoteBlob extends Unmade implements Blob {
  readonly source: RemoteSource;
  readonly part: Part;
  /** On this thread. */
  readonly read: ReadRemote;

  constructor(source: RemoteSource, read: ReadRemote, part: Part = { start: 0, end: source.size }) {
    super();
    this.source = source;
    this.part = part;
    this.read = read;
  }

  get size(): number {
    return this.part.end - this.part.start;
  }

  slice(start = 0, end = this.size): Blob {
    const at = (place: number) => Math.min(this.size, Math.max(0, place < 0 ? this.size + place : place));
    const from = this.part.start;
    return new RemoteBlob(this.source, this.read, {
      start: from + at(start),
      end: from + Math.max(at(start), at(end)),
    });
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    if (this.size > MAX_WHOLE) throw new RangeError('too large to be held');
    const whole = new Uint8Array(this.size);
    let at = 0;
    const failure = await this.read(this.source, this.part, {
      onSlice: (bytes) => {
        whole.set(bytes, at);
        at += bytes.length;
      },
    });
    if (failure !== null) throw new RemoteError(failure);
    return whole;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({
      start: async (controller) => {
        controller.enqueue(await this.bytes());
        controller.close();
      },
    });
  }
}

export class RemoteError extends Error {
  readonly failure: RemoteFailure;

  constructor(failure: RemoteFailure) {
    super(failure.detail);
    this.failure = failure;
  }
}
