import { quote, type Report } from '../../src/index.js';
import { list } from './format.js';
import type { Row } from './rows.js';

/** Who the signature says signed, in half a sentence. */
function signerName({ signer }: Report): string {
  if (signer === null) return 'nobody';
  switch (signer.method) {
    case 'sigstore':
      return `${quote(signer.identity)}, confirmed by ${quote(signer.issuer)}`;
    case 'certificate':
      return signer.subject === '' ? 'a certificate without a name' : quote(signer.subject);
    case 'key':
      return 'the holder of a key';
  }
}

export function signerRow(report: Report, installed: string | null): Row {
  const row = {
    key: 'signer',
    title: 'Signer',
    question: 'Who signed, and is that whom you expect?',
  } as const;
  const name = signerName(report);
  switch (report.rows.signer.value) {
    case 'expected': {
      const word = report.trust.expected.identityPattern === undefined ? 'Expected' : 'Fits your pattern';
      return { ...row, word, tone: 'good', sentence: expected(report, name) + by(report, installed) };
    }
    case 'vouched-for':
      return {
        ...row,
        word: 'Vouched for',
        tone: 'good',
        sentence: `Signed by ${name}. An authority that you trust vouches for this name; you asked for no particular one.${pinned(report)}`,
      };
    case 'not-stated':
      return {
        ...row,
        word: 'You named nobody',
        tone: 'caution',
        sentence: `Signed by ${name}. You have not said whom you expect, so this was compared with nothing.${by(report, installed)}`,
      };
    case 'untrusted':
      return {
        ...row,
        word: 'Not trusted',
        tone: 'caution',
        sentence: `The signature names ${name}, but nothing that you trust vouches for that.`,
      };
    case 'different':
      return { ...row, word: 'Different', tone: 'bad', sentence: different(report, name) };
    case 'not-checked':
      return { ...row, word: 'Not checked', tone: 'unknown', sentence: 'Who signed was not checked.' };
  }
}

/** A Sigstore that is not everybody's: whoever runs it can vouch for anybody. */
function by({ signer, trust }: Report, installed: string | null): string {
  if (installed === null || signer?.method !== 'sigstore' || trust.source !== 'supplied') return '';
  return ` What vouches for this is the Sigstore ${quote(installed)}, installed by you.`;
}

function expected(report: Report, name: string): string {
  if (report.signer?.method === 'key')
    return 'Made with the private key that belongs to the public key that you supplied.';
  const { identityPattern } = report.trust.expected;
  return identityPattern === undefined
    ? `Signed by ${name}. That is exactly whom you expect.${pinned(report)}`
    : `Signed by ${name}. The identity fits your pattern ${quote(identityPattern)}; everybody else who fits it would have passed too.`;
}

/** What else the person wanted of the certificates; all of it holds where this is said. */
function pinned({ trust }: Report): string {
  const { subjectAltName, leafFingerprint, intermediateFingerprint } = trust.expected;
  const pins = [
    ...(subjectAltName === undefined ? [] : [`the alternative name ${quote(subjectAltName)}`]),
    ...(leafFingerprint === undefined ? [] : ['the fingerprint of the signer’s certificate']),
    ...(intermediateFingerprint === undefined ? [] : ['the fingerprint of an intermediate CA']),
  ];
  return pins.length === 0 ? '' : ` What you pinned fits: ${list(pins)}.`;
}

function different(report: Report, name: string): string {
  if (report.signer?.method === 'key')
    return 'The signature says that it was made with another key than the one that you supplied.';
  const { reasons } = report.verdict;
  if (reasons.some(({ code }) => code === 'identity-not-in-pattern'))
    return `The signature names ${name}. The identity does not fit your pattern ${quote(report.trust.expected.identityPattern ?? '')}.`;
  const byName = reasons.some(
    ({ code }) => code === 'subject-differs' || code === 'subject-alt-name-differs',
  );
  const [pin] = reasons.flatMap((reason) => (reason.code === 'certificate-differs' ? [reason.which] : []));
  if (pin !== undefined && !byName) {
    const how =
      pin === 'leaf' ? 'with another certificate than you pinned' : 'not by way of the CA that you pinned';
    return `The signature names ${name}, but ${how}.`;
  }
  return `The signature names ${name}. That is not whom you expect.`;
}
