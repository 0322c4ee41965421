import { BOUNDS } from './bounds.js';
import type { CertificateTrust, KeyTrust, SigstoreTrust } from './request.js';
import type { Untrusted } from './untrusted.js';

/** A signer who can be expected again later: one identity, key or certificate, never a pattern that several fit. */
export type ExactTrust = Extract<SigstoreTrust, { identity: string }> | KeyTrust | CertificateTrust;

/** In characters. The public Sigstore's own has seven thousand. Not among `BOUNDS`, which the worker carries along. */
const MAX_TRUSTED_ROOT = 8 * 1024 * 1024;
const MAX_ROOTS = 20;
const MAX_NAME = 4096;

/**
 * Reads one that was kept or handed over. Throws `Malformed` where it is none. Whether keys and certificates in it can be used
 * is told by the check.
 */
export function parseExactTrust(value: Untrusted): ExactTrust {
  const method = value.get('method').string();
  switch (method) {
    case 'sigstore':
      value.onlyMembers(['method', 'identity', 'issuer', 'trustedRoot']);
      return {
        method,
        identity: named(value.get('identity')),
        issuer: named(value.get('issuer')),
        ...optionalText(value, 'trustedRoot', MAX_TRUSTED_ROOT),
      };
    case 'key':
      value.onlyMembers(['method', 'publicKey', 'trustedRoot']);
      return {
        method,
        publicKey: value.get('publicKey').stringOf(BOUNDS.pemCharacters),
        ...optionalText(value, 'trustedRoot', MAX_TRUSTED_ROOT),
      };
    case 'certificate':
      return certificate(value);
    default:
      return value.get('method').fail('is not sigstore, key or certificate');
  }
}

const CERTIFICATE_TEXTS = [
  'subject',
  'subjectAltName',
  'leafFingerprint',
  'intermediateFingerprint',
] as const satisfies readonly (keyof CertificateTrust)[];

function certificate(value: Untrusted): CertificateTrust {
  value.onlyMembers(['method', 'roots', ...CERTIFICATE_TEXTS]);
  const texts: Partial<Record<(typeof CERTIFICATE_TEXTS)[number], string>> = Object.fromEntries(
    CERTIFICATE_TEXTS.flatMap((key) => {
      const text = value.optional(key);
      return text === null ? [] : [[key, named(text)]];
    }),
  );
  const roots = value
    .optional('roots')
    ?.array(MAX_ROOTS)
    .map((root) => root.stringOf(BOUNDS.pemCharacters));
  // With roots or an authority alone, everybody whom it ever named would be the same signer.
  if ((texts.subject ?? texts.subjectAltName ?? texts.leafFingerprint) === undefined)
    value.fail(
      'names no signer: neither by a subject, an alternative name nor the fingerprint of the certificate',
    );
  if (
    roots === undefined &&
    texts.leafFingerprint === undefined &&
    texts.intermediateFingerprint === undefined
  )
    value.fail('has neither roots nor a fingerprint');
  return { method: 'certificate', ...(roots === undefined ? {} : { roots }), ...texts };
}

function named(value: Untrusted): string {
  const text = value.stringOf(MAX_NAME);
  return text.trim() === '' ? value.fail('is empty') : text;
}

function optionalText(
  value: Untrusted,
  key: 'trustedRoot',
  limit: number,
): { readonly trustedRoot?: string } {
  const text = value.optional(key);
  return text === null ? {} : { [key]: text.stringOf(limit) };
}
