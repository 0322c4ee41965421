import type { VerdictCode } from '../../../src/index.js';
import { foreign, type Sentence } from '../../lib/sentence.js';
import { counted, format } from './format.js';
import { verdicts } from './verdict.js';

/** What the page remembers of a signer, where it is asked for in the form and after a check. */
export const remember = {
  /** In the place of “I don’t know whom to expect”. */
  choice: {
    binding: 'Whom I remembered for this model',
    publishers: 'A publisher whom I remembered',
    hint: 'The signature is held against what you remembered. If somebody else signed, this is said loudly.',
    publishersHint:
      'If a publisher whom you remembered signed, they are recognised. If not, nobody is expected, and the verdict cannot be green.',
  },
  /** Beside each remembered signer; `name` is the person’s own for them. */
  since: (name: string, signer: string, at: string): Sentence => [
    foreign(name, 'strong'),
    ': ',
    foreign(signer),
    `, remembered on ${format.time(at)}`,
  ],
  claim: 'as a claim that nobody confirmed',
  /** A signer in a few words. */
  signer: {
    identity: (identity: string, issuer: string): string => `${identity} (confirmed by ${issuer})`,
    pattern: (pattern: string, issuer: string): string =>
      `everybody who fits the pattern ${pattern} (confirmed by ${issuer})`,
    authority: 'anybody whom an authority in the file certified',
    key: 'a public key',
    certificate: (name: string): string => `the certificate of ${name}`,
    fingerprint: (hex: string): string => `the certificate ${hex}`,
  },
  damaged: (count: number): string =>
    `${counted(count, 'remembered signer')} cannot be used: what is stored was altered or damaged. See “Memory” before you rely on this check.`,
  noMemory: 'This browser keeps no memory for this page now, so nothing that you remembered is compared.',
  title: 'Remember this signer',
  why: 'Then later checks recognise them. For models by name, they also say loudly if somebody else signed.',
  whyClaim:
    'Nobody has confirmed that this is whom to expect. If you remember it as a claim, later checks tell whether it is the same signer again; that alone never turns the verdict green.',
  name: 'What do you call them?',
  nameHint: 'Such as the name of the publisher. Only you see it.',
  nameMissing: 'Write a name for them.',
  scope: 'For which models?',
  scopes: {
    model: (name: string): Sentence => ['Models called ', foreign(name, 'strong')],
    modelHint: 'Whoever else signs one of that name is a contradiction.',
    pattern: 'Models whose name fits a pattern',
    patternHint:
      '“*” stands for any characters but “/”. The whole name has to fit. Whoever else signs one of that name is a contradiction.',
    publisher: 'Every model that they sign',
    publisherHint:
      'The verdict is green for any model of theirs, whatever it is called. What others sign is not contradicted. Choose this only for somebody whom you trust with all of their models.',
  },
  pattern: 'Pattern for names',
  patternProblems: {
    empty: 'Write the pattern.',
    'too-long': 'This is too long.',
    'too-wide':
      'This would fit too many names. Write at least four characters in a row that stand for themselves.',
  },
  save: 'Remember',
  saveClaim: 'Remember as a claim',
  saved: (name: string): string => `Remembered as ${name}. You find it under “Memory”.`,
  already: {
    confirmed: (name: string, at: string): string =>
      `You remembered this signer as ${name} on ${format.time(at)}.`,
    claim: (name: string, at: string): string =>
      `You remembered this signer as ${name} on ${format.time(at)}, as a claim. Now you have said yourself whom you expect, and it is them.`,
  },
  onlyClaim: 'Nobody has confirmed them yet.',
  confirm: 'Mark as confirmed',
  confirmed: 'Marked as confirmed.',
  rotation: {
    title: 'Did the signer change?',
    text: (name: string): string =>
      `You said whom you expect for this check, and they signed. But as ${name} you remembered somebody else. If the publisher told you, by a way that you know from elsewhere, that they sign so now, approve the change. The earlier signer stays on record.`,
    approve: 'Approve the new signer',
    sayFirst:
      'If the publisher told you that they sign with another name or key now, say first whom you expect: press “Change what you expect”. Then you can approve the change here.',
  },
  last: {
    title: 'Since the last check here',
    at: (at: string, verdict: VerdictCode): string =>
      `Last checked here on ${format.time(at)}: ${verdicts[verdict]}.`,
    same: 'No file has changed since.',
    unknown: 'What has become of the files since then is not known: they were not compared, then or now.',
    partly: (count: number): string => `Of ${counted(count, 'file')} it is not known.`,
    changed: (count: number): string => `${counted(count, 'file')} changed since`,
    appeared: (count: number): string => `${counted(count, 'file')} came since`,
    gone: (count: number): string => `${counted(count, 'file')} went since`,
    otherBundle: 'It is another signature file than then.',
    more: (count: number): string => `and ${format.count(count)} more`,
    /** On a file’s own line. */
    marks: { changed: 'changed since the last check', appeared: 'new since the last check' },
  },
  kept: 'This check is in the history on this machine.',
  recent: {
    title: 'Recent folders',
    again: 'Check again',
    used: (at: string): string => `checked ${format.time(at)}`,
    remove: 'Forget',
    pick: 'Choose a folder to come back to',
    pickNote:
      'This browser can open it again at a later visit, once you allow it. Links, and a few odd names, are not seen this way.',
    faults: {
      gone: 'This folder is no longer there, or was renamed.',
      denied: 'The browser was not allowed to read this folder. Press the button again, and allow it.',
    },
    refused: 'The browser did not hand this folder over. Choose it by the button above.',
  },
};
