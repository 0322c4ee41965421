import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a program and its arguments are started with. */
export type Command = readonly [program: string, args: readonly string[]];

/** A started program together with everything that it starts: one process group. */
export interface Program {
  /** The first match among the lines that it writes, standard output or error; rejects when it ends or is too slow. */
  line(pattern: RegExp, withinMs?: number): Promise<RegExpExecArray>;
  /** Waits until something listens at a port of this machine; rejects when the program ends or is too slow. */
  port(port: number, withinMs?: number): Promise<void>;
  /** Waits until `look` finds something; rejects when the program ends or is too slow. */
  until<T>(what: string, look: () => Promise<T | null>, withinMs?: number): Promise<T>;
  /** Kills the whole group at once and waits for the end of the program itself. Never rejects. */
  kill(): Promise<void>;
}

const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 50;
const KEPT_OUTPUT = 16_384; // characters, for the message when it fails

/** Groups that have not been killed yet: when the tests themselves end early, nothing may be left running. */
const running = new Set<number>();
const killAll = (): void => running.forEach(killGroup);
process.on('exit', killAll);
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    killAll();
    process.kill(process.pid, signal); // no longer caught
  });
}

export function start([program, args]: Command, environment: NodeJS.ProcessEnv = {}): Program {
  // Killed by the kernel too when the tests are killed in a way that they cannot notice.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', program, ...args], {
    detached: true, // a group of its own
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const group = child.pid;
  if (group !== undefined) running.add(group);
  let output = '';
  let failure: string | null = null;
  const hear = (text: string): void => {
    output = (output + text).slice(-KEPT_OUTPUT);
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  child.on('error', (error) => (failure = error.message));
  child.on('exit', (code, signal) => (failure ??= `ended with ${String(code ?? signal)}`));

  const until: Program['until'] = async (what, look, withinMs = PATIENCE_MS) => {
    const end = Date.now() + withinMs;
    for (;;) {
      const found = await look();
      if (found !== null) return found;
      if (failure !== null) throw new Error(`${program} ${failure}, without ${what}:\n${output}`);
      if (Date.now() > end) throw new Error(`${program} is too slow: no ${what} yet:\n${output}`);
      await sleep(LOOK_AGAIN_MS);
    }
  };
  return {
    until,
    line: (pattern, withinMs) =>
      until(String(pattern), () => Promise.resolve(pattern.exec(output)), withinMs),
    port: async (port, withinMs) => {
      await until(`port ${port}`, async () => ((await listens(port)) ? port : null), withinMs);
    },
    kill: async () => {
      if (group === undefined) return;
      killGroup(group);
      await ended(child);
      killGroup(group); // whoever was born in between
      running.delete(group);
    },
  };
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // nobody left
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

export interface TemporaryFolder {
  readonly path: string;
  /** Never rejects. */
  remove(): Promise<void>;
}

export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'touchstone-'));
  return {
    path,
    // Repeated, since a killed program may still be writing its last file.
    remove: () =>
      rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined),
  };
}

/**
 * The same command, without root's right to read whatever it likes: a file of mode 0600 of somebody else is then as
 * unreadable as it is for people. Both sets matter, since root gets back what either of them holds (capabilities(7),
 * "Capabilities and execution of programs by root").
 */
export function unprivileged([program, args]: Command): Command {
  if (process.getuid?.() !== 0) return [program, args];
  const without = '-dac_override,-dac_read_search';
  return ['setpriv', [`--bounding-set=${without}`, `--inh-caps=${without}`, '--', program, ...args]];
}
