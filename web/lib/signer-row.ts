import { quote, type Report } from '../../src/index.js';
import { basisSentence, isDecidedByOthers, isOthersWord } from './basis.js';
import type { Row, SignerName } from './rows.js';
import { sentences } from './sentence.js';
import { isInstalled } from './words.js';
import type { Wording } from './wording.js';

function signerName({ signer }: Report): SignerName {
  switch (signer?.method) {
    case undefined:
      return { is: 'nobody' };
    case 'sigstore':
      return { is: 'identity', identity: quote(signer.identity), issuer: quote(signer.issuer) };
    case 'certificate':
      return signer.subject === '' ? { is: 'unnamed' } : { is: 'subject', subject: quote(signer.subject) };
    case 'key':
      return { is: 'key' };
  }
}

export function signerRow(report: Report, installed: string | null, wording: Wording): Row {
  const row = ownRow(report, installed, wording);
  return { ...row, sentence: sentences(row.sentence, basisSentence(report, wording)) };
}

function ownRow(report: Report, installed: string | null, wording: Wording): Row {
  const words = wording.words.signerRow;
  const row = { key: 'signer', title: words.title, question: words.question } as const;
  const name = signerName(report);
  switch (report.rows.signer.value) {
    case 'expected': {
      const word = report.trust.expected.identityPattern === undefined ? words.expected : words.fitsPattern;
      const sentence = sentences(expected(report, name, wording), by(report, installed, wording));
      return { ...row, word, tone: 'good', sentence };
    }
    case 'vouched-for': {
      const sentence = sentences(words.isVouchedFor(name), pinned(report, wording));
      return { ...row, word: words.vouchedFor, tone: 'good', sentence };
    }
    case 'not-stated': {
      const compared = isOthersWord(report.trust.basis) ? words.notYours(name) : words.notCompared(name);
      const sentence = sentences(compared, by(report, installed, wording));
      return { ...row, word: words.namedNobody, tone: 'caution', sentence };
    }
    case 'untrusted':
      return { ...row, word: words.untrusted, tone: 'caution', sentence: words.isUntrusted(name) };
    case 'different':
      return { ...row, word: words.different, tone: 'bad', sentence: different(report, name, wording) };
    case 'not-checked':
      return { ...row, word: wording.words.rows.notChecked, tone: 'unknown', sentence: words.notChecked };
  }
}

/** A Sigstore that is not everybody's: whoever runs it can vouch for anybody. */
function by({ signer, trust }: Report, installed: string | null, { words }: Wording): string | null {
  if (installed === null || signer?.method !== 'sigstore' || !isInstalled(trust)) return null;
  return words.signerRow.installed(quote(installed));
}

function expected(report: Report, name: SignerName, wording: Wording): string {
  const words = wording.words.signerRow;
  if (report.signer?.method === 'key') return words.withKey;
  const { identityPattern } = report.trust.expected;
  return identityPattern === undefined
    ? sentences(words.isExpected(name), pinned(report, wording))
    : words.isInPattern(name, quote(identityPattern));
}

/** What else the person wanted of the certificates; all of it holds where this is said. */
function pinned({ trust }: Report, { words }: Wording): string | null {
  const { subjectAltName, leafFingerprint, intermediateFingerprint } = trust.expected;
  const name = subjectAltName === undefined ? null : quote(subjectAltName);
  const [leaf, intermediate] = [leafFingerprint !== undefined, intermediateFingerprint !== undefined];
  return name !== null || leaf || intermediate ? words.signerRow.pinned(name, leaf, intermediate) : null;
}

function different(report: Report, name: SignerName, { words: { signerRow: words } }: Wording): string {
  if (isDecidedByOthers(report)) return words.names(name);
  if (report.signer?.method === 'key') return words.otherKey;
  const { reasons } = report.verdict;
  if (reasons.some(({ code }) => code === 'identity-not-in-pattern'))
    return words.notInPattern(name, quote(report.trust.expected.identityPattern ?? ''));
  const byName = reasons.some(
    ({ code }) => code === 'subject-differs' || code === 'subject-alt-name-differs',
  );
  const [pin] = reasons.flatMap((reason) => (reason.code === 'certificate-differs' ? [reason.which] : []));
  if (pin === undefined || byName) return words.other(name);
  return pin === 'leaf' ? words.otherCertificate(name) : words.otherCa(name);
}
