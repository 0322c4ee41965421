import type { Report } from '../../src/index.js';
import { claimSentence } from './claim-row.js';
import { isByDigest, onlySome } from './files.js';
import { count, counted, list, time } from './format.js';
import { signerRow } from './signer-row.js';

export type Tone = 'good' | 'caution' | 'bad' | 'unknown';

/** One of the four things that are checked, in plain words. `sentence` may hold the attacker's strings. */
export interface Row {
  readonly key: 'files' | 'signature' | 'signer' | 'time';
  readonly title: string;
  readonly question: string;
  readonly word: string;
  readonly tone: Tone;
  readonly sentence: string;
}

/** `installed`: what the person calls the Sigstore that they had installed and chose. */
export function rowsOf(report: Report, installed: string | null): readonly Row[] {
  return [filesRow(report), signatureRow(report), signerRow(report, installed), timeRow(report)];
}

function filesRow(report: Report): Row {
  const {
    rows: { files },
    leftOut,
    claim,
  } = report;
  const row = {
    key: 'files',
    title: 'Files',
    question: 'Are the bytes here the ones that were signed?',
  } as const;
  // By somebody's word, as in the headline; what is never part of a model is listed further down.
  const left = leftOut.filter(({ by }) => by === 'person' || by === 'signer').length;
  const others = left === 0 ? '' : ` ${counted(left, 'other')} ${left === 1 ? 'was' : 'were'} left out.`;
  switch (files.value) {
    case 'match': {
      const sentence =
        claim !== null
          ? claimSentence(report)
          : files.signed === 1
            ? 'The one signed file is here, and it is byte for byte what was signed.'
            : `All ${count(files.signed)} signed files are here, and they are byte for byte what was signed.`;
      return { ...row, word: 'Match', tone: 'good', sentence: sentence + others };
    }
    case 'differ':
      return {
        ...row,
        word: 'Differ',
        tone: 'bad',
        sentence:
          claim === null
            ? `${differing(files)} ${matching(files)}${notAskedFor(report)}`
            : `${differing(files)} ${claimSentence(report)}`,
      };
    case 'partly-checked':
      return {
        ...row,
        word: 'Partly checked',
        tone: 'caution',
        sentence: `${claim === null ? partly(report) : claimSentence(report)}${others}`,
      };
    case 'not-checked':
      return {
        ...row,
        word: 'Not checked',
        tone: 'unknown',
        sentence: 'No file was compared with the signature.',
      };
  }
}

function partly(report: Report): string {
  const { files } = report.rows;
  if (isByDigest(report))
    return `By digest, ${matching(files)} Under which names they go here was not checked.${notAskedFor(report)}`;
  const { checked, signed } = onlySome(report) ?? { checked: files.matching, signed: files.signed };
  return checked === 1
    ? `1 of ${counted(signed, 'signed file')} was checked; it matches.`
    : `${count(checked)} of ${counted(signed, 'signed file')} were checked; they match.`;
}

/** Besides what differs: the files that the person did not ask for. */
function notAskedFor(report: Report): string {
  const some = onlySome(report);
  if (some === null || some.checked === some.signed) return '';
  return ` Only ${count(some.checked)} ${some.checked === 1 ? 'was' : 'were'} checked, as you asked.`;
}

function matching(files: Report['rows']['files']): string {
  return `${count(files.matching)} of ${counted(files.signed, 'signed file')} ${files.matching === 1 ? 'matches' : 'match'}.`;
}

function differing(files: Report['rows']['files']): string {
  const kinds = [
    [files.changed, 'changed'],
    [files.missing, 'missing'],
    [files.unsigned, 'not signed'],
    [files.unreadable, 'unreadable'],
  ] as const;
  const parts = kinds.filter(([number]) => number > 0).map(([number, word]) => `${count(number)} ${word}`);
  const { changedDuringCheck: moved } = files;
  // Nothing is known of those, so they are not called different.
  const during =
    moved === 0 ? [] : [`${counted(moved, 'file')} did not hold still: written to during the check.`];
  const different = parts.length === 0 ? [] : [`Different from what was signed: ${list(parts)}.`];
  return [...different, ...during].join(' ') || 'Something differs from what was signed.';
}

function signatureRow({ rows: { signature }, claim, manifest }: Report): Row {
  const what = manifest !== null ? WHAT.model : claim !== null ? WHAT[claim.kind] : WHAT.unknown;
  const row = {
    key: 'signature',
    title: 'Signature',
    question: `Does the signature fit ${what.name}?`,
  } as const;
  switch (signature.value) {
    case 'valid':
      return {
        ...row,
        word: 'Fits',
        tone: 'good',
        sentence: `The signature fits ${what.name} exactly; ${what.it} was not altered after it was signed.`,
      };
    case 'invalid':
      return {
        ...row,
        word: 'Does not fit',
        tone: 'bad',
        sentence:
          'The signature, or a proof that belongs to it, does not fit. Nothing in it can be relied on.',
      };
    case 'not-checked':
      return {
        ...row,
        word: 'Not checked',
        tone: 'unknown',
        sentence: 'The arithmetic of the signature was not checked.',
      };
  }
}

/** What a signature is over. Whether the files here are those is the other row's. */
const WHAT = {
  model: { name: 'the list of files', it: 'the list' },
  file: { name: 'the digest of the file', it: 'the digest' },
  statement: { name: 'the statement', it: 'the statement' },
  unknown: { name: 'what was signed', it: 'it' },
} as const;

function timeRow({ rows }: Report): Row {
  const row = { key: 'time', title: 'Time', question: 'When was it signed, and what proves it?' } as const;
  switch (rows.time.value) {
    case 'proven': {
      const who = rows.time.by === 'log' ? 'A log that you trust' : 'A timestamp authority';
      return {
        ...row,
        word: 'Proven',
        tone: 'good',
        sentence: `${who} recorded the signature on ${time(rows.time.at)}.`,
      };
    }
    case 'not-proven':
      return {
        ...row,
        word: 'Not proven',
        tone: 'unknown',
        sentence: 'Nothing independent proves when it was signed.',
      };
    case 'not-checked':
      return {
        ...row,
        word: 'Not checked',
        tone: 'unknown',
        sentence: 'When it was signed was not checked.',
      };
  }
}
