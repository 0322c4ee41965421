import { unlessAborted } from '../abort.js';
import type { HashFailure } from './hasher.js';

/** Large enough that asking costs nothing, small enough that two of them for each file bound the memory of a check. */
const SLICE = 8 * 1024 * 1024;

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ReadOptions {
  /** Gets each slice in order, and has to be done with it when it returns. */
  readonly onSlice: (bytes: Uint8Array) => void | Promise<void>;
  readonly signal?: AbortSignal | undefined;
  readonly sliceSize?: number;
}

/**
 * Reads `[start, end)` of a blob in slices, two in flight, and never holds more than these two.
 *
 * Slices and not `stream()`: a slice is the only way of reading in which Chromium asks again whether the file is still
 * the one that was picked; an open stream ends early or mixes old and new without an error. Not every browser asks, so
 * each slice must have its exact length, and size and time stamp are compared at the end. An edit of the same size with
 * its time stamp put back cannot be seen.
 *
 * Null means that every byte of the range was handed over and the file still looks the same. Rejects when `signal`
 * aborts, at once and with its reason, and when the failure is not the file's (no memory left, a bug).
 */
export async function readBlob(
  blob: Blob,
  range: ByteRange,
  { onSlice, signal, sliceSize = SLICE }: ReadOptions,
): Promise<HashFailure | null> {
  const { start, end } = range;
  if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start <= end)) {
    throw new RangeError(`not a byte range: ${String(start)} to ${String(end)}`);
  }
  signal?.throwIfAborted();
  const before = stampOf(blob);
  const read = (from: number): Promise<Read> =>
    readExactly(blob, from, Math.min(from + sliceSize, end), from > start);

  let next = start < end ? read(start) : null;
  for (let from = start; next !== null; from += sliceSize) {
    const current: Promise<Read> = next;
    next = from + sliceSize < end ? read(from + sliceSize) : null;
    const result = await unlessAborted(current, signal);
    if (result.kind === 'broken') throw result.error;
    if (result.kind === 'failed') return result.failure;
    await onSlice(result.bytes);
    signal?.throwIfAborted();
  }

  // One more read makes the browser compare the file with what was picked after the last slice, and an empty file at
  // all. A single slice had its look a moment ago: asking twice made many small files a third slower.
  if (end - start > sliceSize || start === end) {
    const probe = await unlessAborted(readExactly(blob, Math.max(start, end - 1), end, start < end), signal);
    if (probe.kind === 'broken') throw probe.error;
    if (probe.kind === 'failed') return probe.failure;
  }
  const after = stampOf(blob);
  return after === before
    ? null
    : { kind: 'changed', detail: `${before} before it was read, ${after} after` };
}

type Read =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly failure: HashFailure }
  | { readonly kind: 'broken'; readonly error: unknown };

/** Never rejects: a slice that was asked for ahead may fail while nobody is waiting for it. */
async function readExactly(blob: Blob, from: number, to: number, begun: boolean): Promise<Read> {
  try {
    // Slices of an empty file are empty without a look at the disk; the file itself may not be.
    const part = blob.size === 0 ? blob : blob.slice(from, to);
    const bytes = new Uint8Array(await part.arrayBuffer());
    if (bytes.length === to - from) return { kind: 'bytes', bytes };
    const detail = `bytes ${String(from)} to ${String(to)} came as ${String(bytes.length)} bytes`;
    return { kind: 'failed', failure: { kind: 'changed', detail } };
  } catch (error) {
    if (!isFileError(error)) return { kind: 'broken', error };
    // Chromium says NotReadableError for a changed file and for a forbidden one. One that could be read a moment ago
    // has changed.
    const kind = begun && error.name === 'NotReadableError' ? 'changed' : 'unreadable';
    return { kind: 'failed', failure: { kind, detail: `${error.name}: ${error.message}` } };
  }
}

/** The platform's word about the file: a DOMException in browsers, an error with an errno `code` in Node. */
function isFileError(error: unknown): error is Error {
  return error instanceof DOMException || (error instanceof Error && 'code' in error && 'errno' in error);
}

/** What can be asked of a file without reading it. */
function stampOf(blob: Blob): string {
  const modified = 'lastModified' in blob ? `, modified at ${String(blob.lastModified)}` : '';
  return `${String(blob.size)} bytes${modified}`;
}
