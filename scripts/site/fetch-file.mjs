// One file of a served site, as it came: bounded in size and time, and from nowhere else than was asked.

/**
 * @typedef {object} Fetched
 * @property {'fetched'} state
 * @property {Uint8Array} bytes
 * @property {Headers} headers
 *
 * @typedef {Fetched
 *   | { state: 'redirected', status: number, location: string }
 *   | { state: 'status', status: number }
 *   | { state: 'too-long', limit: number }
 *   | { state: 'unreachable', detail: string }} Answer
 */

/**
 * @param {string} url
 * @param {{ limit: number, timeoutMs: number }} bounds bytes after decompression, and milliseconds for all of it
 * @returns {Promise<Answer>}
 */
export async function fetchFile(url, { limit, timeoutMs }) {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = { 'Cache-Control': 'no-cache' };
    const response = await fetch(url, { redirect: 'manual', credentials: 'omit', headers, signal });
    const { status } = response;
    if (status !== 200) {
      await response.body?.cancel();
      const location = response.headers.get('location');
      return status >= 300 && status < 400 && location !== null
        ? { state: 'redirected', status, location }
        : { state: 'status', status };
    }
    const bytes = await bounded(response, limit);
    return bytes === null
      ? { state: 'too-long', limit }
      : { state: 'fetched', bytes, headers: response.headers };
  } catch (error) {
    return { state: 'unreachable', detail: detailOf(error) };
  }
}

/**
 * @param {Response} response
 * @param {number} limit
 * @returns {Promise<Uint8Array | null>} null: longer
 */
async function bounded({ body }, limit) {
  /** @type {Uint8Array[]} */
  const pieces = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > limit) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** @param {unknown} error */
function detailOf(error) {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause } = error;
  return cause instanceof Error
    ? cause.message || ('code' in cause ? String(cause.code) : cause.name)
    : error.message;
}
