import type { Certificate } from '#sigstore';
import { BOUNDS } from '../bounds.js';
import { equalBytes } from '../bytes.js';
import { isSignedBy, mayHaveIssued } from '../issued.js';
import type { ChainProblem, Reason } from '../reason.js';
import { ConstraintChecker } from './name-constraints.js';

/** From the leaf's issuer up to and with the anchor. A leaf that is itself an anchor has an empty path. */
export type Path = readonly Certificate[];

export type ChainOutcome =
  | { readonly ok: true; readonly path: Path }
  /** `path` is what was found before a rule failed; empty when there was none. */
  | { readonly ok: false; readonly reason: Reason; readonly path: Path };

/** OIDs of the extensions that are read below; any other critical one fails closed (RFC 5280 §4.2). */
const KNOWN_EXTENSIONS: readonly string[] = [
  '2.5.29.14', // subjectKeyIdentifier
  '2.5.29.15', // keyUsage
  '2.5.29.17', // subjectAltName
  '2.5.29.19', // basicConstraints
  '2.5.29.30', // nameConstraints
  // certificatePolicies: any will do, so that they restrict nothing (RFC 5280 §6.1.1 c). What would make them restrict,
  // policyConstraints and inhibitAnyPolicy, is critical (§4.2.1.11, §4.2.1.14) and not in this list.
  '2.5.29.32',
  '2.5.29.35', // authorityKeyIdentifier
  '2.5.29.37', // extendedKeyUsage
];
/** Extended key usages: what a chain is for (RFC 5280 §4.2.1.12, RFC 3161 §2.3). */
const PURPOSES = { 'code-signing': '1.3.6.1.5.5.7.3.3', 'time-stamping': '1.3.6.1.5.5.7.3.8' } as const;
type Purpose = keyof typeof PURPOSES;
const EXTENDED_KEY_USAGE = '2.5.29.37';
const ANY_EXTENDED_KEY_USAGE = '2.5.29.37.0';

/**
 * Finds a path from `leaf` to one of `anchors` and applies RFC 5280 §6.1 as far as signing chains need it. Anchors are
 * tried first. Everything but `anchors` is the attacker's.
 *
 * @param through what speaks against a path that is allowed otherwise; another is then looked for
 */
export function verifyChain(
  leaf: Certificate,
  intermediates: readonly Certificate[],
  anchors: readonly Certificate[],
  now: Date,
  through: (path: Path) => Reason | null = () => null,
  purpose: Purpose = 'code-signing',
): ChainOutcome {
  const names = new ConstraintChecker();
  const judge = (path: Path): ChainOutcome => {
    const outcome = judgePath(leaf, path, now, names, purpose);
    const missed = outcome.ok ? through(path) : null;
    return missed === null ? outcome : { ok: false, reason: missed, path };
  };
  if (anchors.some((anchor) => equalBytes(anchor.der, leaf.der))) return judge([]);
  return new Search(intermediates, anchors, judge).run(leaf);
}

class Search {
  private readonly candidates: readonly { readonly certificate: Certificate; readonly anchor: boolean }[];
  private readonly judge: (path: Path) => ChainOutcome;
  /** The certificate whose named issuers were there but none had signed it. */
  private broken: Certificate | null = null;
  /** One whose signature, or whose issuer's key, is of a kind that we do not check. */
  private unsupported: { readonly subject: string; readonly problem: 'algorithm' | 'key' } | null = null;
  /** The first path to an anchor that a rule forbids: another may still be allowed, as with cross-signed CAs. */
  private forbidden: Extract<ChainOutcome, { ok: false }> | null = null;
  /** Where the search for an issuer last ended. */
  private top: Certificate | null = null;
  /** Bounds a search through certificates that all name each other. */
  private steps = 0;

  constructor(
    intermediates: readonly Certificate[],
    anchors: readonly Certificate[],
    judge: (path: Path) => ChainOutcome,
  ) {
    this.candidates = [
      ...anchors.map((certificate) => ({ certificate, anchor: true })),
      ...intermediates.map((certificate) => ({ certificate, anchor: false })),
    ];
    this.judge = judge;
  }

  run(leaf: Certificate): ChainOutcome {
    return this.from(leaf, leaf, []) ?? this.forbidden ?? { ok: false, reason: this.reason(leaf), path: [] };
  }

  private from(leaf: Certificate, certificate: Certificate, below: Path): ChainOutcome | null {
    this.top = certificate;
    if (below.length >= BOUNDS.chainCertificates) return null;
    let signed = false;
    let named = false;
    for (const { certificate: issuer, anchor } of this.candidates) {
      if (!mayHaveIssued(issuer, certificate)) continue;
      if ([leaf, ...below].some((used) => equalBytes(used.der, issuer.der))) continue;
      if (++this.steps > BOUNDS.chainSteps) return null;
      named = true;
      if (issuer.key === null) this.unsupported ??= { subject: issuer.subjectText, problem: 'key' };
      if (!isSignedBy(certificate, issuer)) continue;
      signed = true;
      const path = [...below, issuer];
      const outcome = anchor ? this.judge(path) : this.from(leaf, issuer, path);
      if (outcome?.ok === true) return outcome;
      if (outcome !== null) this.forbidden ??= outcome;
    }
    // A root of another chain signed itself, and names nobody else.
    if (named && !signed && !isSignedBy(certificate, certificate)) {
      if (certificate.signatureAlgorithm.known === null)
        this.unsupported ??= { subject: certificate.subjectText, problem: 'algorithm' };
      else this.broken ??= certificate;
    }
    return null;
  }

  /** Why no path was found. */
  private reason(leaf: Certificate): Reason {
    const { broken, unsupported } = this;
    // What could not be checked may be in order: only what was checked can be said not to hold.
    if (unsupported !== null) return { code: 'chain-not-allowed', ...unsupported };
    if (broken !== null) return { code: 'chain-signature-differs', subject: broken.subjectText };
    return { code: 'chain-without-trusted-root', issuer: (this.top ?? leaf).issuerText };
  }
}

/** From the leaf up, so that of several faults the one nearest to the signer is told. */
function judgePath(
  leaf: Certificate,
  path: Path,
  now: Date,
  names: ConstraintChecker,
  purpose: Purpose,
): ChainOutcome {
  const chain = [leaf, ...path];
  for (const [i, certificate] of chain.entries()) {
    const below = chain.slice(1, i);
    const problem = i === 0 ? formProblem(certificate) : caProblem(certificate, leaf, below, names, purpose);
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
  if (purpose === 'code-signing' ? !maySign(leaf) : !mayStamp(leaf)) {
    return { ok: false, reason: { code: 'certificate-may-not-sign', subject: leaf.subjectText }, path };
  }
  return { ok: true, path };
}

function formProblem(certificate: Certificate): ChainProblem | null {
  if (certificate.version !== 3) return 'version';
  if (!certificate.algorithmsAgree) return 'algorithm-mismatch';
  if (certificate.signatureAlgorithm.known === null) return 'algorithm';
  if (certificate.extensions.some(({ oid, critical }) => critical && !KNOWN_EXTENSIONS.includes(oid)))
    return 'unknown-critical-extension';
  return null;
}

/** `below`: the certificates between this one and the leaf. */
function caProblem(
  certificate: Certificate,
  leaf: Certificate,
  below: Path,
  names: ConstraintChecker,
  purpose: Purpose,
): ChainProblem | null {
  const form = formProblem(certificate);
  if (form !== null) return form;
  const { basicConstraints, keyUsage, extendedKeyUsage } = certificate;
  if (basicConstraints?.ca !== true) return 'not-a-ca';
  if (keyUsage?.keyCertSign === false) return 'no-key-cert-sign';
  // Self-issued ones do not count for depth or names (RFC 5280 §4.2.1.9, §6.1.3 b); the leaf always does.
  const counted = below.filter(({ subject, issuer }) => !equalBytes(subject, issuer));
  if (basicConstraints.pathLength !== null && counted.length > basicConstraints.pathLength)
    return 'path-too-long';
  if (!isFor(purpose, extendedKeyUsage)) return 'extended-key-usage';
  const { nameConstraints } = certificate;
  if (nameConstraints === null) return null;
  const respected =
    names.respects(leaf, nameConstraints, true) &&
    counted.every((other) => names.respects(other, nameConstraints, false));
  return respected ? null : 'name-constraints';
}

/**
 * OMS 1.0 §8.2: keyUsage digitalSignature, or the extended key usage codeSigning. Where a certificate has both
 * extensions, each restricts it (RFC 5280 §4.2.1.12): one for TLS servers signs no model.
 */
function maySign({ keyUsage, extendedKeyUsage }: Certificate): boolean {
  if (keyUsage === null && extendedKeyUsage === null) return false;
  return keyUsage?.digitalSignature !== false && isFor('code-signing', extendedKeyUsage);
}

/** RFC 3161 §2.3: for time stamps alone, and critical, so that no other reader takes it for anything else. */
function mayStamp({ keyUsage, extendedKeyUsage, extensions }: Certificate): boolean {
  const isCritical = extensions.some(({ oid, critical }) => oid === EXTENDED_KEY_USAGE && critical);
  return (
    isCritical &&
    extendedKeyUsage?.length === 1 &&
    extendedKeyUsage[0] === PURPOSES['time-stamping'] &&
    keyUsage?.digitalSignature !== false
  );
}

function isFor(purpose: Purpose, usages: readonly string[] | null): boolean {
  return usages === null || usages.some((oid) => oid === PURPOSES[purpose] || oid === ANY_EXTENDED_KEY_USAGE);
}
