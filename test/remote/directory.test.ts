import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseIndex, writeIndex } from '../../src/remote/index-file.js';
import { openRemote } from '../../src/remote/open.js';
import { Untrusted } from '../../src/untrusted.js';
import { smallModel } from '../forge/index.js';
import { startDirectory, type DirectoryServer } from './servers/directory.js';

let served: DirectoryServer;
beforeAll(async () => {
  served = await startDirectory(smallModel());
});
afterAll(() => served[Symbol.asyncDispose]());

test('lists what the index says, and reads it from beside the index', async () => {
  const answer = await openRemote(served.url, { fetcher: fetch });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  const { facts, name, files, read } = answer.value;
  expect(facts).toEqual({
    kind: 'directory',
    address: served.url,
    host: `127.0.0.1:${served.server.port}`,
    // What the index calls this state binds nobody.
    revision: null,
  });
  expect(name).toBe('weather');
  expect(files.map(({ path }) => path).sort()).toEqual(Object.keys(smallModel()).sort());
  expect(files.every(({ reported }) => reported?.algorithm === 'sha256')).toBe(true);
  const { source } = files.find(({ path }) => path === 'weights/é.bin') ?? {};
  const bytes: number[] = [];
  if (source !== undefined)
    expect(
      await read(source, { start: 2, end: 9 }, { onSlice: (slice) => void bytes.push(...slice) }),
    ).toBeNull();
  expect(bytes).toEqual([...(smallModel()['weights/é.bin'] ?? [])].slice(2, 9));
});

test('a directory without an index, and one without digests', async () => {
  await using bare = await startDirectory(smallModel(), { index: false });
  expect(await openRemote(bare.url, { fetcher: fetch })).toMatchObject({
    reasons: [{ code: 'remote-not-found', what: 'touchstone-index.json' }],
  });
  await using plain = await startDirectory(smallModel(), { digests: false });
  const answer = await openRemote(plain.url, { fetcher: fetch });
  expect(answer.ok && answer.value.files.every(({ reported }) => reported === null)).toBe(true);
});

test('an index that is written is read as it was', () => {
  const files = [
    { path: 'b/c d', size: 0, sha256: null },
    { path: 'a', size: 2 ** 53 - 1, sha256: 'ab'.repeat(32) },
    { path: 'touchstone-index.json', size: 1, sha256: null },
    { path: '"é\u0001', size: 1, sha256: null },
  ];
  const written = writeIndex(files, { revision: 'v1' });
  if (!written.ok) throw new Error('refused');
  const [b, a, , odd] = files;
  expect(parseIndex(new Untrusted(JSON.parse(written.value), 'index'))).toEqual({
    revision: 'v1',
    files: [odd, a, b],
  });
  const empty = writeIndex([]);
  expect(empty.ok && JSON.parse(empty.value)).toEqual({ format: 'touchstone-index', version: 1, files: [] });
});

test('a name that no index can carry is not written', () => {
  const one = (path: string) => writeIndex([{ path, size: 1, sha256: null }]);
  expect(one('../a')).toMatchObject({ reasons: [{ code: 'model-path-unsafe', problem: 'parent' }] });
  expect(one('a\\b')).toMatchObject({ reasons: [{ code: 'model-path-unsafe', problem: 'backslash' }] });
  const twice = { path: 'a', size: 1, sha256: null };
  expect(writeIndex([twice, twice])).toMatchObject({ reasons: [{ code: 'model-path-duplicate' }] });
});

const FILE = { path: 'a', size: 1 };
const INDEX = { format: 'touchstone-index', version: 1, files: [FILE] };
test.each<[string, unknown]>([
  ['index', []],
  ['index.format', { ...INDEX, format: 'other' }],
  ['index.version', { ...INDEX, version: 2 }],
  ['index.more', { ...INDEX, more: 1 }],
  ['index.files', { ...INDEX, files: undefined }],
  ['index.revision', { ...INDEX, revision: 'x'.repeat(201) }],
  ['index.files[0].mode', { ...INDEX, files: [{ ...FILE, mode: 1 }] }],
  ['index.files[0].size', { ...INDEX, files: [{ ...FILE, size: -1 }] }],
  ['index.files[0].size', { ...INDEX, files: [{ ...FILE, size: 1.5 }] }],
  ['index.files[0].sha256', { ...INDEX, files: [{ ...FILE, sha256: 'AB'.repeat(32) }] }],
  ['index.files[0].path', { ...INDEX, files: [{ ...FILE, path: 'a/../../b' }] }],
  ['index.files[0].path', { ...INDEX, files: [{ ...FILE, path: '/a' }] }],
  ['index.files[0].path', { ...INDEX, files: [{ ...FILE, path: 'a//b' }] }],
  ['index.files[0].path', { ...INDEX, files: [{ ...FILE, path: 'a\0' }] }],
])('what is wrong at %s is refused', (at, value) => {
  expect(() => parseIndex(new Untrusted(value, 'index'))).toThrow(expect.objectContaining({ at }) as unknown);
});
