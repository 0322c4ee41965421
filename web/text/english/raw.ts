import { format } from './format.js';

/** The signature file and the statement in it, as they were written. */
export const raw = {
  bundle: {
    title: 'The signature file',
    region: 'The signature file, as text',
    copy: 'the signature file',
  },
  statement: {
    title: 'The signed statement',
    region: 'The signed statement, as text',
    copy: 'the signed statement',
  },
  reading: 'Reading the signature file.',
  compared: 'From the file that was checked: it still has the same SHA-256.',
  notCompared: 'The report has no SHA-256 of it to compare with. This is what is in the file now.',
  laidOut: 'Line breaks and indentation are made here; “Copy” gives it as it was written.',
  cut: 'This is only its beginning; “Copy” gives all of it.',
  tooLong: (bytes: number): string =>
    `The signature file has ${format.bytes(bytes)}. That is too long to be shown here; open it in an editor.`,
  changed:
    'The signature file is another one now than the one that was checked: its SHA-256 differs. Nothing of it is shown.',
  chooseAgain: 'Choose the model and its signature again, and check them.',
  empty: 'There is nothing in it.',
  notText: 'It is not text (UTF-8), so it cannot be shown here.',
  noStatement: 'There is no statement in this signature file.',
  copy: 'Copy',
  copied: 'Copied.',
  denied: 'The browser does not let this page copy. Open the signature file in an editor.',
};
