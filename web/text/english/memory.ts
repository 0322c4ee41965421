import type { Damage, Fault } from '../../memory/fault.js';
import { foreign, type Sentence } from '../../lib/sentence.js';
import { counted, format } from './format.js';

type ByCode<T extends { readonly code: string }> = Readonly<
  Record<T['code'], { text: string; wayOut: string }>
>;

/** What the page remembers. */
export const memory = {
  link: 'Memory',
  back: 'Back to checking',
  title: 'Memory',
  lead: 'Signers that you remember, and what was checked here. It is kept in this browser, on this machine, and sent nowhere.',
  loading: 'Looking at what is kept.',
  again: 'Try again',
  removed: (name: string): Sentence => [foreign(name, 'strong'), ' is no longer remembered.'],
  restored: (name: string): Sentence => [foreign(name, 'strong'), ' is remembered again.'],
  undo: 'Undo',
  cancel: 'Cancel',
  pins: {
    title: 'Remembered signers',
    none: 'None yet. After a check, you can have its signer remembered.',
    count: (count: number): string => counted(count, 'remembered signer'),
    full: (most: number): string =>
      `There are ${format.count(most)}, and no more are kept. Delete some that you no longer need.`,
    publisher: 'Recognised in every model that they sign',
    models: 'For models called',
    since: 'Remembered since',
    earlier: 'Earlier signers',
    until: (from: string, to: string): string => `from ${from} to ${to}`,
    confirmed: 'Confirmed by a check',
    confirmedElsewhere: 'Confirmed by a check, by the word of the file that it came in',
    claim: 'Only a claim: nobody confirmed it',
    claimNote: 'It never makes a verdict green. That another signer signed later is told as loudly.',
    imported: (at: string): string => `Imported on ${at}`,
    sample: 'Of the sample, whose signer is made up',
    signer: 'Signer',
    rename: 'Rename',
    name: 'Your name for this signer',
    nameHint: 'It is shown beside verdicts, and compared with nothing.',
    nameProblem: (most: number): string => `Write a name of at most ${String(most)} characters.`,
    save: 'Save the name',
    delete: 'Delete',
  },
  /** What a remembered signer is known by. */
  signer: {
    identity: 'Identity',
    issuer: 'Issuer',
    publicKey: 'Public key',
    trustedRoot: 'Their Sigstore',
    subject: 'Subject',
    subjectAltName: 'Alternative name',
    leafFingerprint: 'Fingerprint of the certificate',
    intermediateFingerprint: 'Fingerprint of the intermediate CA',
    roots: 'CA certificates',
  },
  history: {
    title: 'History',
    none: 'Nothing was checked here yet, or it was deleted.',
    keep: 'Keep a history of checks',
    keepNote: (most: number): string =>
      `Names, verdicts and reports, at most ${format.count(most)} checks: then the oldest is deleted for each new one. Off, nothing new is added; what is there stays until you delete it.`,
    isOff: 'The history is off: new checks are not added.',
    search: 'Search the history',
    verdict: 'Verdict',
    any: 'Any verdict',
    found: (found: number, all: number): string => `${counted(found, 'check')} of ${format.count(all)}`,
    nothing: 'No check fits that.',
    scroll: 'History; scroll with the arrow keys',
    skip: 'Skip the history',
    sample: 'Sample',
    imported: 'Imported',
    noSigner: 'No signer was found',
    key: (fingerprint: string): string => `Key ${fingerprint}`,
    someKey: 'A key',
    files: (fileCount: number): string => counted(fileCount, 'file'),
    details: 'Details',
    rootDigest: 'Root digest',
    bundle: 'SHA-256 of the signature file',
    duration: 'Took',
    tool: 'Checked with',
    noReport: 'The report is not kept: it was too large, or it was imported without it.',
    show: 'Show report',
    save: 'Save report',
    delete: 'Delete',
    reportOf: (model: string): Sentence => ['Report of ', foreign(model, 'strong')],
    isCut: 'The rest of it is in the report that you can save.',
    close: 'Close',
    deleted: 'The check is deleted.',
    clear: 'Delete the history',
    clearAsk: (count: number): string =>
      `Delete ${counted(count, 'check')} with their reports? This cannot be undone.`,
    clearYes: 'Delete them all',
    cleared: 'The history is deleted.',
    asCsv: 'Save as a table (CSV)',
    asJson: 'Save as JSON',
  },
  /** Beside a verdict, where its check is not kept whole. */
  recorded: {
    withoutReport: {
      'too-large':
        'The history keeps this check without its report, which is too large for it: save it yourself.',
      'no-room':
        'The history keeps this check without its report: the browser has no more room. Save it yourself.',
    },
    dropped: (most: number): string =>
      `The history had its ${format.count(most)} checks; the oldest was deleted for this one.`,
  },
  folders: {
    title: 'Recent folders',
    none: 'None. Folders that this browser can open again are listed here after a check.',
    note: (most: number): string =>
      `At most ${String(most)}: then the one that was used longest ago makes room. The browser asks you before a folder is read again.`,
    used: (at: string): string => `last used on ${at}`,
    forget: 'Forget',
  },
  transfer: {
    title: 'Take it elsewhere',
    note: 'One file with the remembered signers and the history, for another browser or another machine. Folders stay here: only this browser can open them.',
    withReports: 'With the whole reports',
    export: 'Export',
    exported: (pins: number, checks: number): string =>
      `Saved: ${counted(pins, 'remembered signer')} and ${counted(checks, 'check')}.`,
    withoutReport: (count: number): string =>
      `${counted(count, 'report')} did not fit into the file, which would have grown too large to be imported: save them one by one.`,
    import: 'Import a file',
    trust: 'Import only what you exported yourself: whoever wrote the file says whom you trust.',
    preview: 'What this file would add',
    from: (at: string): string => `Written on ${at}, by its own word.`,
    newPins: (count: number): string => `${counted(count, 'signer')} to be remembered`,
    knownPins: (count: number): string => `${counted(count, 'signer')} remembered here already`,
    conflicts: (count: number): string =>
      `${counted(count, 'signer')} for whom another one is remembered here. Nothing is replaced; those that you tick are added beside them.`,
    conflict: (name: string, here: string): Sentence => [
      'Add ',
      foreign(name, 'strong'),
      ' as well; here it is ',
      foreign(here, 'strong'),
    ],
    newChecks: (count: number): string => `${counted(count, 'check')} for the history, marked as imported`,
    knownChecks: (count: number): string => `${counted(count, 'check')} here already`,
    otherChecks: (count: number): string =>
      `${counted(count, 'check')} that say something else than what is kept here under the same number: left out`,
    tooMany: (count: number): string =>
      `${counted(count, 'check')} too many: the oldest are deleted for them.`,
    pinsTooMany: (count: number): string =>
      `${counted(count, 'signer')} too many: there is no room for them. Delete some first.`,
    own: (count: number): string =>
      `I exported this file myself: ${counted(count, 'signer')} that I confirmed there ${count === 1 ? 'counts' : 'count'} as confirmed here too`,
    ownNote: 'Without this, they are added as claims, which never turn a verdict green.',
    confirmedClaims: 'That a signer was confirmed is the word of the file, too.',
    yes: 'Add this',
    nothing: 'There is nothing in it that is not here already.',
    done: (pins: number, checks: number): string =>
      `Added: ${counted(pins, 'remembered signer')} and ${counted(checks, 'check')}.`,
    dropped: (count: number): string =>
      `${counted(count, 'report')} in the file did not fit their checks, and were left out.`,
  },
  storage: {
    title: 'Storage',
    used: (used: number, quota: number): string =>
      `The browser counts ${format.bytes(used)} for this page, of ${format.bytes(quota)} that it would give.`,
    persisted: 'The browser promised not to delete it by itself.',
    notPersisted: 'The browser may delete it when room gets scarce. An export keeps it.',
    private: 'In a private window, it ends with the window. A page cannot tell whether it is in one.',
    clear: 'Delete everything',
    clearAsk:
      'Delete all remembered signers, the history, the recent folders, and the keys that this page made? This cannot be undone.',
    clearYes: 'Delete all of it',
    cleared: 'Everything is deleted.',
  },
  damaged: {
    title: 'Damaged',
    note: 'This is not as the page left it: another program, a hand or a fault of the disk changed it. It is not used for anything.',
    what: { pins: 'A remembered signer', checks: 'A check', folders: 'A folder' },
    delete: 'Delete what is damaged',
    technical: (at: string, problem: string): Sentence => [
      'Technically: ',
      foreign(at, 'mono'),
      ' ',
      foreign(problem),
    ],
  },
  damage: {
    'pin-malformed': 'It cannot be read.',
    'check-malformed': 'It cannot be read.',
    'pin-seal-broken': 'Its seal does not hold: something in it was changed.',
    'check-seal-broken': 'Its seal does not hold: something in it was changed.',
    'folder-malformed': 'It holds no folder.',
    'expectations-malformed': 'It was not as the page left it.',
    'expectations-seal-broken': 'Its seal does not hold: something in it was changed.',
  } satisfies Readonly<Record<Damage['code'], string>>,
  faults: {
    'storage-unavailable': {
      text: 'This browser gives the page no storage, or no cryptography to seal what is in it.',
      wayOut:
        'Checks work without a memory. For one, open the page over https, and allow it to keep site data.',
    },
    'storage-full': {
      text: 'There is no more room in the browser’s storage. Nothing was changed.',
      wayOut: 'Delete old checks from the history, or free room on the disk, and try again.',
    },
    'storage-newer': {
      text: 'A newer version of this page has kept something here that this one cannot read.',
      wayOut: 'Reload the page to get the newer version. Nothing was changed.',
    },
    'storage-closed': {
      text: 'The storage was deleted or taken away while the page was open. What you see may no longer be kept.',
      wayOut: 'Try again. If it was deleted, the memory is empty then.',
    },
    'storage-blocked': {
      text: 'Another tab holds the storage with an older version of this page.',
      wayOut: 'Close the other tabs of this page, and try again.',
    },
    'storage-failed': { text: 'The browser’s storage failed.', wayOut: 'Reload the page and try again.' },
    'pins-full': {
      text: 'No more signers can be remembered.',
      wayOut: 'Delete some that you no longer need.',
    },
    'pin-unusable': {
      text: 'This signer cannot be remembered as it is.',
      wayOut: 'Check the name and what you wrote, and try again.',
    },
    'pin-gone': {
      text: 'This signer is no longer remembered: another tab deleted it.',
      wayOut: 'If that was a slip, have it remembered again after a check.',
    },
    'folder-denied': {
      text: 'The browser did not let the page read this folder.',
      wayOut: 'Try again and allow it, or choose the folder anew.',
    },
    'folder-gone': {
      text: 'This folder is no longer there, or was renamed.',
      wayOut: 'Choose it where it is now.',
    },
    'report-broken': {
      text: 'The report that is kept here is not the one of this check: it was changed or damaged.',
      wayOut: 'Do not rely on it. Check again.',
    },
    'import-too-large': {
      text: 'This file is larger than any that this page writes. Nothing was added.',
      wayOut: 'Choose the file that you exported. Export without the reports if it is too large.',
    },
    'import-not-json': {
      text: 'This file is not JSON. Nothing was added.',
      wayOut: 'Choose the file that you exported: touchstone-memory-DATE.json.',
    },
    'import-too-deep': {
      text: 'This file is nested deeper than any that this page writes. Nothing was added.',
      wayOut: 'Choose the file that you exported.',
    },
    'import-duplicate-key': {
      text: 'In this file, one name stands twice where it may stand once. Nothing was added.',
      wayOut: 'Somebody changed it: export it anew.',
    },
    'import-not-memory': {
      text: 'This is not a file that was exported from a memory. Nothing was added.',
      wayOut: 'Choose the file that you exported: touchstone-memory-DATE.json.',
    },
    'import-newer': {
      text: 'A newer version of this page wrote this file. Nothing was added.',
      wayOut: 'Use the newer version, or export with the one that you have here.',
    },
    'import-malformed': {
      text: 'Something in this file is not as this page writes it. Nothing was added.',
      wayOut: 'Somebody changed it: export it anew.',
    },
  } satisfies ByCode<Fault>,
  /** Of a fault: where, or what the browser says. */
  detail: (detail: string): Sentence => ['Technically: ', foreign(detail)],
};
