import { code, foreign, type Sentence } from '../../lib/sentence.js';

/** Which Sigstore may vouch for an identity. Names of installed ones are the person's own, and come quoted into sentences. */
export const sigstores = {
  legend: 'Which Sigstore',
  note: 'Who may vouch for that identity. Ask the publisher if you do not know.',
  public: 'The public Sigstore (built in)',
  byYou: '(installed by you)',
  gone: '(no longer installed)',
  another: 'Use another Sigstore',
  forThisVisit: ', for this visit only',
  ofOrganisation: [
    'An organisation that runs a Sigstore of its own publishes a ',
    code('trusted_root.json'),
    '. The page forgets it when it is closed.',
  ],
  file: 'Trusted root file',
  ofSample: (file: string): string => `${file} of the sample`,
  undo: 'Undo the removal',
  deleteDamaged: 'Delete what could not be read',
  said: {
    installed: (name: string): string => `${name} is installed, and chosen.`,
    removed: (name: string, wasChosen: boolean): string =>
      `${name} is removed.${wasChosen ? ' The public Sigstore is chosen now.' : ''}`,
    back: (name: string, isChosen: boolean): string => `${name} is back${isChosen ? ', and chosen' : ''}.`,
  },
  /** What is wrong with the browser's storage. */
  storage: {
    'not-kept':
      'This browser does not let the page keep anything, or has no more room for it. What you install lasts until the page is closed.',
    damaged:
      'Something among the installed Sigstores could not be read, and was left out. If one is missing, install it again.',
    'not-removed':
      'This browser did not let the page remove it for good: it will be there again when the page is opened anew.',
  },
  look: (name: string): Sentence => ['Look at ', foreign(name)],
};

export const install = {
  title: 'Install a Sigstore',
  full: (most: number): string => `${String(most)} are installed. Remove one first.`,
  warning:
    'Whoever wrote this file can vouch for anybody, in every check for which you choose it. Get it from the people who run that Sigstore, and from nobody else.',
  note: [
    'A ',
    code('trusted_root.json'),
    ', or a client trust config. It is kept in this browser, on this machine, until you remove it.',
  ],
  file: 'File of the Sigstore to install',
  preview: 'What this file says',
  says: (file: string): Sentence => ['What ', foreign(file, 'mono'), ' says:'],
  name: 'Your name for it',
  nameHint: 'It stands beside every verdict that relies on this Sigstore.',
  button: 'Install',
  noFile: 'Choose the file of that Sigstore.',
  tooLarge: 'This file is larger than any trusted root. Choose another one.',
  /** Why something cannot be its name. */
  names: {
    none: 'Write a name, by which you will know this Sigstore again.',
    long: (most: number): string => `Write a shorter name: at most ${String(most)} characters.`,
    public: 'The public Sigstore is built in. Write another name.',
    unseen: 'Something in this name cannot be seen. Write it anew.',
    taken: 'Another Sigstore is installed under this name. Write another one, or remove that first.',
  },
};

/** What a trusted root says. */
export const root = {
  reading: 'Reading it.',
  broken: 'It could not be read. Reload the page and try again.',
  certificateAuthorities: 'Certificate authorities',
  logs: 'Logs of signatures',
  ctLogs: 'Logs of certificates',
  timestampAuthorities: 'Timestamp authorities',
  sha256: 'SHA-256 of the file',
  unusable: 'Not usable',
  none: 'none',
  unnamed: 'without a name',
};
