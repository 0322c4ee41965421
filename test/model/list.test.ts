import { afterEach, describe, expect, it, vi } from 'vitest';
import { openModel, type ModelEntry } from '../../src/index.js';
import { listModel } from '../../src/model/list.js';
import { BOUNDS } from '../../src/bounds.js';
import { file, folder, handleOf, never } from './fake-disk.js';

const blob = new Blob(['x']);

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function* streamed(entries: Iterable<ModelEntry>): AsyncGenerator<ModelEntry> {
  for (const entry of entries) yield await Promise.resolve(entry);
}

/** A clock by which each look takes 20 µs, so that how often somebody gives way does not depend on the machine. */
function stubClock(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 0.02));
}

/** How often other work on this thread got its turn while that was going on. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let over = false;
  const next = (): void => {
    turns++;
    if (!over) setTimeout(next);
  };
  setTimeout(next);
  await work;
  over = true;
  return turns;
}

describe('listing a model', () => {
  it('adds up what is there', async () => {
    const model = await listModel(
      [
        { path: 'a', blob },
        { path: 'b/c', blob: new Blob(['yz']) },
      ],
      {},
    );
    expect(model).toMatchObject({ totalBytes: 3, reasons: [] });
    expect(model.files).toHaveLength(2);
  });

  it('passes through what was opened before, and asks nobody again', async () => {
    const one = file('a', 'x');
    const opened = await openModel(handleOf(folder('m', [one])), {});
    expect(one.openedBy).toHaveLength(1);
    expect(await listModel(opened, { listing: { source: 'entries', name: 'other' } })).toBe(opened);
    expect(one.openedBy).toHaveLength(1);
  });

  it('does not stand still over 100,000 files, and tells how many it found', async () => {
    stubClock();
    const found: number[] = [];
    const open = () => Promise.resolve(blob);
    const entries = Array.from({ length: 100_000 }, (_, i) => ({ path: String(i), open }));
    const listing = listModel(streamed(entries), { onFound: (files) => void found.push(files) });
    expect(await turnsDuring(listing)).toBeGreaterThan(100);
    const { files } = await listing;
    expect(files).toHaveLength(100_000);
    expect(found.length).toBeGreaterThan(50);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(found.every((files) => 0 < files && files <= 100_000)).toBe(true);
  });

  it('opens no more than 64 files at once', async () => {
    let [open, most] = [0, 0];
    const entries = Array.from({ length: 200 }, (_, i) => ({
      path: String(i),
      open: async () => {
        most = Math.max(most, (open += 1));
        await new Promise((resolve) => setTimeout(resolve));
        open -= 1;
        return blob;
      },
    }));
    await listModel(entries, {});
    expect(most).toBe(64);
  });

  it('keeps the order in which files were found', async () => {
    const paths = Array.from({ length: 150 }, (_, i) => `f${String(149 - i)}`);
    const { files } = await listModel(streamed(paths.map((path) => ({ path, blob }))), {});
    expect(files.map(({ path }) => path)).toEqual(paths);
  });
});

describe('a model that is none', () => {
  it.each([
    ['m', null],
    ['0123456789abcdef0123456789abcdef01234567', 'hugging-face-snapshot'],
    ['0123456789ABCDEF0123456789ABCDEF01234567', null],
  ])('is empty: %s', async (name, looksLike) => {
    const { reasons } = await listModel(handleOf(folder(name, [folder('empty')])), {});
    expect(reasons).toEqual([{ code: 'model-empty', looksLike }]);
  });

  it('has two files of one name', async () => {
    const model = await listModel(
      [
        { path: 'a', blob },
        { path: 'a', blob },
      ],
      {},
    );
    expect(model.reasons).toEqual([{ code: 'model-path-duplicate', path: 'a' }]);
    expect(model.files).toEqual([]);
  });

  it('but two files without a name are findings about them', async () => {
    const { files, reasons } = await listModel(handleOf(folder('m', [file(''), file(''), file('a')])), {});
    expect(reasons).toEqual([]);
    expect(files).toHaveLength(3);
  });

  it('has no end', async () => {
    const endless = function* () {
      for (let i = 0; ; i++) yield { path: String(i), blob };
    };
    const { reasons, files } = await listModel(streamed(endless()), {});
    expect(reasons).toEqual([{ code: 'model-too-many-files', count: BOUNDS.files + 1, limit: BOUNDS.files }]);
    expect(files).toEqual([]);
  });

  it.each([
    [
      'an iterable',
      {
        *[Symbol.iterator]() {
          yield { path: 'a', blob };
          throw new Error('broken');
        },
      },
    ],
    [
      'an asynchronous one',
      {
        async *[Symbol.asyncIterator]() {
          yield await Promise.resolve({ path: 'a', blob });
          throw new Error('broken');
        },
      },
    ],
  ])('is %s that throws', async (_, model) => {
    expect(await listModel(model, {})).toMatchObject({
      files: [],
      reasons: [{ code: 'model-unreadable', detail: 'broken' }],
    });
  });

  it('never answers', async () => {
    vi.useFakeTimers();
    const listing = listModel(handleOf(folder('m', [file('a')], { trouble: 'never answers' })), {});
    await vi.advanceTimersByTimeAsync(30_000);
    expect((await listing).reasons).toEqual([
      { code: 'model-unreadable', detail: 'TimeoutError: no answer within 30 seconds' },
    ]);
  });
});

describe('aborting a listing', () => {
  const after = (start: (abort: () => void) => Parameters<typeof listModel>[0]) => {
    const controller = new AbortController();
    const model = start(() => {
      setTimeout(() => {
        controller.abort('enough');
      });
    });
    return listModel(model, { signal: controller.signal });
  };

  it('does not begin when it is aborted already', async () => {
    const one = file('a');
    const listing = listModel(handleOf(folder('m', [one])), { signal: AbortSignal.abort('enough') });
    await expect(listing).rejects.toBe('enough');
    expect(one.openedBy).toEqual([]);
  });

  it('does not wait for a folder that never answers', async () => {
    const listing = after((abort) => {
      abort();
      return handleOf(folder('m', [file('a')], { trouble: 'never answers' }));
    });
    await expect(listing).rejects.toBe('enough');
  });

  it('does not wait for a file that never opens', async () => {
    const listing = after((abort) => [
      {
        path: 'a',
        open: () => {
          abort();
          return never<Blob>();
        },
      },
    ]);
    await expect(listing).rejects.toBe('enough');
  });

  it('does not go on listing', async () => {
    stubClock();
    let found = 0;
    const listing = after((abort) =>
      streamed(
        (function* () {
          for (let i = 0; i < 100_000; i++) {
            if ((found = i) === 5000) abort();
            yield { path: String(i), blob };
          }
        })(),
      ),
    );
    await expect(listing).rejects.toBe('enough');
    expect(found).toBeLessThan(10_000);
  });
});
