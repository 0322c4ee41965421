import { isGecko } from '../browser-engine.js';

/** Bytes. Small enough to be in the browser's pipe when they are asked for, large enough that asking costs little. */
export const STRETCH_BUFFER = 1024 * 1024;

/** One part of a file as a stream that fills a buffer of ours, the same one again and again. */
export interface Stretch {
  /** Exactly `length` bytes, at most {@link STRETCH_BUFFER}: valid until it is called again. Fewer where the stream ended. */
  readonly read: (length: number) => Promise<Uint8Array>;
  /** Nobody will ask for more. */
  readonly close: () => void;
}

/**
 * Chromium forgets a read that nothing else holds on to, together with its stream, and then it never ends: 9 of 36 runs.
 */
const held = new Set<unknown>();

let can: boolean | undefined;

/**
 * Whether {@link openStretch} may be used: a worker, a stream that fills what it is given, and measured to be faster than
 * slices. Half of what a slice costs in Chromium, the only such browser, is a fresh buffer for it.
 */
export function canStretch(): boolean {
  return (can ??= 'WorkerGlobalScope' in globalThis && !isGecko() && opens());
}

function opens(): boolean {
  try {
    openStretch(new Blob()).close();
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether this is a worker of WebKit: of a file that is shorter by now, `arrayBuffer()` gives as many bytes as there were, with
 * zeros at the end. Seen in WebKitGTK 2.50, for slices and for blobs made of several files.
 */
export function fillsUp(): boolean {
  return 'WorkerGlobalScope' in globalThis && !isGecko() && !canStretch();
}

export function openStretch(blob: Blob): Stretch {
  const stream = blob.stream();
  const reader = stream.getReader({ mode: 'byob' });
  let buffer = new ArrayBuffer(Math.min(STRETCH_BUFFER, blob.size));
  const root = { stream, reader };
  held.add(root);
  return {
    read: async (length) => {
      let filled = 0;
      while (filled < length) {
        const rest = length - filled;
        // Not every browser knows `min`: less may come.
        const { done, value } = await reader.read(new Uint8Array(buffer, filled, rest), { min: rest });
        if (value === undefined) return new Uint8Array(0);
        buffer = value.buffer;
        filled += value.length;
        if (done) break;
      }
      return new Uint8Array(buffer, 0, filled);
    },
    close: () => {
      held.delete(root);
      // Also where a read is under way. It has nobody to tell.
      reader.cancel().catch(() => undefined);
    },
  };
}
