import { quote, type ReasonCode, type Report } from '../../src/index.js';
import { isOfHost, liesElsewhere, type Advised } from './advised.js';
import { basisSentence, isDecidedByOthers } from './basis.js';
import { leftOutByWord } from './files.js';
import { warningIn } from './predicate.js';
import { rowsOf } from './rows.js';
import { sentences } from './sentence.js';
import type { Wording } from './wording.js';

/** The answers to what everybody asks first, each in a sentence. Both may hold the attacker's strings. */
export interface Summary {
  readonly who: string;
  readonly files: string;
}

export function summaryOf(report: Report, installed: string | null, wording: Wording): Summary {
  return {
    who: sentences(who(report, wording), basisSentence(report, wording)),
    files: filesAnswer(report, installed, wording),
  };
}

function filesAnswer(report: Report, installed: string | null, wording: Wording): string {
  const { asSigned, notCompared } = wording.words.next;
  const { value } = report.rows.files;
  if (value === 'not-checked') {
    switch (report.verdict.code) {
      case 'unsigned':
      case 'signature-invalid':
        return notCompared[report.verdict.code];
      case 'signer-mismatch':
        return notCompared[isDecidedByOthers(report) ? 'named' : 'signer-mismatch'];
      default:
        return notCompared.other;
    }
  }
  const row = rowsOf(report, installed, wording).find(({ key }) => key === 'files');
  return sentences(asSigned[value], row?.sentence ?? null);
}

function who(report: Report, { words: { next } }: Wording): string {
  const { signer, rows, verdict, trust } = report;
  if (verdict.code === 'unsigned') return next.whoNobody;
  if (rows.signature.value === 'invalid') return next.whoUnknown.invalid;
  const isDifferent = rows.signer.value === 'different';
  // By its hint, another key is told before anything is computed.
  if (signer === null || (rows.signature.value !== 'valid' && !isDifferent))
    return next.whoUnknown.notChecked;
  const isOthers = isDecidedByOthers(report);
  if (signer.method === 'key') return whoOfKey(signer, isOthers ? 'untrusted' : rows.signer.value, next);
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
      if (isOthers) return next.whoNames(name);
      // The name may be right, and confirmed by somebody else.
      return signer.method === 'sigstore' &&
        verdict.reasons.some(({ code }) => code === 'issuer-differs') &&
        signer.identity === trust.expected.identity
        ? next.whoOtherIssuer(name, quote(signer.issuer))
        : next.whoDifferent(name);
    case 'untrusted':
      return next.whoClaimed(name);
    case 'not-checked':
      return next.whoUnknown.notChecked;
  }
}

/** What to do next, in a sentence or two. */
export function nextStep(report: Report, advised: Advised | null, wording: Wording): string {
  const { short, instead } = wording.words.next;
  const { code } = report.verdict;
  if (code === 'verified') {
    // What they vouch for may be that something failed.
    if (warningIn(report.claim, wording) !== null) return instead.statementWarns;
    if (leftOutByWord(report) > 0) return instead.leftOut;
    if (isOfHost(report)) return instead.onlySent;
  }
  // A download cache: there is nothing more in it to check.
  if (advised === 'go-deeper') return instead.onlyReported;
  if (code === 'partial' && advised === null) return instead.withoutNames;
  if (code === 'files-mismatch' && liesElsewhere(report)) return instead.otherFolder;
  if (code === 'files-mismatch' && isOfHost(report) && !isDecidedBy(report, 'file-type-not-allowed'))
    return instead.hostDiffers;
  if (isDecidedBy(report, 'pin-differs')) {
    const isOnlyThat = report.verdict.reasons.length === 1 && report.trust.method !== 'inspect';
    return isOnlyThat ? instead.approvable : instead.otherThanLastTime;
  }
  if (isDecidedByOthers(report)) return instead.otherThanNamed;
  if (isDecidedBy(report, 'organisation-differs')) return instead.otherThanStated;
  if (isDecidedBy(report, 'file-type-not-allowed')) return instead.notAllowed;
  return code === 'signer-untrusted' && advised === 'write' ? instead.askAgain : short[code];
}

/** Whether this is what decides. */
function isDecidedBy({ verdict: { reasons } }: Report, code: ReasonCode): boolean {
  return reasons[0]?.code === code;
}

type Signer = NonNullable<Report['signer']>;
type KeySigner = Extract<Signer, { method: 'key' }>;

function nameOf(signer: Exclude<Signer, KeySigner>): string | null {
  if (signer.method === 'sigstore') return quote(signer.identity);
  return signer.subject === '' ? null : quote(signer.subject);
}

/** A key has no name, and proves none. */
function whoOfKey(
  { fingerprint, hint }: KeySigner,
  value: Report['rows']['signer']['value'],
  { whoKey, whoUnknown }: Wording['words']['next'],
): string {
  switch (value) {
    case 'expected':
      return whoKey.expected;
    case 'different':
      return whoKey.different;
    case 'untrusted':
    case 'not-stated':
    case 'vouched-for': {
      // A hint is free text until it is compared.
      const key = fingerprint ?? hint ?? '';
      return whoKey.unproven(/^[0-9a-f]{64}$/.test(key) ? `${key.slice(0, 16)}…` : quote(key));
    }
    case 'not-checked':
      return whoUnknown.notChecked;
  }
}
