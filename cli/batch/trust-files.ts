import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { Expectation } from '../expectation.js';
import { JSON_LIMIT, under } from '../inputs.js';
import type { Item } from './item.js';

/** A list may name another key on each line. */
const MAX_KNOWN = 1000;

/**
 * Who is expected is what lies in a file, and not how that is called: behind the same path another key is another question. Reads each
 * file once. Of what is no file (a pipe is read only once) and of what cannot be read, the path has to do.
 */
export class TrustFiles {
  readonly #known = new Map<string, Promise<string | null>>();

  /** The item, by what its files hold. */
  async identified(item: Item, bases: { readonly list: string; readonly trust: string }): Promise<Item> {
    if (!item.ok) return item;
    const paths = pathsOf(item.question.expect);
    if (paths.length === 0) return item;
    const base = item.saysWhom ? bases.list : bases.trust;
    const digests = await Promise.all(paths.map((path) => this.#digest(under(base, path))));
    const id = createHash('sha256')
      .update(JSON.stringify(['files', item.id, digests]))
      .digest('hex');
    return { ...item, id };
  }

  #digest(path: string): Promise<string | null> {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    const digest = digestOf(path);
    this.#known.set(path, digest);
    return digest;
  }
}

function pathsOf(expect: Expectation): readonly string[] {
  switch (expect.method) {
    case 'sigstore':
    case 'inspect':
      return given(expect.trustedRoot);
    case 'key':
      return [expect.publicKey, ...given(expect.trustedRoot)];
    case 'certificate':
      return expect.roots;
    case 'expectations':
      return [expect.file];
  }
}

const given = (path: string | null): readonly string[] => (path === null ? [] : [path]);

async function digestOf(path: string): Promise<string | null> {
  try {
    const stats = await stat(path);
    if (!stats.isFile() || stats.size > JSON_LIMIT) return null;
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch {
    // The check says why.
    return null;
  }
}
