#!/usr/bin/env node
import { escapeForTerminal } from './escape.js';
import { INTERRUPTED, internalError, run } from './run.js';

const stop = new AbortController();

// The first Ctrl-C lets the check end in order; a second one does not wait for that.
process.on('SIGINT', () => {
  if (stop.signal.aborted) process.exit(INTERRUPTED);
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

const code = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  signal: stop.signal,
});

// Left-over workers must not keep the process alive, nor may its end cut off output to a slow pipe.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
