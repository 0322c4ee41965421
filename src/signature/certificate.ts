import { readCertificate, type Certificate } from '#sigstore';
import type { CertificateMaterial } from '../bundle/bundle.js';
import type { Reason } from '../reason.js';
import { fromUtf8 } from '../bytes.js';
import { verifyChain } from './chain.js';
import { verifyEnvelope, type Signed } from './ecdsa.js';
import { certificateFacts, sanText } from './facts.js';
import { nearMiss } from './near-miss.js';
import { NO_LOG, type SignatureOutcome, type SignatureResult } from './result.js';

/** What the person supplied: roots to trust, and perhaps whose certificate it must be. Null when nobody was named. */
export interface CertificateExpectation {
  readonly anchors: readonly Certificate[];
  readonly others: readonly Certificate[];
  readonly subject: string | null;
}

/** The certificate method (OMS 1.0 §8.2): the envelope by the leaf, the leaf by a path to a root that the person supplied. */
export function verifyCertificate(
  signed: Signed,
  material: CertificateMaterial,
  expected: CertificateExpectation | null,
  now: Date,
): SignatureOutcome {
  const certificates = material.certificates.map(readCertificate);
  const bad = certificates.indexOf(null);
  const [leaf, ...rest] = certificates.filter((certificate) => certificate !== null);
  if (leaf === undefined || bad >= 0) {
    const at = `x509CertificateChain.certificates[${String(bad)}]`;
    return {
      ok: false,
      reasons: [{ code: 'bundle-malformed', at, problem: 'is not a certificate' }],
      facts: null,
    };
  }
  const base = {
    method: 'certificate',
    subject: nameOf(leaf),
    certificate: certificateFacts(leaf),
    chain: [],
  } as const;
  if (leaf.key?.type !== 'ec') {
    const detail = leaf.key?.name ?? 'an unknown kind of key';
    return { ok: false, reasons: [{ code: 'signature-unsupported', detail }], facts: base };
  }

  const valid = verifyEnvelope(signed, leaf.spki, leaf.key, 'sha256');
  const chain = verifyChain(leaf, [...(expected?.others ?? []), ...rest], expected?.anchors ?? [], now);
  const facts = { ...base, chain: chain.path.map(certificateFacts) };
  const subject = expected === null ? null : subjectReason(leaf, expected.subject);

  const reasons: Reason[] = [];
  if (!valid) reasons.push({ code: 'signature-differs' });
  if (subject !== null) reasons.push(subject);
  if (!chain.ok) reasons.push(chain.reason);
  // A root that nobody supplied cannot be found: that is the reason, and "nobody named" says what to do about it.
  if (expected === null) reasons.push({ code: 'nobody-named' });
  const mathHolds = valid && !(!chain.ok && chain.reason.code === 'chain-signature-differs');
  return {
    ok: true,
    value: {
      ...NO_LOG,
      signature: mathHolds ? 'valid' : 'invalid',
      signer: signerValue(mathHolds, chain.ok, subject !== null, expected),
      facts,
      source: expected === null ? 'none' : null,
      reasons,
    },
  };
}

function signerValue(
  mathHolds: boolean,
  chainHolds: boolean,
  differs: boolean,
  expected: CertificateExpectation | null,
): SignatureResult['signer'] {
  if (!mathHolds) return 'not-checked';
  if (differs) return 'different';
  if (!chainHolds) return 'untrusted';
  return (expected?.subject ?? null) === null ? 'vouched-for' : 'expected';
}

/** For people: the subject, else the first alternative name. */
function nameOf(leaf: Certificate): string {
  const [alternative] = leaf.subjectAltNames;
  return leaf.subjectText !== '' || alternative === undefined ? leaf.subjectText : sanText(alternative);
}

/** How a distinguished name begins (RFC 4514 §3); anything else is a name of another kind. */
const DISTINGUISHED_NAME = /^(?:[A-Za-z]+|\d+(?:\.\d+)+)=/;

/**
 * The expected subject is compared with names of its own kind only: a whole distinguished name with the subject, an e-mail
 * address, URI or host name with alternative names of that type, and any other text with a subject that is one common
 * name. Else a CA's word about a host could pass for its word about a person.
 */
function subjectReason(leaf: Certificate, expected: string | null): Reason | null {
  if (expected === null) return null;
  const names = namesLike(leaf, expected);
  if (names.includes(expected)) return null;
  const near = names.map((name) => nearMiss(expected, name)).find((miss) => miss !== null) ?? null;
  return { code: 'subject-differs', expected, actual: nameOf(leaf), nearMiss: near };
}

function namesLike(leaf: Certificate, expected: string): string[] {
  if (DISTINGUISHED_NAME.test(expected)) return [leaf.subjectText];
  const type = /^[A-Za-z][A-Za-z0-9+.-]*:/.test(expected) ? 'uri' : expected.includes('@') ? 'email' : 'dns';
  const alternatives = leaf.subjectAltNames
    .filter((name) => name.type === type)
    .map((name) => fromUtf8(name.bytes))
    .filter((name) => name !== null);
  // Escaped in the text (RFC 4514 §2.4); a value that begins "#" is no text.
  const commonName = /^CN=(?!#)((?:[^,+\\]|\\.)*)$/.exec(leaf.subjectText)?.[1]?.replace(/\\(.)/g, '$1');
  return commonName === undefined ? alternatives : [commonName, ...alternatives];
}
