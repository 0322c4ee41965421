/**
 * A hub that answers as Hugging Face's does, on loopback: listings in pages, small files by itself, those in LFS by a redirect to
 * a storage of another origin, with an address that ends some time; private models with a token.
 */
import { createHash } from 'node:crypto';
import { contentOf, toContent, type Content } from './content.js';
import { Script, startRemote, type Misbehaviour, type Remote, type Reply } from './server.js';

export type HubFiles = Readonly<Record<string, Content | Uint8Array | string>>;

export interface HubModel {
  readonly files: HubFiles;
  /** Which are in LFS; as on the hub, what is large or not text when absent. */
  readonly lfs?: (path: string) => boolean;
  /** Only who says so may have it. */
  readonly token?: string;
  /** Beside `main`. */
  readonly branches?: readonly string[];
}

export interface Hub extends AsyncDisposable {
  readonly url: string;
  readonly hub: Remote;
  readonly storage: Remote;
  /** `ORG/MODEL` to what it has; may change while the hub runs. */
  readonly models: Map<string, HubModel>;
  /** What is to go wrong; may change while the hub runs. */
  readonly script: Misbehaviour[];
  /** The commit that a model is at now. */
  commit(model: string): string;
  /** How often the bytes of such a file were asked for. */
  fetched(path: string): number;
}

/** As the real one has it, as far as we know. */
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag,X-Xet-Hash',
};
const STORAGE_CORS = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': '*' };
const TEXT = /\.(?:json|md|txt|sig|sigstore|jinja)$|\.gitattributes$/;
const LARGE = 10 * 1024 * 1024;

interface Kept {
  readonly path: string;
  readonly content: Content;
  readonly isLfs: boolean;
}

export async function startHub(
  models: Readonly<Record<string, HubModel>> | Map<string, HubModel> = {},
  { pageSize = 1000 }: { readonly pageSize?: number } = {},
): Promise<Hub> {
  const held = models instanceof Map ? models : new Map(Object.entries(models));
  const script = new Script();
  const known = new WeakMap<HubModel, { readonly commit: string; readonly files: readonly Kept[] }>();
  const stateOf = (model: HubModel) => {
    const state = known.get(model) ?? stateAnew(model);
    known.set(model, state);
    return state;
  };

  const storage = await startRemote(
    (_, url) => {
      const [, , org, name, , ...rest] = decodeURIComponent(url.pathname).split('/');
      const model = held.get(`${org ?? ''}/${name ?? ''}`);
      const file = model && stateOf(model).files.find(({ path, isLfs }) => isLfs && path === rest.join('/'));
      if (file === undefined || Number(url.searchParams.get('Expires')) < Date.now() / 1000)
        return { status: 403, text: 'Request has expired' };
      return { content: file.content, headers: { 'Content-Type': 'application/octet-stream' } };
    },
    { script, name: 'localhost', cors: STORAGE_CORS },
  );

  const hub: Remote = await startRemote(
    (request, url, wrong) => {
      const path = decodeURIComponent(url.pathname);
      const api = /^\/api\/models\/([^/]+\/[^/]+)\/(revision|tree)\/(.+)$/.exec(path);
      const resolve = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
      const id = api?.[1] ?? resolve?.[1] ?? '';
      const model = held.get(id);
      const { authorization } = request.headers;
      if (model === undefined) return missing('Repo', authorization === undefined ? 401 : 404);
      if (model.token !== undefined && authorization !== `Bearer ${model.token}`)
        return missing('Repo', authorization === undefined ? 401 : 403);
      const { commit, files } = stateOf(model);
      const revision = api?.[3] ?? resolve?.[2] ?? '';
      if (![commit, 'main', ...(model.branches ?? [])].includes(revision)) return missing('Revision', 404);
      if (api?.[2] === 'revision') {
        const siblings = files.map((file) => ({ rfilename: file.path }));
        return json({ _id: '0', id, sha: commit, private: model.token !== undefined, siblings });
      }
      if (api?.[2] === 'tree') return treePage(files, url, hub.origin, pageSize);
      const file = files.find((one) => one.path === resolve?.[3]);
      if (file === undefined) return missing('Entry', 404);
      const headers = { 'X-Repo-Commit': commit, ETag: `"${file.content.sha256}"` };
      if (!file.isLfs) return { content: file.content, headers };
      const expires = Math.floor(Date.now() / 1000) + (wrong?.expired === true ? -10 : 3600);
      const place = [id, commit, file.path].map((part) => part.split('/').map(encodeURIComponent).join('/'));
      return {
        location: `${storage.origin}/lfs/${place.join('/')}?Expires=${expires}&Signature=abc`,
        headers: {
          'X-Repo-Commit': commit,
          'X-Linked-Size': String(file.content.size),
          'X-Linked-ETag': `"${file.content.sha256}"`,
        },
      };
    },
    {
      script,
      cors: CORS,
      kindOf: (path) => {
        const [, id = '', file = ''] = /^\/([^/]+\/[^/]+)\/resolve\/[^/]+\/(.+)$/.exec(path) ?? [];
        const model = held.get(id);
        return model && stateOf(model).files.some((one) => one.path === file && one.isLfs)
          ? 'redirect'
          : 'bytes';
      },
    },
  );

  return {
    url: hub.origin,
    hub,
    storage,
    models: held,
    script: script.list,
    commit: (id) => {
      const model = held.get(id);
      return model === undefined ? '' : stateOf(model).commit;
    },
    fetched: (path) => {
      const isLfs = storage.count(path);
      return isLfs > 0
        ? isLfs
        : hub.asked.filter((one) => one.path.includes('/resolve/') && one.path.includes(path)).length;
    },
    [Symbol.asyncDispose]: async () => {
      await hub[Symbol.asyncDispose]();
      await storage[Symbol.asyncDispose]();
    },
  };
}

function stateAnew({ files, lfs }: HubModel): { readonly commit: string; readonly files: readonly Kept[] } {
  const kept = Object.entries(files).map(([path, given]): Kept => {
    const content = toContent(given);
    return { path, content, isLfs: lfs?.(path) ?? (content.size > LARGE || !TEXT.test(path)) };
  });
  const hash = createHash('sha1');
  for (const { path, content } of kept) hash.update(`${path}\0${content.sha256}\n`);
  return { commit: hash.digest('hex'), files: kept };
}

function treePage(files: readonly Kept[], url: URL, origin: string, pageSize: number): Reply {
  const folders = new Set(
    files.flatMap(({ path }) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, i, parts) => parts.slice(0, i + 1).join('/')),
    ),
  );
  const entries: readonly object[] = [
    ...[...folders].map((path) => ({ type: 'directory', oid: sha1(path), size: 0, path })),
    ...files.map(({ path, content, isLfs }) => ({
      type: 'file',
      oid: sha1(content.sha256),
      size: content.size,
      ...(isLfs ? { lfs: { oid: content.sha256, size: content.size, pointerSize: 134 } } : {}),
      path,
    })),
  ];
  const from = Number(url.searchParams.get('cursor') ?? '0');
  const next = new URL(url.pathname + url.search, origin);
  next.searchParams.set('cursor', String(from + pageSize));
  const isLast = from + pageSize >= entries.length;
  return json(entries.slice(from, from + pageSize), isLast ? {} : { Link: `<${next.href}>; rel="next"` });
}

function missing(what: 'Repo' | 'Revision' | 'Entry', status: number): Reply {
  const headers = { 'X-Error-Code': `${what}NotFound`, 'Content-Type': 'application/json' };
  return { status, headers, text: JSON.stringify({ error: `${what} not found` }) };
}

export function json(value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    content: contentOf(JSON.stringify(value)),
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  };
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
