import { TURN_MS } from '../lib/turns.js';

/** Far above what this page keeps: a list of 100,000 files has about 11 MB. What is longer was not made here. */
const MAX_UNZIPPED = 128 * 2 ** 20;

export async function gzip(plain: Blob): Promise<Blob> {
  return new Response(plain.stream().pipeThrough(new CompressionStream('gzip'))).blob();
}

/** Null where it is none, or would be longer than `limit` bytes. */
export async function gunzip(packed: Blob, limit = MAX_UNZIPPED): Promise<Blob | null> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    const reader = packed.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Blob(parts, { type: 'application/json' });
      bytes += value.length;
      if (bytes > limit) {
        await reader.cancel();
        return null;
      }
      parts.push(value);
    }
  } catch {
    return null;
  }
}

/** The lines of a gzipped text, some at a time. Throws where it is none. */
export async function* gunzipLines(packed: Blob): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = packed.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  let rest = '';
  let bytes = 0;
  let since = performance.now();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    // What comes out of one piece that went in comes without a turn for others in between.
    if (performance.now() - since >= TURN_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
    bytes += value.length;
    if (bytes > MAX_UNZIPPED) throw new RangeError('too long');
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  if (rest !== '') throw new RangeError('cut short');
}

export async function sha256(content: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await content.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
