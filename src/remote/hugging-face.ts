import { BOUNDS } from '../bounds.js';
import type { Untrusted } from '../untrusted.js';
import type { Adapter } from './adapter.js';
import { askJson, listing, nextPage } from './ask.js';
import { encodePath, FileList, pathOf, sha256Of, sizeOf } from './files.js';
import { RemoteFault } from './fault.js';
import type { RemoteFile } from './remote-model.js';

/** Of the answer about a revision: it repeats every file's name. */
const INFO_BYTES = 64 * 1024 * 1024;
const PAGE_BYTES = 16 * 1024 * 1024;
/** The hub sends a thousand entries on each. */
const MAX_PAGES = 10_000;
/** A mirror may send fewer; one that sends next to nothing on each would keep us for days. */
const FEW_PAGES = 100;
const LEAST_ON_PAGE = 50;

/** Hugging Face's hub, or one that speaks as it does. */
export const HUGGING_FACE: Adapter<'hugging-face'> = {
  kind: 'hugging-face',
  async open({ endpoint, repository, revision }, net) {
    const { host } = endpoint;
    const authorization = net.authorization(host);
    const headers: Record<string, string> = authorization === null ? {} : { Authorization: authorization };
    const at = (path: string) => new URL(`${endpoint.origin}${endpoint.pathname.replace(/\/$/, '')}/${path}`);
    const api = `api/models/${repository}`;

    // A branch may move while its files are read: all are asked for by the commit that it is now.
    const info = await askJson(net, at(`${api}/revision/${encodeURIComponent(revision)}`), {
      what: `${repository}@${revision}`,
      maxBytes: INFO_BYTES,
      headers,
    });
    const { commit, names } = listing(host, () => infoOf(info.json, revision));

    const fileOf = (entry: Untrusted): RemoteFile | null => {
      const type = entry.get('type').stringOf(50);
      if (type === 'directory') return null;
      const path = pathOf(entry.get('path'));
      // A link of git to another repository: nothing of it can be had from here.
      if (type !== 'file') return entry.fail(`is neither a file nor a folder: ${path}`);
      const lfs = entry.optional('lfs');
      return {
        path,
        source: {
          url: at(`${repository}/resolve/${commit}/${encodePath(path)}`).href,
          headers,
          host,
          size: sizeOf(lfs?.optional('size') ?? entry.get('size')),
        },
        // `oid` of what is not in LFS is git's: SHA-1 of something else than the bytes alone.
        reported: lfs === null ? null : { algorithm: 'sha256', digest: sha256Of(lfs.get('oid')) },
      };
    };

    const list = new FileList(host);
    let seen = 0;
    let page: URL | null = at(`${api}/tree/${commit}?recursive=true`);
    for (let pages = 1; page !== null; pages++) {
      const answer = await askJson(net, page, {
        what: `${repository}@${commit}`,
        maxBytes: PAGE_BYTES,
        headers,
      });
      listing(host, () => {
        const entries = answer.json.array(BOUNDS.files);
        list.count(entries.length);
        seen += entries.length;
        for (const entry of entries) {
          const file = fileOf(entry);
          if (file !== null) list.add(file);
        }
      });
      net.onListed(list.files.length);
      page = nextPage(answer.headers, page);
      const isDrip = pages >= FEW_PAGES && seen < pages * LEAST_ON_PAGE;
      if ((pages >= MAX_PAGES || isDrip) && page !== null)
        throw new RemoteFault({
          code: 'remote-listing-too-large',
          host,
          limit: list.files.length,
          unit: 'entries',
        });
    }
    // Where a proxy or a browser keeps the `Link` from us, the first page would pass for the whole.
    if (names !== null && names > list.files.length)
      throw new RemoteFault({
        code: 'remote-listing-malformed',
        host,
        at: 'tree',
        problem: `has ${list.files.length} files, and should have ${names}`,
      });

    return {
      facts: {
        kind: 'hugging-face',
        // `hf://` is one hub; any other is named.
        address: isUsual(endpoint) ? `hf://${repository}@${commit}` : at(`${repository}/tree/${commit}`).href,
        host,
        revision: commit,
      },
      name: repository,
      files: list.files,
      signatures: [],
      index: null,
      packed: [],
    };
  },
};

function isUsual({ host }: URL): boolean {
  return host === 'huggingface.co';
}

function infoOf(
  info: Untrusted,
  revision: string,
): { readonly commit: string; readonly names: number | null } {
  const sha = info.get('sha');
  const commit = sha.stringOf(64);
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) sha.fail('is not a commit');
  if (/^[0-9a-f]{40}$/.test(revision) && commit !== revision)
    sha.fail('is another commit than was asked for');
  return { commit, names: info.optional('siblings')?.array(BOUNDS.files).length ?? null };
}
