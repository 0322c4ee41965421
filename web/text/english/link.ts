import { foreign, type Sentence } from '../../lib/sentence.js';

/** What the link says that opened the page. Everything in it is somebody else’s word. */
export const link = {
  title: 'The link that opened this page says',
  note: 'Anybody can write such a link. Nothing of this is checked, and none of it counts as your word.',
  noteAfter: 'Anybody can write such a link, and none of it counts as your word.',
  terms: {
    model: 'The model is called',
    identity: 'Signed by',
    issuer: 'Confirmed by',
    bundle: 'The signature',
  },
  held: 'is in the link itself',
  nothing: 'Nothing that this page can use.',
  otherModel: (link: string, chosen: string): Sentence => [
    'The link is about ',
    foreign(link),
    '; what you chose is called ',
    foreign(chosen),
    '. It may be another model.',
  ],
  ofSample: 'The sample is not what the link is about, so nothing that the link says is used for it.',
  half: {
    identity: 'It does not say who confirms that name, so nothing is compared with it.',
    issuer: 'It names nobody whom that service confirmed, so nothing is compared with it.',
  },
  open: 'Get it from there (opens another site)',
  /** Why a bundle that is named is not here. */
  missingBundle: {
    elsewhere:
      'This page asks nobody but where it came from, so it did not fetch the signature. Get it yourself, and choose it here together with the model.',
    missing: 'There is no signature at that address. Ask for it where you found the link.',
    refused: 'The server did not hand the signature out. Ask for it where you found the link.',
    unreachable:
      'The signature could not be fetched, or took too long. Get it yourself, and choose it here together with the model.',
    'too-large':
      'What lies there is larger than this page fetches. Get it yourself, and choose it here together with the model.',
    unreadable: 'The signature in the link is damaged or too large. Ask for it where you found the link.',
  },
  faults: {
    title: 'Not taken from the link:',
    'too-long': 'all of it: it is longer than any link of ours',
    unknown: (name: string): string => `${name}, which this page does not know`,
    unreadable: (name: string): string => `${name}: it is not encoded as it has to be`,
    empty: (name: string): string => `${name}: it is empty`,
    twice: (name: string): string => `${name}: it stands there more than once`,
    'value-too-long': (name: string): string => `${name}: it is too long`,
    control: (name: string): string => `${name}: there is a control character in it`,
    'bundle-address': 'bundle: it is no https address, and no signature in a form that this page reads',
  },
  forget: 'Forget the link',
  waiting: 'Another link was opened meanwhile. It is read when you start over; what you wrote stays.',
  takeWaiting: 'Start over with the other link',
  /** In the form. */
  choice: {
    label: 'Whom the link names',
    hint: (identity: string, issuer: string): Sentence => [
      foreign(identity),
      ', confirmed by ',
      foreign(issuer),
      '. Shows whether they signed. The verdict cannot be green: for that, find out yourself whom to expect, and say so below.',
    ],
  },
};
