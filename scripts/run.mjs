// How the scripts start other programs. Needs nothing installed.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const windows = process.platform === 'win32';

/**
 * Runs a program from the project's root, with its output shown.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to this process's own
 * @returns {boolean} whether it exited with 0
 */
export function run(command, args, env = {}) {
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env }, shell: windows };
  const { status, error } = spawnSync(command, [...args], options);
  if (error !== undefined) console.error(`${command} could not be started: ${error.message}`);
  return status === 0;
}

/**
 * Runs a command that a package of ours brings.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function runBin(name, args, env) {
  return run(join(ROOT, 'node_modules', '.bin', windows ? `${name}.cmd` : name), args, env);
}

/**
 * Runs another script with this Node.
 * @param {string} path relative to the project's root
 * @param {readonly string[]} [args]
 */
export function runScript(path, args = []) {
  return run(windows ? `"${process.execPath}"` : process.execPath, [path, ...args]);
}

/**
 * @param {string} url a module's `import.meta.url`
 * @returns {boolean} whether that module is the program that was started
 */
export function isMain(url) {
  return process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1];
}
