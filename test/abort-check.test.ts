import { describe, expect, it } from 'vitest';
import { createInlineHasher } from '../src/hash/inline.js';
import { verifyModel, type Progress, type VerifyRequest } from '../src/index.js';
import { buildStatement, signWithKey, smallModel, text, type ForgedFiles } from './forge/index.js';
import { diskOf, entryOf, file, fileAt, folder, handleOf, never } from './model/fake-disk.js';

const files: ForgedFiles = {
  ...smallModel(),
  'pointer-sized.txt': text('x'.repeat(200)),
  // More than Node lets listen to one signal without a warning.
  ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`many/${String(i)}`, text(String(i))])),
};
const { bundle, publicKeyPem } = signWithKey(await buildStatement(files));
const trust = { method: 'key', publicKey: publicKeyPem } as const;

/** What to verify, when it hangs somewhere and says so once it has come so far. */
type Make = (hangs: () => void) => Omit<VerifyRequest, 'trust' | 'signal'>;

const during =
  (phase: Progress['phase'], act: () => void): NonNullable<VerifyRequest['onProgress']> =>
  (progress) => {
    if (progress.phase === phase) act();
  };

/** A blob of that text, which never answers when it, or a slice of it, is read in that way. */
function hanging(content: string, way: 'arrayBuffer' | 'text', hangs: () => void): Blob {
  const spoil = (blob: Blob): Blob => {
    const slice = blob.slice.bind(blob);
    const give = (): Promise<never> => {
      hangs();
      return never();
    };
    return Object.assign(blob, {
      [way]: give,
      slice: (from?: number, to?: number) => spoil(slice(from, to)),
    });
  };
  return spoil(new Blob([content]));
}

const entries = (replaced: string, blob: Blob) =>
  Object.entries(files).map(([path, bytes]) => ({
    path,
    blob: path === replaced ? blob : new Blob([bytes]),
  }));

const model = () => handleOf(diskOf(files));
const json = JSON.stringify(bundle);

const STAGES: Readonly<Record<string, Make>> = {
  'a folder that is never listed': (hangs) => {
    setTimeout(hangs);
    return { model: handleOf(folder('m', [file('a')], { trouble: 'never answers' })) };
  },
  'a dropped folder that is never listed': (hangs) => {
    setTimeout(hangs);
    return { model: { entry: entryOf(folder('m', [], { trouble: 'never answers' })) } };
  },
  'a file that never opens': (hangs) => {
    const open = (): Promise<Blob> => {
      hangs();
      return never();
    };
    return { model: [{ path: 'a', open }] };
  },
  'the search for a bundle': (hangs) => ({
    model: [{ path: 'model.sig', blob: hanging(json, 'text', hangs) }],
  }),
  'a file as long as the bundle': (hangs) => ({
    model: [{ path: 'model.sig', blob: hanging(json, 'arrayBuffer', hangs) }],
    bundle: json,
  }),
  'the bundle itself': (hangs) => ({ model: model(), bundle: hanging(json, 'arrayBuffer', hangs) }),
  hashing: (hangs) => ({
    model: entries('README.md', hanging('# A small model\n', 'arrayBuffer', hangs)),
    bundle,
  }),
  'a hasher of somebody else’s that does not listen': (hangs) => {
    const hash = (): Promise<never> => {
      hangs();
      return never();
    };
    return { model: model(), bundle, hasher: { concurrency: 1, hash } };
  },
  'a look for pointers': (hangs) => ({
    model: entries('pointer-sized.txt', hanging('x'.repeat(200), 'text', hangs)),
    bundle,
  }),
  'the last look, by probing': (hangs) => {
    const probe = (): Promise<null> => {
      hangs();
      return never();
    };
    return { model: entries('', new Blob()), bundle, hasher: { ...createInlineHasher(), probe } };
  },
  'the last look, by opening again': (hangs) => {
    const disk = diskOf(files);
    const onProgress = during('looking-again', () => {
      fileAt(disk, 'config.json').trouble = 'never answers';
      setTimeout(hangs);
    });
    return { model: handleOf(disk), bundle, onProgress };
  },
  'the last listing': (hangs) => {
    const disk = diskOf(files);
    const onProgress = during('looking-again', () => {
      disk.trouble = 'never answers';
      setTimeout(hangs, 20);
    });
    return { model: handleOf(disk), bundle, onProgress };
  },
};

describe('an abort is heard at once, whatever hangs:', () => {
  it.each(Object.entries(STAGES))('%s', async (_, make) => {
    const controller = new AbortController();
    let reached = false;
    const request = make(() => {
      reached = true;
      setTimeout(() => {
        controller.abort('enough');
      });
    });
    await expect(verifyModel({ ...request, trust, signal: controller.signal })).rejects.toBe('enough');
    expect(reached).toBe(true);
  });

  it('and no warning comes of it', async () => {
    const warned: Error[] = [];
    const onWarning = (warning: Error): void => void warned.push(warning);
    process.on('warning', onWarning);
    const { signal } = new AbortController();
    const { verdict } = await verifyModel({ model: model(), bundle, trust, signal });
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off('warning', onWarning);
    expect(verdict.code).toBe('verified');
    expect(warned).toEqual([]);
  });
});
