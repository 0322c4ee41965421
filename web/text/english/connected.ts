import { code, type Sentence } from '../../lib/sentence.js';

/** The page that connects to the public Sigstore. */
export const connected = {
  documentTitle: 'Trust from the public Sigstore · Touchstone',
  title: 'Trust from the public Sigstore',
  back: 'Back to Touchstone',
  lead: 'This is the only page of Touchstone that connects to anybody else, and only when you press the button. It reads no model.',
  whom: 'Whom it connects to',
  host: (host: string): Sentence => [
    code(host),
    ', where the public Sigstore publishes its trust. Your browser lets this page ask that host and the site that it came from, and nobody else; all other parts of Touchstone may not even do that.',
  ],
  what: 'What is fetched',
  files:
    'Public files, the same for everybody: which authorities and logs the public Sigstore uses, and signatures over that.',
  learns: 'What the other side learns',
  learned:
    'That somebody asked, when, from which network address, with which browser and language, and on which site this page lies. No file, name or result of a check is sent.',
  button: (host: string): string => `Get the current trust root from ${host}`,
  asking: 'Asking …',
  reached: (host: string): string => `${host} can be reached.`,
  onlyLooked: 'This version only looks whether it can be: nothing was taken from it.',
  notReached: (host: string): string => `Nothing could be fetched from ${host}.`,
  /** By what stood in the way. */
  why: {
    offline: 'Your browser says that it has no network. With the network on, try again.',
    blocked:
      'The rules that this site sends along with the page forbid it. Whoever runs the site can mend that: connected.html needs a Content-Security-Policy of its own.',
    late: 'It did not answer in time. Try again later.',
    unreachable:
      'The network is off, something on the way lets nothing through, or the host is down. Try again later, or in another network.',
    refused: 'It answered, but not with the file. Try again later.',
    'too-long':
      'What it sends is longer than such a file can be, and was not read to its end. Try again later.',
  },
  detail: 'In the browser’s words:',
  unchanged: 'Nothing has changed: what counted before goes on counting.',
  framed: {
    title: 'This page does not run inside of another one',
    detail: 'Whoever shows it there could make you press its button without your knowing.',
    open: 'Open it by itself',
  },
};
