import type { ExpectationsProblem, ExpectationsReason } from './expectations-problem.js';
import type { Message } from './message.js';
import { day } from './phrases.js';
import { quote, quoted } from './quote.js';

/** They follow “the file” or the name of a place in it. */
export const EXPECTATIONS_PROBLEMS: Readonly<Record<ExpectationsProblem, string>> = {
  unreadable: 'could not be read',
  'too-large': 'is too large',
  empty: 'is empty',
  'not-json': 'is not JSON, or it is cut short',
  'duplicate-key': 'has a key twice in one place',
  'too-deep': 'is nested too deep',
  version: 'is of a version that we do not know',
  'unknown-member': 'is not a part of this format',
  missing: 'is missing',
  'not-an-object': 'is not an object',
  'not-a-list': 'is not a list',
  'not-a-text': 'is not a text',
  'not-true': 'can only be true (leave it out instead)',
  'too-long': 'is too long',
  'too-many': 'has too many entries',
  'not-one-of-them': 'needs exactly one of several members',
  value: 'is not one of the values that may stand there',
  'pattern-too-wide': 'would fit too much: at least four characters in a row have to stand for themselves',
  'not-a-digest': 'is not a SHA-256 digest in 64 lower-case hex digits',
  'not-a-fingerprint': 'is not a SHA-256 fingerprint',
  'not-a-file-type': 'is neither an ending such as “.json” nor a file name, in lower case',
  'not-a-time': 'is neither a day such as 2026-01-31 nor a time such as 2026-01-31T12:00:00Z',
  'ends-before-it-begins': 'ends before it begins',
  repeated: 'says what was said before',
  'in-two-entries': 'is about the same as another entry at the same time',
  'unknown-name': 'is not the name of anything in this file',
};

const ASK = 'Ask the organisation what it wants, and do not use the model until then.';

/** What comes of an organisation's file; a part of `message`. */
export function expectationsMessage(reason: ExpectationsReason): Message {
  switch (reason.code) {
    case 'expectations-unusable': {
      const detail = reason.detail === '' ? '' : ` (${quoted(reason.detail)})`;
      const what = `${EXPECTATIONS_PROBLEMS[reason.problem]}${detail}.`;
      return {
        text:
          reason.at === ''
            ? `The expectations file ${what}`
            : `The expectations file cannot be used: ${quote(reason.at)} ${what}`,
        wayOut: 'Ask whoever wrote the file to mend it; until then nothing of it counts.',
      };
    }
    case 'expectations-expired': {
      const { organisation, entry, notBefore, notAfter } = reason;
      const what =
        entry === null
          ? `The expectations file of ${quoted(organisation)}`
          : `The entry ${quoted(entry)} in the expectations file of ${quoted(organisation)}`;
      return {
        text:
          notBefore === null
            ? `${what} was in force until ${day(notAfter ?? '')}.`
            : `${what} will only be in force from ${day(notBefore)} on.`,
        wayOut: 'Ask the organisation for its current file.',
      };
    }
    case 'expectations-ambiguous':
      return {
        text: `Several entries in the expectations file of ${quoted(reason.organisation)} are about this model: ${reason.entries.slice(0, 5).map(quoted).join(', ')}.`,
        wayOut: 'Ask the organisation which of them is meant, and for a file that says so.',
      };
    case 'expectations-silent':
      return {
        text: `The expectations file of ${quoted(reason.organisation)} says nothing about this model, and names no publisher who signed it.`,
        wayOut: 'Ask the organisation, or say yourself whom you expect.',
      };
    case 'log-required':
      return {
        text: `${quoted(reason.organisation)} asks for an entry in a transparency log, and none was verified here.`,
        wayOut: ASK,
      };
    case 'timestamp-required':
      return {
        text: `${quoted(reason.organisation)} asks for the word of a timestamp authority, and none was verified here.`,
        wayOut: ASK,
      };
    case 'algorithm-not-allowed': {
      const { organisation, what, algorithm, allowed } = reason;
      const used = algorithm === '' ? 'one that could not be told' : quote(algorithm);
      const only = `${quoted(organisation)} allows only ${allowed.map(quote).join(', ')}`;
      return {
        text:
          what === 'hash'
            ? `The digests of the files are of a kind that is not allowed (${used}): ${only}.`
            : `The signature was made with a key of a kind that is not allowed (${used}): ${only}.`,
        wayOut: ASK,
      };
    }
    case 'file-type-not-allowed': {
      const { organisation, path, type, count } = reason;
      const others = count === 2 ? ' and 1 other file are' : ` and ${String(count - 1)} other files are`;
      return {
        text: `${quoted(path)}${count === 1 ? ' is' : others} of a type that ${quoted(organisation)} does not allow (${quoted(type)}).`,
        wayOut: 'Do not open it. Ask the publisher for the model in a format that is allowed.',
      };
    }
  }
}
