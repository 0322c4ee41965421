import { describe, expect, it } from 'vitest';
import { createInlineHasher } from '../src/hash/inline.js';
import { baseName } from '../src/path.js';
import {
  verifyModel,
  type FileResult,
  type Hasher,
  type ModelInput,
  type Report,
  type VerifyRequest,
} from '../src/index.js';
import { buildStatement, entriesOf, signWithKey, smallModel, text } from './forge/index.js';
import {
  diskOf,
  entryOf,
  file,
  fileAt,
  fileHandleOf,
  folder,
  handleOf,
  other,
  type DiskFolder,
} from './model/fake-disk.js';
import { verifyForged } from './verify-with.js';

const files = smallModel();
const { bundle, publicKeyPem, key } = signWithKey(await buildStatement(files));
const trust = { method: 'key', publicKey: publicKeyPem } as const;

/** Verifies a model on a disk, and changes it between hashing and the last look. */
async function check(
  change: (disk: DiskFolder) => unknown,
  options: Partial<VerifyRequest> & { show?: (disk: DiskFolder) => ModelInput; disk?: DiskFolder } = {},
): Promise<Report> {
  const { show = handleOf, disk = diskOf(files), ...rest } = options;
  let looks = 0;
  const report = await verifyForged(bundle, trust, {
    model: show(disk),
    onProgress: ({ phase, filesDone }) => {
      if (phase === 'looking-again' && filesDone === 0 && looks++ === 0) change(disk);
    },
    ...rest,
  });
  expect(looks).toBe(1);
  return report;
}

const stateOf = ({ files: list }: Report, path: string): Pick<FileResult, 'state' | 'reason'> | undefined =>
  list.find((item) => item.path === path);

const dropped = (disk: DiskFolder) => ({ entry: entryOf(disk), handle: handleOf(disk) });

describe('a file that changed after it was hashed', () => {
  const changes: Readonly<Record<string, (disk: DiskFolder) => void>> = {
    'has another size': (disk) => {
      fileAt(disk, 'config.json').content = text('{}');
    },
    'has another time stamp': (disk) => {
      fileAt(disk, 'config.json').modified += 1;
    },
    'is gone': (disk) => {
      // Its handle outlives it.
      fileAt(disk, 'config.json').trouble = 'fails';
      disk.children = disk.children.filter(({ name }) => name !== 'config.json');
    },
    'may no longer be read': (disk) => {
      fileAt(disk, 'config.json').trouble = 'fails';
    },
  };

  describe.each([
    ['a directory handle', handleOf],
    ['a dropped folder', dropped],
  ])('by %s', (_, show) => {
    it.each(Object.entries(changes))('%s', async (_name, change) => {
      const report = await check(change, { show });
      expect(report.verdict).toMatchObject({
        code: 'files-mismatch',
        headline: '1 file changed while it was being checked.',
        reasons: [{ code: 'files-differ', changed: 0, missing: 0, changedDuringCheck: 1 }],
      });
      expect(stateOf(report, 'config.json')).toMatchObject({
        state: 'changed-during-check',
        reason: { code: 'file-changed-while-read', path: 'config.json' },
      });
      expect(report.rows.files).toMatchObject({
        value: 'differ',
        matching: Object.keys(files).length - 1,
        changedDuringCheck: 1,
      });
    });
  });

  it('is counted with the others', async () => {
    const report = await check((disk) => {
      for (const path of ['config.json', 'README.md', 'weights/é.bin']) fileAt(disk, path).modified++;
    });
    expect(report.verdict.headline).toBe('3 files changed while they were being checked.');
  });

  it('does not hide one that differs anyway', async () => {
    const disk = diskOf(files);
    fileAt(disk, 'README.md').content = text('# Another model\n');
    const report = await check((it) => fileAt(it, 'config.json').modified++, { disk });
    expect(report.verdict.headline).toBe('2 files differ from what was signed.');
    expect(stateOf(report, 'README.md')?.state).toBe('changed');
    expect(stateOf(report, 'config.json')?.state).toBe('changed-during-check');
  });

  it('is never called changed since it was signed', async () => {
    const disk = diskOf(files);
    const differing = fileAt(disk, 'README.md');
    differing.content = text('# Another model\n');
    const report = await check(() => (differing.modified += 1), { disk });
    expect(stateOf(report, 'README.md')?.state).toBe('changed-during-check');
    expect(differing.openedBy).toHaveLength(2);
  });

  it('is noticed by another listing where an entry repeats what it said', async () => {
    // As Firefox's entries do.
    const repeating = (disk: DiskFolder) => ({ entry: entryOf(disk, { repeats: true }) });
    const unchanged = await check(() => undefined, { show: repeating });
    expect(unchanged.verdict.code).toBe('verified');
    const report = await check((disk) => fileAt(disk, 'config.json').modified++, { show: repeating });
    expect(stateOf(report, 'config.json')?.state).toBe('changed-during-check');
  });

  describe('of a list of picked files', () => {
    const pick = (modified: () => number) => () =>
      Object.entries(files).map(([path, bytes]) => {
        const picked = new File([bytes], baseName(path), { lastModified: 0 });
        Object.defineProperty(picked, 'webkitRelativePath', { value: `model/${path}` });
        if (path === 'config.json') Object.defineProperty(picked, 'lastModified', { get: modified });
        return picked;
      });

    it('is noticed by its time stamp, where the browser asks the disk for it', async () => {
      let modified = 1;
      const report = await check(() => (modified = 2), { show: pick(() => modified) });
      expect(stateOf(report, 'config.json')?.state).toBe('changed-during-check');
    });
  });

  it('is noticed when it was the only one chosen', async () => {
    const content = { 'model.bin': text('weights') };
    const single = signWithKey(await buildStatement(content), { key });
    const one = file('model.bin', 'weights');
    const model = fileHandleOf(one);
    const good = await verifyForged(single.bundle, trust, { model });
    expect(good.verdict.code).toBe('verified');
    const bad = await verifyForged(single.bundle, trust, {
      model,
      onProgress: ({ phase }) => {
        if (phase === 'looking-again') one.modified = 5;
      },
    });
    expect(bad.verdict.headline).toBe('1 file changed while it was being checked.');
  });
});

describe('the bundle among the files', () => {
  it('is excused for what it was when it was read, not for what it is by now', async () => {
    const withBundle = { ...files, 'model.sig': text(JSON.stringify(bundle)) };
    const change = (disk: DiskFolder) => {
      fileAt(disk, 'model.sig').content = text('another');
    };
    const verify = async (changes: boolean) => {
      const disk = diskOf(withBundle);
      return verifyModel({
        model: handleOf(disk),
        trust,
        hasher: createInlineHasher(),
        onProgress: ({ phase }) => {
          if (changes && phase === 'looking-again') change(disk);
        },
      });
    };
    expect((await verify(false)).verdict.code).toBe('verified');
    const report = await verify(true);
    expect(report.verdict.code).toBe('files-mismatch');
    expect(stateOf(report, 'model.sig')?.state).toBe('changed-during-check');
  });
});

describe('a file that appeared', () => {
  const add = (name: string) => (disk: DiskFolder) => void disk.children.push(file(name, 'new'));

  it('is a file too many', async () => {
    const report = await check(add('new.bin'));
    expect(report.verdict).toMatchObject({
      code: 'files-mismatch',
      headline: '1 file differs from what was signed.',
    });
    expect(stateOf(report, 'new.bin')).toMatchObject({
      state: 'unsigned',
      size: null,
      reason: { code: 'file-appeared', path: 'new.bin' },
    });
  });

  it('may be the one that was missing', async () => {
    const disk = diskOf(files);
    disk.children = disk.children.filter(({ name }) => name !== 'config.json');
    const report = await check((it) => it.children.push(file('config.json', '{"hidden_size": 8}\n')), {
      disk,
    });
    expect(report.verdict).toMatchObject({
      code: 'files-mismatch',
      headline: '1 file changed while it was being checked.',
    });
    expect(stateOf(report, 'config.json')).toMatchObject({
      state: 'changed-during-check',
      reason: { code: 'file-appeared' },
    });
    expect(report.files.filter(({ path }) => path === 'config.json')).toHaveLength(1);
  });

  it.each(['.git', '.gitignore', 'left/out.md'])(
    'is nothing to mention where a rule covers it: %s',
    async (path) => {
      const report = await check(
        (disk) => {
          const [first = '', ...rest] = path.split('/');
          disk.children.push(rest.length === 0 ? file(first) : folder(first, [file(rest.join('/'))]));
        },
        { ignorePaths: ['left'] },
      );
      expect(report.verdict.code).toBe('verified');
      expect(stateOf(report, path)).toBeUndefined();
    },
  );

  it('is tolerated with all unsigned files, but listed', async () => {
    const report = await check(add('new.bin'), { ignoreUnsignedFiles: true });
    expect(report.verdict.code).toBe('verified');
    expect(report.verdict.headline).toContain('1 other was left out');
    expect(stateOf(report, 'new.bin')?.state).toBe('unsigned');
  });

  it.each<[string, (disk: DiskFolder) => void]>([
    ['a pipe', (disk) => disk.children.push(other('pipe'))],
    ['a name that is none', (disk) => disk.children.push(file('..'))],
    ['a name that cannot be known', (disk) => disk.children.push(file('\ufffd'))],
    ['a folder that cannot be listed', (disk) => disk.children.push(folder('new', [], { trouble: 'fails' }))],
  ])('is never tolerated as %s', async (_, change) => {
    const report = await check(change, { ignoreUnsignedFiles: true });
    expect(report.verdict.code).toBe('files-mismatch');
    expect(report.rows.files).toMatchObject({ unreadable: 1, unsigned: 0 });
  });
});

describe('a model that cannot be listed again', () => {
  it('is never green', async () => {
    const report = await check((disk) => {
      disk.trouble = 'fails';
    });
    expect(report.verdict).toMatchObject({
      code: 'could-not-check',
      reasons: [{ code: 'model-unreadable', detail: 'NotReadableError: no permission' }],
    });
    // What was found before is not lost.
    expect(report.files).toHaveLength(Object.keys(files).length);
  });

  it('has still changed where it had changed', async () => {
    const report = await check((disk) => {
      disk.trouble = 'fails';
      fileAt(disk, 'config.json').trouble = 'fails';
    });
    expect(report.verdict.headline).toBe('1 file changed while it was being checked.');
  });

  it('says which of its folders', async () => {
    const report = await check((disk) => {
      const weights = disk.children.find((node) => node.kind === 'directory');
      if (weights !== undefined) weights.trouble = 'fails';
    });
    expect(report.verdict.code).toBe('files-mismatch');
    expect(stateOf(report, 'weights')).toMatchObject({
      state: 'unreadable',
      reason: { code: 'folder-unreadable', path: 'weights', detail: 'NotReadableError: no permission' },
    });
  });
});

describe('a list of files, which nobody can list again', () => {
  it('is asked through the hasher, file by file', async () => {
    const asked: Blob[] = [];
    const entries = entriesOf({ ...files, 'README.md': text('# Another model\n') });
    const hasher = {
      ...createInlineHasher(),
      probe: (blob: Blob) => {
        asked.push(blob);
        return Promise.resolve(blob.size === 1000 ? ({ kind: 'changed', detail: 'gone' } as const) : null);
      },
    };
    const report = await verifyForged(bundle, trust, { model: entries, hasher });
    expect(new Set(asked)).toEqual(new Set(entries.map(({ blob }) => blob)));
    expect(stateOf(report, 'weights/part 1.bin')).toMatchObject({ state: 'changed-during-check' });
    expect(report.rows.files).toMatchObject({ changed: 1, changedDuringCheck: 1 });
  });

  it('is not asked by a hasher that cannot', async () => {
    const inline = createInlineHasher();
    const hasher: Hasher = { concurrency: 1, hash: (job, options) => inline.hash(job, options) };
    const report = await verifyForged(bundle, trust, { hasher });
    expect(report.verdict.code).toBe('verified');
  });

  it('could not be checked when looking fails in a way that is not the file’s', async () => {
    const probe = () => Promise.reject(new RangeError('no memory'));
    const report = await verifyForged(bundle, trust, { hasher: { ...createInlineHasher(), probe } });
    expect(report.verdict).toMatchObject({ code: 'could-not-check', reasons: [{ code: 'engine-failed' }] });
  });
});
