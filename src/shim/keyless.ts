import { bundleFromJSON } from '@sigstore/bundle';
import { RFC3161Timestamp } from '@sigstore/core';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, VerificationError, Verifier } from '@sigstore/verify';
import type { KeylessFault, KeylessOutcome } from './facade.js';

/** Which part of the proof an error of @sigstore/verify is about. */
const FAULTS: Readonly<Record<string, KeylessFault>> = {
  CERTIFICATE_ERROR: 'chain',
  PUBLIC_KEY_ERROR: 'chain',
  SIGNATURE_ERROR: 'signature',
  TIMESTAMP_ERROR: 'timestamp',
  TLOG_ERROR: 'log-proof',
  TLOG_BODY_ERROR: 'log-entry',
  TLOG_INCLUSION_PROOF_ERROR: 'log-proof',
  TLOG_INCLUSION_PROMISE_ERROR: 'log-proof',
  TLOG_MISSING_INCLUSION_ERROR: 'log-proof',
};

export function verifyKeyless(bundleJson: unknown, trustedRootJson: unknown): KeylessOutcome {
  const trust = attempt('trusted-root', () => {
    const root = TrustedRoot.fromJSON(trustedRootJson);
    return { root, material: toTrustMaterial(root) };
  });
  if (!trust.ok) return trust;
  const { root, material } = trust.value;
  const bundle = attempt('bundle', () => bundleFromJSON(bundleJson));
  if (!bundle.ok) return bundle;
  const entity = attempt('bundle', () => toSignedEntity(bundle.value));
  if (!entity.ok) return entity;
  // One SCT, one log entry, one source of time: what Sigstore's own clients require for the public instance.
  const verified = attempt('log-proof', () =>
    new Verifier(material, { ctlogThreshold: 1, tlogThreshold: 1, timestampThreshold: 1 }).verify(
      entity.value,
    ),
  );
  if (!verified.ok) return verified;
  const timestamps = bundle.value.verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? [];
  // All were verified above: one that does not verify fails the whole bundle.
  const read = attempt('timestamp', () =>
    timestamps.map(({ signedTimestamp }) => {
      const timestamp = RFC3161Timestamp.parse(Buffer.from(signedTimestamp));
      const index = material.timestampAuthorities.findIndex((candidate) =>
        candidate.certChain[0]?.serialNumber.equals(timestamp.signerSerialNumber),
      );
      const name = root.timestampAuthorities[index]?.subject?.commonName ?? '';
      return { authority: name, time: timestamp.signingTime.toISOString() };
    }),
  );
  return read.ok ? { ok: true, timestamps: read.value } : read;
}

export function checkTrustedRoot(json: unknown): string | null {
  const trust = attempt('trusted-root', () => toTrustMaterial(TrustedRoot.fromJSON(json)));
  return trust.ok ? null : trust.detail;
}

type Attempt<T> = { readonly ok: true; readonly value: T } | Extract<KeylessOutcome, { ok: false }>;

/** The library throws for bad input, and on some malformed bundles a bare TypeError: each is an outcome here. */
function attempt<T>(fault: KeylessFault, run: () => T): Attempt<T> {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (!(error instanceof VerificationError)) return { ok: false, fault, detail };
    const known = FAULTS[error.code] ?? fault;
    return { ok: false, fault: known === 'chain' && detail.includes('SCT') ? 'sct' : known, detail };
  }
}
