import { defineConfig } from 'vitest/config';

/** Three real browsers one after the other: minutes, so not part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/browsers/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
