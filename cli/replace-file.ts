import { randomUUID } from 'node:crypto';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { quote } from '../src/index.js';
import { InputError, systemError } from './error.js';

/** In one step: whoever reads it sees the old file or the new one, also after a power cut. */
export async function replaceFile(
  path: string,
  content: Uint8Array | string | Iterable<string>,
  mode: number,
): Promise<void> {
  const next = `${path}.${randomUUID()}`;
  try {
    const file = await open(next, 'wx', mode);
    try {
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(next, path);
  } catch (error) {
    await rm(next, { force: true });
    throw new InputError(`${quote(path)} cannot be written: ${systemError(error)}.`);
  }
}
