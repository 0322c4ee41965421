import { quoted, type Expected, type ReasonCode, type Report, type SignerFacts } from '../src/index.js';
import { escapeForTerminal as escape, quoteForTerminal as quote } from './escape.js';

/** Who signed, and what that was held against. Escaped. */
export function signerText({ rows, signer, trust, verdict }: Report): string {
  const { basis } = trust;
  const organisation = basis.kind === 'organisation' ? quoteAlways(basis.organisation) : null;
  const name = signer === null ? 'unknown' : signerName(signer);
  const { identityPattern } = trust.expected;
  const pattern =
    identityPattern === undefined
      ? ''
      : `the pattern ${quote(identityPattern)} that ${organisation ?? 'you'} gave`;
  const has = (code: ReasonCode): boolean => verdict.reasons.some((reason) => reason.code === code);
  switch (rows.signer.value) {
    case 'expected':
      return identityPattern === undefined
        ? `${name}, whom ${organisation === null ? 'you expect' : `${organisation} expects`}${pinnedText(trust.expected, organisation === null ? 'you' : 'it')}`
        : `${name}; the identity fits ${pattern}`;
    case 'vouched-for':
      return `${name}, vouched for by the authority that ${organisation ?? 'you'} named${pinnedText(trust.expected, organisation === null ? 'you' : 'it')}`;
    case 'not-stated':
      return organisation === null
        ? `${name}; you have not said whom you expect`
        : `${name}; ${organisation} has not said that it expects this signer`;
    case 'untrusted':
      return `${name}; nothing you trust vouches for this`;
    case 'different':
      if (has('organisation-differs')) return `${name}; not whom ${organisation ?? 'it'} expects`;
      return has('identity-not-in-pattern')
        ? `${name}; the identity does not fit ${pattern}`
        : has('certificate-differs') && !has('subject-differs') && !has('subject-alt-name-differs')
          ? `${name}; not by way of the certificates that you pinned`
          : `${name}; not whom you expect`;
    case 'not-checked':
      return signer === null ? 'not checked' : `not checked (the bundle names ${name})`;
  }
}

/** What else had to be so of the certificates, and is. */
function pinnedText(
  { subjectAltName, leafFingerprint, intermediateFingerprint }: Expected,
  who: 'you' | 'it',
): string {
  const pins = [
    ...(subjectAltName === undefined ? [] : [`alternative name ${quote(subjectAltName)}`]),
    ...(leafFingerprint === undefined ? [] : [`certificate ${quote(leafFingerprint)}`]),
    ...(intermediateFingerprint === undefined ? [] : [`CA certificate ${quote(intermediateFingerprint)}`]),
  ];
  return pins.length === 0 ? '' : `; as ${who} pinned: ${pins.join(', ')}`;
}

/** A name of somebody's own choice that stands in our sentence. */
function quoteAlways(name: string): string {
  return escape(quoted(name));
}

function signerName(signer: SignerFacts): string {
  switch (signer.method) {
    case 'sigstore':
      return `${quote(signer.identity)}, confirmed by ${quote(signer.issuer)}`;
    case 'certificate': {
      const { subject, fingerprint } = signer.certificate;
      return subject === '' ? `certificate ${quote(fingerprint)}` : quote(subject);
    }
    case 'key': {
      const fingerprint = signer.fingerprint ?? signer.hint;
      return fingerprint === null ? 'a key without a name' : `key ${quote(fingerprint)}`;
    }
  }
}
