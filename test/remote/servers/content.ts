import { createHash } from 'node:crypto';

/** A file's bytes, made when they are asked for: gigabytes take no memory. */
export interface Content {
  readonly size: number;
  read(start: number, end: number): Uint8Array;
  readonly sha256: string;
}

export function contentOf(bytes: Uint8Array | string): Content {
  const whole = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return {
    size: whole.length,
    read: (start, end) => whole.subarray(start, end),
    sha256: createHash('sha256').update(whole).digest('hex'),
  };
}

export function toContent(given: Content | Uint8Array | string): Content {
  return typeof given === 'string' || given instanceof Uint8Array ? contentOf(given) : given;
}

const BLOCK = 1024 * 1024;

/** As large as is asked; each block tells its place, so that a part in the wrong place is another file. */
export function largeContent(size: number): Content {
  const block = new Uint8Array(BLOCK).map((_, i) => (i * 31) & 255);
  const read = (start: number, end: number): Uint8Array => {
    const bytes = new Uint8Array(end - start);
    for (let at = start; at < end;) {
      const number = Math.floor(at / BLOCK);
      const from = at - number * BLOCK;
      const length = Math.min(BLOCK - from, end - at);
      bytes.set(block.subarray(from, from + length), at - start);
      if (from === 0) bytes[at - start] = number & 255;
      at += length;
    }
    return bytes;
  };
  const hash = createHash('sha256');
  for (let at = 0; at < size; at += BLOCK) hash.update(read(at, Math.min(size, at + BLOCK)));
  return { size, read, sha256: hash.digest('hex') };
}

/** The same length, and other bytes. */
export function otherBytes(content: Content): Content {
  const read = (start: number, end: number) => content.read(start, end).map((byte) => byte ^ 1);
  return { ...content, read };
}

/** Cut, or with zeros behind it. */
export function resized(content: Content, size: number): Content {
  return {
    ...content,
    size,
    read(start, end) {
      const bytes = new Uint8Array(end - start);
      if (start < content.size) bytes.set(content.read(start, Math.min(end, content.size)));
      return bytes;
    },
  };
}
