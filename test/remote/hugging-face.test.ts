import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openRemote } from '../../src/remote/open.js';
import { noise, smallModel } from '../forge/index.js';
import { startHub, type Hub } from './servers/hub.js';

let hub: Hub;
beforeAll(async () => {
  hub = await startHub(
    {
      'acme/weather': { files: smallModel(), branches: ['refs/pr/1'] },
      'acme/private': { files: { 'config.json': '{}' }, token: 'secret' },
      'acme/odd': { files: { 'a?b#c%20d/é+ü.bin': noise(10), empty: '' } },
      'acme/nothing': { files: {} },
    },
    { pageSize: 3 },
  );
});
afterAll(() => hub[Symbol.asyncDispose]());
afterEach(() => {
  hub.script.length = 0;
  hub.hub.asked.length = 0;
});

const open = (address: string, token?: string) =>
  openRemote(address, {
    fetcher: fetch,
    endpoint: hub.url,
    authorization: () => (token === undefined ? null : `Bearer ${token}`),
  });

test('lists what a branch is now, page by page, by its commit', async () => {
  const listed: number[] = [];
  const answer = await openRemote('hf://acme/weather', {
    fetcher: fetch,
    endpoint: hub.url,
    onListed: (files) => listed.push(files),
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  const { facts, name, files, signatures, index, packed } = answer.value;
  const commit = hub.commit('acme/weather');
  expect({ facts, name, signatures, index, packed }).toEqual({
    facts: {
      kind: 'hugging-face',
      // By its own name: `hf://` would be another hub's.
      address: `${hub.url}/acme/weather/tree/${commit}`,
      host: `127.0.0.1:${hub.hub.port}`,
      revision: commit,
    },
    name: 'acme/weather',
    signatures: [],
    index: null,
    packed: [],
  });
  expect(files.map(({ path }) => path)).toEqual(Object.keys(smallModel()));
  expect(listed).toEqual([2, 5, 7]);
  // Digests are those of LFS; what git keeps itself has none that we compute.
  expect(files.filter(({ reported }) => reported !== null).map(({ path }) => path)).toEqual([
    '.note',
    'weights/part 1.bin',
    'weights/part 10.bin',
    'weights/é.bin',
  ]);
  expect(hub.hub.asked.slice(1).every(({ path }) => path.includes(`/tree/${commit}?`))).toBe(true);
  expect(hub.storage.asked).toEqual([]);
});

test.each(['hf://acme/weather@refs/pr/1', 'hf://acme/weather@COMMIT', 'URL/acme/weather/tree/main'])(
  '%s is the same',
  async (address) => {
    const commit = hub.commit('acme/weather');
    const answer = await open(address.replace('COMMIT', commit).replace('URL', hub.url));
    expect(answer.ok && answer.value.facts.address).toBe(`${hub.url}/acme/weather/tree/${commit}`);
  },
);

test('hf:// is one hub alone', async () => {
  const commit = 'ab'.repeat(20);
  const fetcher: typeof fetch = (input) =>
    Promise.resolve(
      Response.json(
        String(input instanceof Request ? input.url : input).includes('/tree/') ? [] : { sha: commit },
      ),
    );
  const answer = await openRemote('hf://acme/weather', { fetcher });
  expect(answer.ok && answer.value.facts.address).toBe(`hf://acme/weather@${commit}`);
});

test('a file is had by its address, whatever its name', async () => {
  const answer = await open('hf://acme/odd');
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  const { files, read } = answer.value;
  for (const { source } of files) {
    const bytes: number[] = [];
    const onSlice = (slice: Uint8Array) => void bytes.push(...slice);
    expect(await read(source, { start: 0, end: source.size }, { onSlice })).toBeNull();
    expect(bytes).toHaveLength(source.size);
  }
  expect(files.map(({ source }) => new URL(source.url).pathname.split('/resolve/')[1])).toEqual(
    ['a%3Fb%23c%2520d/%C3%A9%2B%C3%BC.bin', 'empty'].map((path) => `${hub.commit('acme/odd')}/${path}`),
  );
});

test('a repository without files is a model without files', async () => {
  const answer = await open('hf://acme/nothing');
  expect(answer.ok && answer.value.files).toEqual([]);
});

test('a private model needs a token, which the storage never sees', async () => {
  expect(await open('hf://acme/private')).toMatchObject({
    reasons: [{ code: 'remote-refused', status: 401 }],
  });
  expect(await open('hf://acme/private', 'wrong')).toMatchObject({
    reasons: [{ code: 'remote-refused', status: 403 }],
  });
  const answer = await open('hf://acme/private', 'secret');
  expect(answer.ok && answer.value.files.map(({ source }) => source.headers)).toEqual([
    { Authorization: 'Bearer secret' },
  ]);
});

test.each(['http://hub.example/', 'http://127.0.0.1/', 'https://localhost/'])(
  'a hub may not send us on to %s',
  async (url) => {
    const fetcher = () => Promise.resolve(Object.defineProperty(Response.json({}), 'url', { value: url }));
    expect(await openRemote('hf://acme/weather', { fetcher })).toMatchObject({
      reasons: [{ code: 'remote-unreachable', host: 'huggingface.co' }],
    });
  },
);

test.each<[name: string, part: string, said: unknown, link: string | null]>([
  ['another commit than was asked for', '/revision/', { sha: 'cd'.repeat(20) }, null],
  ['fewer files than the hub counts', '/revision/', { sha: 'ab'.repeat(20), siblings: [{}, {}, {}] }, null],
  ['a next page of somebody else', '/tree/', [], '<https://evil.example/?cursor=1>; rel="next"'],
  ['a next page that is this one', '/tree/', [], '<?recursive=true>; rel="next"'],
  ['a file twice', '/tree/', ['a', 'a'], null],
])('%s is no listing', async (_, part, said, link) => {
  const file = { type: 'file', path: 'a', size: 1 };
  const answers = [
    ['/revision/', { sha: 'ab'.repeat(20) }],
    ['/tree/', [file]],
  ] as const;
  const fetcher: typeof fetch = (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const usual = answers.find(([path]) => pathname.includes(path))?.[1];
    if (!pathname.includes(part)) return Promise.resolve(Response.json(usual));
    const body = Array.isArray(said) ? said.map(() => file) : said;
    return Promise.resolve(Response.json(body, { headers: link === null ? {} : { Link: link } }));
  };
  expect(await openRemote(`hf://acme/weather@${'ab'.repeat(20)}`, { fetcher })).toMatchObject({
    reasons: [{ code: 'remote-listing-malformed' }],
  });
});

test('a listing of pages with next to nothing on them is given up', async () => {
  let asked = 0;
  const fetcher = ((url: URL) => {
    asked++;
    if (url.href.includes('/revision/'))
      return Promise.resolve(new Response(JSON.stringify({ sha: 'a'.repeat(40) })));
    const headers = { Link: `<${url.origin}${url.pathname}?cursor=${String(asked)}>; rel="next"` };
    return Promise.resolve(new Response('[]', { headers }));
  }) as typeof fetch;
  const answer = await openRemote('hf://acme/weather', { fetcher });
  expect(answer).toMatchObject({ ok: false, reasons: [{ code: 'remote-listing-too-large' }] });
  expect(asked).toBe(101);
});
