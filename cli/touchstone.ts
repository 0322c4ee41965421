#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { escapeForTerminal } from './escape.js';
import { internalError } from './outcome.js';
import { INTERRUPTED, run } from './run.js';

const stop = new AbortController();

// The first Ctrl-C lets the check end in order; a second one ends the process as it would any: Node's own exit waits for
// threads, and one may wait for a disk or a pipe that never answers.
process.once('SIGINT', () => {
  stop.abort();
});
const heard = { terminate: false };
process.once('SIGTERM', () => {
  heard.terminate = true;
  stop.abort();
});

process.removeAllListeners('warning');
process.on('warning', (warning) => {
  process.stderr.write(`touchstone: ${escapeForTerminal(warning.message)}\n`);
});

const crash = (error: unknown): never => {
  process.stderr.write(`touchstone: ${escapeForTerminal(internalError(error))}\n`);
  process.exit(2);
};
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

// `touchstone verify … | head`: whoever read us has gone, and the exit code still tells the verdict.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: Error) => {
    if (!('code' in error) || error.code !== 'EPIPE') crash(error);
  });
}

async function askOnTerminal(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    // It would keep Ctrl-C for itself.
    lines.once('SIGINT', () => {
      stop.abort();
    });
    return /^y(?:es)?$/iu.test((await lines.question(escapeForTerminal(question.trimEnd()) + ' ')).trim());
  } finally {
    lines.close();
  }
}

const code = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  signal: stop.signal,
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask: askOnTerminal } : {}),
});

// As shells count: 128, and the number of the signal. Job engines send SIGTERM.
const status = code === INTERRUPTED && heard.terminate ? 143 : code;

// Left-over workers must not keep the process alive, nor may its end cut off output to a slow pipe.
process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));
