import { defineConfig } from 'vitest/config';

/** What has to do with each part that Stryker breaks. All tests for each mutant would take hours. */
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  bundle: ['the bundle', 'its bounds', 'names of files', 'what is signed'],
  signature: ['chains', 'certificates that are expected', 'keys', 'keyless signatures', 'identities'],
  manifest: ['what is here', 'partial checks', 'names of files'],
};

const part = process.env['TOUCHSTONE_PART'] ?? 'manifest';

/** What Stryker runs against each mutant: the tests of what is mutated, without a browser or a process. */
export default defineConfig({
  test: {
    include: [`test/${part}/**/*.test.ts`, 'test/{matrix,reasons,by-digest}.test.ts'],
    // What only tries a size takes seconds for each mutant, and notices nothing that other tests do not.
    env: { TOUCHSTONE_NO_SIZES: '1', TOUCHSTONE_SUBJECTS: (SUBJECTS[part] ?? []).join() },
    testTimeout: 30_000,
  },
});
