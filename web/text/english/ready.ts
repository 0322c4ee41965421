import { foreign, type Sentence } from '../../lib/sentence.js';
import { counted, files, format } from './format.js';

function logged(at: string | null): string {
  return at === null ? '' : `, and that it was logged on ${at}`;
}

/** What was found, before anything is checked. */
export const claims = {
  title: 'What was found',
  /** Of several files; `first` is quoted. */
  chosen: (first: string, others: number): string => `${first} and ${counted(others, 'other file')}`,
  size: (fileCount: number, totalBytes: number): string => `${files(fileCount)}, ${format.bytes(totalBytes)}`,
  which: (signatures: number): string =>
    `${counted(signatures, 'signature')} were found. Which one do you want to check?`,
  /** Of one that was checked on this visit. */
  judged: (verdict: string, time: string): string =>
    `Checked ${time}, with what you expected then: ${verdict}`,
  tag: 'A claim, not checked yet',
  bySigstore: (identity: string, issuer: string): Sentence => [
    'This signature says that it was made by ',
    foreign(identity, 'strong'),
    ', and that ',
    foreign(issuer, 'strong'),
    ' confirmed who that is.',
  ],
  byCertificate: (subject: string | null): Sentence => [
    'This signature says that it was made with the certificate of ',
    subject === null ? 'somebody without a name' : foreign(subject, 'strong'),
    '.',
  ],
  byKey: (fingerprint: string | null): Sentence => [
    'This signature says that it was made with a private key',
    ...(fingerprint === null
      ? []
      : ['. The matching public key has the fingerprint ', foreign(fingerprint, 'mono')]),
    '.',
  ],
  /** What a signature says of itself; `loggedAt` as the formats have it, null where it was not logged. */
  saysFiles: (count: number, loggedAt: string | null): string =>
    `It lists ${files(count)}${logged(loggedAt)}.`,
  /** `kind` is what `signed` calls it. */
  saysKind: (kind: string, loggedAt: string | null): string =>
    `It says that it is ${kind}${logged(loggedAt)}.`,
  caution: {
    model: 'Anybody can write such a claim; the check below finds out whether it is true.',
    file: 'Anybody can write such a claim; the check below finds out who signed it and whether it is about this file, not whether what it says is true.',
  },
  type: (type: string): Sentence => ['Its type: ', foreign(type, 'mono')],
  leavesOut: (some: Sentence, more: number): Sentence => [
    'The signer asks to leave out: ',
    ...some,
    ...(more > 0 ? [` and ${format.count(more)} more`] : []),
  ],
  signatureFile: (name: string): Sentence => ['Signature file: ', foreign(name, 'mono')],
  /** Where the signed files lie in one folder of what was chosen; `beside`: the signature was chosen with them. */
  liesIn: (folder: string, beside: boolean): Sentence => [
    'The signed files lie in the folder ',
    foreign(folder, 'mono'),
    beside ? ', and the signature beside or above it.' : '.',
  ],
  checkFolder: {
    button: 'Check that folder',
    hint: 'What lies outside that folder is then not part of the model.',
  },
  onlyFolder: (folder: string): Sentence => [
    'Only the folder ',
    foreign(folder, 'mono'),
    ' is the model. What lies outside it is not part of it.',
  ],
  checkAll: 'Check everything that was chosen',
  useOwn: 'Use the model’s own instead',
  addSignature: 'Signature file (if it is not in the folder)',
  addSignatureOfHost: 'Signature file (if the host does not have it)',
};

export const ready = {
  sampleRemembered:
    'This is a demonstration. The signer, and the Sigstore that vouches for them, are made up.',
  sample:
    'This is a demonstration. The signer, and the Sigstore that vouches for them, are made up and filled in below for you. For a real model you get these from its publisher.',
  check: 'Check',
  chooseElse: 'Choose something else',
};

export const options = {
  title: 'Options',
  only: 'Check only these paths',
  onlyHint:
    'One per line, from the model’s top: a file, or a folder with all that is in it. The rest is not looked at, so the verdict is then never green.',
  ignore: 'Paths to leave out',
  ignoreHint:
    'One per line, from the model’s top: a file, or a folder with all that is in it. A file that was signed is checked all the same.',
  odd: 'Also left out, with names that cannot be written here:',
  unsigned: 'Do not fail on files that are not signed',
  unsignedHint: 'They stay in the report, and the headline says how many there are.',
};
