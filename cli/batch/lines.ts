import { createReadStream } from 'node:fs';
import { quote } from '../../src/index.js';
import { InputError, systemError } from '../error.js';

export interface Line {
  /** Counted from 0. */
  readonly number: number;
  /** Without its end. */
  readonly bytes: Buffer;
  /** Longer than is read: `bytes` is only its start. */
  readonly isCut: boolean;
  /** False for a last line without an end. */
  readonly isWhole: boolean;
  /** Where in the file it begins. */
  readonly at: number;
}

const NEWLINE = 0x0a;

/** The lines of a file of any length, one at a time; at most `limit` bytes of each are held. Rejects with {@link InputError}. */
export async function* linesOf(path: string, what: string, limit: number): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let held = 0;
  let isCut = false;
  let [number, at, start] = [0, 0, 0];
  const keep = (bytes: Buffer) => {
    const room = bytes.subarray(0, limit - held);
    if (room.length < bytes.length) isCut = true;
    if (room.length > 0) parts.push(room);
    held += room.length;
    at += bytes.length;
  };
  const line = (isWhole: boolean): Line => {
    const ended = { number: number++, bytes: Buffer.concat(parts), isCut, isWhole, at: start };
    [parts, held, isCut] = [[], 0, false];
    return ended;
  };
  try {
    for await (const chunk of createReadStream(path)) {
      if (!Buffer.isBuffer(chunk)) continue;
      let rest: Buffer = chunk;
      for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
        keep(rest.subarray(0, end));
        at += 1;
        yield line(true);
        start = at;
        rest = rest.subarray(end + 1);
      }
      keep(rest);
    }
  } catch (error) {
    throw new InputError(`The ${what} ${quote(path)} cannot be read: ${systemError(error)}.`);
  }
  if (at > start) yield line(false);
}
