import {
  digest,
  readCertificate,
  readTimestamp,
  verifySignature,
  type Certificate,
  type Timestamp,
} from '#sigstore';
import { equalBytes } from '../bytes.js';
import type { Reason, TimestampProblem } from '../reason.js';
import type { TrustedAuthority } from '../trust/trusted-root.js';
import { wasInUse } from '../validity.js';
import { verifyChain } from './chain.js';

export type TimestampOutcome =
  | {
      readonly ok: true;
      readonly time: Date;
      readonly authority: string;
      readonly timestamp: Timestamp;
      /** The authority with the signer's certificate, the lowest first. */
      readonly chain: readonly Certificate[];
      readonly validity: Pick<TrustedAuthority, 'start' | 'end'>;
    }
  /** `untrusted`: by somebody whom the trusted root does not know; it may well be in order elsewhere. */
  | { readonly ok: false; readonly untrusted: boolean; readonly issuer: string; readonly reason: Reason };

/**
 * Verifies one RFC 3161 timestamp over `signature` against the authorities of a trusted root: RFC 3161 §2.4.2, RFC 5652
 * §5.4, RFC 5816 §2.2.1. The signer's certificate is the authority's own, or comes with the timestamp and is issued by the
 * authority; either way, the authority must have been in use at the time stated.
 */
export function verifyTimestamp(
  der: Uint8Array,
  signature: Uint8Array,
  authorities: readonly TrustedAuthority[],
): TimestampOutcome {
  const stamp = readTimestamp(der);
  if (stamp === null) {
    const reason = { code: 'timestamp-malformed', problem: 'is not a timestamp response in DER' } as const;
    return { ok: false, untrusted: false, issuer: '', reason };
  }
  const issuer = stamp.issuerText;
  const failed = (reason: Reason): TimestampOutcome => ({ ok: false, untrusted: false, issuer, reason });
  const invalid = (problem: TimestampProblem) => failed({ code: 'timestamp-invalid', problem });

  if (!stamp.granted) return invalid('status');
  const { imprint } = stamp;
  if (imprint.hash === null) return invalid('algorithm');
  if (!equalBytes(digest(imprint.hash, signature), imprint.digest))
    return failed({ code: 'timestamp-differs' });

  const candidates = authorities.flatMap((authority) => chainsFor(stamp, authority));
  if (candidates.length === 0)
    return { ok: false, untrusted: true, issuer, reason: { code: 'timestamp-untrusted', issuer } };
  const inUse = candidates.filter(({ authority }) => wasInUse(authority, stamp.time));
  if (inUse.length === 0) return failed({ code: 'timestamp-outside-validity', at: stamp.time.toISOString() });

  let problem: TimestampProblem = 'signature';
  for (const { authority, chain } of inUse) {
    const found = signerProblem(stamp, chain);
    if (found === null) {
      const { start, end } = authority;
      return {
        ok: true,
        time: stamp.time,
        authority: authority.name,
        timestamp: stamp,
        chain,
        validity: { start, end },
      };
    }
    problem = found;
  }
  return invalid(problem);
}

interface Candidate {
  readonly authority: TrustedAuthority;
  /** The signer first. */
  readonly chain: readonly [Certificate, ...Certificate[]];
}

/** The signer's certificate out of the trusted root; or, where that names only its CA, the one that came along. */
function chainsFor(stamp: Timestamp, authority: TrustedAuthority): Candidate[] {
  const { certificates } = authority;
  const [lowest] = certificates;
  if (lowest.basicConstraints?.ca !== true)
    return isSigner(stamp, lowest) ? [{ authority, chain: certificates }] : [];
  return stamp.certificates
    .map(readCertificate)
    .filter((certificate) => certificate !== null)
    .filter((certificate) => isSigner(stamp, certificate) && certificate.basicConstraints?.ca !== true)
    .filter((certificate) => certificates.some((issuer) => equalBytes(issuer.subject, certificate.issuer)))
    .map((certificate) => ({ authority, chain: [certificate, ...certificates] }));
}

function isSigner({ issuer, serialNumber }: Timestamp, certificate: Certificate): boolean {
  return equalBytes(certificate.issuer, issuer) && equalBytes(certificate.serialNumber, serialNumber);
}

function signerProblem(stamp: Timestamp, [leaf, ...above]: Candidate['chain']): TimestampProblem | null {
  if (!stamp.isAboutInfo) return 'content-type';
  if (stamp.digestHash === null || stamp.algorithm === null) return 'algorithm';
  if (stamp.messageDigest === null || !equalBytes(digest(stamp.digestHash, stamp.info), stamp.messageDigest))
    return 'message-digest';
  const { signingCertificate } = stamp;
  // RFC 3161 §2.4.2 wants it there; with SHA-1 (RFC 2634) it says nothing that can be relied on, and serial and issuer do.
  if (signingCertificate === null) return 'signing-certificate';
  const { hash } = signingCertificate;
  if (hash !== null && !equalBytes(digest(hash, leaf.der), signingCertificate.digest))
    return 'signing-certificate';
  const anchor = above.at(-1) ?? leaf;
  const path = verifyChain(leaf, above, [anchor], stamp.time, undefined, 'time-stamping');
  if (!path.ok) return 'certificate';
  return verifySignature(leaf.spki, stamp.algorithm, stamp.signedAttributes, stamp.signature)
    ? null
    : 'signature';
}
