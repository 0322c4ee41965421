import { quote, type ExpectationsEntry } from '../../../src/index.js';
import { foreign, type Sentence } from '../../lib/sentence.js';
import { counted, format } from './format.js';

/** An organisation's file of expectations. */
export const organisation = {
  title: 'Your organisation’s expectations',
  note: 'One file can state whom your organisation expects to sign which models. Get it from whoever keeps it, not together with a model.',
  none: 'No such file is used.',
  used: (name: string): Sentence => ['Checks go by what ', foreign(name, 'strong'), ' expects'],
  ofSite: 'This site’s administrator has set it.',
  lastSeen: (at: string): string =>
    `This site cannot be reached. Whom its administrator expects is as it was last seen, on ${format.time(at)}; what was taken back since is not known.`,
  ofYou: (at: string): string => `You loaded it on ${format.time(at)}.`,
  file: 'File',
  entries: 'Entries',
  entry: ({ id, scope, signers }: ExpectationsEntry): Sentence => {
    const who = counted(signers.length, 'signer');
    switch (scope.kind) {
      case 'models':
        return [
          foreign(id, 'strong'),
          ': models called ',
          foreign(scope.names.map(quote).join(', ')),
          ` (${who})`,
        ];
      case 'digests':
        return [foreign(id, 'strong'), `: ${counted(scope.rootDigests.length, 'model')} by digest (${who})`];
      case 'publisher':
        return [foreign(id, 'strong'), ': whatever ', foreign(scope.publisher), ` signs (${who})`];
    }
  },
  more: (count: number): string => `and ${format.count(count)} more`,
  inForce: 'In force',
  period: (from: string | null, until: string | null): string => {
    if (from === null && until === null) return 'always';
    if (until === null) return `from ${format.time(from ?? '')}`;
    return from === null
      ? `until ${format.time(until)}`
      : `from ${format.time(from)} to ${format.time(until)}`;
  },
  signature: 'Signature',
  unsigned: 'none lay beside it',
  signedBy: (name: string): string => `by ${name}, whom you remember`,
  offered: (name: string): Sentence => ['Use what ', foreign(name, 'strong'), ' expects?'],
  ask: 'Whoever wrote this file decides which signers turn verdicts green. Use it only if you have it from your organisation.',
  over: 'Nothing in it is in force any more: its time is over. Ask for the present one.',
  dismissed: 'The file is not used.',
  noLongerSigned:
    'The file that is used now was signed by somebody whom you remember. This one has no signature.',
  accept: 'Use it for checks',
  cancel: 'Do not use it',
  accepted: 'Checks go by this file now.',
  removed: 'This file is no longer used.',
  remove: 'Stop using it',
  refused: (file: string): Sentence => [foreign(file, 'mono'), ' was not taken.'],
  refusedSignature:
    'A signature lay beside it, but it is not by anybody whom you remember as confirmed. Check the file by itself first, and have its signer remembered; or choose it without the signature. What the check said:',
  dismiss: 'Dismiss',
  siteProblem: 'This site’s administrator has set a file of expectations that cannot be used.',
  siteTrust:
    'This site’s administrator has named a folder with trust for Sigstore that is not one on this site. It is not used.',
  unreachable: 'It could not be fetched.',
  /** Beside the form and a verdict. */
  missing: {
    own: 'The file of expectations that you loaded cannot be used any more, so nothing was held against it. See “Memory”.',
    site: 'Whom this site’s administrator expects could not be read, so nothing was held against it. See “Memory”.',
  },
  replaces: (name: string): Sentence => [
    'It takes the place of the one that is used now, of ',
    foreign(name, 'strong'),
    '.',
  ],
  damaged:
    'The stored file of expectations is not as this page left it. It is not used: load it again from where you have it.',
  load: 'Choose a file of expectations',
  loadNote: 'JSON. Choose or drop its signature file together with it, if there is one.',
  /** In the form. */
  choice: {
    label: (name: string): string => `Whom ${name} expects`,
    hint: 'By the file of expectations that you loaded. It also says what else has to be so, such as which types of files are allowed.',
    hintOfSite:
      'By the file of expectations of this site. It also says what else has to be so, such as which types of files are allowed.',
  },
};
