import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readBlob } from '../../src/hash/read.js';
import { openStretch, STRETCH_BUFFER } from '../../src/hash/stretch.js';
import { TestFile } from './test-file.js';

const CONTENT = Uint8Array.from({ length: 100 }, (_, i) => i);
const WHOLE = { start: 0, end: 100 };

/** Streams of 40 bytes, slices of 32. */
async function read(blob: Blob, range = WHOLE, signal?: AbortSignal) {
  const got: number[] = [];
  const onSlice = (bytes: Uint8Array) => void got.push(...bytes);
  const failure = await readBlob(blob, range, { stretchSize: 40, sliceSize: 32, signal, onSlice });
  return { failure, got };
}

type Pull = (controller: ReadableByteStreamController) => void | Promise<void>;

/** Its streams misbehave, its slices do not, or as they are told. */
class StreamFile extends TestFile {
  readonly cancelled: string[] = [];
  readonly #streams: Readonly<Record<string, Pull>>;

  constructor(
    streams: Readonly<Record<string, Pull>>,
    slices: ConstructorParameters<typeof TestFile>[1] = {},
  ) {
    super(CONTENT, slices);
    this.#streams = streams;
  }

  override slice(start = 0, end = this.size): Blob {
    const part = super.slice(start, end);
    const range = `${String(start)}-${String(end)}`;
    const pull = this.#streams[range];
    const cancel = (): void => void this.cancelled.push(range);
    if (pull !== undefined) part.stream = () => new ReadableStream({ type: 'bytes', pull, cancel });
    return part;
  }
}

describe('reading a file by streams', () => {
  it.each([
    ['all of it', 0, 100],
    ['a range inside', 10, 90],
    ['whole streams only', 0, 80],
    ['less than a slice', 10, 42],
    ['one byte more than a slice', 10, 43],
    ['nothing', 50, 50],
  ])('hands over %s, in order', async (_, start, end) => {
    const { failure, got } = await read(new Blob([CONTENT]), { start, end });
    expect(failure).toBeNull();
    expect(got).toEqual([...CONTENT.subarray(start, end)]);
  });

  it('hands over what is longer than its buffer', async () => {
    const content = Uint8Array.from({ length: 2 * STRETCH_BUFFER + 5 }, (_, i) => i);
    const lengths: number[] = [];
    const failure = await readBlob(
      new Blob([content]),
      { start: 0, end: content.length },
      {
        stretchSize: STRETCH_BUFFER + 3,
        sliceSize: 32,
        onSlice: (bytes) => {
          const from = lengths.reduce((sum, length) => sum + length, 0);
          expect(Buffer.compare(bytes, content.subarray(from, from + bytes.length))).toBe(0);
          lengths.push(bytes.length);
        },
      },
    );
    expect(failure).toBeNull();
    expect(lengths).toEqual([STRETCH_BUFFER, 3, STRETCH_BUFFER, 2]);
  });

  it('asks by a slice at the end whether it is the same file', async () => {
    const file = new TestFile(CONTENT);
    await read(file);
    expect(file.asked).toEqual(['99-100']);
    const changed = new TestFile(CONTENT, { on: { '99-100': notReadable } });
    expect((await read(changed)).failure).toEqual({ kind: 'changed', detail: 'NotReadableError: no' });
  });

  describe.each([
    ['ends early', ends],
    ['fails', fails],
  ])('where a stream %s', (_, stream) => {
    it('goes on in slices', async () => {
      for (const range of ['0-40', '40-80', '80-100']) {
        const file = new StreamFile({ [range]: stream });
        expect(await read(file)).toEqual({ failure: null, got: [...CONTENT] });
        expect(file.asked.length).toBeGreaterThan(1);
      }
    });

    it('says what a slice says', async () => {
      const first = new StreamFile({ '0-40': stream }, { on: { '0-32': notReadable } });
      expect((await read(first)).failure).toEqual({ kind: 'unreadable', detail: 'NotReadableError: no' });
      const later = new StreamFile({ '40-80': stream }, { on: { '40-72': (bytes) => bytes.slice(1) } });
      expect((await read(later)).failure).toMatchObject({ kind: 'changed' });
    });
  });

  it('does not wait for ever for a stream', async () => {
    vi.useFakeTimers();
    const file = new StreamFile({ '40-80': () => new Promise(() => undefined) });
    const reading = read(file);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(await reading).toEqual({ failure: null, got: [...CONTENT] });
    expect(file.cancelled).toEqual(['40-80']);
  });

  it('gives up at once, and the stream with it', async () => {
    const file = new StreamFile({ '40-80': () => new Promise(() => undefined) });
    const controller = new AbortController();
    const reading = read(file, WHOLE, controller.signal);
    await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    expect(file.cancelled).toEqual(['40-80']);
  });

  it('leaves no stream open when whoever takes the bytes fails', async () => {
    const file = new StreamFile({ '0-40': (controller) => controller.enqueue(new Uint8Array(8)) });
    const onSlice = (): never => {
      throw new RangeError('no memory');
    };
    const reading = readBlob(file, WHOLE, { stretchSize: 40, sliceSize: 32, onSlice });
    await expect(reading).rejects.toThrow('no memory');
    expect(file.cancelled).toEqual(['0-40']);
  });
});

describe('whether to read by streams', () => {
  beforeEach(() => vi.resetModules());
  afterEach(() => vi.unstubAllGlobals());

  /** It is found out once. */
  const canStretch = async () => (await import('../../src/hash/stretch.js')).canStretch();

  it('does so in a worker of a browser that fills buffers', async () => {
    vi.stubGlobal('WorkerGlobalScope', Object);
    expect(await canStretch()).toBe(true);
  });

  it('does so not outside of workers', async () => {
    expect(await canStretch()).toBe(false);
  });

  it('does so not where a stream has its own buffers, as in WebKit', async () => {
    vi.stubGlobal('WorkerGlobalScope', Object);
    vi.stubGlobal(
      'Blob',
      class {
        stream = () => new ReadableStream();
      },
    );
    expect(await canStretch()).toBe(false);
  });

  it('does so not in Firefox', async () => {
    vi.stubGlobal('WorkerGlobalScope', Object);
    vi.stubGlobal(
      'Error',
      class extends Error {
        lineNumber = 1;
      },
    );
    expect(await canStretch()).toBe(false);
  });

  it('reads into the same buffer again and again', async () => {
    const stretch = openStretch(new Blob([CONTENT]));
    const first = await stretch.read(30);
    const second = await stretch.read(30);
    expect(first.buffer.byteLength).toBe(0); // it went on to the second
    expect([...second]).toEqual([...CONTENT.subarray(30, 60)]);
    stretch.close();
  });
});

afterEach(() => vi.useRealTimers());

function notReadable(): never {
  throw new DOMException('no', 'NotReadableError');
}

function ends(controller: ReadableByteStreamController): void {
  controller.close();
  controller.byobRequest?.respond(0);
}

function fails(controller: ReadableByteStreamController): void {
  controller.error(new DOMException('no', 'NotReadableError'));
}
