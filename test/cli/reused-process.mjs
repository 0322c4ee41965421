// Runs the command as built, again and again in one process: Node's start takes longer than a check.
import { pathToFileURL } from 'node:url';

const [, , command = ''] = process.argv;
const url = pathToFileURL(command).href;
const EVENTS = ['SIGINT', 'SIGTERM', 'warning', 'uncaughtException', 'unhandledRejection'];
const exit = process.exit.bind(process);
let runs = 0;

/** Takes what is written, as a stream would. */
const collector = () => {
  let text = '';
  const write = (chunk, written) => {
    text += String(chunk);
    if (typeof written === 'function') written();
    return true;
  };
  return { write, text: () => text };
};

process.on('disconnect', () => exit(0));
process.on('message', ({ id, args, cwd }) => {
  const [stdout, stderr] = [collector(), collector()];
  process.stdout.write = stdout.write;
  process.stderr.write = stderr.write;
  process.exit = (code) => {
    // What one run listens for is not the next one's.
    for (const event of EVENTS) process.removeAllListeners(event);
    process.stdout.removeAllListeners('error');
    process.stderr.removeAllListeners('error');
    process.send({ id, code: code ?? 0, stdout: stdout.text(), stderr: stderr.text() });
  };
  process.chdir(cwd);
  process.argv = [process.execPath, command, ...args];
  // A query makes touchstone.js a module of its own; what it imports stays, compiled and warm.
  void import(`${url}?run=${String(runs++)}`);
});
