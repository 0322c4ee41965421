import type { VerdictCode } from '../../../src/index.js';
import type { Advised } from '../../lib/advised.js';
import { foreign, type Sentence } from '../../lib/sentence.js';

/** What a letter may say. Names are others’ words: quoted by us, or null where there are none. */
export interface LetterFacts {
  readonly model: string;
  readonly signer: string | null;
  readonly issuer: string | null;
  readonly expected: string | null;
  /** Who is expected to confirm that. */
  readonly expectedIssuer: string | null;
  /** As lines of text; cut where they are many. */
  readonly files: readonly string[];
  readonly reasons: readonly string[];
  readonly signatureDigest: string | null;
  readonly checkedAt: string;
  readonly tool: string;
}

const lines = (...parts: readonly (string | readonly string[])[]): string => parts.flat().join('\n');

const greeting = ['Hello,', ''];
const close = ({ checkedAt, tool, signatureDigest }: LetterFacts): string[] => [
  '',
  `Checked ${checkedAt} with ${tool}.${signatureDigest === null ? '' : ` SHA-256 of the signature file: ${signatureDigest}`}`,
];
const named = ({ signer, issuer }: LetterFacts): string =>
  signer === null ? 'nobody by name' : `${signer}${issuer === null ? '' : `, confirmed by ${issuer}`}`;

/** By verdict: what it can mean, what to do, and what to send to whom. */
export const next = {
  title: 'What to do next',
  model: 'Model',
  who: 'Who signed?',
  files: 'Files as signed?',
  signatureFile: 'Signature file',
  /** Behind its name. */
  notCounted: ', which is not counted among the files',
  /** Begins the answer, before how many there are. */
  asSigned: { match: 'Yes.', differ: 'No.', 'partly-checked': 'Checked only in part.' },
  /** Why no file was compared. */
  notCompared: {
    unsigned: 'Not known: there is no signature to compare them with.',
    'signature-invalid': 'Not known: they were not compared, since the signature cannot be relied on.',
    'signer-mismatch': 'Not known: they were not compared, since this is not the signer that you expect.',
    named: 'Not known: they were not compared, since somebody else signed than was named to you.',
    other: 'Not known: they were not compared.',
  },
  whoNobody: 'Nobody that can be seen here: there is no signature.',
  whoUnknown: {
    invalid: 'Not known: the signature does not hold, so nothing in it says who signed.',
    notChecked: 'Not known: the check ended before that, for the reason above.',
  },
  whoUnnamed: 'somebody without a name',
  whoExpected: (name: string): string => `${name}, whom you expect.`,
  whoFitsPattern: (name: string, pattern: string): string =>
    `${name}, who fits your pattern ${pattern}, as others may.`,
  whoVouchedFor: (name: string): string => `${name}, for whom an expected authority vouches.`,
  whoNotCompared: (name: string): string => `${name}. You have not said yet whom you expect.`,
  /** It may be a claim that nobody vouches for. */
  whoDifferent: (name: string): string => `Not whom you expect: the signature names ${name}.`,
  /** Followed by a sentence about who names somebody else. */
  whoNames: (name: string): string => `The signature names ${name}.`,
  /** The name is the expected one. */
  whoOtherIssuer: (name: string, issuer: string): string =>
    `Not whom you expect: the signature names ${name}, but says that ${issuer} confirmed it, which you do not expect.`,
  whoClaimed: (name: string): string =>
    `Not proven. The signature names ${name}, but anybody could have written that.`,
  whoKey: {
    expected: 'Whoever holds the private half of the expected key.',
    different: 'Not whom you expect: it was made with another key than the expected one.',
    unproven: (key: string): string =>
      `Not proven. It was made with the key ${key}, and nothing that you trust says whose that is.`,
  },
  /** In one sentence or two; the first says whether to use it. */
  short: {
    verified:
      'Go ahead if you trust this signer: they vouch for exactly these bytes. Keep the result with your records. Whether the model suits your purpose is for you to judge.',
    'signer-unconfirmed':
      'Do not rely on it yet. Find out who should have signed it, from the publisher’s own site and not from the model. Then press “Say whom you expect”.',
    'signer-untrusted':
      'Do not use it yet: who signed it cannot be proven. Ask the publisher for the file that their signature is checked with, usually a root certificate, a trusted_root.json or a public key (a text to send is below). Then press “Say whom you trust”, and choose that file; not one that came with the model.',
    partial: 'Do not rely on the whole model yet: only a part of it was checked. Check all of its files.',
    'files-mismatch':
      'Do not use it yet. Get the files that differ again from the publisher, and move what was not signed out of the folder. Then have it checked again.',
    'signer-mismatch':
      'Do not use it: it was not signed by whom you expect. Ask the publisher whether this signer signs for them. If there is a slip in what you expect, press “Change what you expect”.',
    'signature-invalid':
      'Do not use this copy. Get the model and its signature again from the publisher, then choose it here again.',
    unsigned:
      'Do not rely on it: nobody vouches for these files. Look for a signature where you got the model: a file that is often called model.sig. Then press “Add a signature file”.',
    'could-not-check': 'Do not rely on it yet: nothing could be decided.',
  } satisfies Record<VerdictCode, string>,
  /** Where a newer version is asked for. */
  update: 'This page is brought up to date by loading it again.',
  /** Beside “unsigned”. */
  calledSignature: (path: string): Sentence => [
    foreign(path, 'mono'),
    ' is called like a signature, but is not one as it is: it may have been cut short. Download it again, or choose it by the button to read what is wrong with it.',
  ],
  /** In the place of the above, where a verdict needs other words. */
  instead: {
    otherFolder:
      'Do not use it yet: the signed files lie in a folder of what you chose, so the wrong folder was compared. Press “Correct what you entered”, then “Check that folder”. For what lies outside of it nobody vouches.',
    onlySent:
      'If you trust this signer: they vouch for exactly what the host sent. That says nothing of a copy on a disk: before you use one, check its folder, or download the model here and check it on the way.',
    hostDiffers:
      'Do not use it: what the host has is not what was signed. Tell the publisher; the files may have been changed after they were signed, or on the host.',
    onlyReported:
      'Do not rely on the files yet: what you have is the host’s word for them. Check the files themselves.',
    withoutNames:
      'Do not rely on the whole model yet: only bytes were compared, and not under which names they go. Download the model into a folder of its own, and check that.',
    statementWarns:
      'Read the warning below before you use it: what the signer says may speak against the file. Keep the result with your records.',
    leftOut:
      'Use the signed files if you trust this signer: they vouch for exactly these bytes. What was left out is none of theirs; do not use it unless you know what it is. Keep the result with your records.',
    otherThanLastTime:
      'Do not use it: you remembered another signer for this model. Ask the publisher, at an address that you know from elsewhere, whether they changed it. If they did, say whom you expect now, check again, and approve the change.',
    approvable:
      'Do not use it yet: whom you expect now has signed, but you remembered another signer for this model. If the publisher told you of the change, at an address that you know from elsewhere, press “Approve the new signer” below.',
    otherThanStated:
      'Do not use it: your organisation expects another signer for this model. Ask whoever keeps its file of expectations.',
    otherThanNamed:
      'Do not use it: somebody else signed it than was named to you where you came from. Ask the publisher, at an address that you know from elsewhere, who signs this model.',
    notAllowed:
      'Do not use it: your organisation does not allow files of this type. Ask whoever keeps its file of expectations, or the publisher for the model without them.',
    askAgain:
      'Do not use it yet: who signed it cannot be proven. What is said in detail below is for the publisher to mend: send them the text below.',
  },
  /** The button that stands out. */
  buttons: {
    keep: 'Keep the result',
    'say-whom': 'Say whom you expect',
    'say-trusted': 'Say whom you trust',
    'check-all': 'Check all files',
    'go-deeper': 'Check the files themselves',
    'check-again': 'Check again',
    'choose-again': 'Choose the model again',
    'add-signature': 'Add a signature file',
    correct: 'Correct what you entered',
    write: 'Write to the publisher',
  } satisfies Record<Advised, string>,
  meaning: 'What it can mean',
  meanings: {
    verified: [],
    'signer-unconfirmed': [
      'The publisher signed it, and you have not said yet that it is them whom you expect.',
      'Somebody else signed it under their own name, and passes it off as the publisher’s.',
    ],
    'signer-untrusted': [
      'The publisher uses an authority of their own, of which you have not told this page.',
      'The certificate ran out, and nothing proves that it was used in time.',
      'Somebody made up the name: without an authority that you trust, anybody can.',
    ],
    partial: [
      'You asked for some files only, or chose a download cache in which files have no names.',
      'What was not checked may be anything.',
    ],
    'files-mismatch': [
      'A download was cut short, or a tool left files of its own among them.',
      'A file was edited after it was signed, by you or by somebody else.',
      'The publisher changed the model, and did not sign it anew.',
      'Somebody replaced files to do harm.',
    ],
    'signer-mismatch': [
      'What you wrote has a slip in it, or the publisher signs under another name than you were told.',
      'It is a copy that somebody else signed.',
      'Somebody passes off their own model as the publisher’s.',
    ],
    'signature-invalid': [
      'The signature file was damaged on the way, or belongs to something else.',
      'Somebody altered it after it was signed.',
    ],
    unsigned: [
      'The publisher does not sign. Most do not, so far.',
      'The signature lies elsewhere, or was not downloaded with the model.',
      'Somebody removed it.',
    ],
    'could-not-check': [
      'The signature is of a kind or size that this version does not know, or it is damaged.',
      'What you gave to hold it against cannot be used.',
    ],
  } satisfies Record<VerdictCode, readonly string[]>,
  /** Where only somebody else had named a signer. */
  otherThanNamed: [
    'The link or the page that you came from is out of date, or wrong about who signs.',
    'It is a copy that somebody else signed.',
    'Somebody passes off their own model as the publisher’s.',
  ],
  letter: 'A text to send to the publisher',
  letterNote: 'Send it to an address that you know from elsewhere, not to one that came with the model.',
  copyLetter: 'Copy the text',
  copied: 'Copied.',
  letters: {
    'signer-unconfirmed': (facts) =>
      lines(
        greeting,
        `I downloaded the model ${facts.model}. Its signature names ${named(facts)}.`,
        '',
        'Is that you? With which identity do you sign, and where do you publish it?',
        close(facts),
      ),
    'signer-untrusted': (facts) =>
      lines(
        greeting,
        `I downloaded the model ${facts.model}. Its files match its signature, which names ${named(facts)}, but nothing that I trust vouches for that.`,
        '',
        'Which certificate authority or Sigstore do you use, and where do I get its root?',
        close(facts),
      ),
    partial: null,
    'files-mismatch': (facts) =>
      lines(
        greeting,
        `I downloaded the model ${facts.model}, and some of its files are not what was signed by ${named(facts)}:`,
        facts.files.map((file) => `- ${file}`),
        '',
        'Did you change any of them after signing? Then please sign the model again. If not, where do I get them as you signed them?',
        close(facts),
      ),
    'signer-mismatch': (facts) =>
      lines(
        greeting,
        `I downloaded the model ${facts.model}. I expected it to be signed by ${facts.expected ?? 'you'}${facts.expectedIssuer === null ? '' : `, confirmed by ${facts.expectedIssuer}`}, but its signature names ${named(facts)}.`,
        '',
        'Do you know that signer? Who signs for you?',
        close(facts),
      ),
    'signature-invalid': (facts) =>
      lines(
        greeting,
        `I downloaded the model ${facts.model}. Its signature does not fit:`,
        facts.reasons.map((reason) => `- ${reason}`),
        '',
        'Is the file that you publish in order? Please check it, and sign the model again if need be.',
        close(facts),
      ),
    unsigned: (facts) =>
      lines(
        greeting,
        `I downloaded the model ${facts.model} and found no signature with it.`,
        '',
        'Do you sign your models (OpenSSF Model Signing), and where do I find the signature? If not, please consider it.',
        close(facts),
      ),
    'could-not-check': (facts) =>
      lines(
        greeting,
        `I could not check the signature of the model ${facts.model}:`,
        facts.reasons.map((reason) => `- ${reason}`),
        '',
        'Is it in order? How did you make it?',
        close(facts),
      ),
  } satisfies Record<Exclude<VerdictCode, 'verified'>, ((facts: LetterFacts) => string) | null>,
};
