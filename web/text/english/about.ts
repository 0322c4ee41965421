import { foreign, type Sentence } from '../../lib/sentence.js';

/** The page about itself: which one it is, that it is kept here, and what can be known of it. */
export const about = {
  link: 'About this page',
  back: 'Back to checking',
  title: 'About this page',
  lead: 'Which page this is, how to see that it sends nothing, and what you can and cannot know about it.',
  version: 'Version',
  build: 'Build',
  /** Of what a click copies the digest. */
  thisBuild: 'this build',
  /** In the last line of the page. */
  shortBuild: (digest: string): string => `build ${digest}`,
  noBuild: 'Not known: no statement of the build lies beside this page.',
  buildNote:
    'One digest over every file of this page, as it was built. The page itself says so, and a forged page could say the same: compare from outside, with the digest of a build of your own, or with the one that the publisher names.',
  kept: {
    title: 'Without the network',
    unknown: 'The rest of this page is still being loaded.',
    unsupported:
      'This browser keeps no copy of the page: the window is a private one, or the page did not come by https. While the page stays open, checks work without the network; to open it, the network is needed.',
    keeping: 'A copy is being kept on this machine.',
    kept: 'A copy is kept on this machine, in which every file is the one that this build names; the site’s settings are not part of it. It opens without the network.',
    'not-kept':
      'No copy could be kept: there is no room for it, or this browser does not allow it, or a file did not arrive or is not the one that was built. With the network on, reload to try again. If that does not help, tell whoever runs this site.',
  },
  /** The same in the last lines of the page; nothing where there is nothing to say. */
  keptShort: {
    kept: 'The page is kept on this machine: it opens, and checks, without the network.',
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
    ready:
      'Use it now, and this window starts over: what is on it is gone unless you saved it. Or go on: it takes over once all windows of Touchstone are closed.',
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
    name: (name: string): Sentence => [
      foreign(name, 'strong'),
      ' was handed to Touchstone, by your system or by a website.',
    ],
    byLink: (name: string): Sentence => [
      foreign(name, 'strong'),
      ' came with the link that opened this page.',
    ],
    next: 'Now choose the model that it was made for.',
    aside: 'Set it aside',
    unreadTitle: 'This file is not a signature that Touchstone reads',
    unread:
      'Other programs, such as OpenPGP, call their files so too. If it should be a Sigstore bundle, get it anew from where the model came from.',
    lost: 'What was shared could not be taken: it was no file, or is larger than a signature can be.',
  },
};
