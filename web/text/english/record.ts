import { code, type Sentence } from '../../lib/sentence.js';
import type { NameProblem } from '../../record/key.js';

/** The record that an organisation signs with a key of its own. */
export const record = {
  title: 'Sign a record with a key of your own',
  /** What it is worth, before anything else. */
  note: 'A key says “this browser on this machine” and no more: whoever uses this browser can sign with it. Its private half cannot be read out or copied, by you neither. Who clears the browser’s storage loses it.',
  sample: 'This is a check of the sample, which is evidence of nothing. There is nothing to sign.',
  name: 'Name of your organisation',
  nameHint: 'It stands in every record, by your own word.',
  names: {
    none: 'Write the name of your organisation.',
    long: 'Write a shorter name.',
    unseen: 'Something in this name cannot be seen. Write it anew.',
  } satisfies Record<NameProblem, string>,
  make: 'Make a key',
  organisation: 'Organisation',
  madeAt: 'Made',
  fingerprint: 'Fingerprint',
  savePublic: 'Save the public key (PEM)',
  /** How others get it. */
  publicNote:
    'Others check your records with the public key. Give it to them yourself, by a way that they trust, and compare the fingerprint with them. One that comes along with a record proves nothing.',
  sign: 'Sign the report',
  signed: 'Signed. Save both files, and keep them together.',
  saveReport: 'Save the report',
  saveRecord: 'Save the record',
  verify: (report: string): Sentence => [
    'Others check it on this page, with the report as the file and the record as its signature, or with the command: ',
    code(`touchstone verify key ${report} --signature ${report}.sigstore.json --public-key record-key.pem`),
  ],
  remove: 'Delete the key',
  removeAsked:
    'Delete the key for good? Records that it signed can be checked as before. It cannot be had again: the next one is another key.',
  removeYes: 'Delete it',
  removeNo: 'Keep it',
  removed: 'The key was deleted.',
  problems: {
    'no-crypto':
      'The browser does cryptography only for pages that come over HTTPS or from this machine. Open this page that way.',
    'no-storage':
      'The browser does not let this page keep a key, as in a private window. Use an ordinary one, or save the report and sign it with another tool.',
    'not-kept':
      'The browser did not keep the key: it has no room, or this is a private window. Nothing was made. Free some room or use an ordinary window.',
    damaged:
      'What is kept here is no key that this page can use. Delete it and make another one; records that it signed can be checked as before.',
    failed: 'The report could not be signed. Reload the page and try again.',
  },
};
