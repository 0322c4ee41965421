import { noteText as noteWords, type LeftOut, type NotChecked, type Note } from '../src/index.js';
import { escapeForTerminal as escape } from './escape.js';

const LEFT_OUT_BY = {
  standard: 'never part of a model',
  bundle: 'the signature itself',
  signer: "by the signer's word",
  person: 'by your word',
} as const satisfies Record<LeftOut['by'], string>;

/** By whose word a file does not count. */
export function leftOutText({ by }: LeftOut): string {
  return LEFT_OUT_BY[by];
}

/** Something found that changed nothing. Escaped. */
export function noteText(note: Note): string {
  return escape(noteWords(note));
}

/** What the check did not look at. */
export function notCheckedText(item: NotChecked): string {
  switch (item.code) {
    case 'revocation':
      return 'whether a certificate was revoked';
    case 'symbolic-links':
      return 'symbolic links';
    case 'odd-names':
    case 'hidden-names':
    case 'undecodable-names':
    case 'back-slashes':
    case 'unreadable-folders':
      return 'files that could not be listed';
    case 'later-changes':
      return 'changes of a file after it was read';
    case 'unlisted-files':
      return 'files that the host does not list';
    case 'copy-on-disk':
      return 'any copy on a disk: the files came from the host, and nothing was kept';
    case 'names':
      return 'under which names the files belong';
    case 'bytes':
      return 'the file itself: you gave its digest only';
    case 'other-paths':
      return 'the other paths: you asked for some only';
    case 'signing-time':
      return 'when it was signed';
    case 'files':
      return item.why === 'not-asked'
        ? 'the files: none was to be read'
        : 'the files, since the check ended before them';
  }
}
