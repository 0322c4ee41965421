import type { KeptCheck } from './rows.js';

/** The columns' names are the JSON's, in every language: a table is for programs. */
const COLUMNS: readonly (readonly [string, (check: KeptCheck) => string | number | boolean | null])[] = [
  ['checkedAt', ({ checkedAt }) => checkedAt],
  ['model', ({ model }) => model],
  ['label', ({ label }) => label],
  ['verdict', ({ verdict }) => verdict],
  ['method', ({ signer }) => signer?.method ?? null],
  ['signer', (check) => signerText(check)],
  ['issuer', ({ signer }) => (signer?.method === 'sigstore' ? signer.issuer : null)],
  ['rootDigest', ({ rootDigest }) => rootDigest],
  ['bundleSha256', ({ bundleSha256 }) => bundleSha256],
  ['files', ({ files }) => files.here],
  ['signed', ({ files }) => files.signed],
  ['matching', ({ files }) => files.matching],
  ['changed', ({ files }) => files.changed],
  ['missing', ({ files }) => files.missing],
  ['unsigned', ({ files }) => files.unsigned],
  ['unreadable', ({ files }) => files.unreadable],
  ['changedDuringCheck', ({ files }) => files.changedDuringCheck],
  ['ignored', ({ files }) => files.ignored],
  ['totalBytes', ({ totalBytes }) => totalBytes],
  ['durationMs', ({ durationMs }) => durationMs],
  ['isSample', ({ isSample }) => isSample],
  ['importedAt', ({ importedAt }) => importedAt],
  ['tool', ({ tool }) => tool],
  ['reportSha256', ({ reportSha256 }) => reportSha256],
  ['id', ({ id }) => id],
];

/** RFC 4180. */
export function historyAsCsv(checks: readonly KeptCheck[]): string {
  const rows = [COLUMNS.map(([name]) => name), ...checks.map((check) => COLUMNS.map(([, of]) => of(check)))];
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/**
 * Names are others': a spreadsheet takes what begins with one of these signs for a formula and runs it, so that an apostrophe goes
 * before (OWASP, CSV injection). What cannot be seen is spelled out.
 */
function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const seen = value.replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  const harmless =
    /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(value) || /^[\t\r\n]/.test(value) ? `'${seen}` : seen;
  return /[",\r\n;]/.test(harmless) || harmless !== seen ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

export function signerText({ signer }: Pick<KeptCheck, 'signer'>): string | null {
  switch (signer?.method) {
    case undefined:
      return null;
    case 'sigstore':
      return signer.identity;
    case 'certificate':
      return signer.subject === '' ? signer.fingerprint : signer.subject;
    case 'key':
      return signer.fingerprint;
  }
}
