import type { BigIntStats } from 'node:fs';

/** What must not move between listing a file and having hashed it. ctime sees an edit whose mtime was put back. */
export interface Stamp {
  readonly device: bigint;
  readonly inode: bigint;
  readonly size: bigint;
  readonly modified: bigint;
  readonly changed: bigint;
}

/** Where a listed blob's bytes lie, or why they cannot be read. */
export type Origin =
  | { readonly readable: true; readonly path: Buffer; readonly stamp: Stamp }
  | { readonly readable: false; readonly detail: string };

const origins = new WeakMap<Blob, Origin>();

export function rememberOrigin(blob: Blob, origin: Origin): void {
  origins.set(blob, origin);
}

export function originOf(blob: Blob): Origin | undefined {
  return origins.get(blob);
}

export function stampOf(stats: BigIntStats): Stamp {
  return {
    device: stats.dev,
    inode: stats.ino,
    size: stats.size,
    modified: stats.mtimeNs,
    changed: stats.ctimeNs,
  };
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return (
    a.device === b.device &&
    a.inode === b.inode &&
    a.size === b.size &&
    a.modified === b.modified &&
    a.changed === b.changed
  );
}

/** Stands for something that is there but has no bytes to give. Every way of reading it rejects. */
export class UnreadableBlob extends Blob {
  readonly #detail: string;
  readonly #size: number;

  constructor(detail: string, size = 0) {
    super([]);
    this.#detail = detail;
    this.#size = size;
    rememberOrigin(this, { readable: false, detail });
  }

  override get size(): number {
    return this.#size;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(this.#error());
  }

  override bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.reject(this.#error());
  }

  override text(): Promise<string> {
    return Promise.reject(this.#error());
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const error = this.#error();
    return new ReadableStream({
      start(controller) {
        controller.error(error);
      },
    });
  }

  override slice(): Blob {
    return new UnreadableBlob(this.#detail);
  }

  #error(): DOMException {
    return new DOMException(this.#detail, 'NotReadableError');
  }
}
