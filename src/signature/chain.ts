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
const MAX_STEPS = 100;

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
  return new Search(intermediates, anchors, now).run(leaf);
}

class Search {
  private readonly candidates: readonly { readonly certificate: Certificate; readonly anchor: boolean }[];
  private readonly now: Date;
  /** The certificate whose named issuers were there but none had signed it. */
  private broken: Certificate | null = null;
  /** The one whose signature is of a kind that we do not check. */
  private unsupported: Certificate | null = null;
  /** The first path to an anchor that a rule forbids: another may still be allowed, as with cross-signed CAs. */
  private forbidden: Extract<ChainOutcome, { ok: false }> | null = null;
  /** Where the search for an issuer last ended. */
  private top: Certificate | null = null;
  /** Bounds a search through certificates that all name each other. */
  private steps = 0;

  constructor(intermediates: readonly Certificate[], anchors: readonly Certificate[], now: Date) {
    this.candidates = [
      ...anchors.map((certificate) => ({ certificate, anchor: true })),
      ...intermediates.map((certificate) => ({ certificate, anchor: false })),
    ];
    this.now = now;
  }

  run(leaf: Certificate): ChainOutcome {
    return this.from(leaf, leaf, []) ?? this.forbidden ?? { ok: false, reason: this.reason(leaf), path: [] };
  }

  private from(leaf: Certificate, certificate: Certificate, below: Path): ChainOutcome | null {
    this.top = certificate;
    if (below.length >= MAX_PATH) return null;
    let signed = false;
    let named = false;
    for (const { certificate: issuer, anchor } of this.candidates) {
      if (!mayHaveIssued(issuer, certificate)) continue;
      if ([leaf, ...below].some((used) => equalBytes(used.der, issuer.der))) continue;
      if (++this.steps > MAX_STEPS) return null;
      named = true;
      if (!isSignedBy(certificate, issuer)) continue;
      signed = true;
      const path = [...below, issuer];
      const outcome = anchor ? judge(leaf, path, this.now) : this.from(leaf, issuer, path);
      if (outcome?.ok === true) return outcome;
      if (outcome !== null) this.forbidden ??= outcome;
    }
    // A root of another chain signed itself, and names nobody else.
    if (named && !signed && !isSignedBy(certificate, certificate)) {
      if (certificate.signatureAlgorithm.hash === null) this.unsupported ??= certificate;
      else this.broken ??= certificate;
    }
    return null;
  }

  /** Why no path was found. */
  private reason(leaf: Certificate): Reason {
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
  if (!isForCodeSigning(extendedKeyUsage)) return 'extended-key-usage';
  return null;
}

/**
 * OMS 1.0 §8.2: keyUsage digitalSignature, or the extended key usage codeSigning. Where a certificate has both
 * extensions, each restricts it (RFC 5280 §4.2.1.12): one for TLS servers signs no model.
 */
function maySign({ keyUsage, extendedKeyUsage }: Certificate): boolean {
  if (keyUsage === null && extendedKeyUsage === null) return false;
  return keyUsage?.digitalSignature !== false && isForCodeSigning(extendedKeyUsage);
}

function isForCodeSigning(purposes: readonly string[] | null): boolean {
  return purposes === null || purposes.some((oid) => oid === CODE_SIGNING || oid === ANY_EXTENDED_KEY_USAGE);
}
