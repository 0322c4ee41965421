import { defineConfig } from 'vitest/config';

/** What Stryker runs against each mutant: the tests of what is mutated, without a browser or a process. */
export default defineConfig({
  test: {
    include: ['test/{bundle,signature,manifest}/**/*.test.ts', 'test/{matrix,reasons,by-digest}.test.ts'],
    // What only tries a size takes seconds for each mutant, and notices nothing that other tests do not.
    env: { TOUCHSTONE_NO_SIZES: '1' },
    testTimeout: 30_000,
  },
});
