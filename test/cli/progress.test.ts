import { describe, expect, it } from 'vitest';
import { bytesText, progressLine, progressText } from '../../cli/progress.js';
import type { Progress } from '../../src/index.js';

const HASHING: Progress = {
  phase: 'hashing',
  filesDone: 1,
  filesTotal: 12,
  bytesDone: 1.5 * 1024 ** 3,
  bytesTotal: 3 * 1024 ** 3,
  bytesPerSecond: 900 * 1024 ** 2,
  current: [],
  secondsLeft: 61.2,
};

describe('progress', () => {
  it('tells files, bytes, throughput and time left', () => {
    expect(progressText(HASHING)).toBe(
      'hashing: 1 of 12 files, 1.5 GiB of 3.0 GiB, 900.0 MiB/s, 1 min 2 s left',
    );
  });

  it('tells that everything is looked at once more', () => {
    expect(progressText({ ...HASHING, phase: 'looking-again' })).toBe('looking again: 1 of 12 files');
  });

  it('leaves out what is not known yet', () => {
    expect(progressText({ ...HASHING, bytesPerSecond: 0, secondsLeft: null })).toBe(
      'hashing: 1 of 12 files, 1.5 GiB of 3.0 GiB',
    );
  });

  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [5 * 1024 ** 5, '5120.0 TiB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });

  it('is written to terminals only, on one line that is cleared', () => {
    const written: string[] = [];
    const write = (text: string): number => written.push(text);
    const pipe = progressLine({ write });
    pipe.show(HASHING);
    pipe.clear();
    expect(written).toEqual([]);
    const terminal = progressLine({ isTTY: true, columns: 20, write });
    terminal.show(HASHING);
    terminal.clear();
    terminal.clear();
    expect(written).toEqual(['\r\u001b[Khashing: 1 of 12 fi', '\r\u001b[K']);
  });
});
