import { verifySignature, type Certificate, type KeyFacts } from '#sigstore';
import { equalBytes } from '../bytes.js';
import type { ChainProblem, Reason } from '../reason.js';

/** From the leaf's issuer up to and with the anchor. A leaf that is itself an anchor has an empty path. */
export type Path = readonly Certificate[];

export type ChainOutcome =
  | { readonly ok: true; readonly path: Path }
  /** `path` is what was found before a rule failed; empty when there was none. */
  | { readonly ok: false; readonly reason: Reason; readonly path: Path };

const MAX_PATH = 8;

/** OIDs of the extensions that are read below; any other critical one fails closed (RFC 5280 §4.2). */
const KNOWN_EXTENSIONS: readonly string[] = [
  '2.5.29.14', // subjectKeyIdentifier
  '2.5.29.15', // keyUsage
  '2.5.29.17', // subjectAltName
  '2.5.29.19', // basicConstraints
  '2.5.29.35', // authorityKeyIdentifier
  '2.5.29.37', // extendedKeyUsage
];
const NAME_CONSTRAINTS = '2.5.29.30';
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const ANY_EXTENDED_KEY_USAGE = '2.5.29.37.0';

/**
 * Finds a path from `leaf` to one of `anchors` and applies RFC 5280 §6.1 as far as signing chains need it. Anchors are
 * tried first. Everything but `anchors` is the attacker's.
 */
export function verifyChain(
  leaf: Certificate,
  intermediates: readonly Certificate[],
  anchors: readonly Certificate[],
  now: Date,
): ChainOutcome {
  if (anchors.some((anchor) => equalBytes(anchor.der, leaf.der))) return judge(leaf, [], now);
  const search = new Search(intermediates, anchors);
  const path = search.from(leaf, []);
  if (path !== null) return judge(leaf, path, now);
  return { ok: false, reason: search.reason(leaf), path: [] };
}

class Search {
  /** The certificate whose named issuer was there but had not signed it. */
  private broken: Certificate | null = null;
  /** The one whose signature is of a kind that we do not check. */
  private unsupported: Certificate | null = null;
  /** Where the search for an issuer last ended. */
  private top: Certificate | null = null;
  private readonly candidates: readonly { readonly certificate: Certificate; readonly anchor: boolean }[];
  /** Bounds a search through certificates that all name each other. */
  private steps = 0;

  constructor(intermediates: readonly Certificate[], anchors: readonly Certificate[]) {
    this.candidates = [
      ...anchors.map((certificate) => ({ certificate, anchor: true })),
      ...intermediates.map((certificate) => ({ certificate, anchor: false })),
    ];
  }

  from(certificate: Certificate, below: Path): Path | null {
    this.top = certificate;
    if (below.length >= MAX_PATH) return null;
    for (const { certificate: issuer, anchor } of this.candidates) {
      if (!mayHaveIssued(issuer, certificate)) continue;
      if ([certificate, ...below].some((used) => equalBytes(used.der, issuer.der))) continue;
      if (++this.steps > 100) return null;
      if (!isSignedBy(certificate, issuer)) {
        if (certificate.signatureAlgorithm.hash === null) this.unsupported ??= certificate;
        else this.broken ??= certificate;
        continue;
      }
      if (anchor) return [...below, issuer];
      const rest = this.from(issuer, [...below, issuer]);
      if (rest !== null) return rest;
    }
    return null;
  }

  /** Why no path was found. */
  reason(leaf: Certificate): Reason {
    const { broken, unsupported } = this;
    if (broken !== null) return { code: 'chain-signature-differs', subject: broken.subjectText };
    if (unsupported !== null) {
      return { code: 'chain-not-allowed', subject: unsupported.subjectText, problem: 'algorithm' };
    }
    return { code: 'chain-without-trusted-root', issuer: (this.top ?? leaf).issuerText };
  }
}

/** Name chaining, and key identifiers where both sides have one (RFC 5280 §4.2.1.1, §6.1.3 a 4). */
function mayHaveIssued(issuer: Certificate, certificate: Certificate): boolean {
  if (!equalBytes(issuer.subject, certificate.issuer)) return false;
  const [wanted, has] = [certificate.authorityKeyId, issuer.subjectKeyId];
  return wanted === null || has === null || equalBytes(wanted, has);
}

export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const { hash } = certificate.signatureAlgorithm;
  return (
    hash !== null &&
    issuer.key !== null &&
    fits(certificate.signatureAlgorithm.name, issuer.key) &&
    verifySignature(issuer.spki, hash, certificate.tbs, certificate.signature)
  );
}

function fits(algorithm: string, key: KeyFacts): boolean {
  return algorithm.startsWith({ ec: 'ECDSA', rsa: 'RSA', ed25519: 'Ed25519' }[key.type]);
}

function judge(leaf: Certificate, path: Path, now: Date): ChainOutcome {
  for (const [i, certificate] of [leaf, ...path].entries()) {
    const problem = i === 0 ? formProblem(certificate) : caProblem(certificate, [leaf, ...path].slice(1, i));
    const subject = certificate.subjectText;
    if (problem !== null) return { ok: false, reason: { code: 'chain-not-allowed', subject, problem }, path };
    if (now < certificate.notBefore) {
      const notBefore = certificate.notBefore.toISOString();
      return { ok: false, reason: { code: 'certificate-not-yet-valid', subject, notBefore }, path };
    }
    if (now > certificate.notAfter) {
      const notAfter = certificate.notAfter.toISOString();
      return { ok: false, reason: { code: 'certificate-expired', subject, notAfter }, path };
    }
  }
  if (!maySign(leaf)) {
    return { ok: false, reason: { code: 'certificate-may-not-sign', subject: leaf.subjectText }, path };
  }
  return { ok: true, path };
}

function formProblem(certificate: Certificate): ChainProblem | null {
  if (certificate.version !== 3) return 'version';
  if (!certificate.algorithmsAgree) return 'algorithm-mismatch';
  if (certificate.signatureAlgorithm.hash === null) return 'algorithm';
  const { extensions } = certificate;
  // Not implemented, so a certificate that carries them is not accepted, critical or not.
  if (extensions.some(({ oid }) => oid === NAME_CONSTRAINTS)) return 'name-constraints';
  if (extensions.some(({ oid, critical }) => critical && !KNOWN_EXTENSIONS.includes(oid)))
    return 'unknown-critical-extension';
  return null;
}

/** `below`: the certificates between this one and the leaf. */
function caProblem(certificate: Certificate, below: Path): ChainProblem | null {
  const form = formProblem(certificate);
  if (form !== null) return form;
  const { basicConstraints, keyUsage, extendedKeyUsage } = certificate;
  if (basicConstraints?.ca !== true) return 'not-a-ca';
  if (keyUsage?.keyCertSign === false) return 'no-key-cert-sign';
  // Self-issued ones do not count (RFC 5280 §4.2.1.9).
  const depth = below.filter(({ subject, issuer }) => !equalBytes(subject, issuer)).length;
  if (basicConstraints.pathLength !== null && depth > basicConstraints.pathLength) return 'path-too-long';
  const purposes = [CODE_SIGNING, ANY_EXTENDED_KEY_USAGE];
  if (extendedKeyUsage !== null && !extendedKeyUsage.some((oid) => purposes.includes(oid)))
    return 'extended-key-usage';
  return null;
}

/** OMS 1.0 §8.2: keyUsage digitalSignature, or the extended key usage codeSigning where no keyUsage forbids it. */
function maySign(leaf: Certificate): boolean {
  if (leaf.keyUsage !== null) return leaf.keyUsage.digitalSignature;
  return leaf.extendedKeyUsage?.includes(CODE_SIGNING) ?? false;
}
