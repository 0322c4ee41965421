import {
  type FileResult,
  type FileState,
  type LeftOut,
  type NotChecked,
  quote,
  type Report,
  type TrustFacts,
  type VerdictCode,
} from '../../src/index.js';
import { isByDigest, onlySome } from './files.js';

/** Below every verdict, always. */
export const WHAT_A_SIGNATURE_SAYS =
  'A signature says who vouches for these bytes, not that the model behaves well.';

/** The word that stands beside a verdict's colour and shape. */
export const VERDICT_WORDS: Readonly<Record<VerdictCode, string>> = {
  verified: 'Verified',
  'signer-unconfirmed': 'Signer not confirmed',
  'signer-untrusted': 'Signer not trusted',
  partial: 'Partly checked',
  'files-mismatch': 'Files differ',
  'signer-mismatch': 'Another signer',
  'signature-invalid': 'Signature does not fit',
  unsigned: 'Not signed',
  'could-not-check': 'Could not be checked',
};

export const STATE_WORDS: Readonly<Record<FileState, string>> = {
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
export const LOOKS_LIKE: Readonly<Record<NonNullable<FileResult['looksLike']>, string>> = {
  'download-leftover': 'a leftover of a download tool',
  'system-leftover': 'something that the operating system wrote',
  signature: 'another signature',
};

/** What was compared, where that is less than names and bytes. */
export function comparedBy(report: Report): string | null {
  const sentences = [
    ...(isByDigest(report) ? [BY_DIGEST] : []),
    ...(onlySome(report) === null ? [] : [ONLY_SOME]),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}

const BY_DIGEST =
  'Compared by digest alone: whether the bytes of each signed file are in this cache. Names were not compared, and what else the cache holds does not count.';
const ONLY_SOME =
  'Only the paths that you named were checked. Nothing is said of the other files, here or signed.';

/** The line under the headline that bounds what was looked at. */
export function amongTheFiles(report: Report): string {
  return report.rows.files.value === 'not-checked' ? 'No file was compared.' : shownBy(report.model);
}

/** By each way of choosing, what it shows and what it does not. */
function shownBy({ cannotSee }: Report['model']): string {
  const among = 'Among the files that this browser shows.';
  if (cannotSee.length === 0) return among;
  if (cannotSee.includes('odd-names'))
    return `${among} In a folder that was chosen this way it shows neither links nor files with unusual names, such as “a:b” or “CON”.`;
  if (cannotSee.includes('hidden-names'))
    return `${among} In a folder it shows no links, no names that begin with a dot, and nothing of a folder that it may not list.`;
  if (cannotSee.includes('empty-directories'))
    return `${among} In a folder it shows neither links nor empty folders.`;
  return 'Among the files that you chose. What lies beside them was not looked at, and a link counts as the file that it leads to.';
}

export function notCheckedWords(item: NotChecked): string {
  switch (item.code) {
    case 'revocation':
      return 'Whether the signer’s key or certificate has been withdrawn since.';
    case 'symbolic-links':
      return 'Links: a browser does not show that a file is one.';
    case 'odd-names':
      return 'Files with unusual names, such as “a:b”: this way of choosing does not show them.';
    case 'hidden-names':
      return 'Files whose name begins with a dot: this browser does not show them in a folder.';
    case 'undecodable-names':
      return 'Files whose name is not valid Unicode: browsers leave some of them out.';
    case 'back-slashes':
      return 'Whether a folder has a back-slash in its name: in a folder that was chosen, this browser writes it as a slash. In one that is dropped it does not.';
    case 'unreadable-folders':
      return 'Folders that the browser may not list: it leaves them out without a word.';
    case 'later-changes':
      return 'Whether a file grew after you chose it, or changed after it was read: of picked files this browser does not say so. Drop the folder on the page instead.';
    case 'names':
      return 'Names: under which name each file goes. The files were found by their digests.';
    case 'bytes':
      return 'The file itself: only its digest was given.';
    case 'other-paths':
      return 'The other paths: you asked for some only.';
    case 'signing-time':
      return 'When it was signed: nothing independent proves it.';
    case 'files':
      return `The files: ${WHY_NO_FILES[item.why]}.`;
  }
}

const WHY_NO_FILES = {
  signature: 'the signature does not fit, so what it says of them means nothing',
  signer: 'the signer is not whom you expect, so what they signed means nothing to you',
  'could-not-check': 'the check could not get that far',
} as const;

export function leftOutWords(item: LeftOut): string {
  switch (item.by) {
    case 'standard':
      return `by the format’s own rule (${quote(item.rule)})`;
    case 'bundle':
      return 'it is the signature itself';
    case 'signer':
      return `by the signer’s word (${quote(item.rule)})`;
    case 'person':
      return `by your word (${quote(item.rule)})`;
  }
}

export function trustSourceWords({ source, material }: TrustFacts): string {
  switch (source) {
    case 'embedded':
      return 'Sigstore’s public roots, built into this page';
    case 'supplied':
      return material.length === 0 ? 'the fingerprint that you gave' : 'you supplied it';
    case 'bundle':
      return 'it came with the signature: that proves nothing';
    case 'none':
      return 'none';
  }
}
