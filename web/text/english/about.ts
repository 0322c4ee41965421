import { foreign, type Sentence } from '../../lib/sentence.js';

/** The page about itself: which one it is, that it is kept here, and what can be known of it. */
export const about = {
  link: 'About this page',
  back: 'Back to checking',
  title: 'About this page',
  lead: 'Which page this is, how to see that it sends nothing, and what you can and cannot know about it.',
  version: 'Version',
  build: 'Build',
  /** In the last line of the page. */
  shortBuild: (digest: string): string => `build ${digest}`,
  noBuild: 'Not known: no statement of the build lies beside this page.',
  buildNote:
    'One digest over every file of this page, as it was built. The page itself says so, and a forged page could say the same: compare from outside, with the digest that the publisher names.',
  kept: {
    title: 'Without the network',
    unknown: 'The rest of this page is still being loaded.',
    unsupported:
      'This browser keeps no copy of the page, as in some private windows. While the page stays open, checks work without the network; to open it, the network is needed.',
    keeping: 'A copy is being kept on this machine.',
    kept: 'A copy is kept on this machine, in which every file was compared with what was built. It opens without the network.',
    'not-kept':
      'No copy could be kept: a file did not arrive, or is not the one that was built. Reload to try again. If that does not help, whoever serves this page has changed it.',
  },
  /** The same in the last lines of the page; nothing where there is nothing to say. */
  keptShort: {
    kept: 'The page is kept on this machine and opens without the network.',
    'not-kept': 'No copy of the page could be kept on this machine.',
  },
  install: {
    title: 'As an app',
    why: 'Installed, it has a window of its own, opens signature files (.sig) from your file manager, and takes signatures that are shared to it on a phone.',
    button: 'Install',
    elsewhere: 'If your browser can install it, it offers that in its menu or beside the address.',
    is: 'It is installed: this window is the app.',
  },
  licences: 'Licences of what this page contains',
  know: 'What you can and cannot know about the page that you run',
  update: {
    title: 'A new version of this page is here',
    ready: 'It takes over when all windows of Touchstone are closed, or now. Then this window starts over.',
    asked: 'The new version is taking over.',
    busy: 'A check is running in another window. The new version takes over when that is done and you ask again.',
    checking: 'It never takes over while a check runs.',
    elsewhere:
      'Another window uses it already. This one still runs the version before; reload it when you are done here.',
    now: 'Use it now',
    reload: 'Reload',
    later: 'Later',
  },
  handed: {
    title: 'A signature waits for its model',
    name: (name: string): Sentence => [foreign(name, 'strong'), ' was opened with Touchstone.'],
    next: 'Now choose the model that it was made for.',
    aside: 'Set it aside',
    unread: 'It cannot be read as a signature:',
    lost: 'What was shared could not be taken: it was no file, or is larger than a signature can be.',
  },
};
