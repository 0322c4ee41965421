import {
  type FileResult,
  type LeftOut,
  message,
  type NotChecked,
  type Note,
  type Reason,
  type Report,
  type Rows,
  type SignerFacts,
} from '../src/index.js';
import { escapeForTerminal as escape } from './escape.js';
import { bytesText } from './progress.js';

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
    rowLines(report),
    report.verdict.reasons.map(
      (reason) => `Because: ${reasonText(reason)}\n         ${escape(message(reason).wayOut)}`,
    ),
    [...fileLines(report.files), ...hints.map((hint) => `Hint: ${hint}`)],
    leftOutLines(report.leftOut),
    report.notes.map((note) => `Note: ${noteText(note)}`),
    report.notChecked.map((item) => `Not checked: ${notCheckedText(item)}`),
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
    `Files      ${filesText(rows.files)}`,
    `Signature  ${SIGNATURE_TEXT[rows.signature.value]}`,
    `Signer     ${signerText(rows.signer.value, report.signer)}`,
    `Time       ${timeText(rows.time)}`,
  ];
}

/** With the technical detail, which the message for everybody leaves out. */
function reasonText(reason: Reason): string {
  const { text } = message(reason);
  const detail = 'detail' in reason && reason.detail !== '' && !text.includes(reason.detail);
  return escape(detail ? `${text} (${reason.detail})` : text);
}

function filesText(row: Rows['files']): string {
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

const SIGNATURE_TEXT = {
  valid: 'fits the list of files that was signed',
  invalid: 'does not fit its contents',
  'not-checked': 'not checked',
} as const satisfies Record<Rows['signature']['value'], string>;

function signerText(value: Rows['signer']['value'], signer: SignerFacts | null): string {
  const name = signer === null ? 'unknown' : signerName(signer);
  switch (value) {
    case 'expected':
      return `${name}, whom you expect`;
    case 'vouched-for':
      return `${name}, vouched for by the authority that you named`;
    case 'not-stated':
      return `${name}; you have not said whom you expect`;
    case 'untrusted':
      return `${name}; nothing you trust vouches for this`;
    case 'different':
      return `${name}; not whom you expect`;
    case 'not-checked':
      return signer === null ? 'not checked' : `not checked (the bundle names ${name})`;
  }
}

function signerName(signer: SignerFacts): string {
  switch (signer.method) {
    case 'sigstore':
      return `${escape(signer.identity)}, confirmed by ${escape(signer.issuer)}`;
    case 'certificate': {
      const { subject, fingerprint } = signer.certificate;
      return subject === '' ? `certificate ${escape(fingerprint)}` : escape(subject);
    }
    case 'key': {
      const fingerprint = signer.fingerprint ?? signer.hint;
      return fingerprint === null ? 'a key without a name' : `key ${escape(fingerprint)}`;
    }
  }
}

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
function fileLines(files: readonly FileResult[]): string[] {
  const told = files.filter(
    ({ state, foundAs }) =>
      foundAs !== undefined || (state !== 'match' && state !== 'not-checked' && state !== 'ignored'),
  );
  const width = Math.max('unreadable'.length, ...told.map(({ state }) => state.length));
  const lines = told.map((file) => `${file.state.padEnd(width)}  ${escape(file.path)}${fileDetail(file)}`);
  const others = files.filter(({ state }) => state === 'not-checked').length;
  return [
    ...limited(lines),
    ...(others === 0 ? [] : [`not checked: ${others} more ${others === 1 ? 'file' : 'files'} here`]),
  ];
}

const LOOKS_LIKE = {
  'download-leftover': 'looks like a leftover of a download',
  'system-leftover': 'looks like a leftover of a file manager',
  signature: 'looks like another signature',
} as const satisfies Record<NonNullable<FileResult['looksLike']>, string>;

/** In brackets: why, where, how large, what it may be; the signed and the present digest of a file that differs. */
function fileDetail({ state, reason, expected, actual, size, foundAs, looksLike }: FileResult): string {
  const details: string[] = [];
  if (reason !== undefined) details.push(reasonText(reason));
  else if (state === 'changed' && expected !== null && actual !== null)
    details.push(`signed ${escape(expected)}, here ${escape(actual)}`);
  else if (state === 'unsigned' && size !== null) details.push(bytesText(size));
  if (foundAs !== undefined) details.push(`as ${escape(foundAs)}`);
  if (looksLike !== undefined) details.push(LOOKS_LIKE[looksLike]);
  return details.length === 0 ? '' : ` (${details.join('; ')})`;
}

const LEFT_OUT_BY = {
  standard: 'never part of a model',
  bundle: 'the signature itself',
  signer: "by the signer's word",
  person: 'by your word',
} as const satisfies Record<LeftOut['by'], string>;

function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  return limited(leftOut.map((file) => `left out    ${escape(file.path)} (${LEFT_OUT_BY[file.by]})`));
}

function noteText(note: Note): string {
  switch (note.code) {
    case 'unknown-key':
      return `the manifest has a key that this version does not know: ${escape(note.at)}`;
    case 'deprecated-format':
      return `the bundle uses an old format, ${escape(note.predicateType)}`;
    case 'signer-ignore-path-unusable':
      return `the signer left out a path that cannot be used: ${escape(note.path)}`;
    case 'signed-pointer':
      return `${escape(note.path)} was signed as a pointer: the file that it points to is not covered`;
  }
}

function notCheckedText(item: NotChecked): string {
  switch (item.code) {
    case 'revocation':
      return 'whether a certificate was revoked';
    case 'symbolic-links':
      return 'symbolic links';
    case 'odd-names':
    case 'hidden-names':
    case 'undecodable-names':
    case 'back-slashes':
    case 'unreadable-folders':
      return 'files that could not be listed';
    case 'later-changes':
      return 'changes of a file after it was read';
    case 'names':
      return 'under which names the files belong';
    case 'signing-time':
      return 'when it was signed';
    case 'files':
      return 'the files, since the check ended before them';
  }
}

function limited(lines: readonly string[]): string[] {
  const rest = lines.length - LIST_LIMIT;
  return rest <= 0 ? [...lines] : [...lines.slice(0, LIST_LIMIT), `and ${rest} more: --json lists them all`];
}
