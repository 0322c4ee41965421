import { readdirSync, readFileSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';

const ALL = 'test/**/*.test.ts';
const ELSEWHERE = ['test/slow/**', 'test/browsers/**'];
const TEST = new URL('test/', import.meta.url);

/** Those that put other things in the place of globals, or listen to the process: each gets modules and globals of its own. */
const CHANGES_ITS_WORLD = /\bvi\b|\bprocess\.(on|once)\(/;
const changing = readdirSync(TEST, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.test.ts'))
  .filter((path) => CHANGES_ITS_WORLD.test(readFileSync(new URL(path, TEST), 'utf8')))
  .map((path) => `test/${path}`);

const shared = { testTimeout: 60_000 };

export default defineConfig({
  test: {
    // The default leaves one core to a person who watches; of two cores, that is half.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...shared,
          name: 'in one world',
          include: [ALL],
          exclude: [...configDefaults.exclude, ...ELSEWHERE, ...changing],
          // To load the verifier and the forge anew for each file took a quarter of the time.
          isolate: false,
        },
      },
      { test: { ...shared, name: 'each in its own', include: changing, exclude: ELSEWHERE } },
    ],
  },
});
