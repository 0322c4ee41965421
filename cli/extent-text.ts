import type { LeftOut, NameTwin, NotChecked, Note } from '../src/index.js';
import { quoteForTerminal as quote } from './escape.js';

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
  switch (note.code) {
    case 'unknown-key':
      return `the manifest has a key that this version does not know: ${quote(note.at)}`;
    case 'deprecated-format':
      return `the bundle uses an old format, ${quote(note.predicateType)}`;
    case 'name-twins': {
      const [one, other] = note.names;
      return `two signed names look alike: ${quote(one)} and ${quote(other)} (${TWIN_TEXT[note.twin]})`;
    }
    case 'signer-ignore-path-unusable':
      return `the signer left out a path that cannot be used: ${quote(note.path)}`;
    case 'signed-pointer':
      return `${quote(note.path)} was signed as a pointer: the file that it points to is not covered`;
  }
}

const TWIN_TEXT = {
  form: 'the same characters, put together in two ways',
  case: 'only capital and small letters differ',
  'look-alike': 'they hold characters that are drawn alike',
} as const satisfies Record<NameTwin, string>;

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
    case 'names':
      return 'under which names the files belong';
    case 'other-paths':
      return 'the other paths: you asked for some only';
    case 'signing-time':
      return 'when it was signed';
    case 'files':
      return 'the files, since the check ended before them';
  }
}
