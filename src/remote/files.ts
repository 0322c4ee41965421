import { BOUNDS } from '../bounds.js';
import { pathProblem } from '../path.js';
import { Untrusted } from '../untrusted.js';
import { RemoteFault } from './fault.js';
import type { RemoteFile } from './remote-model.js';

/** What a host lists, as it comes: bounded, and each path once. */
export class FileList {
  readonly files: RemoteFile[] = [];
  readonly #paths = new Set<string>();
  readonly #host: string;
  #seen = 0;

  constructor(host: string) {
    this.#host = host;
  }

  /** Folders count too: a host may send as many as it likes. */
  count(entries: number): void {
    this.#seen += entries;
    if (this.#seen > BOUNDS.files)
      throw new RemoteFault({
        code: 'remote-listing-too-large',
        host: this.#host,
        limit: BOUNDS.files,
        unit: 'entries',
      });
  }

  add(file: RemoteFile): void {
    const { path } = file;
    if (this.#paths.has(path)) new Untrusted(path, path).fail('is listed twice');
    this.#paths.add(path);
    this.files.push(file);
  }
}

/**
 * A path that an address may be made of: a `..` would lead out of the model, and a back-slash is a slash to `URL`. What else
 * there is to say of a name, the check says.
 */
export function pathOf(item: Untrusted): string {
  const path = item.stringOf(BOUNDS.pathCharacters);
  const problem = pathProblem(path);
  if (problem !== null || path.includes('\\'))
    return item.fail(`is no path of a file (${problem ?? 'backslash'})`);
  return path;
}

export function sizeOf(item: Untrusted): number {
  const { value } = item;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : item.fail('is not a size');
}

export function sha256Of(item: Untrusted): string {
  const text = item.stringOf(64);
  return /^[0-9a-f]{64}$/.test(text) ? text : item.fail('is not a SHA-256 digest in lower-case hex');
}

/** Each part by itself, so that a `?` or `#` in a name stays in it. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
