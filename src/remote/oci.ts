import type { Adapter, Listed } from './adapter.js';
import { jsonOf, listing, nextPage } from './ask.js';
import { FileList } from './files.js';
import { RemoteFault } from './fault.js';
import {
  INDEX_TYPE,
  MANIFEST_BYTES,
  MANIFEST_TYPE,
  parseManifest,
  reportedBy,
  type Descriptor,
  type Manifest,
} from './oci-manifest.js';
import { assertDigest, digestOf, Registry } from './oci-registry.js';
import type { RemoteFile } from './remote-model.js';

/** Together within what a browser sends without asking first (Fetch, CORS-safelisted request-header). */
const ACCEPT = { Accept: `${MANIFEST_TYPE}, ${INDEX_TYPE}` };
const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle';
/** cosign has named its bundles so in an index: what they are stands in their manifests. */
const UNTOLD_TYPES = [null, 'application/vnd.oci.empty.v1+json'];
const MAX_SIGNATURES = 16;
const MAX_REFERRERS = 64;
const MAX_PAGES = 16;

/** A registry that speaks OCI Distribution 1.1. */
export const OCI: Adapter<'oci'> = {
  kind: 'oci',
  async open(reference, net) {
    const { host, name, digest, tag } = reference;
    const registry = new Registry(reference, net);
    let found = await read(registry, digest ?? tag ?? 'latest');
    if (found.manifest.kind === 'index') {
      const [only, ...others] = found.manifest.manifests;
      if (only === undefined || others.length > 0)
        malformed(
          host,
          'manifests',
          `has ${found.manifest.manifests.length}: ask for one of them by its digest`,
        );
      found = await read(registry, only.digest);
    }
    const { manifest } = found;
    if (manifest.kind === 'index') malformed(host, 'manifests', 'leads to another index');
    const { files, packed } = listing(host, () => filesOf(registry, manifest));
    net.onListed(files.length);
    return {
      facts: {
        kind: 'oci',
        address: `oci://${host}/${name}@${found.digest}`,
        host,
        revision: found.digest,
      },
      name,
      files,
      signatures: await signaturesOf(registry, found.digest),
      index: { name: 'manifest', text: new Blob([found.bytes]) },
      packed,
    };
  },
};

interface Found {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly digest: string;
  readonly manifest: Manifest;
}

/** By tag or digest. */
async function read(registry: Registry, at: string): Promise<Found> {
  const found = await readIfThere(registry, at, []);
  if (found !== null) return found;
  throw new RemoteFault({ code: 'remote-not-found', host: registry.reference.host, what: at });
}

async function readIfThere(registry: Registry, at: string, absent: readonly number[]): Promise<Found | null> {
  const { host, name } = registry.reference;
  const what = `${name}${at.includes(':') ? '@' : ':'}${at}`;
  const answer = await registry.get(registry.url(`manifests/${at}`), {
    what,
    maxBytes: MANIFEST_BYTES,
    headers: ACCEPT,
    also: absent,
  });
  if (absent.includes(answer.status)) return null;
  const { bytes } = answer;
  const told = at.includes(':') ? at : answer.headers.get('Docker-Content-Digest');
  const stated =
    told !== null && /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(told)
      ? told
      : await digestOf(bytes, 'sha256', host);
  await assertDigest(bytes, stated, { host, what });
  const json = jsonOf(bytes, host, 'manifest');
  return { bytes, digest: stated, manifest: listing(host, () => parseManifest(json)) };
}

function filesOf(
  registry: Registry,
  { config, layers }: Extract<Manifest, { kind: 'manifest' }>,
): Pick<Listed, 'files' | 'packed'> {
  const { host } = registry.reference;
  const list = new FileList(host);
  const packed: string[] = [];
  // What configures a container is no file of a model, but where its maker named it.
  const parts = config?.path == null ? layers : [config, ...layers];
  const known = new Map<string, string>();
  for (const part of parts) {
    const path = part.path ?? part.digest.replace(':', '-');
    // The same content twice: nothing new, and no contradiction.
    if (known.get(path) === part.digest) continue;
    known.set(path, part.digest);
    list.add(fileOf(registry, path, part));
    if (part.isPacked) packed.push(path);
  }
  return { files: list.files, packed };
}

function fileOf(registry: Registry, path: string, part: Descriptor): RemoteFile {
  const { token, headers, reference } = registry;
  return {
    path,
    source: {
      url: registry.url(`blobs/${part.digest}`).href,
      headers,
      host: reference.host,
      size: part.size,
      ...(token === null ? {} : { token }),
    },
    reported: reportedBy(part),
  };
}

/** Bundles that refer to the manifest (Distribution 1.1, listing referrers), the first layer of each. */
async function signaturesOf(registry: Registry, digest: string): Promise<RemoteFile[]> {
  const { host } = registry.reference;
  const signatures: RemoteFile[] = [];
  const known = new Set<string>();
  const candidates = (await referrersOf(registry, digest)).filter(
    ({ artifactType }) =>
      UNTOLD_TYPES.includes(artifactType) || artifactType?.startsWith(BUNDLE_TYPE) === true,
  );
  if (candidates.length > MAX_REFERRERS) tooMany(host, MAX_REFERRERS);
  for (const candidate of candidates) {
    // A list under a tag still names what was deleted.
    const referrer = await readIfThere(registry, candidate.digest, [404]);
    if (referrer?.manifest.kind !== 'manifest') continue;
    const [bundle] = referrer.manifest.layers;
    if (bundle?.mediaType.startsWith(BUNDLE_TYPE) !== true || known.has(bundle.digest)) continue;
    known.add(bundle.digest);
    signatures.push(fileOf(registry, bundle.digest, bundle));
    if (signatures.length > MAX_SIGNATURES) tooMany(host, MAX_SIGNATURES);
  }
  return signatures;
}

async function referrersOf(registry: Registry, digest: string): Promise<readonly Descriptor[]> {
  const { host } = registry.reference;
  const referrers: Descriptor[] = [];
  let page: URL | null = registry.url(`referrers/${digest}`);
  for (let pages = 0; page !== null && pages < MAX_PAGES; pages++) {
    const answer = await registry.get(page, {
      what: 'referrers',
      maxBytes: MANIFEST_BYTES,
      headers: { Accept: INDEX_TYPE },
      // What registries say that know no referrers.
      also: [400, 404, 405],
    });
    if (answer.status !== 200) return taggedReferrers(registry, digest);
    const json = jsonOf(answer.bytes, host, 'referrers');
    const manifest = listing(host, () => parseManifest(json));
    if (manifest.kind !== 'index') malformed(host, 'referrers', 'is not an index');
    referrers.push(...manifest.manifests);
    page = nextPage(answer.headers, page);
  }
  if (page !== null) tooMany(host, referrers.length);
  return referrers;
}

/** Distribution 1.1, referrers tag schema. */
async function taggedReferrers(registry: Registry, digest: string): Promise<readonly Descriptor[]> {
  const [algorithm = '', hex = ''] = digest.split(':');
  const tag = `${algorithm}-${hex.slice(0, 64)}`;
  const found = await readIfThere(registry, tag, [404]);
  return found?.manifest.kind === 'index' ? found.manifest.manifests : [];
}

function malformed(host: string, at: string, problem: string): never {
  throw new RemoteFault({ code: 'remote-listing-malformed', host, at, problem });
}

function tooMany(host: string, limit: number): never {
  throw new RemoteFault({ code: 'remote-listing-too-large', host, limit, unit: 'entries' });
}
