import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openRemote, type RemoteOptions } from '../../src/remote/open.js';
import type { RemoteModel } from '../../src/remote/remote-model.js';
import { startRegistry, type Artifact, type RegistryOptions } from './servers/registry.js';

const FILEPATH = 'org.cncf.model.filepath';
const TITLE = 'org.opencontainers.image.title';
const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

const MODEL: Artifact = {
  artifactType: 'application/vnd.cncf.model.manifest.v1+json',
  config: { mediaType: 'application/vnd.cncf.model.config.v1+json', content: '{}' },
  layers: [
    {
      mediaType: 'application/vnd.cncf.model.weight.v1.raw',
      content: 'w',
      annotations: { [FILEPATH]: 'a/w.bin' },
    },
    { content: 'c', annotations: { [TITLE]: 'config.json' } },
    { content: 'unnamed' },
  ],
};
const bundleOf = (subject: string, content = '{"mediaType":"x"}'): Artifact => ({
  artifactType: BUNDLE,
  subject,
  layers: [{ mediaType: BUNDLE, content }],
});

async function open(address: string, options: Partial<RemoteOptions> = {}): Promise<RemoteModel> {
  const answer = await openRemote(address, { fetcher: fetch, ...options });
  if (!answer.ok) throw new Error(JSON.stringify(answer.reasons));
  return answer.value;
}

async function bytesOf(
  { read }: RemoteModel,
  file: RemoteModel['files'][number] | undefined,
): Promise<string> {
  if (file === undefined) throw new Error('no such file');
  const parts: Uint8Array[] = [];
  const { source } = file;
  const onSlice = (slice: Uint8Array) => void parts.push(slice.slice());
  expect(await read(source, { start: 0, end: source.size }, { onSlice })).toBeNull();
  return Buffer.concat(parts).toString();
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test.each<RegistryOptions>([
  {},
  { referrers: 'tag' },
  { access: 'none', redirects: false },
  { untoldTypes: true },
  { referrers: 'tag', untoldTypes: true },
])('a model by its tag, with %o', async (options) => {
  await using registry = await startRegistry(options);
  const digest = registry.push('acme/weather', MODEL, 'v1');
  registry.push('acme/weather', bundleOf(digest));
  registry.push('acme/weather', {
    artifactType: 'application/spdx+json',
    subject: digest,
    layers: [{ mediaType: 'application/spdx+json', content: 'bill' }],
  });
  const model = await open(`oci://${registry.host}/acme/weather:v1`);
  expect(model.facts).toEqual({
    kind: 'oci',
    address: `oci://${registry.host}/acme/weather@${digest}`,
    host: registry.host,
    revision: digest,
  });
  expect(model.name).toBe('acme/weather');
  const unnamed = `sha256-${sha256('unnamed')}`;
  expect(model.files.map(({ path }) => path)).toEqual(['a/w.bin', 'config.json', unnamed]);
  expect(model.files[0]?.reported).toEqual({ algorithm: 'sha256', digest: sha256('w') });
  expect(model.signatures.map(({ path }) => path)).toEqual([`sha256:${sha256('{"mediaType":"x"}')}`]);
  expect(sha256(await (model.index?.text.text() ?? ''))).toBe(digest.slice('sha256:'.length));
  expect(await bytesOf(model, model.files[0])).toBe('w');
  expect(await bytesOf(model, model.signatures[0])).toBe('{"mediaType":"x"}');
  // By its digest, and by an index of one, it is the same.
  expect((await open(`oci://${registry.host}/acme/weather:gone@${digest}`)).facts).toEqual(model.facts);
  registry.push('acme/weather', { layers: [], manifests: [digest] }, 'list');
  expect((await open(`oci://${registry.host}/acme/weather:list`)).facts).toEqual(model.facts);
});

test('what is asked for: to read this one, and no more', async () => {
  await using registry = await startRegistry();
  registry.push('acme/weather', MODEL, 'latest');
  const model = await open(`oci://${registry.host}/acme/weather`);
  expect(registry.tokens.asked.map(({ path }) => path)).toEqual([
    '/token?service=registry&scope=repository%3Aacme%2Fweather%3Apull',
  ]);
  const [file] = model.files;
  expect(file?.source.headers).toEqual({ Authorization: 'Bearer token-0' });
  expect(file?.source.token).toEqual({
    url: `${registry.tokens.origin}/token?service=registry&scope=repository%3Aacme%2Fweather%3Apull`,
    headers: {},
  });
  await bytesOf(model, file);
  expect(registry.storage.asked.map(({ authorization }) => authorization)).toEqual([null]);
});

test('who has an account there gets a token with it', async () => {
  await using registry = await startRegistry({ access: { basic: 'me:secret' } });
  registry.push('acme/weather', MODEL, 'latest');
  const address = `oci://${registry.host}/acme/weather`;
  expect(await openRemote(address, { fetcher: fetch })).toMatchObject({
    reasons: [{ code: 'remote-refused', status: 401 }],
  });
  const basic = `Basic ${Buffer.from('me:secret').toString('base64')}`;
  const asked: string[] = [];
  const authorization = (host: string) => {
    asked.push(host);
    return basic;
  };
  const model = await open(address, { authorization });
  expect(new Set(asked)).toEqual(new Set([registry.host]));
  expect(model.files[0]?.source.token?.headers).toEqual({ Authorization: basic });
});

/** A registry of somebody else's, played: who is told the credentials? */
async function toldTo(registry: string, realm: string): Promise<string[]> {
  const told: string[] = [];
  const fetcher: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const said = new Headers(init?.headers).get('Authorization');
    if (said?.startsWith('Basic') === true) told.push(url.host);
    if (url.pathname === '/token') return Promise.resolve(Response.json({ access_token: 'abc' }));
    const challenge = `Bearer realm="${realm}",service="x"`;
    return Promise.resolve(
      said === 'Bearer abc'
        ? new Response(null, { status: 404 })
        : new Response(null, { status: 401, headers: { 'WWW-Authenticate': challenge } }),
    );
  };
  await openRemote(`oci://${registry}/acme/weather`, { fetcher, authorization: () => 'Basic abc' });
  return told;
}

test('credentials go to the registry’s own maker of tokens, and to nobody else', async () => {
  expect(await toldTo('ghcr.io', 'https://ghcr.io/token')).toEqual(['ghcr.io']);
  expect(await toldTo('docker.io', 'https://auth.docker.io/token')).toEqual(['auth.docker.io']);
  expect(await toldTo('registry.gitlab.com', 'https://gitlab.com/token')).toEqual(['gitlab.com']);
  for (const realm of [
    'https://evil.io/token',
    'http://ghcr.io/token',
    'https://notghcr.io/token',
    'http://127.0.0.1/token',
  ])
    expect(await toldTo('ghcr.io', realm)).toEqual([]);
  expect(await toldTo('registry.gitlab.com', 'https://evilgitlab.com/token')).toEqual([]);
  expect(await toldTo('10.0.0.1', 'https://11.0.0.1/token')).toEqual([]);
});

test('archives are told apart, and what ORAS calls one is a file', async () => {
  await using registry = await startRegistry({ access: 'none' });
  const tar = 'application/vnd.oci.image.layer.v1.tar';
  registry.push(
    'm',
    {
      layers: [
        {
          mediaType: 'application/vnd.cncf.model.weight.v1.tar',
          content: '1',
          annotations: { [FILEPATH]: '.' },
        },
        { mediaType: 'application/vnd.cncf.model.doc.v1.tar+zstd', content: '2' },
        { mediaType: tar, content: '3', annotations: { [TITLE]: 'plain.bin' } },
        {
          mediaType: `${tar}+gzip`,
          content: '4',
          annotations: { [TITLE]: 'folder', 'io.deis.oras.content.unpack': 'true' },
        },
      ],
    },
    'latest',
  );
  const { files, packed } = await open(`oci://${registry.host}/m`);
  const [one, two, four] = ['1', '2', '4'].map((text) => `sha256-${sha256(text)}`);
  expect(files.map(({ path }) => path)).toEqual([one, two, 'plain.bin', four]);
  expect(packed).toEqual([one, two, four]);
});

test('a configuration that its maker named is a file too', async () => {
  await using registry = await startRegistry({ access: 'none' });
  const config = { content: '{"a":1}', annotations: { [TITLE]: 'settings.json' } };
  registry.push('m', { ...MODEL, config }, 'latest');
  const { files } = await open(`oci://${registry.host}/m`);
  expect(files.map(({ path }) => path).slice(0, 2)).toEqual(['settings.json', 'a/w.bin']);
});

test('a referrer that is gone, or no bundle after all, is none', async () => {
  await using registry = await startRegistry({ access: 'none', untoldTypes: true });
  const digest = registry.push('m', MODEL, 'latest');
  registry.push('m', { subject: digest, layers: [{ content: 'note' }] });
  const gone = registry.push('m', bundleOf(digest, 'gone'));
  registry.push('m', bundleOf(digest, 'here'));
  registry.script.push({ path: gone, status: 404 });
  const { signatures } = await open(`oci://${registry.host}/m`);
  expect(signatures.map(({ path }) => path)).toEqual([`sha256:${sha256('here')}`]);
});

const HEX = 'ab'.repeat(32);
const DESCRIPTOR = { mediaType: 'x', digest: `sha256:${HEX}`, size: 1 };
const MANIFEST = { schemaVersion: 2, layers: [DESCRIPTOR] };
const NAMED = { ...DESCRIPTOR, annotations: { [TITLE]: 'a' } };
test.each<[string, unknown]>([
  ['manifest.schemaVersion', { ...MANIFEST, schemaVersion: 1 }],
  ['manifest', { ...MANIFEST, manifests: [DESCRIPTOR] }],
  ['manifest.mediaType', { ...MANIFEST, mediaType: 'application/vnd.docker.distribution.manifest.v2+json' }],
  ['manifest.manifests', { schemaVersion: 2 }],
  ['manifests', { schemaVersion: 2, manifests: [] }],
  ['manifests', { schemaVersion: 2, manifests: [DESCRIPTOR, DESCRIPTOR] }],
  ['manifest.layers[0].digest', { ...MANIFEST, layers: [{ ...DESCRIPTOR, digest: `md5:${HEX}` }] }],
  ['manifest.layers[0].digest', { ...MANIFEST, layers: [{ ...DESCRIPTOR, digest: 'sha256:../../x' }] }],
  ['manifest.layers[0].size', { ...MANIFEST, layers: [{ ...DESCRIPTOR, size: -1 }] }],
  [
    'manifest.layers[0].annotations.org.opencontainers.image.title',
    { ...MANIFEST, layers: [{ ...DESCRIPTOR, annotations: { [TITLE]: '../a' } }] },
  ],
  ['a', { ...MANIFEST, layers: [NAMED, { ...NAMED, digest: `sha256:${'cd'.repeat(32)}` }] }],
])('what is wrong at %s is refused', async (at, manifest) => {
  await using registry = await startRegistry({ access: 'none' });
  registry.pushText('m', JSON.stringify(manifest), 'latest');
  expect(await openRemote(`oci://${registry.host}/m`, { fetcher: fetch })).toMatchObject({
    reasons: [{ code: 'remote-listing-malformed', at }],
  });
});

test('what was asked for by digest, and is something else', async () => {
  await using registry = await startRegistry({ access: 'none' });
  const digest = registry.push('m', MODEL, 'latest');
  const lie = { path: '/manifests/', otherBytes: true } as const;
  registry.script.push(lie);
  for (const address of [`oci://${registry.host}/m`, `oci://${registry.host}/m@${digest}`])
    expect(await openRemote(address, { fetcher: fetch })).toMatchObject({
      reasons: [{ code: 'remote-digest-differs', stated: digest }],
    });
});
