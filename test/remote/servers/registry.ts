/** A registry as OCI Distribution 1.1 has it: manifests and blobs by digest, tokens, referrers, blobs in a storage elsewhere. */
import { createHash } from 'node:crypto';
import { contentOf, toContent, type Content } from './content.js';
import { json } from './hub.js';
import { Script, startRemote, type Misbehaviour, type Remote, type Reply } from './server.js';

export interface Layer {
  readonly mediaType?: string;
  readonly content: Content | Uint8Array | string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Artifact {
  readonly layers: readonly Layer[];
  readonly artifactType?: string;
  readonly config?: Layer;
  /** The digest of what it refers to. */
  readonly subject?: string;
  /** Only for an index: the digests of manifests. */
  readonly manifests?: readonly string[];
}

export interface RegistryOptions {
  /** `none`: everybody is let in. `anonymous`: who has a token, which everybody gets. Else who says `NAME:SECRET`. */
  readonly access?: 'none' | 'anonymous' | { readonly basic: string };
  readonly referrers?: 'api' | 'tag';
  /** What cosign sent in place of the bundle's type, up to now. */
  readonly untoldTypes?: boolean;
  /** Blobs are sent on to a storage of another origin. */
  readonly redirects?: boolean;
  /** Seconds that a token lasts. */
  readonly tokenSeconds?: number;
}

export interface RegistryServer extends AsyncDisposable {
  /** With port, as an address has it. */
  readonly host: string;
  readonly server: Remote;
  readonly tokens: Remote;
  readonly storage: Remote;
  readonly script: Misbehaviour[];
  /** Its digest. */
  push(name: string, artifact: Artifact, tag?: string): string;
  /** As `push`, of text that is sent as it is. */
  pushText(name: string, text: string, tag?: string): string;
}

const EMPTY = 'application/vnd.oci.empty.v1+json';
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'WWW-Authenticate, Docker-Content-Digest, Link, Content-Range',
};

export async function startRegistry({
  access = 'anonymous',
  referrers = 'api',
  untoldTypes = false,
  redirects = true,
  tokenSeconds = 300,
}: RegistryOptions = {}): Promise<RegistryServer> {
  const script = new Script();
  const blobs = new Map<string, Content>();
  /** `NAME@DIGEST` and `NAME:TAG` to text. */
  const manifests = new Map<string, string>();
  const listed: { readonly name: string; readonly subject: string; readonly entry: object }[] = [];
  const given = new Map<string, number>();

  const tokens: Remote = await startRemote(
    (request) => {
      const said = request.headers.authorization;
      const isIn =
        access === 'anonymous' ||
        (typeof access === 'object' && said === `Basic ${Buffer.from(access.basic).toString('base64')}`);
      if (!isIn) return { status: 401 };
      const token = `token-${given.size}`;
      given.set(token, Date.now() + tokenSeconds * 1000);
      return json({ token, expires_in: tokenSeconds });
    },
    { script, cors: CORS },
  );
  const storage = await startRemote(
    (_, url) => {
      const content = blobs.get(url.pathname.slice(url.pathname.lastIndexOf('/') + 1));
      return content === undefined || url.searchParams.has('expired') ? { status: 403 } : { content };
    },
    { script, name: 'localhost', cors: { ...CORS, 'Access-Control-Expose-Headers': '*' } },
  );
  const server: Remote = await startRemote(
    (request, url, wrong): Reply => {
      const [, name = '', kind = '', at = ''] =
        /^\/v2\/(.+)\/(manifests|blobs|referrers)\/([^/]+)$/.exec(decodeURIComponent(url.pathname)) ?? [];
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      if (access !== 'none' && (given.get(token) ?? 0) < Date.now()) {
        // The scope is more than anybody should ask for.
        const challenge = `Bearer realm="${tokens.origin}/token",service="registry",scope="repository:${name}:pull,push"`;
        return { status: 401, headers: { 'WWW-Authenticate': challenge } };
      }
      if (kind === 'blobs') {
        const content = blobs.get(at);
        if (content === undefined) return { status: 404 };
        const query = wrong?.expired === true ? '?expired' : '';
        return redirects
          ? { status: 307, location: `${storage.origin}/storage/${at}${query}` }
          : { content, headers: { 'Docker-Content-Digest': at } };
      }
      if (kind === 'referrers' && referrers === 'api')
        return json(indexOf(listed.filter((one) => one.name === name && one.subject === at)));
      const isTagged = kind === 'manifests' && referrers === 'tag' && /^sha256-[0-9a-f]{64}$/.test(at);
      const refer = listed.filter((one) => one.name === name && one.subject === at.replace('-', ':'));
      const text =
        isTagged && refer.length > 0
          ? JSON.stringify(indexOf(refer))
          : manifests.get(at.includes(':') ? `${name}@${at}` : `${name}:${at}`);
      if (kind !== 'manifests' || text === undefined) return { status: 404 };
      return {
        content: contentOf(text),
        headers: {
          'Docker-Content-Digest': digest(text),
          'Content-Type': 'application/vnd.oci.image.manifest.v1+json',
        },
      };
    },
    {
      script,
      cors: CORS,
      kindOf: (path) => (redirects && path.includes('/blobs/') ? 'redirect' : 'bytes'),
    },
  );

  const descriptor = ({ mediaType = 'application/octet-stream', content, annotations }: Layer) => {
    const whole = toContent(content);
    blobs.set(`sha256:${whole.sha256}`, whole);
    return {
      mediaType,
      digest: `sha256:${whole.sha256}`,
      size: whole.size,
      ...(annotations === undefined ? {} : { annotations }),
    };
  };
  const pushText = (name: string, text: string, tag?: string): string => {
    const at = digest(text);
    manifests.set(`${name}@${at}`, text);
    if (tag !== undefined) manifests.set(`${name}:${tag}`, text);
    return at;
  };
  return {
    host: `127.0.0.1:${server.port}`,
    server,
    tokens,
    storage,
    script: script.list,
    pushText,
    push(name, { layers, artifactType, config, subject, manifests: parts }, tag) {
      const type = artifactType === undefined ? {} : { artifactType };
      const manifest =
        parts === undefined
          ? {
              schemaVersion: 2,
              mediaType: 'application/vnd.oci.image.manifest.v1+json',
              ...type,
              config: descriptor(config ?? { mediaType: EMPTY, content: '{}' }),
              layers: layers.map(descriptor),
              ...(subject === undefined ? {} : { subject: refer(subject, 0) }),
            }
          : {
              schemaVersion: 2,
              mediaType: 'application/vnd.oci.image.index.v1+json',
              ...type,
              manifests: parts.map((part) => refer(part, manifests.get(`${name}@${part}`)?.length ?? 0)),
            };
      const text = JSON.stringify(manifest);
      const at = pushText(name, text, tag);
      const told = untoldTypes ? { artifactType: EMPTY } : type;
      if (subject !== undefined)
        listed.push({ name, subject, entry: { ...refer(at, text.length), ...told } });
      return at;
    },
    [Symbol.asyncDispose]: async () => {
      for (const one of [server, tokens, storage]) await one[Symbol.asyncDispose]();
    },
  };
}

function refer(at: string, size: number): object {
  return { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: at, size };
}

function indexOf(referrers: readonly { readonly entry: object }[]): object {
  return {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: referrers.map(({ entry }) => entry),
  };
}

function digest(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
