import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command as built: `npm run build` makes it, and `npm test` does that first. */
export const COMMAND = fileURLToPath(new URL('../../dist/cli/touchstone.js', import.meta.url));

/** What its threads run. */
export const THREAD = new URL('../../dist/cli/thread.js', import.meta.url);

/** Whatever the person who runs the tests has updated counts in none of them. A relative path: in each test's own folder. */
export const ENVIRONMENT = { ...process.env, TOUCHSTONE_TRUST: 'trust-store' };

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly finished: Promise<Finished>;
  readonly interrupt: () => void;
}

/** The command as somebody starts it, in a process of its own. */
export function start(
  args: readonly string[],
  cwd: string,
  before: readonly string[] = [],
  command = COMMAND,
): Running {
  const [program = '', ...rest] = [...before, process.execPath, command, ...args];
  const child = spawn(program, rest, { cwd, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return {
    finished: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        resolve({ code, stdout, stderr });
      });
    }),
    interrupt: () => child.kill('SIGINT'),
  };
}

export function alone(
  args: readonly string[],
  cwd: string,
  before: readonly string[] = [],
): Promise<Finished> {
  return start(args, cwd, before).finished;
}

const DROP = ['bounding-set', 'inh-caps'].map((set) => `--${set}=-dac_override,-dac_read_search`);

/**
 * What to put before a command so that permissions count for it: nothing for ordinary people; root gives away the right to
 * read everything. Null where root cannot.
 */
export function heedingPermissions(): readonly string[] | null {
  if (process.getuid?.() !== 0) return [];
  const before = ['setpriv', ...DROP];
  return spawnSync('setpriv', [...DROP, 'true']).status === 0 ? before : null;
}
