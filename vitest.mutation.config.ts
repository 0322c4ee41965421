import { defineConfig } from 'vitest/config';

/** What only tries a size takes seconds, and notices nothing that others do not. */
const HUGE = /100,000|100,001|two million|MiB|too-many-files|too-large|too-long|damaged anywhere/;

/** What Stryker runs against each mutant: the tests of what is mutated, without a browser or a process. */
export default defineConfig({
  test: {
    include: [
      'test/{bundle,signature,manifest}/**/*.test.ts',
      'test/{matrix,reasons,headline,by-digest,again}.test.ts',
    ],
    testNamePattern: new RegExp(`^(?!.*(?:${HUGE.source}))`),
    testTimeout: 30_000,
  },
});
