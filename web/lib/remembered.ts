import type { CertificateTrust, ExactTrust, RememberedSigner, VerdictCode } from '../../src/index.js';
import type { Fault } from '../memory/fault.js';
import type { KeptCheck } from '../memory/rows.js';
import { optional, several, type Fact } from './fact.js';
import type { Tone } from './rows.js';
import type { Wording } from './wording.js';

/** A remembered signer in full, but for `trustedRootOf`. */
export function trustFacts(signer: ExactTrust, { words }: Wording): readonly Fact[] {
  const terms = words.memory.signer;
  switch (signer.method) {
    case 'sigstore':
      return [...optional(terms.identity, signer.identity), ...optional(terms.issuer, signer.issuer)];
    case 'key':
      return optional(terms.publicKey, oneLine(signer.publicKey));
    case 'certificate':
      return [
        ...optional(terms.subject, signer.subject),
        ...optional(terms.subjectAltName, signer.subjectAltName),
        ...optional(terms.leafFingerprint, signer.leafFingerprint),
        ...optional(terms.intermediateFingerprint, signer.intermediateFingerprint),
        ...several(terms.roots, rootsOf(signer).map(oneLine)),
      ];
  }
}

function rootsOf({ roots = [] }: CertificateTrust): readonly string[] {
  return typeof roots === 'string' ? [roots] : roots;
}

/** Of PEM: its lines mean nothing. */
function oneLine(pem: string): string {
  return pem.trim().replace(/\r?\n/g, ' ');
}

/** The Sigstore that vouches for the signer, if it is not the public one. */
export function trustedRootOf(signer: ExactTrust): string | null {
  const root = signer.method === 'certificate' ? undefined : signer.trustedRoot;
  if (root === undefined) return null;
  return typeof root === 'string' ? root : JSON.stringify(root);
}

/** Who signed, in one line. */
export function signerLine(signer: RememberedSigner | null, { words }: Wording): string {
  const terms = words.memory.history;
  switch (signer?.method) {
    case undefined:
      return terms.noSigner;
    case 'sigstore':
      return signer.identity;
    case 'certificate':
      return signer.subject === '' ? signer.fingerprint : signer.subject;
    case 'key':
      return signer.fingerprint === null ? terms.someKey : terms.key(signer.fingerprint);
  }
}

export function checkFacts(check: KeptCheck, { words }: Wording): readonly Fact[] {
  const terms = words.memory.history;
  const { signer } = words.memory;
  return [
    ...optional(signer.issuer, check.signer?.method === 'sigstore' ? check.signer.issuer : null),
    ...optional(
      signer.leafFingerprint,
      check.signer?.method === 'certificate' ? check.signer.fingerprint : null,
    ),
    ...optional(terms.rootDigest, check.rootDigest),
    ...optional(terms.bundle, check.bundleSha256),
    { term: terms.duration, value: words.format.duration(check.durationMs / 1000) },
    { term: terms.tool, value: `touchstone ${check.tool}` },
  ];
}

export const VERDICT_TONES: Readonly<Record<VerdictCode, Tone>> = {
  verified: 'good',
  'signer-unconfirmed': 'caution',
  'signer-untrusted': 'caution',
  partial: 'caution',
  'files-mismatch': 'bad',
  'signer-mismatch': 'bad',
  'signature-invalid': 'bad',
  unsigned: 'unknown',
  'could-not-check': 'unknown',
};

/** Where a fault is, or what the browser said of it; null where there is nothing more to say. */
export function faultDetail(fault: Fault): string | null {
  if ('at' in fault) return `${fault.at} ${fault.problem}`;
  if ('key' in fault) return fault.key;
  if ('detail' in fault) return fault.detail === '' ? null : fault.detail;
  return null;
}
