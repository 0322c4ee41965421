import { impostorOf } from './certificate.js';
import { BUNDLE_MEDIA_TYPE, envelope, payloadBytes, preAuthEncoding } from './dsse.js';
import type { Bundle, Payload } from './dsse.js';
import { CERTIFICATE_LIFE_MS, issueCertificate, makeFulcio, type ForgedFulcio } from './fulcio.js';
import { flipBit, makeKey, signBytes } from './keys.js';
import { dsseBody } from './rekor-bodies.js';
import { logEntry, makeLog, makeLogV2, type ForgedLog, type LogEntry } from './rekor.js';
import { describeTrust, type TrustedRootJson } from './trusted-root.js';
import { timestamp } from './timestamp.js';
import { makeTsa, type ForgedTsa, type TsaOptions } from './tsa.js';
import type { AltName } from './names.js';
import type { ForgedCertificate } from './x509.js';

/** A Sigstore of our own. `at` is its clock: authorities are valid for years around it, logs from a year before. */
export interface ForgedSigstore {
  readonly at: Date;
  readonly fulcio: ForgedFulcio;
  readonly ctLog: ForgedLog;
  readonly rekor: ForgedLog;
  /** Of version 2; `trustedRoot` lists it when `makeSigstore` was asked to. */
  readonly rekorV2: ForgedLog;
  readonly tsa: ForgedTsa;
  /** The trusted_root.json that describes it. */
  readonly trustedRoot: TrustedRootJson;
}

/** Every fault that a keyless bundle may have; the rest of such a bundle is sound. */
export const KEYLESS_FAULTS = [
  'sct-missing',
  'sct-by-another-key',
  'sct-of-unknown-log',
  'signature-by-another-key',
  'signature-flipped',
  'entry-of-another-signature',
  'entry-of-another-payload',
  'entry-missing',
  'promise-by-another-key',
  'proof-hash-flipped',
  'checkpoint-by-another-key',
  'neither-promise-nor-proof',
  'logged-before-certificate',
  'logged-after-certificate',
  'log-unknown',
  'authority-unknown',
  'authority-impostor',
  'two-names',
  'timestamp-of-another-signature',
] as const;

export type KeylessFault = (typeof KEYLESS_FAULTS)[number];

export interface KeylessSigning {
  /** One of Fulcio's three kinds of name; `email` by default, from `identity`. */
  readonly identity?: string;
  readonly identityType?: 'email' | 'uri' | 'other';
  readonly issuer?: string;
  /** When the certificate begins; the log follows a second later. */
  readonly at?: Date;
  /** What the log hands out; both by default. */
  readonly inclusion?: readonly ('promise' | 'proof')[];
  /** Add a timestamp by the timestamp authority; off by default. */
  readonly timestamp?: boolean;
  /** The old, raw issuer extension only. */
  readonly onlyOldIssuer?: boolean;
  readonly fault?: KeylessFault;
}

export const IDENTITY = 'signer@touchstone.example';
export const ISSUER = 'https://login.touchstone.example';

export interface KeylessSigned {
  readonly bundle: Bundle;
  readonly certificate: ForgedCertificate;
}

export interface SigstoreOptions {
  /** List the log of version 2 as well, which then has a key of this kind; true means Ed25519. */
  readonly rekorV2?: boolean | 'Ed25519' | 'P-256';
  readonly tsa?: TsaOptions;
}

export function makeSigstore(at: Date = new Date(), options: SigstoreOptions = {}): ForgedSigstore {
  const { rekorV2 = false } = options;
  const parts = {
    at,
    fulcio: makeFulcio(at),
    ctLog: makeLog('https://ctlog.touchstone.example'),
    rekor: makeLog('https://rekor.touchstone.example'),
    rekorV2: makeLogV2(
      'https://log2026.rekor.touchstone.example',
      typeof rekorV2 === 'string' ? rekorV2 : 'Ed25519',
    ),
    tsa: makeTsa(at, options.tsa),
  };
  const logs = rekorV2 === false ? [parts.rekor] : [parts.rekor, parts.rekorV2];
  return { ...parts, trustedRoot: describeTrust(parts, { logs: logs.map((log) => ({ log })) }) };
}

/** Signs as the reference library does (OMS 1.0 §4.1, method "sigstore"): bundle v0.3 with one log entry. */
export function signKeyless(
  sigstore: ForgedSigstore,
  payload: Payload,
  options: KeylessSigning = {},
): KeylessSigned {
  const { at = sigstore.at, inclusion = ['promise', 'proof'], fault } = options;
  const stranger = makeKey();
  const certificate = issueCertificate(authorityFor(sigstore, at, fault), {
    at,
    altNames: altNamesOf(options),
    issuer: options.issuer ?? ISSUER,
    ctLog: fault === 'sct-of-unknown-log' ? makeLog(sigstore.ctLog.baseUrl) : sigstore.ctLog,
    scts: fault === 'sct-missing' ? [] : [fault === 'sct-by-another-key' ? { key: stranger } : {}],
    onlyOldIssuer: options.onlyOldIssuer === true,
  });
  const bytes = payloadBytes(payload);
  const right = signBytes(certificate.key, preAuthEncoding(bytes));
  const foreign = signBytes(stranger, preAuthEncoding(bytes));
  const signature =
    fault === 'signature-by-another-key' ? foreign : fault === 'signature-flipped' ? flipBit(right) : right;
  const signed = envelope(bytes, signature);
  const logged =
    fault === 'entry-of-another-signature'
      ? envelope(bytes, foreign)
      : fault === 'entry-of-another-payload'
        ? envelope(Buffer.from('{}'), signature)
        : signed;
  const log = fault === 'log-unknown' ? makeLog(sigstore.rekor.baseUrl) : sigstore.rekor;
  const has = (kind: 'promise' | 'proof') =>
    fault !== 'neither-promise-nor-proof' && inclusion.includes(kind);
  const entry = logEntry(log, dsseBody(logged, certificate.der), {
    at: new Date(at.getTime() + delayOf(fault)),
    promise: has('promise'),
    proof: has('proof'),
    ...(fault === 'promise-by-another-key' ? { promiseKey: stranger } : {}),
    ...(fault === 'checkpoint-by-another-key' ? { checkpoint: { own: { key: stranger } } } : {}),
  });
  if (fault === 'proof-hash-flipped') spoilProof(entry);
  const material: Record<string, unknown> = {
    certificate: { rawBytes: certificate.der.toString('base64') },
    tlogEntries: fault === 'entry-missing' ? [] : [entry],
  };
  if (options.timestamp === true || fault === 'timestamp-of-another-signature') {
    const about = fault === 'timestamp-of-another-signature' ? foreign : signature;
    const token = timestamp(sigstore.tsa, about, new Date(at.getTime() + 1000)).toString('base64');
    material['timestampVerificationData'] = { rfc3161Timestamps: [{ signedTimestamp: token }] };
  }
  return {
    bundle: { mediaType: BUNDLE_MEDIA_TYPE, verificationMaterial: material, dsseEnvelope: signed },
    certificate,
  };
}

/** A stranger has the same names; an impostor the same key identifier as well. */
function authorityFor(
  { fulcio }: ForgedSigstore,
  at: Date,
  fault: KeylessFault | undefined,
): ForgedCertificate {
  if (fault === 'authority-unknown') return makeFulcio(at).intermediate;
  return fault === 'authority-impostor' ? impostorOf(fulcio.intermediate, at) : fulcio.intermediate;
}

function altNamesOf({ identity = IDENTITY, identityType = 'email', fault }: KeylessSigning): AltName[] {
  const name: AltName =
    identityType === 'uri'
      ? { uri: identity }
      : identityType === 'other'
        ? { other: identity }
        : { email: identity };
  return fault === 'two-names' ? [{ email: 'other@touchstone.example' }, name] : [name];
}

/** From the certificate's beginning to the log's clock, in milliseconds. */
function delayOf(fault: KeylessFault | undefined): number {
  if (fault === 'logged-before-certificate') return -3_600_000;
  return fault === 'logged-after-certificate' ? CERTIFICATE_LIFE_MS + 3_600_000 : 1000;
}

function spoilProof(entry: LogEntry): void {
  const hashes = entry.inclusionProof?.hashes ?? [];
  hashes.splice(0, 1, flipBit(Buffer.from(hashes[0] ?? '', 'base64')).toString('base64'));
}
