import { getSystemErrorMap } from 'node:util';

/** Something that the person gave is unusable. The message is one sentence for them, not yet escaped. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The operating system's own words for an error, without the path that Node adds to them. */
export function systemError(error: unknown): string {
  if (error instanceof Error && 'errno' in error && typeof error.errno === 'number') {
    const known = getSystemErrorMap().get(error.errno);
    if (known !== undefined) return known[1];
  }
  return error instanceof Error ? error.message : String(error);
}
