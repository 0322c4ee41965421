import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  inspectModel,
  modelInFolder,
  openModel,
  verifyModel,
  type Progress,
  type Report,
} from '../../src/index.js';
import { folderOfSigned } from '../../src/model/subfolder.js';
import { buildStatement, signWithKey, smallModel } from '../forge/index.js';
import { diskOf, file, folder, handleOf, type DiskFolder } from './fake-disk.js';

describe('where the signed files lie', () => {
  it.each<[string, string[], string[], string | null]>([
    ['at the top', ['a', 'b'], ['a', 'm/a', 'm/b'], null],
    ['in a folder', ['a', 'd/b'], ['model.sig', 'm/a', 'm/d/b', 'readme'], 'm'],
    ['deeper', ['a'], ['x/y/z/a'], 'x/y/z'],
    ['in the one that has more of them', ['a', 'b'], ['m/a', 'n/a', 'n/b'], 'n'],
    ['in two alike: nobody can tell', ['a'], ['m/a', 'n/a'], null],
    ['nowhere', ['a'], ['m/b', 'ma'], null],
    ['nowhere, as nothing is signed', [], ['a'], null],
  ])('%s', (_, signed, here, expected) => {
    expect(folderOfSigned(signed, here)).toBe(expected);
  });

  it('is found for any model that was put into a folder', () => {
    const name = fc
      .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
      .map((n) => n.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1 }), (names) => {
        const here = names.map((path) => `the folder/${path}`);
        expect(folderOfSigned(names, here)).toBe('the folder');
      }),
    );
  });
});

describe('a model in a folder of what was chosen', () => {
  const files = smallModel();

  interface Signed {
    readonly disk: DiskFolder;
    readonly inner: DiskFolder;
    readonly check: (meanwhile?: () => void) => Promise<Report>;
  }

  async function signed(): Promise<Signed> {
    const { bundle, publicKeyPem } = signWithKey(await buildStatement(files));
    const inner = diskOf(files, 'model');
    const disk = folder('all', [file('model.sig', JSON.stringify(bundle)), file('run.py', '1'), inner]);
    return {
      disk,
      inner,
      check: async (meanwhile) => {
        const chosen = await openModel(handleOf(disk), {});
        const { claims, bundles } = await inspectModel({ model: chosen });
        const [found] = bundles;
        if (found === undefined || claims?.folder !== 'model') throw new Error('not found');
        const model = modelInFolder(chosen, claims.folder);
        const trust = { method: 'key', publicKey: publicKeyPem } as const;
        const onProgress = ({ phase }: Progress): void => {
          if (phase === 'looking-again') meanwhile?.();
        };
        return verifyModel({ model, bundle: found.blob, trust, onProgress });
      },
    };
  }

  it('is verified by the signature beside it, under its own name', async () => {
    const { check } = await signed();
    const { verdict, model } = await check();
    expect(verdict.code).toBe('verified');
    expect(model).toMatchObject({ name: 'model', kind: 'directory', fileCount: Object.keys(files).length });
  });

  it('is not, with a file more in it', async () => {
    const { inner, check } = await signed();
    inner.children.push(file('more.bin', 'x'));
    expect((await check()).verdict.code).toBe('files-mismatch');
  });

  it('is not, where one comes into it during the check; beside it nothing counts', async () => {
    const first = await signed();
    let done = false;
    const put = (where: DiskFolder) => () => {
      if (!done) where.children.push(file('more.bin', 'x'));
      done = true;
    };
    expect((await first.check(put(first.inner))).verdict.code).toBe('files-mismatch');
    done = false;
    const second = await signed();
    expect((await second.check(put(second.disk))).verdict.code).toBe('verified');
    expect(done).toBe(true);
  });

  it('has nothing in it where the folder is not there', async () => {
    const { disk } = await signed();
    const model = modelInFolder(await openModel(handleOf(disk), {}), 'mod');
    expect(model.reasons.map(({ code }) => code)).toEqual(['model-empty']);
  });
});
