import { unlessAborted, within } from '../abort.js';
import { isGecko } from '../browser-engine.js';
import type { HashFailure } from './hasher.js';
import { canStretch, fillsUp, openStretch, STRETCH_BUFFER, type Stretch } from './stretch.js';

/** Large enough that asking costs nothing, small enough that two of them for each file bound the memory of a check. */
const SLICE = 4 * 1024 * 1024;

/** How much is read through one stream: whether the file is still the one that was picked is asked when it begins. */
const STRETCH = 64 * 1024 * 1024;
const STRETCH_STALL_MS = 30_000;

/**
 * For one slice: what a cloud drive may need to fetch it. A pipe among the files never answers, and neither does a network
 * disk that went away. An empty file has nothing to wait for.
 */
const STALL_MS = 120_000;
const EMPTY_STALL_MS = 10_000;

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ReadOptions {
  /** Gets each slice in order, and has to be done with it when it returns. */
  readonly onSlice: (bytes: Uint8Array) => void | Promise<void>;
  readonly signal?: AbortSignal | undefined;
  readonly sliceSize?: number;
  /** Bytes of a stream, where the platform's streams are faster than slices; `null` where they are not. */
  readonly stretchSize?: number | null;
  /** How long one slice may take, in milliseconds. */
  readonly stall?: number;
}

/**
 * Reads `[start, end)` of a blob in pieces, and never holds more than two of them.
 *
 * In Chromium's workers through streams that fill one buffer, elsewhere and for what is short in slices, two in flight.
 * Chromium asks whether the file is still the one that was picked when a stream begins and with each slice; what happens
 * under an open stream makes it end early, or mixes old and new without an error. Not every browser asks at all. So each
 * piece must have its exact length, one more read asks again at the end, and who compares the digests looks at the file
 * once more (again.ts).
 *
 * Null means that every byte of the range was handed over. Rejects when `signal`
 * aborts, at once and with its reason, and when the failure is not the file's (no memory left, a bug).
 */
export async function readBlob(
  blob: Blob,
  range: ByteRange,
  {
    onSlice,
    signal,
    sliceSize = SLICE,
    stretchSize = canStretch() ? STRETCH : null,
    stall = STALL_MS,
  }: ReadOptions,
): Promise<HashFailure | null> {
  const { start, end } = range;
  if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start <= end)) {
    throw new RangeError(`not a byte range: ${String(start)} to ${String(end)}`);
  }
  signal?.throwIfAborted();
  const isLong = end - start > sliceSize;
  // Where a stream gives up, slices go on: they say what is wrong, if something is.
  const streamed =
    isLong && stretchSize !== null
      ? await readStretches(blob, range, stretchSize, { onSlice, signal })
      : start;
  const read = (from: number): Promise<Read> =>
    readExactly(blob, from, Math.min(from + sliceSize, end), { begun: from > start, stall });

  let next = streamed < end ? read(streamed) : null;
  for (let from = streamed; next !== null; from += sliceSize) {
    const current: Promise<Read> = next;
    next = from + sliceSize < end ? read(from + sliceSize) : null;
    const result = await unlessAborted(current, signal);
    if (result.kind === 'broken') throw result.error;
    if (result.kind === 'failed') return result.failure;
    await onSlice(result.bytes);
    signal?.throwIfAborted();
  }

  // One more read makes the browser compare the file with what was picked after the last piece, and an empty file at
  // all. A single slice had its look a moment ago: asking twice made many small files a third slower.
  if (isLong || start === end) {
    const last = readExactly(blob, Math.max(start, end - 1), end, { begun: start < end, stall });
    const probe = await unlessAborted(last, signal);
    if (probe.kind === 'broken') throw probe.error;
    if (probe.kind === 'failed') return probe.failure;
  }
  return null;
}

/** Returns how far it came: `end`, or less where a stream ended early, failed or stalled. */
async function readStretches(
  blob: Blob,
  { start, end }: ByteRange,
  size: number,
  { onSlice, signal }: Pick<ReadOptions, 'onSlice' | 'signal'>,
): Promise<number> {
  for (let from = start; from < end; from += size) {
    const to = Math.min(from + size, end);
    const stretch = tryToOpen(blob.slice(from, to));
    if (stretch === null) return from;
    try {
      for (let at = from, length; at < to; at += length) {
        length = Math.min(STRETCH_BUFFER, to - at);
        const read = within(STRETCH_STALL_MS, stretch.read(length)).catch(() => null);
        const bytes = await unlessAborted(read, signal);
        if (bytes?.length !== length) return at;
        await onSlice(bytes);
        signal?.throwIfAborted();
      }
    } finally {
      stretch.close();
    }
  }
  return end;
}

function tryToOpen(blob: Blob): Stretch | null {
  try {
    return openStretch(blob);
  } catch {
    return null;
  }
}

type Read =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly failure: HashFailure }
  | { readonly kind: 'broken'; readonly error: unknown };

/**
 * Reads many small blobs at once, as one made of them: null where something is wrong with any of them, and each has to be
 * asked by itself. None may be empty, since nobody looks at the disk for nothing.
 */
export async function readTogether(blobs: readonly Blob[]): Promise<readonly Uint8Array[] | null> {
  // Chromium refuses a file that is shorter by now. Elsewhere none gives more than it had: what another one lacks would else
  // be made up for, and one's bytes be taken for the other's.
  const parts = canStretch() ? blobs : blobs.map((blob) => blob.slice(0, blob.size));
  const whole = new Blob(parts as Blob[]);
  if (whole.size !== blobs.reduce((sum, { size }) => sum + size, 0)) return null;
  const read = await readExactly(whole, 0, whole.size, { begun: false, stall: STALL_MS });
  if (read.kind !== 'bytes') return null;
  let at = 0;
  return blobs.map(({ size }) => read.bytes.subarray(at, (at += size)));
}

/**
 * Looks again at a file that was read, by its last byte: Chromium then compares size and time stamp with what was picked,
 * and everywhere a file that is shorter or gone is noticed. Whatever it is by now, it is not the file that was read.
 */
export async function probeBlob(
  blob: Blob,
  from = Math.max(0, blob.size - 1),
  stall = STALL_MS,
): Promise<HashFailure | null> {
  const last = await readExactly(blob, from, blob.size, { begun: true, stall });
  if (last.kind === 'broken') throw last.error;
  return last.kind === 'failed' ? { ...last.failure, kind: 'changed' } : null;
}

/** Never rejects: a slice that was asked for ahead may fail while nobody is waiting for it. */
async function readExactly(
  blob: Blob,
  from: number,
  to: number,
  { begun, stall }: { readonly begun: boolean; readonly stall: number },
): Promise<Read> {
  try {
    // Firefox takes a pipe for an empty file, and waits for it with all that its thread has to do.
    if (blob.size === 0 && from === to && isGecko()) return { kind: 'bytes', bytes: new Uint8Array(0) };
    // Slices of an empty file are empty without a look at the disk; the file itself may not be.
    const part = blob.size === 0 ? blob : blob.slice(from, to);
    const patience = from === to ? Math.min(stall, EMPTY_STALL_MS) : stall;
    const bytes = new Uint8Array(await within(patience, contentOf(part)));
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

/** As long as the file is by now, which `arrayBuffer()` is not everywhere. */
async function contentOf(part: Blob): Promise<ArrayBuffer> {
  if (!fillsUp()) return part.arrayBuffer();
  try {
    return await new Response(part).arrayBuffer();
  } catch {
    // What is wrong with the file, in the browser's words. If nothing is by now, its bytes are still not all there.
    await part.arrayBuffer();
    throw new DOMException('it could not be read to its end', 'NotReadableError');
  }
}

/** The platform's word about the file: a DOMException in browsers, an error with an errno `code` in Node. */
function isFileError(error: unknown): error is Error {
  return error instanceof DOMException || (error instanceof Error && 'code' in error && 'errno' in error);
}
