import type { Adapter } from './adapter.js';
import { askJson, listing } from './ask.js';
import { encodePath, FileList } from './files.js';
import { INDEX_FILE, parseIndex } from './index-file.js';

/** A hundred bytes a file, and twice that for a digest. */
const INDEX_BYTES = 128 * 1024 * 1024;

/** Any web server, with an index file of ours beside the model's files. */
export const DIRECTORY: Adapter<'directory'> = {
  kind: 'directory',
  async open({ url }, net) {
    const { host } = url;
    const authorization = net.authorization(host);
    const headers: Record<string, string> = authorization === null ? {} : { Authorization: authorization };
    const answer = await askJson(net, new URL(INDEX_FILE, url), {
      what: INDEX_FILE,
      maxBytes: INDEX_BYTES,
      headers,
    });
    const files = listing(host, () => {
      const index = parseIndex(answer.json);
      const list = new FileList(host);
      list.count(index.files.length);
      for (const { path, size, sha256 } of index.files) {
        list.add({
          path,
          source: { url: new URL(encodePath(path), url).href, headers, host, size },
          reported: sha256 === null ? null : { algorithm: 'sha256', digest: sha256 },
        });
      }
      return list.files;
    });
    net.onListed(files.length);
    return {
      // What the index calls this state binds nobody.
      facts: { kind: 'directory', address: url.href, host, revision: null },
      name: nameOf(url),
      files,
      signatures: [],
      index: null,
      packed: [],
    };
  },
};

/** The last part of its address; none where the model is all that is there. */
function nameOf(url: URL): string | null {
  const part = url.pathname.split('/').at(-2) ?? '';
  try {
    return part === '' ? null : decodeURIComponent(part);
  } catch {
    return part;
  }
}
