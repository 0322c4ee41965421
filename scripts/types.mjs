// Type checks: one project per realm, so that each knows only the globals that it really has.
import { runBin, runScript } from './run.mjs';

/** The native compiler: the same checks in a fifth of the time. Svelte and eslint need the other one. */
const TSC = 'node_modules/typescript-native/bin/tsc';

/** `--built`: the build has compiled `src` with the same settings, for its declarations. */
const PROJECTS = [
  ...(process.argv.includes('--built') ? [] : ['src']),
  'src/shim',
  'cli',
  'web/sw',
  'test',
  'tsconfig.json',
];

const failed = PROJECTS.filter((project) => !runScript(TSC, ['-p', project]));
if (!runBin('svelte-check', ['--tsconfig', 'web/tsconfig.json', '--fail-on-warnings', '--output', 'human'])) {
  failed.push('web');
}
if (failed.length > 0) console.error(`Type errors in: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
