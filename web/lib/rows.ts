import type { FilesRow, Report } from '../../src/index.js';
import { claimSentence } from './claim-row.js';
import { isByDigest, leftOutByWord, onlySome } from './files.js';
import { sentences } from './sentence.js';
import { signerRow } from './signer-row.js';
import type { Wording } from './wording.js';

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

/** What a signature is over, as far as that is known. */
export type SignedThing = 'model' | 'file' | 'statement' | 'unknown';

/** Who the signature says signed. Others' text in it is quoted. */
export type SignerName =
  | { readonly is: 'identity'; readonly identity: string; readonly issuer: string }
  | { readonly is: 'subject'; readonly subject: string }
  | { readonly is: 'unnamed' | 'key' | 'nobody' };

/** How many differ, by how. */
export type DifferentFiles = Pick<FilesRow, 'changed' | 'missing' | 'unsigned' | 'unreadable'>;

/** `installed`: what the person calls the Sigstore that they had installed and chose. */
export function rowsOf(report: Report, installed: string | null, wording: Wording): readonly Row[] {
  return [
    filesRow(report, wording),
    signatureRow(report, wording),
    signerRow(report, installed, wording),
    timeRow(report, wording),
  ];
}

function filesRow(report: Report, wording: Wording): Row {
  const {
    rows: { files },
    claim,
  } = report;
  const words = wording.words.filesRow;
  const row = { key: 'files', title: words.title, question: words.question } as const;
  // By somebody's word, as in the headline; what is never part of a model is listed further down.
  const left = leftOutByWord(report);
  const others = left === 0 ? null : words.leftOut(left);
  switch (files.value) {
    case 'match': {
      const here = claim === null ? words.all(files.signed) : claimSentence(report, wording);
      return { ...row, word: words.match, tone: 'good', sentence: sentences(here, others) };
    }
    case 'differ': {
      const rest =
        claim === null
          ? sentences(words.matching(files.matching, files.signed), notAskedFor(report, wording))
          : claimSentence(report, wording);
      const sentence = sentences(differing(files, wording), rest);
      return { ...row, word: words.differ, tone: 'bad', sentence };
    }
    case 'partly-checked': {
      const some = claim === null ? partly(report, wording) : claimSentence(report, wording);
      return { ...row, word: words.partly, tone: 'caution', sentence: sentences(some, others) };
    }
    case 'not-checked':
      return { ...row, word: wording.words.rows.notChecked, tone: 'unknown', sentence: words.notChecked };
  }
}

function partly(report: Report, wording: Wording): string {
  const { matching, signed } = report.rows.files;
  const words = wording.words.filesRow;
  if (isByDigest(report)) return sentences(words.byDigest(matching, signed), notAskedFor(report, wording));
  const some = onlySome(report);
  return words.some(some?.checked ?? matching, signed);
}

/** Besides what differs: the files that the person did not ask for. */
function notAskedFor(report: Report, { words }: Wording): string | null {
  const some = onlySome(report);
  return some === null || some.checked === some.signed ? null : words.filesRow.onlyChecked(some.checked);
}

function differing(files: FilesRow, { words: { filesRow: words } }: Wording): string {
  const { changed, missing, unsigned, unreadable, changedDuringCheck: moved } = files;
  const different = changed + missing + unsigned + unreadable;
  if (different + moved === 0) return words.something;
  // Nothing is known of those that moved, so they are not called different.
  return sentences(
    different === 0 ? null : words.different({ changed, missing, unsigned, unreadable }),
    moved === 0 ? null : words.moved(moved),
  );
}

function signatureRow({ rows: { signature }, claim, manifest }: Report, wording: Wording): Row {
  const thing: SignedThing = manifest !== null ? 'model' : (claim?.kind ?? 'unknown');
  const words = wording.words.signatureRow;
  const row = { key: 'signature', title: words.title, question: words.question(thing) } as const;
  switch (signature.value) {
    case 'valid':
      return { ...row, word: words.valid, tone: 'good', sentence: words.fits(thing) };
    case 'invalid':
      return { ...row, word: words.invalid, tone: 'bad', sentence: words.doesNotFit };
    case 'not-checked':
      return { ...row, word: wording.words.rows.notChecked, tone: 'unknown', sentence: words.notChecked };
  }
}

function timeRow({ rows }: Report, wording: Wording): Row {
  const words = wording.words.timeRow;
  const row = { key: 'time', title: words.title, question: words.question } as const;
  switch (rows.time.value) {
    case 'proven': {
      const at = wording.words.format.time(rows.time.at);
      const sentence = rows.time.by === 'log' ? words.byLog(at) : words.byAuthority(at);
      return { ...row, word: words.proven, tone: 'good', sentence };
    }
    case 'not-proven':
      return { ...row, word: words.notProven, tone: 'unknown', sentence: words.nothingProves };
    case 'not-checked':
      return { ...row, word: wording.words.rows.notChecked, tone: 'unknown', sentence: words.notChecked };
  }
}
