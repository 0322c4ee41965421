// Installs the dependencies where they are missing or older than package-lock.json.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, ROOT, run } from './run.mjs';

/** @returns {boolean} whether the dependencies are there now */
export function ensureInstalled() {
  // npm writes this file last, so it is as old as the installation that was completed.
  const installed = modified('node_modules/.package-lock.json');
  if (installed !== null && installed >= (modified('package-lock.json') ?? 0)) return true;
  return run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
}

/**
 * @param {string} path
 * @returns {number | null} null where there is no such file
 */
function modified(path) {
  return statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? null;
}

if (isMain(import.meta.url)) process.exitCode = ensureInstalled() ? 0 : 1;
