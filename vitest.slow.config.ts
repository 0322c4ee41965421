import { defineConfig } from 'vitest/config';

/** Messages of 2 GiB and more, 100,000 files, a file of 1 TiB: minutes, so not part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/slow/**/*.test.ts'],
    // One after the other: they measure.
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 300_000,
  },
});
