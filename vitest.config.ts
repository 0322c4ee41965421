import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/slow/**', 'test/browsers/**'],
    // The default leaves one core to a person who watches; of two cores, that is half.
    maxWorkers: '100%',
    testTimeout: 60_000,
  },
});
