// How the scripts start other programs. Needs nothing installed.
import { spawn, spawnSync } from 'node:child_process';
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
 * The same beside other programs: its output is shown when it has ended.
 * @param {string} name of a command that a package of ours brings, or a script of ours
 * @param {readonly string[]} args
 * @returns {Promise<boolean>} whether it exited with 0
 */
export function runBeside(name, args) {
  const isScript = name.endsWith('.mjs');
  const command = isScript ? process.execPath : bin(name);
  const options = { cwd: ROOT, shell: windows, stdio: /** @type {const} */ (['ignore', 'pipe', 'pipe']) };
  const child = spawn(windows ? `"${command}"` : command, isScript ? [name, ...args] : [...args], options);
  /** @type {Buffer[]} */
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${name} could not be started: ${error.message}`);
      resolve(false);
    });
    child.on('close', (status) => {
      process.stdout.write(Buffer.concat(output));
      resolve(status === 0);
    });
  });
}

/** @param {string} name */
function bin(name) {
  return join(ROOT, 'node_modules', '.bin', windows ? `${name}.cmd` : name);
}

/**
 * Runs a command that a package of ours brings.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function runBin(name, args, env) {
  return run(bin(name), args, env);
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
