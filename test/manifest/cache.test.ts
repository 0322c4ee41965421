import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recogniseCache } from '../../src/manifest/cache.js';
import { modelOf } from './made.js';

const [SHA1, SHA256] = ['ab'.repeat(20), 'cd'.repeat(32)];
const REPOSITORY = 'models--org--name';

function blobsOf(name: string | null, ...paths: string[]): string[] | null {
  const layout = recogniseCache(modelOf(paths, { name }), new Set(['model.sig']));
  if (layout === null) return null;
  expect([...layout.blobs, ...layout.others].map(({ path }) => path).sort()).toEqual(paths.toSorted());
  return layout.blobs.map(({ path }) => path).sort();
}

describe('Hugging Face’s cache', () => {
  it.each<[string, string | null, string[], string[]]>([
    [
      'a repository',
      REPOSITORY,
      [`blobs/${SHA1}`, `blobs/${SHA256}`, 'refs/main'],
      [`blobs/${SHA1}`, `blobs/${SHA256}`],
    ],
    ['a repository without references', REPOSITORY, [`blobs/${SHA1}`], [`blobs/${SHA1}`]],
    ['a name of one part', 'models--gpt2', [`blobs/${SHA1}`], [`blobs/${SHA1}`]],
    [
      'the folder above',
      'hub',
      [`${REPOSITORY}/blobs/${SHA1}`, 'version.txt'],
      [`${REPOSITORY}/blobs/${SHA1}`],
    ],
    ['a folder without a name', null, [`${REPOSITORY}/blobs/${SHA1}`], [`${REPOSITORY}/blobs/${SHA1}`]],
    ['blobs alone', 'blobs', [SHA1, SHA256], [SHA1, SHA256]],
    ['a renamed one', 'copy', [`blobs/${SHA1}`, 'refs/main'], [`blobs/${SHA1}`]],
    ['a renamed one that shows snapshots', 'copy', [`blobs/${SHA1}`, 'snapshots/x/a'], [`blobs/${SHA1}`]],
    [
      'a file whose name is nearly a repository’s',
      'hub',
      [`${REPOSITORY}/blobs/${SHA1}`, 'models--org--namex'],
      [`${REPOSITORY}/blobs/${SHA1}`],
    ],
    [
      'downloads that did not finish',
      REPOSITORY,
      [`blobs/${SHA1}`, `blobs/${SHA256}.incomplete`, `.locks/${SHA1}.lock`],
      [`blobs/${SHA1}`],
    ],
  ])('is recognised: %s', (_, name, paths, blobs) => {
    expect(blobsOf(name, ...paths)).toEqual(blobs.toSorted());
  });

  it.each<[string, string | null, string[]]>([
    ['an ordinary model', 'model', ['config.json', 'weights/a.bin']],
    ['nothing', REPOSITORY, []],
    ['a model with folders of such names', 'model', [`blobs/${SHA1}`, 'refs/main', 'evil.bin']],
    ['a repository without blobs', REPOSITORY, ['refs/main', 'snapshots/x/config.json']],
    ['two repositories', 'hub', [`${REPOSITORY}/blobs/${SHA1}`, `models--other/blobs/${SHA1}`]],
    [
      'two repositories, one without blobs',
      'hub',
      [`${REPOSITORY}/blobs/${SHA1}`, 'models--other/refs/main'],
    ],
    ['files named by digest anywhere else', 'model', [`files/${SHA1}`, 'refs/main']],
    ['blobs in a folder that says nothing more', 'model', [`blobs/${SHA1}`]],
    ['blobs deeper down', REPOSITORY, [`blobs/x/${SHA1}`]],
    ['digests in capitals', REPOSITORY, [`blobs/${SHA1.toUpperCase()}`]],
    ['digests of another length', REPOSITORY, [`blobs/${SHA1}00`, `blobs/${SHA256.slice(1)}`]],
    ['a data set', 'datasets--org--name', [`blobs/${SHA1}`]],
  ])('is not: %s', (_, name, paths) => {
    expect(blobsOf(name, ...paths)).toBeNull();
  });

  it('is never made of files that were chosen one by one', () => {
    expect(recogniseCache(modelOf([SHA1], { name: 'blobs', kind: 'files' }), new Set())).toBeNull();
  });

  it('puts every file in one place, whatever the names', () => {
    const part = fc.oneof(
      fc.constantFrom('blobs', 'refs', 'snapshots', 'models--a', 'models--b', SHA1, SHA256, '', '.', '..'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    const path = fc.array(part, { maxLength: 4 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.option(part), fc.array(path), (name, paths) => {
        const layout = recogniseCache(modelOf(paths, { name }), new Set(['model.sig']));
        if (layout === null) return;
        expect(layout.blobs.length).toBeGreaterThan(0);
        expect([...layout.blobs, ...layout.others].map((file) => file.path).sort()).toEqual(paths.toSorted());
      }),
    );
  });
});
