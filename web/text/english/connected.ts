import { code, type Sentence } from '../../lib/sentence.js';

/** The page that connects to the public Sigstore. */
export const connected = {
  documentTitle: 'Models and trust from elsewhere · Touchstone',
  only: 'This is the only page of Touchstone that connects to anybody else, and only when you press a button.',
  title: 'Trust from the public Sigstore',
  back: 'Back to Touchstone',
  lead: 'Which authorities and logs count, as of today. It goes for all checks in this browser.',
  whom: 'Whom it connects to',
  host: (host: string): Sentence => [
    code(host),
    ', where the public Sigstore publishes its trust. Your browser lets this page ask hosts on the internet; all other parts of Touchstone may ask only the site that they came from.',
  ],
  what: 'What is fetched',
  files:
    'Public files, the same for everybody: which authorities and logs the public Sigstore uses, and signatures over that.',
  learns: 'What the other side learns',
  learned:
    'That somebody asked, when, from which network address, with which browser and language, and on which site this page lies. No file, name or result of a check is sent.',
  button: (host: string): string => `Get the current trust root from ${host}`,
  asking: 'Asking …',
  askingFor: 'Fetching and verifying',
  cancel: 'Cancel',
  done: (version: number): string =>
    `Up to date: all of it is signed by the keys that this page knows (root version ${String(version)}).`,
  toTrust: 'See whose word counts now',
  notUpdated: 'Nothing was updated.',
  broken: 'This page could not load all of itself. Load it anew, with the network on.',
  fleeting:
    'This browser keeps nothing for this page: what was fetched is lost when it is closed, and the page that checks does not see it.',
  /** By what stood in the way, as the browser knows. */
  why: {
    offline: 'Your browser says that it has no network. With the network on, try again.',
    blocked:
      'The rules that this site sends along with the page forbid it. Whoever runs the site can mend that: connected.html needs a Content-Security-Policy of its own.',
  },
  framed: {
    title: 'This page does not run inside of another one',
    detail: 'Whoever shows it there could make you press its button without your knowing.',
    open: 'Open it by itself',
  },
};
