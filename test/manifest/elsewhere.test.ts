import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seemsElsewhere } from '../../src/manifest/elsewhere.js';
import { manifestOf, modelOf } from './made.js';

const SIGNED = ['README.md', 'config.json', 'weights/a.bin', 'weights/b.bin', 'weights/more/c.bin'];
const manifest = manifestOf(SIGNED);
const inside = (folder: string, names: readonly string[] = SIGNED) =>
  names.map((name) => `${folder}/${name}`);

describe('whether the model lies in another folder', () => {
  it.each<[string, string[], string]>([
    ['in the folder below', inside('model'), 'model'],
    ['deep below', inside('a/b/c'), 'a/b/c'],
    ['below, with other things beside it', [...inside('model'), 'notes.txt', 'other/README.md'], 'model'],
    ['below, and some of it is missing', inside('model', SIGNED.slice(0, 3)), 'model'],
    ['below, beside a README.md that is not the model’s', [...inside('model'), 'README.md'], 'model'],
    [
      'in one of two folders, where more of it is',
      [...inside('new'), ...inside('old', SIGNED.slice(0, 2))],
      'new',
    ],
  ])('it is %s', (_, paths, path) => {
    expect(seemsElsewhere(manifest, modelOf(paths))).toEqual({ code: 'model-is-below', path });
  });

  it.each<[string, string, string[], string]>([
    ['a folder of the model’s', 'weights', ['a.bin', 'b.bin', 'more/c.bin'], 'weights'],
    ['a folder deep in the model', 'more', ['c.bin'], 'weights/more'],
    ['a folder of the model’s, with other things in it', 'weights', ['a.bin', 'x.tmp'], 'weights'],
  ])('%s was chosen in its place', (_, name, paths, path) => {
    expect(seemsElsewhere(manifest, modelOf(paths, { name }))).toEqual({ code: 'model-is-above', path });
  });

  it.each<[string, string | null, string[]]>([
    ['an unrelated folder', 'holiday', ['a.jpg', 'b.jpg', 'weights.txt']],
    ['an empty folder', 'model', []],
    ['the model itself', 'model', SIGNED],
    ['the model, half of it', 'model', SIGNED.slice(0, 3)],
    ['the model, with a copy of itself in it', 'model', [...SIGNED, ...inside('copy')]],
    ['a folder with files of the same base names', 'zoo', ['x/config.json', 'y/README.md', 'z/config.json']],
    ['a folder above two such models', 'models', [...inside('new'), ...inside('old')]],
    ['a folder with less than half of it', 'zoo', inside('x', SIGNED.slice(0, 2))],
    ['files of the same names in a folder of another name', 'tensors', ['a.bin', 'b.bin']],
    ['a folder whose name no file goes with', 'weights', ['x.bin']],
  ])('nothing is said of %s', (_, name, paths) => {
    expect(seemsElsewhere(manifest, modelOf(paths, { name }))).toBeNull();
  });

  it('nothing is said of files that were chosen one by one', () => {
    expect(seemsElsewhere(manifest, modelOf(['a.bin'], { name: 'weights', kind: 'files' }))).toBeNull();
  });

  it('one name is not enough where another speaks against it', () => {
    const nested = manifestOf(['config.json', 'model/config.json', 'model/a', 'model/b']);
    expect(seemsElsewhere(nested, modelOf(['config.json'], { name: 'model' }))).toBeNull();
  });

  it('looks at the first fifty names of many', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `f${String(i)}`);
    const found = seemsElsewhere(manifestOf(names), modelOf(inside('m', names.slice(0, 30))));
    expect(found).toEqual({ code: 'model-is-below', path: 'm' });
    expect(seemsElsewhere(manifestOf(names), modelOf(inside('m', names.slice(0, 20))))).toBeNull();
  });

  it('never fails, whatever the names, and only ever names a folder that fits', () => {
    const part = fc.oneof(
      fc.constantFrom('a', 'b', 'c', '.', '..', ''),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.array(path), fc.array(path), fc.option(part), (names, paths, name) => {
        const found = seemsElsewhere(manifestOf(names), modelOf(paths, { name }));
        if (found?.code === 'model-is-below')
          expect(paths.some((one) => one.startsWith(`${found.path}/`))).toBe(true);
        if (found?.code === 'model-is-above')
          expect(names.some((one) => one.startsWith(`${found.path}/`))).toBe(true);
      }),
    );
  });
});
