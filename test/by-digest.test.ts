import { describe, expect, it } from 'vitest';
import { createInlineHasher } from '../src/hash/inline.js';
import {
  verifyModel,
  type ModelInput,
  type Report,
  type TrustInput,
  type VerifyRequest,
} from '../src/index.js';
import {
  buildStatement,
  makeSigstore,
  noise,
  signKeyless,
  signWithKey,
  smallModel,
  text,
  type ForgedFiles,
  type StatementOptions,
} from './forge/index.js';
import { blobName, cacheOf } from './model/fake-cache.js';
import { diskOf, handleOf } from './model/fake-disk.js';
import { codesOf, verifyForged } from './verify-with.js';

const files = smallModel();
const count = Object.keys(files).length;
const REPOSITORY = 'models--org--small-model';
const key = signWithKey('').key;

async function sign(signed: ForgedFiles, options: StatementOptions = {}): Promise<[object, TrustInput]> {
  const { bundle, publicKeyPem } = signWithKey(await buildStatement(signed, options), { key });
  return [bundle, { method: 'key', publicKey: publicKeyPem }];
}

const [bundle, trust] = await sign(files);
const show = (cache: ForgedFiles, name = REPOSITORY): ModelInput => handleOf(diskOf(cache, name));
const check = (cache: ForgedFiles, name?: string, options: Partial<VerifyRequest> = {}): Promise<Report> =>
  verifyForged(bundle, trust, { model: show(cache, name), ...options });

const without = (cache: ForgedFiles, path: string): ForgedFiles =>
  Object.fromEntries(Object.entries(cache).filter(([name]) => name !== path));
const blobOf = (path: string) => `blobs/${blobName(path, files[path] ?? new Uint8Array())}`;

describe('a download cache', () => {
  it('is checked by digest, and says that names were not checked', async () => {
    const report = await check(cacheOf(files));
    expect(report.verdict).toMatchObject({
      code: 'partial',
      colour: 'amber',
      headline: `All ${String(count)} signed files are here by digest; under which names was not checked.`,
      reasons: [{ code: 'names-not-checked', layout: 'hugging-face-cache' }],
    });
    expect(report.rows.files).toMatchObject({ value: 'partly-checked', signed: count, matching: count });
    expect(report.notChecked).toContainEqual({ code: 'names' });
    for (const [path, bytes] of Object.entries(files)) {
      expect(report.files.find((item) => item.path === path)).toMatchObject({
        state: 'match',
        size: bytes.length,
        foundAs: blobOf(path),
      });
    }
    expect(report.files.find(({ path }) => path === 'refs/main')?.state).toBe('not-checked');
  });

  it('has one file and says so', async () => {
    const one = { 'model.bin': noise(100) };
    const [its, trusted] = await sign(one);
    const { verdict } = await verifyForged(its, trusted, { model: show(cacheOf(one)) });
    expect(verdict.headline).toBe('The signed file is here by digest; under which name was not checked.');
  });

  it.each<[string, ForgedFiles, string]>([
    ['the folder above', cacheOf(files, `${REPOSITORY}/`), 'hub'],
    [
      'the folder above, with locks and the like',
      { ...cacheOf(files, `${REPOSITORY}/`), '.locks/x/y.lock': text(''), 'version.txt': text('1') },
      'hub',
    ],
    [
      'its blobs alone',
      Object.fromEntries(Object.entries(files).map(([path, bytes]) => [blobName(path, bytes), bytes])),
      'blobs',
    ],
    ['a renamed copy', cacheOf(files), 'backup'],
    ['a copy with snapshots', { ...cacheOf(files), 'snapshots/a/.keep': text('') }, 'backup'],
  ])('may be chosen by %s', async (_, cache, name) => {
    expect((await check(cache, name)).verdict.code).toBe('partial');
  });

  it('of two models is none: which of them is meant?', async () => {
    const cache = { ...cacheOf(files, `${REPOSITORY}/`), ...cacheOf(files, 'models--org--other/') };
    const report = await check(cache, 'hub');
    expect(report.verdict.code).toBe('files-mismatch');
    expect(report.rows.files).toMatchObject({ missing: count, value: 'differ' });
  });

  it.each([
    ['SHA-256', {}],
    ['BLAKE2b', { hashType: 'blake2b' }],
    ['BLAKE3', { hashType: 'blake3' }],
    ['shards of SHA-256', { method: 'shards', shardSize: 700 }],
    ['shards of BLAKE2b', { method: 'shards', hashType: 'blake2b', shardSize: 64 }],
  ] as const)('is checked against %s', async (_, options) => {
    const [its, trusted] = await sign(files, options);
    const good = await verifyForged(its, trusted, { model: show(cacheOf(files)) });
    expect(good.verdict.code).toBe('partial');
    expect(good.rows.files.matching).toBe(count);
    for (const path of ['README.md', 'weights/part 10.bin']) {
      const less = await verifyForged(its, trusted, { model: show(without(cacheOf(files), blobOf(path))) });
      expect(less.verdict.code).toBe('files-mismatch');
      expect(less.files[0]).toMatchObject({ path, state: 'missing' });
      const changed = { ...cacheOf(files), [blobOf(path)]: noise(files[path]?.length ?? 0, 99) };
      const report = await verifyForged(its, trusted, { model: show(changed) });
      expect(report.verdict).toMatchObject({
        code: 'files-mismatch',
        headline: '1 file differs from what was signed.',
      });
      expect(report.files[0]).toMatchObject({ path, state: 'missing' });
    }
  });

  it('is not ordered by names: two blobs may have exchanged theirs', async () => {
    const [a, b] = [blobOf('weights/part 1.bin'), blobOf('weights/part 10.bin')];
    const cache = cacheOf(files);
    const swapped = { ...cache, [a]: cache[b] ?? text(''), [b]: cache[a] ?? text('') };
    const report = await check(swapped);
    expect(report.verdict.code).toBe('partial');
    expect(report.files.find(({ path }) => path === 'weights/part 1.bin')?.foundAs).toBe(b);
  });

  it('may hold other versions too', async () => {
    const other = { 'README.md': text('# Older\n'), 'weights/part 1.bin': noise(1000, 8) };
    const report = await check({ ...cacheOf(other), ...cacheOf(files) });
    expect(report.verdict.code).toBe('partial');
    expect(report.verdict.headline).toContain(`All ${String(count)} signed files`);
    expect(report.files.filter(({ state }) => state === 'match')).toHaveLength(count);
  });

  it('counts only what is missing when it holds other versions too', async () => {
    const other = { 'README.md': text('# Older\n'), 'config.json': text('{}') };
    const report = await check(without({ ...cacheOf(other), ...cacheOf(files) }, blobOf('config.json')));
    expect(report.verdict.headline).toBe('1 file differs from what was signed.');
  });

  it('does not read blobs that name another digest', async () => {
    const other = { 'weights/old.bin': noise(5000, 8) };
    const inline = createInlineHasher();
    const sizes: number[] = [];
    const hash: typeof inline.hash = (job, options) => {
      sizes.push(job.blob.size);
      return inline.hash(job, options);
    };
    await check({ ...cacheOf(other), ...cacheOf(files) }, REPOSITORY, { hasher: { ...inline, hash } });
    expect(sizes).toHaveLength(count);
    expect(sizes).not.toContain(5000);
  });

  it('has one blob for two names with the same bytes', async () => {
    const twins = { 'a.json': text('{}'), 'b/a.json': text('{}'), 'c.bin': noise(10) };
    const [its, trusted] = await sign(twins);
    const cache = cacheOf(twins);
    expect(Object.keys(cache)).toHaveLength(3);
    const report = await verifyForged(its, trusted, { model: show(cache) });
    expect(report.verdict.code).toBe('partial');
    expect(report.rows.files).toMatchObject({ signed: 3, matching: 3 });
  });

  it('reads each blob once, though many files have one size', async () => {
    const parts = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`part-${String(i)}.bin`, noise(300, 2 * i + 1)]),
    );
    const [its, trusted] = await sign(parts, { method: 'shards', shardSize: 100 });
    const inline = createInlineHasher();
    let bytes = 0;
    const hash: typeof inline.hash = (job, options) => {
      bytes += job.range === undefined ? job.blob.size : job.range.end - job.range.start;
      return inline.hash(job, options);
    };
    const report = await verifyForged(its, trusted, {
      model: show(cacheOf(parts)),
      hasher: { ...inline, hash },
    });
    expect(report.rows.files).toMatchObject({ value: 'partly-checked', matching: 20 });
    expect(bytes).toBe(20 * 300);
  });

  it('may change while it is checked', async () => {
    const disk = diskOf(cacheOf(files), REPOSITORY);
    const report = await verifyForged(bundle, trust, {
      model: handleOf(disk),
      onProgress: ({ phase }) => {
        if (phase !== 'looking-again') return;
        for (const blobs of disk.children)
          if (blobs.kind === 'directory' && blobs.name === 'blobs')
            for (const blob of blobs.children) if (blob.kind === 'file') blob.modified = 9;
      },
    });
    expect(report.verdict).toMatchObject({
      code: 'files-mismatch',
      headline: `${String(count)} files changed while they were being checked.`,
    });
  });

  it('has its bundle among the blobs', async () => {
    const json = text(JSON.stringify(bundle));
    const cache = cacheOf({ ...files, 'model.sig': json });
    const report = await verifyModel({ model: show(cache), trust });
    expect(report.verdict.code).toBe('partial');
    expect(report.bundle?.path).toBe(`blobs/${blobName('model.sig', json)}`);
    expect(report.leftOut).toMatchObject([{ by: 'bundle', path: report.bundle?.path }]);
  });
});

describe('what is no cache', () => {
  it('a signer may have signed such a folder by its names', async () => {
    const cache = cacheOf(files);
    const [its, trusted] = await sign(cache);
    const report = await verifyForged(its, trusted, { model: show(cache) });
    expect(report.verdict.code).toBe('verified');
    const [first = ''] = Object.keys(cache);
    const less = await verifyForged(its, trusted, { model: show(without(cache, first)) });
    expect(less.verdict.code).toBe('files-mismatch');
    expect(codesOf(less)).not.toContain('names-not-checked');
  });

  it('a cache among whose files is one that was signed by name', async () => {
    const report = await check({ ...cacheOf(files), 'README.md': files['README.md'] ?? text('') });
    expect(report.verdict.code).toBe('files-mismatch');
  });

  it('a list of blobs that were chosen as files', async () => {
    const model = Object.entries(cacheOf(files)).map(([path, bytes]) => new File([bytes], path.slice(-40)));
    expect((await verifyForged(bundle, trust, { model })).verdict.code).toBe('files-mismatch');
  });
});

describe('the signer of a cache', () => {
  const sigstore = makeSigstore();
  const { trustedRoot } = sigstore;

  it('whom nobody named comes after the names', async () => {
    const keyless = signKeyless(sigstore, await buildStatement(files)).bundle;
    const report = await verifyForged(
      keyless,
      { method: 'inspect', trustedRoot },
      { model: show(cacheOf(files)) },
    );
    expect(report.verdict.code).toBe('partial');
    expect(codesOf(report)).toEqual(['names-not-checked', 'nobody-named']);
    expect(report.rows.signer.value).toBe('not-stated');
  });

  it('whom nobody vouches for comes after the names', async () => {
    const self = signWithKey(await buildStatement(files), { shape: 'rawBytes' }).bundle;
    const report = await verifyForged(self, { method: 'inspect' }, { model: show(cacheOf(files)) });
    expect(report.verdict.code).toBe('partial');
    expect(codesOf(report)).toEqual(['names-not-checked', 'key-came-with-model']);
  });

  it('who is another one comes first', async () => {
    const report = await verifyForged(
      signKeyless(sigstore, await buildStatement(files)).bundle,
      { method: 'sigstore', identity: 'x@y.example', issuer: 'https://y.example', trustedRoot },
      { model: show(cacheOf(files)) },
    );
    expect(report.verdict.code).toBe('signer-mismatch');
  });
});
