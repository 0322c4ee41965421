import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readBlob } from '../../src/hash/read.js';
import { TestFile, deferred } from './test-file.js';

const CONTENT = Uint8Array.from({ length: 100 }, (_, i) => i);
const WHOLE = { start: 0, end: 100 };

/** Reads in slices of 32 bytes: four of them, the last one short. */
async function read(file: Blob, range = WHOLE, signal?: AbortSignal) {
  const got: number[] = [];
  const failure = await readBlob(file, range, {
    sliceSize: 32,
    signal,
    onSlice: (bytes) => void got.push(...bytes),
  });
  return { failure, got };
}

describe('reading a file in slices', () => {
  it.each([
    ['all of it', 0, 100],
    ['a range inside', 10, 90],
    ['whole slices only', 0, 64],
    ['one byte', 99, 100],
    ['nothing at its start', 0, 0],
    ['nothing at its end', 100, 100],
  ])('hands over %s, in order', async (_, start, end) => {
    const { failure, got } = await read(new Blob([CONTENT]), { start, end });
    expect(failure).toBeNull();
    expect(got).toEqual([...CONTENT.subarray(start, end)]);
  });

  it('reads an empty file', async () => {
    expect(await read(new File([], 'empty'), { start: 0, end: 0 })).toEqual({ failure: null, got: [] });
  });

  it('asks for two slices at a time, never for more', async () => {
    const file = new TestFile(CONTENT);
    const handed: number[] = [];
    await readBlob(file, WHOLE, {
      sliceSize: 32,
      onSlice: () => void handed.push(file.asked.length),
    });
    // While the first slice is in hand, one more is under way, and so on; then the probe.
    expect(handed).toEqual([2, 3, 4, 4]);
    expect(file.asked).toEqual(['0-32', '32-64', '64-96', '96-100', '99-100']);
  });

  it('reads a file of one slice once', async () => {
    const file = new TestFile(CONTENT);
    await readBlob(file, WHOLE, { onSlice: () => undefined });
    expect(file.asked).toEqual(['0-100']);
  });

  it.each([
    ['short', (bytes: Uint8Array) => bytes.slice(1)],
    ['empty', () => new Uint8Array(0)],
    ['long', (bytes: Uint8Array) => Uint8Array.from([...bytes, 0])],
  ])('calls a file changed when a slice comes %s', async (_, alter) => {
    for (const slice of ['0-32', '64-96', '96-100']) {
      const file = new TestFile(CONTENT, { on: { [slice]: alter } });
      const { failure } = await read(file);
      expect(failure?.kind).toBe('changed');
      expect(failure?.detail).toContain('came as');
    }
  });

  it('calls a range beyond the end changed: it was inside when it was asked for', async () => {
    const { failure } = await read(new Blob([CONTENT]), { start: 64, end: 128 });
    expect(failure).toMatchObject({ kind: 'changed' });
  });

  it('calls a file unreadable that cannot be read from the start', async () => {
    const file = new TestFile(CONTENT, { on: { '0-32': notReadable } });
    expect((await read(file)).failure).toEqual({ kind: 'unreadable', detail: 'NotReadableError: no' });
  });

  it.each(['32-64', '96-100', '99-100'])(
    'calls a file changed that can no longer be read at %s',
    async (slice) => {
      const file = new TestFile(CONTENT, { on: { [slice]: notReadable } });
      expect((await read(file)).failure).toEqual({ kind: 'changed', detail: 'NotReadableError: no' });
    },
  );

  it('calls a file unreadable that is gone', async () => {
    const gone = (): never => {
      throw new DOMException('gone', 'NotFoundError');
    };
    const file = new TestFile(CONTENT, { on: { '64-96': gone } });
    expect((await read(file)).failure).toEqual({ kind: 'unreadable', detail: 'NotFoundError: gone' });
  });

  it('takes an errno from Node for the file’s failure', async () => {
    const denied = (): never => {
      throw Object.assign(new Error('EACCES: denied'), { code: 'EACCES', errno: -13 });
    };
    const file = new TestFile(CONTENT, { on: { '0-32': denied } });
    expect((await read(file)).failure).toMatchObject({ kind: 'unreadable' });
  });

  it('rejects when the failure is not the file’s', async () => {
    const noMemory = (): never => {
      throw new RangeError('Array buffer allocation failed');
    };
    await expect(read(new TestFile(CONTENT, { on: { '32-64': noMemory } }))).rejects.toThrow('allocation');
    await expect(read(new Blob([CONTENT]), { start: 5, end: 4 })).rejects.toThrow('not a byte range');
    await expect(read(new Blob([CONTENT]), { start: -1, end: 4 })).rejects.toThrow('not a byte range');
    await expect(read(new Blob([CONTENT]), { start: 0, end: 0.5 })).rejects.toThrow('not a byte range');
  });

  it('takes a look at an empty file too', async () => {
    const file = new TestFile(new Uint8Array(0));
    file.arrayBuffer = () => Promise.reject(new DOMException('no', 'NotReadableError'));
    expect((await read(file, { start: 0, end: 0 })).failure).toMatchObject({ kind: 'unreadable' });
  });

  describe('in Firefox', () => {
    beforeEach(() => {
      vi.stubGlobal(
        'Error',
        class extends Error {
          lineNumber = 1;
        },
      );
    });
    afterEach(() => vi.unstubAllGlobals());

    it('does not wait for an empty file, which may be a pipe', async () => {
      const pipe = new TestFile(new Uint8Array(0));
      pipe.arrayBuffer = () => new Promise(() => undefined);
      expect((await read(pipe, { start: 0, end: 0 })).failure).toBeNull();
    });

    it('takes no empty file for bytes that were asked of it', async () => {
      const empty = new TestFile(new Uint8Array(0));
      expect((await read(empty, { start: 0, end: 5 })).failure).toMatchObject({ kind: 'changed' });
    });
  });

  describe('in WebKit, which fills up with zeros what a file lacks by now', () => {
    beforeEach(() => {
      vi.resetModules();
      vi.stubGlobal('WorkerGlobalScope', Object);
      vi.stubGlobal(
        'Blob',
        class {
          stream = () => new ReadableStream();
        },
      );
    });
    afterEach(() => vi.unstubAllGlobals());

    const zeros = (bytes: Uint8Array) => Uint8Array.from([...bytes, 0]);
    const webkit = async (file: Blob, range: typeof WHOLE) => {
      const reader = await import('../../src/hash/read.js');
      return reader.readBlob(file, range, { onSlice: () => undefined });
    };

    it('takes no zeros for the end of a file', async () => {
      const file = new TestFile(CONTENT, { on: { '0-101': zeros } });
      expect((await webkit(file, { start: 0, end: 101 }))?.detail).toBe('bytes 0 to 101 came as 100 bytes');
      expect(await webkit(file, WHOLE)).toBeNull();
    });

    it('says of a file that cannot be read what the browser says', async () => {
      vi.stubGlobal(
        'Response',
        class {
          arrayBuffer = () => Promise.reject(new TypeError('Load failed'));
        },
      );
      const forbidden = new TestFile(CONTENT, { on: { '0-100': notReadable } });
      expect(await webkit(forbidden, WHOLE)).toEqual({ kind: 'unreadable', detail: 'NotReadableError: no' });
      expect((await webkit(new TestFile(CONTENT), WHOLE))?.kind).toBe('unreadable');
    });
  });

  it('leaves no rejection behind when two slices fail', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const file = new TestFile(CONTENT, { on: { '0-32': notReadable, '32-64': notReadable } });
    await read(file);
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('a read that stalls', () => {
  afterEach(() => vi.useRealTimers());

  const never = () => deferred<Uint8Array>().promise;
  const stalled = { kind: 'unreadable', detail: 'TimeoutError: no answer within 2 seconds' } as const;

  /** Reads with two seconds' patience for each slice. */
  function readPatiently(file: Blob, range = WHOLE) {
    return readBlob(file, range, { sliceSize: 32, stall: 2000, onSlice: () => undefined });
  }

  it.each(['0-32', '32-64', '96-100', '99-100'])('is given up at %s', async (slice) => {
    vi.useFakeTimers();
    const reading = readPatiently(new TestFile(CONTENT, { on: { [slice]: never } }));
    await vi.advanceTimersByTimeAsync(1999);
    let settled = false;
    void reading.then(() => (settled = true));
    await vi.advanceTimersByTimeAsync(0);
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await reading).toEqual(stalled);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not given up while each slice comes in time, however long the whole takes', async () => {
    vi.useFakeTimers();
    const slow = (bytes: Uint8Array) =>
      new Promise<Uint8Array>((resolve) => {
        setTimeout(resolve, 1900, bytes);
      });
    const on = { '0-32': slow, '32-64': slow, '64-96': slow, '96-100': slow, '99-100': slow };
    const reading = readPatiently(new TestFile(CONTENT, { on }));
    await vi.advanceTimersByTimeAsync(5 * 1900);
    expect(await reading).toBeNull();
  });

  it('has two minutes for a slice, as a cloud drive may need', async () => {
    vi.useFakeTimers();
    const file = new TestFile(CONTENT, { on: { '0-32': never } });
    const done = vi.fn();
    const reading = readBlob(file, WHOLE, { sliceSize: 32, onSlice: () => undefined }).then(done);
    await vi.advanceTimersByTimeAsync(119_999);
    expect(done).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await reading;
    expect(done).toHaveBeenCalledWith({
      kind: 'unreadable',
      detail: 'TimeoutError: no answer within 120 seconds',
    });
  });

  it('has ten seconds for an empty file, which may be a pipe', async () => {
    vi.useFakeTimers();
    const file = new TestFile(new Uint8Array(0));
    file.arrayBuffer = () => deferred<ArrayBuffer>().promise;
    const reading = readBlob(file, { start: 0, end: 0 }, { onSlice: () => undefined });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await reading).toEqual({
      kind: 'unreadable',
      detail: 'TimeoutError: no answer within 10 seconds',
    });
    const impatient = readBlob(file, { start: 0, end: 0 }, { stall: 2000, onSlice: () => undefined });
    await vi.advanceTimersByTimeAsync(2000);
    expect(await impatient).toEqual(stalled);
  });

  it('leaves nothing behind when it answers after all', async () => {
    vi.useFakeTimers();
    const late = deferred<Uint8Array>();
    const reading = readPatiently(new TestFile(CONTENT, { on: { '0-32': () => late.promise } }));
    await vi.advanceTimersByTimeAsync(2000);
    expect(await reading).toEqual(stalled);
    late.resolve(CONTENT.subarray(0, 32));
    await vi.advanceTimersByTimeAsync(10_000);
  });
});

describe('aborting', () => {
  it('does not begin when it is aborted already', async () => {
    const file = new TestFile(CONTENT);
    await expect(read(file, WHOLE, AbortSignal.abort('enough'))).rejects.toBe('enough');
    expect(file.asked).toEqual([]);
  });

  it('does not wait for a slice that never comes', async () => {
    const file = new TestFile(CONTENT, { on: { '32-64': () => deferred<Uint8Array>().promise } });
    const controller = new AbortController();
    const reading = read(file, WHOLE, controller.signal);
    setTimeout(() => {
      controller.abort('enough');
    }, 10);
    await expect(reading).rejects.toBe('enough');
  });

  it('does not wait for the last look either', async () => {
    const file = new TestFile(CONTENT, { on: { '99-100': () => deferred<Uint8Array>().promise } });
    const controller = new AbortController();
    const reading = read(file, WHOLE, controller.signal);
    setTimeout(() => {
      controller.abort('enough');
    }, 10);
    await expect(reading).rejects.toBe('enough');
  });

  it('hands over nothing more after an abort in the middle', async () => {
    const controller = new AbortController();
    const onSlice = vi.fn(() => {
      controller.abort('enough');
    });
    const options = { sliceSize: 32, signal: controller.signal, onSlice };
    await expect(readBlob(new Blob([CONTENT]), WHOLE, options)).rejects.toBe('enough');
    expect(onSlice).toHaveBeenCalledTimes(1);
  });
});

function notReadable(): never {
  throw new DOMException('no', 'NotReadableError');
}
