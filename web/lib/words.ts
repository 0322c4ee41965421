import type {
  FileState,
  LeftOut,
  NotChecked,
  Note,
  Report,
  TrustFacts,
  VerdictCode,
} from '../../src/index.js';
import { list } from './format.js';

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
  missing: 'Missing',
  unsigned: 'Not signed',
  ignored: 'Left out',
  unreadable: 'Unreadable',
  'not-checked': 'Not checked',
};

const UNSEEN = {
  'symbolic-links': 'symbolic links',
  'odd-names': 'files with unusual names',
  'empty-directories': 'empty folders',
} as const;

/** The line under the headline that bounds what was looked at. */
export function amongTheFiles({ model, rows }: Report): string {
  if (rows.files.value === 'not-checked') return 'No file was compared.';
  const what = model.cannotSee.map((code) => UNSEEN[code]);
  const bound = 'Among the files that this browser shows.';
  return what.length === 0 ? bound : `${bound} It does not show ${list(what, 'or')}.`;
}

export function notCheckedWords(item: NotChecked): string {
  switch (item.code) {
    case 'revocation':
      return 'Whether the signer’s key or certificate has been withdrawn since.';
    case 'symbolic-links':
      return 'Symbolic links: a browser does not show them.';
    case 'odd-names':
      return 'Files with unusual names: this way of choosing does not show them.';
    case 'signing-time':
      return 'When it was signed: nothing independent proves it.';
    case 'files':
      return `The files: ${WHY_NO_FILES[item.why]}.`;
  }
}

const WHY_NO_FILES = {
  signature: 'the signature does not fit, so its list means nothing',
  signer: 'the signer is not whom you expect, so their list means nothing to you',
  'could-not-check': 'the check could not get that far',
} as const;

export function leftOutWords(item: LeftOut): string {
  switch (item.by) {
    case 'standard':
      return `by the format’s own rule (${item.rule})`;
    case 'bundle':
      return 'it is the signature itself';
    case 'signer':
      return `by the signer’s word (${item.rule})`;
    case 'person':
      return `by your word (${item.rule})`;
  }
}

export function noteWords(note: Note): string {
  switch (note.code) {
    case 'unknown-key':
      return `The signature holds an entry that this version does not know: ${note.at}. It changed nothing.`;
    case 'deprecated-format':
      return `The signature uses an older format (${note.predicateType}).`;
    case 'signer-ignore-path-unusable':
      return `The signer asked to leave out ${note.path}, which is not a usable path. It was not left out.`;
  }
}

export function trustSourceWords({ source }: TrustFacts): string {
  switch (source) {
    case 'embedded':
      return 'Sigstore’s public roots, built into this page';
    case 'supplied':
      return 'you supplied it';
    case 'bundle':
      return 'it came with the signature: that proves nothing';
    case 'none':
      return 'none';
  }
}
