// npm run test:mutation: Stryker, part by part, so that each mutant meets the tests that have to do with it and no others.
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runBin } from './run.mjs';

const PARTS = ['signature', 'bundle', 'manifest'];
const asked = process.argv.slice(2);

for (const part of asked.length > 0 ? asked : PARTS) {
  console.log(`\n── src/${part}`);
  if (!runBin('stryker', ['run', '--mutate', `src/${part}/**/*.ts`], { TOUCHSTONE_PART: part }))
    process.exitCode = 1;
  const report = join(ROOT, 'build/mutation.json');
  if (existsSync(report)) renameSync(report, join(ROOT, `build/mutation-${part}.json`));
}
