import { expect, it } from 'vitest';
import type { Progress } from '../src/index.js';
import { ProgressTracker } from '../src/progress.js';

const MIB = 2 ** 20;

it('tells of the four largest files that are under way, and of no small one', () => {
  const told: Progress[] = [];
  const tracker = new ProgressTracker((progress) => told.push(progress));
  tracker.enter('hashing', { files: 7, bytes: 401 * MIB });
  const sizes = [100, 90, 80, 70, 60, 1];
  const files = sizes.map((size) => tracker.startFile(`${String(size)}.bin`, size * MIB));
  tracker.startFile('waiting.bin', 200 * MIB);
  for (const { onBytes } of files) onBytes(MIB);
  files[1]?.end();
  tracker.enter('looking-again', { files: 1 });
  tracker.enter('hashing', { files: 1 });
  expect(told.map(({ current }) => current).at(-1)).toEqual([]);

  for (const { onBytes } of files) onBytes(MIB);
  tracker.addFile(); // the last: told in any case
  expect(told.map(({ current }) => current).at(-1)).toEqual(
    [100, 90, 80, 70].map((size) => ({
      path: `${String(size)}.bin`,
      bytesDone: 2 * MIB,
      bytesTotal: size * MIB,
    })),
  );
});
