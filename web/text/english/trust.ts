import type { TrustPart } from '../../../src/index.js';
import type { PartChange, PartStanding } from '../../lib/trust-parts.js';
import { foreign, type Sentence } from '../../lib/sentence.js';
import { format } from './format.js';

/** Whose word counts, where that is from, and how it is kept fresh. */
export const trust = {
  link: 'Trust',
  back: 'Back to checking',
  title: 'Trust',
  lead: 'A signer’s name counts only by the word of others: authorities that confirm who signed, and logs that witness signatures. Some are added, some are withdrawn. What was withdrawn must not count any longer, so this list has to be kept fresh.',
  public: 'The public Sigstore',
  byYou: 'Installed by you.',
  embedded: (asOf: string): string => `It came with this version of Touchstone, as of ${format.date(asOf)}.`,
  refreshed: (at: string, repository: string): Sentence => [
    `Updated on ${format.time(at)} from `,
    foreign(repository, 'mono'),
    '.',
  ],
  supplied: 'This is the file that you installed.',
  neverUpdated: 'Nothing was fetched from its repository yet.',
  unnamed: 'Nothing here says whether it is still the current one: its repository could.',
  stale: (days: number): string =>
    `It is ${format.days(days)} old. What was withdrawn since is not known here, and still counts. Update it below.`,
  over: (until: string): string =>
    `What was last seen of the repository was to be used until ${format.date(until)}. Update it below, to learn what came since.`,
  damaged:
    'Something of what was kept here did not hold when it was read, and was left out. Update it below to have it anew.',
  fleeting:
    'This browser gives the page no storage: what is fetched now lasts until the page is closed, and the next visit begins with what came with this version.',
  age: 'Age',
  ageOf: (days: number): string => (days === 0 ? 'less than a day' : format.days(days)),
  root: 'Version of its root',
  until: 'What was last seen of it holds until',
  versions: 'Versions of its lists',
  versionsOf: (timestamp: number, snapshot: number, targets: number): string =>
    `timestamp ${String(timestamp)}, snapshot ${String(snapshot)}, targets ${String(targets)}`,
  parts: 'Authorities and logs',
  kinds: {
    'certificate-authority': 'Certificate authorities: they confirm who signed',
    log: 'Logs of signatures: they witness that a signature was made, and when',
    'ct-log': 'Logs of certificates: they witness what the authorities issued',
    'timestamp-authority': 'Timestamp authorities: they say when',
  } satisfies Record<TrustPart, string>,
  kind: {
    'certificate-authority': 'certificate authority',
    log: 'log of signatures',
    'ct-log': 'log of certificates',
    'timestamp-authority': 'timestamp authority',
  } satisfies Record<TrustPart, string>,
  standings: {
    'in-use': 'in use',
    ended: 'ended',
    'not-yet': 'not yet in use',
  } satisfies Record<PartStanding, string>,
  period: (start: string, end: string | null): string =>
    end === null ? `since ${format.date(start)}` : `${format.date(start)} to ${format.date(end)}`,
  ended: 'Of those that have ended: what they signed before their end still counts, and nothing later.',
  key: (key: string, sha256: string): string => `${key === '' ? 'key' : key}, SHA-256 ${sha256}…`,
  picture: 'Bars: the time in which each counts; outlined where that is still to come. The line is today.',
  changed: 'What changed at the last update',
  since: (asOf: string): string => `Compared with what stood here before, as of ${format.date(asOf)}:`,
  sinceFile: 'Compared with the file that you installed:',
  unchanged: 'Nothing: the authorities and logs are the same.',
  changes: {
    added: 'Added',
    removed: 'Removed',
    ended: 'Ended',
    changed: 'Changed',
  } satisfies Record<PartChange['what'], string>,
  mirrorRefused:
    'This site’s copy of the list of authorities and logs was refused. What was trusted before stays in use.',
  update: {
    title: 'Update',
    how: 'Every file is verified: signed by enough of the right keys, not older than what was seen, and still in its time. If anything is wrong, what is good stays in use.',
    site: 'Update from this site',
    siteNote: 'From the copy that whoever runs this site keeps here. Nothing leaves this site.',
    folder: 'Update from a folder',
    folderNote:
      'A copy of the repository that you brought along, as it is published or checked out. Works without a network.',
    connected: 'Get it from the public repository',
    connectedNote:
      'Opens the one page of Touchstone that connects elsewhere: to Sigstore’s public repository, once you ask for it there. It reads no model.',
    running: 'Updating.',
    asking: (file: string): Sentence => ['Reading ', foreign(file, 'mono'), '.'],
    cancel: 'Cancel',
    cancelled: 'Cancelled. What was trusted before stays in use.',
    none: 'In this folder is no repository: no timestamp.json was found in it. Choose the folder that holds it.',
    broken: 'The update broke off. What was trusted before stays in use. Reload the page, and try again.',
    done: (rootVersion: number): string => `Up to date, by version ${String(rootVersion)} of its root.`,
    refused: 'Not updated.',
  },
  forget: {
    label: 'Forget what was updated',
    ask: 'Then the list that came with this version counts again. Authorities and logs that were withdrawn since may count again, and an older state of the repository would be taken for new.',
    labelOwn: 'Forget its repository',
    askOwn:
      'Then your file counts again, as you installed it. Authorities and logs that were withdrawn since may count again, and an older state of the repository would be taken for new.',
    yes: 'Forget it',
    done: 'Forgotten.',
  },
  attach: {
    title: 'Name its repository',
    note: 'If those who run this Sigstore publish a repository of The Update Framework, this page can keep its trust fresh. Get the root.json from the people who run it, and from nobody else: all else is verified by its keys.',
    anchor: 'Its root.json',
    folder: 'Folder of this site that holds it',
    folderHint: 'Such as trust/acme/. Leave it empty to update from a folder on this machine.',
    notHere: 'This is no folder of this site. Write one such as trust/acme/, or leave it empty.',
    noAnchor: 'Choose the root.json of its repository.',
    button: 'Use this repository',
  },
  stalest: {
    title: 'When trust is old',
    label: 'Days after which every check says so',
    hint: 'From 1 to 3650. It changes no verdict, only what is said beside it.',
    wrong: 'Write a whole number from 1 to 3650.',
    saved: 'From the next check on.',
  },
  toUpdate: 'See whose word counts, and update it',
  manage: 'Where this list is from, and how old it is',
};
