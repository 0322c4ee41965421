import { spawn } from 'node:child_process';
import { COMMAND, type Finished } from '../cli/process.js';
import { watchMemory } from './processes.js';

export interface Ended extends Finished {
  readonly milliseconds: number;
  /** The most memory that was ever resident, in bytes. */
  readonly peak: number;
}

export interface Watched {
  readonly pid: number;
  readonly finished: Promise<Ended>;
  /** What it wrote there so far. */
  readonly stderr: () => string;
  readonly interrupt: () => void;
}

/** Progress is for terminals only: this makes the command take standard error, a pipe, for one. */
export const TERMINAL = ['--import', 'data:text/javascript,process.stderr.isTTY=true'];

/** The command as built, with its memory watched. `node`: options for Node itself. */
export function watch(args: readonly string[], cwd: string, node: readonly string[] = []): Watched {
  const since = performance.now();
  const child = spawn(process.execPath, [...node, COMMAND, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the command did not start');
  const memory = watchMemory(() => Promise.resolve([pid]), 'VmHWM');
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const finish = async (): Promise<Ended> => {
    const code = await closed;
    const milliseconds = performance.now() - since;
    return { code, stdout, stderr, milliseconds, peak: await memory.stop() };
  };
  return { pid, finished: finish(), stderr: () => stderr, interrupt: () => child.kill('SIGINT') };
}
