import { quote, type Report } from '../../src/index.js';
import { rowsOf } from './rows.js';
import { sentences } from './sentence.js';
import type { Wording } from './wording.js';

/** The answers to what everybody asks first, each in a sentence. Both may hold the attacker's strings. */
export interface Summary {
  readonly who: string;
  readonly files: string;
}

export function summaryOf(report: Report, installed: string | null, wording: Wording): Summary {
  return { who: who(report, wording), files: filesAnswer(report, installed, wording) };
}

function filesAnswer(report: Report, installed: string | null, wording: Wording): string {
  const { asSigned, notCompared } = wording.words.next;
  const { value } = report.rows.files;
  if (value === 'not-checked') {
    switch (report.verdict.code) {
      case 'unsigned':
      case 'signature-invalid':
      case 'signer-mismatch':
        return notCompared[report.verdict.code];
      default:
        return notCompared.other;
    }
  }
  const row = rowsOf(report, installed, wording).find(({ key }) => key === 'files');
  return sentences(asSigned[value], row?.sentence ?? null);
}

function who({ signer, rows, verdict, trust }: Report, { words: { next } }: Wording): string {
  if (verdict.code === 'unsigned') return next.whoNobody;
  if (rows.signature.value === 'invalid') return next.whoUnknown.invalid;
  if (signer === null || rows.signature.value !== 'valid') return next.whoUnknown.notChecked;
  const name = nameOf(signer) ?? next.whoUnnamed;
  switch (rows.signer.value) {
    case 'expected': {
      // A pattern is never passed off as an identity that somebody expects.
      const { identityPattern } = trust.expected;
      return identityPattern === undefined
        ? next.whoExpected(name)
        : next.whoFitsPattern(name, quote(identityPattern));
    }
    case 'vouched-for':
      return next.whoVouchedFor(name);
    case 'not-stated':
      return next.whoNotCompared(name);
    case 'different':
      return next.whoDifferent(name);
    case 'untrusted':
      return next.whoClaimed(name);
    case 'not-checked':
      return next.whoUnknown.notChecked;
  }
}

function nameOf(signer: NonNullable<Report['signer']>): string | null {
  switch (signer.method) {
    case 'sigstore':
      return quote(signer.identity);
    case 'certificate':
      return signer.subject === '' ? null : quote(signer.subject);
    case 'key': {
      // A hint is free text until it is compared.
      const fingerprint = signer.fingerprint ?? signer.hint ?? '';
      return /^[0-9a-f]{64}$/.test(fingerprint) ? `${fingerprint.slice(0, 16)}…` : quote(fingerprint);
    }
  }
}
