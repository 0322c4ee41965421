import {
  type FileResult,
  type LeftOut,
  message,
  quote,
  type Reason,
  type Report,
  type Rows,
} from '../src/index.js';
import { escapeForTerminal as escape, quoteForTerminal } from './escape.js';
import { claimLines, materialLines, runLines } from './claim-text.js';
import { leftOutText, notCheckedText, noteText } from './extent-text.js';
import { bytesText } from './progress.js';
import { signerText } from './signer-text.js';
import { caveatLines, isCaveat, originLines } from './trust/origin-text.js';

/** Below every verdict, word for word. */
export const MEANING = 'A signature says who vouches for these bytes, not that the model behaves well.';

/** Longer lists end with how many more there are: all of them are in the JSON report. */
const LIST_LIMIT = 100;

/**
 * The report for people: what standard output shows. Ends with a line break; everything from outside is escaped.
 * @param hints sentences about what to do, already escaped
 */
export function reportText(report: Report, hints: readonly string[] = []): string {
  const sections = [
    report.verdict.code === 'verified' ? [escape(report.verdict.headline)] : [],
    [...rowLines(report), ...originLines(report)],
    caveatLines(report),
    claimLines(report),
    runLines(report),
    report.verdict.reasons.map(
      (reason) => `Because: ${reasonText(reason)}\n         ${escape(message(reason).wayOut)}`,
    ),
    [...fileLines(report), ...hints.map((hint) => `Hint: ${hint}`)],
    leftOutLines(report.leftOut),
    limited(report.notes.filter((note) => !isCaveat(note)).map((note) => `Note: ${noteText(note)}`)),
    report.notChecked.map((item) => `Not checked: ${notCheckedText(item)}`),
    materialLines(report),
    [MEANING],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function rowLines(report: Report): string[] {
  const { rows } = report;
  return [
    `Files      ${filesText(report)}`,
    `Signature  ${SIGNATURE_TEXT[rows.signature.value]}`,
    `Signer     ${signerText(report)}`,
    `Time       ${timeText(rows.time)}`,
    ...remoteLines(report),
  ];
}

const REMOTE_TEXT = {
  streamed: 'files from',
  'hub-listing': 'as listed by',
} as const;

/** Who sent the files, or spoke of them. The address can be asked again. */
function remoteLines({ model: { source, remote } }: Report): string[] {
  if (remote === undefined) return [];
  const how = source === 'streamed' || source === 'hub-listing' ? REMOTE_TEXT[source] : 'the folder is of';
  return [`Network    ${how} ${quoteForTerminal(remote.host)}: ${quoteForTerminal(remote.address)}`];
}

/** With the technical detail, which the message for everybody leaves out. */
function reasonText(reason: Reason): string {
  const { text } = message(reason);
  if (!('detail' in reason) || reason.detail === '') return escape(text);
  // Why something cannot be read is the operating system's word; other details may hold the attacker's.
  const detail = reason.code.endsWith('-unreadable') ? reason.detail : quote(reason.detail);
  return escape(text.includes(detail) || text.includes(reason.detail) ? text : `${text} (${detail})`);
}

function filesText(report: Report): string {
  const row = report.rows.files;
  switch (row.value) {
    case 'not-checked':
      return 'not checked';
    case 'match':
    case 'partly-checked':
    case 'differ': {
      const counts = [
        [row.changed, 'changed'],
        [row.missing, 'missing'],
        [row.unsigned, 'unsigned'],
        [row.unreadable, 'unreadable'],
        [row.changedDuringCheck, 'changed during the check'],
        [notAskedFor(report), 'not asked for'],
        [row.ignored, 'left out'],
      ] as const;
      const others = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
      const words = { match: 'match', differ: 'differ', 'partly-checked': 'partly checked' } as const;
      return [`${words[row.value]}: ${row.matching} of ${row.signed} signed files match`, ...others].join(
        ', ',
      );
    }
  }
}

/** How many signed files were not checked since the person asked for others. */
function notAskedFor({ files, notChecked, rows }: Report): number {
  if (!notChecked.some(({ code }) => code === 'other-paths')) return 0;
  return rows.files.signed - files.filter(isCheckedAsSigned).length;
}

/** What was not signed has no algorithm, but in a cache whose files were all read. */
function isCheckedAsSigned({ state, algorithm }: FileResult): boolean {
  return algorithm !== null && state !== 'not-checked' && state !== 'unsigned';
}

const SIGNATURE_TEXT = {
  valid: 'fits what was signed',
  invalid: 'does not fit its contents',
  'not-checked': 'not checked',
} as const satisfies Record<Rows['signature']['value'], string>;

function timeText(row: Rows['time']): string {
  switch (row.value) {
    case 'proven': {
      const by = row.by === 'log' ? 'a transparency log' : 'a timestamp authority';
      return `${escape(row.at)}, proven by ${by}`;
    }
    case 'not-proven':
      return 'nothing proves when it was signed';
    case 'not-checked':
      return 'not checked';
  }
}

/** What differs, and in a check by digest what was found. What was left out has lines of its own, with whose word it was. */
function fileLines({ files, model: { source } }: Report): string[] {
  const told = files.filter(
    ({ state, foundAs }) =>
      foundAs !== undefined || (state !== 'match' && state !== 'not-checked' && state !== 'ignored'),
  );
  const width = told.reduce((widest, { state }) => Math.max(widest, state.length), 'unreadable'.length);
  const lines = told.map((file) => `${file.state.padEnd(width)}  ${fileText(file)}`);
  const unread = files.filter(({ state }) => state === 'not-checked');
  return [...limited(lines), ...notCheckedLines(unread, source === 'hub-listing' ? ' on the host' : ' here')];
}

/** A signed file that nobody asked for may not be here at all. */
function notCheckedLines(files: readonly FileResult[], place: string): string[] {
  if (files.length === 0) return [];
  const where = files.every(({ size }) => size !== null) ? place : '';
  return [`not checked: ${files.length} more ${files.length === 1 ? 'file' : 'files'}${where}`];
}

const LOOKS_LIKE = {
  'download-leftover': 'looks like a leftover of a download',
  'system-leftover': 'looks like a leftover of a file manager',
  signature: 'looks like another signature',
} as const satisfies Record<NonNullable<FileResult['looksLike']>, string>;

/** A path that stands alone needs no quotation marks. */
function fileText(file: FileResult): string {
  const detail = fileDetail(file);
  return detail === '' ? escape(file.path) : `${quoteForTerminal(file.path)} (${detail})`;
}

/** Why, where, how large, what it may be; the signed and the present digest of a file that differs. */
function fileDetail(file: FileResult): string {
  const { state, reason, expected, actual, size, foundAs, looksLike, reported } = file;
  const details: string[] = [];
  if (reason !== undefined) details.push(reasonText(reason));
  else if (state === 'changed' && expected !== null && actual !== null)
    details.push(`signed ${escape(expected)}, here ${escape(actual)}`);
  else if (state === 'changed' && expected !== null && reported !== undefined)
    details.push(`signed ${escape(expected)}, the host says ${escape(reported.digest)}`);
  else if (state === 'unsigned' && size !== null) details.push(bytesText(size));
  if (foundAs !== undefined) details.push(`as ${quoteForTerminal(foundAs)}`);
  if (looksLike !== undefined) details.push(LOOKS_LIKE[looksLike]);
  return details.join('; ');
}

function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  return limited(leftOut.map((file) => `left out    ${quoteForTerminal(file.path)} (${leftOutText(file)})`));
}

function limited(lines: readonly string[]): string[] {
  const rest = lines.length - LIST_LIMIT;
  return rest <= 0 ? [...lines] : [...lines.slice(0, LIST_LIMIT), `and ${rest} more: --json lists them all`];
}
