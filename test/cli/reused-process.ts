import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { COMMAND, ENVIRONMENT, type Finished } from './process.js';

const PROGRAM = fileURLToPath(new URL('reused-process.mjs', import.meta.url));

/** Each run leaves a small module behind, which is never freed. */
const RUNS_PER_PROCESS = 500;

interface Reply extends Finished {
  readonly id: number;
}

/** A few processes, each of which runs the command many times, one at a time. */
export class ReusedProcesses {
  readonly #idle: { readonly child: ChildProcess; readonly runs: number }[] = [];
  #next = 0;

  async run(args: readonly string[], cwd: string): Promise<Finished> {
    const { child, runs } = this.#idle.pop() ?? { child: start(), runs: 0 };
    const id = this.#next++;
    const finished = await new Promise<Finished>((resolve, reject) => {
      const ended = () => {
        reject(new Error('the process ended without an answer'));
      };
      child.once('exit', ended);
      child.once('message', (reply: Reply) => {
        child.off('exit', ended);
        if (reply.id === id) resolve(reply);
        else reject(new Error('the answer is to another question'));
      });
      child.send({ id, args, cwd });
    });
    if (runs + 1 < RUNS_PER_PROCESS) this.#idle.push({ child, runs: runs + 1 });
    else child.disconnect();
    return finished;
  }
}

function start(): ChildProcess {
  const child = fork(PROGRAM, [COMMAND], { env: ENVIRONMENT, stdio: 'ignore' });
  // It ends with the tests, and keeps nobody waiting.
  child.unref();
  child.channel?.unref();
  return child;
}
