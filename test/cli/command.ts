import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command as built: `npm run build` makes it, and `npm test` does that first. */
export const COMMAND = fileURLToPath(new URL('../../dist/cli/touchstone.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly finished: Promise<Finished>;
  readonly interrupt: () => void;
}

export function start(args: readonly string[], cwd: string): Running {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
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

export function touchstone(args: readonly string[], cwd: string): Promise<Finished> {
  return start(args, cwd).finished;
}
