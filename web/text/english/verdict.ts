import type { FileResult, FileState, LeftOut, NotChecked, VerdictCode } from '../../../src/index.js';
import { foreign, type Sentence } from '../../lib/sentence.js';
import { counted, format } from './format.js';

/** The word that stands beside a verdict's colour and shape. */
export const verdicts: Readonly<Record<VerdictCode, string>> = {
  verified: 'Verified',
  'signer-unconfirmed': 'Signer not compared',
  'signer-untrusted': 'Signer not trusted',
  partial: 'Partly checked',
  'files-mismatch': 'Files differ',
  'signer-mismatch': 'Another signer',
  'signature-invalid': 'Signature does not fit',
  unsigned: 'Not signed',
  'could-not-check': 'Could not be checked',
};

export const states: Readonly<Record<FileState, string>> = {
  match: 'Matches',
  changed: 'Changed',
  'changed-during-check': 'Changed during the check',
  missing: 'Missing',
  unsigned: 'Not signed',
  ignored: 'Left out',
  unreadable: 'Unreadable',
  'not-checked': 'Not checked',
};

/** What a file that nobody signed seems to be: by its name, or by what it claims. */
const LOOKS: Readonly<Record<LooksLike, string>> = {
  'download-leftover': 'a leftover of a download tool',
  'system-leftover': 'something that the operating system wrote',
  signature: 'another signature',
};

type LooksLike = NonNullable<FileResult['looksLike']>;

const AMONG = 'Among the files that this browser shows.';

export const verdict = {
  /** In the place of “Files differ”, where they do not: an organisation does not allow them. */
  notAllowed: 'Not allowed',
  /** Below every verdict, always. */
  whatASignatureSays: 'A signature says who vouches for these bytes, not that the model behaves well.',
  /** What was compared, where that is less than names and bytes. */
  byDigest:
    'Compared by digest alone: whether the bytes of each signed file are in this cache. Names were not compared, and what else the cache holds does not count.',
  onlySome: 'Only the files that you asked for were checked. The others may be anything.',
  /** What the way of choosing shows, and what it does not. */
  shown: {
    nothing: 'No file was compared.',
    all: AMONG,
    noOddNames: `${AMONG} In a folder chosen this way it hides links, and files with unusual names such as “a:b” or “CON”.`,
    noHiddenNames: `${AMONG} In a folder it hides links, names that begin with a dot, and what lies in folders that it may not list.`,
    noEmptyFolders: `${AMONG} In a folder it hides links and empty folders.`,
    listed: 'Among the files that the host lists.',
    chosen:
      'Among the files that you chose. What lies beside them was not looked at, and a link counts as the file that it leads to.',
  },
  sample: 'This was the sample: its signer, and the Sigstore that vouches for them, are made up.',
  why: 'In detail',
  othersToo: (others: number): string => `So it is with ${counted(others, 'other file')}.`,
  leftovers: (looks: readonly LooksLike[], some: Sentence, more: number): Sentence => [
    `Nobody signed these, and they look like ${format.or(looks.map((look) => LOOKS[look]))}. Nothing proves that, so it is for you to decide: `,
    ...some,
    `${more > 0 ? ` and ${counted(more, 'other path')}` : ''}.`,
  ],
  leaveOut: 'Leave these out and check again',
  again: 'Check again',
  reconsider: 'Change what you expect',
  startOver: 'Check something else',
  pickAnew:
    'The list of files is as you picked it: “Check again” does not see what was added or replaced since. For that, choose the model again.',
};

/** The other signatures of the same model. */
export const others = {
  title: 'Other signatures of this model',
  note: 'This verdict is about one signature. Each is checked by itself: another may be by somebody else, and over other files.',
  notYet: 'Not checked yet',
  check: 'Check this one next',
};

/** The bounds of the check. */
export const extent = {
  title: 'What was not checked',
  nothing: 'Nothing is listed here by this check.',
  leftOut: 'Left out',
  moreLeftOut: (more: number): string => `And ${counted(more, 'other')}: they are in the JSON report.`,
  notes: 'Also found',
  notChecked: {
    revocation: 'Whether the signer’s key or certificate has been withdrawn since.',
    'symbolic-links': 'Links: a browser does not show that a file is one.',
    'odd-names': 'Files with unusual names, such as “a:b”: this way of choosing does not show them.',
    'hidden-names': 'Files whose name begins with a dot: this browser does not show them in a folder.',
    'undecodable-names': 'Files whose name is not valid Unicode: browsers leave some of them out.',
    'back-slashes':
      'Whether a folder has a back-slash in its name: in a folder that was chosen, this browser writes it as a slash. In one that is dropped it does not.',
    'unreadable-folders': 'Folders that the browser may not list: it leaves them out without a word.',
    'later-changes':
      'Whether a file grew after you chose it, or changed after it was read: of picked files this browser does not say so. Drop the folder on the page instead.',
    'unlisted-files': 'Files that the host keeps there without listing them.',
    'copy-on-disk':
      'Any copy on your disk: the files came from the host, and nothing was kept. To be sure of a copy, check its folder.',
    names: 'Names: under which name each file goes. The files were found by their digests.',
    bytes: 'The file itself: only its digest was given.',
    'other-paths': 'The other paths: you asked for some only.',
    'signing-time': 'When it was signed: nothing independent proves it.',
  } satisfies Record<Exclude<NotChecked['code'], 'files'>, string>,
  noFiles: {
    signature: 'The files: the signature does not fit, so what it says of them means nothing.',
    signer: 'The files: the signer is not whom you expect, so what they signed means nothing to you.',
    'could-not-check': 'The files: the check could not get that far.',
    'not-asked': 'The files: none was to be read.',
  } satisfies Record<Extract<NotChecked, { code: 'files' }>['why'], string>,
  /** By whose word; `rule` is quoted. */
  by: {
    standard: (rule: string): string => `by the format’s own rule (${rule})`,
    bundle: (): string => 'it is the signature itself',
    signer: (rule: string): string => `by the signer’s word (${rule})`,
    person: (rule: string): string => `by your word (${rule})`,
  } satisfies Record<LeftOut['by'], (rule: string) => string>,
};

export const fileList = {
  title: 'File by file',
  search: 'Search the files',
  all: (fileCount: number): string => `${counted(fileCount, 'file')}, those that differ first.`,
  found: (found: number, all: number): string => `${counted(found, 'file')} of ${format.count(all)} found.`,
  digest: 'Digest',
  /** For those who hear it without its surroundings. */
  digestOf: (path: string): string => `of ${path}`,
  signed: 'Signed:',
  here: 'Here:',
  before: 'Read before it changed:',
  foundAs: (path: string): Sentence => ['Its bytes are here as ', foreign(path, 'mono'), '.'],
  looksLike: (look: LooksLike): string => `Looks like ${LOOKS[look]}.`,
  shards: (differing: number, all: number, firstByte: number): string =>
    `${counted(differing, 'part')} of ${format.count(all)} differ, first at byte ${format.count(firstByte)}.`,
  more: (left: number): string => `Show more (${format.count(left)} left)`,
};

/** Where a list is cut. */
export const more = {
  inReport: (count: number): string => `And ${format.count(count)} more: they are in the JSON report.`,
  linesInReport: (count: number): string =>
    `And ${format.count(count)} more lines: they are in the JSON report.`,
  nowhere: (count: number): string =>
    `And ${format.count(count)} more, which the JSON report does not list either.`,
  cutText: 'The text was cut at its bound. The JSON report has no more of it either.',
  characters: (count: number): string => `(${String(count)} more characters)`,
  /** For those who hear a link without seeing its mark. */
  opens: '(opens another site)',
};

export const save = {
  title: 'Keep the result',
  /** Each as the formats have it. */
  checked: (time: string, duration: string, version: string): string =>
    `Checked ${time} in ${duration}, with Touchstone ${version}.`,
  copy: 'Copy as text',
  download: 'Download report (JSON)',
  copied: 'Copied.',
  byHand: 'The browser does not let this page copy. Copy the text from here:',
};
