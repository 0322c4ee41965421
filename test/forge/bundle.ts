import { BUNDLE_FAULTS, type BundleFault } from './bundle-faults.js';
import {
  BUNDLE_MEDIA_TYPES,
  type BundleOptions,
  type BundleVersion,
  type CertificateSigner,
  type EntryOptions,
  type RawBytes,
  type SigstoreBundle,
  type VerificationMaterial,
} from './bundle-options.js';
import { issueCertificate } from './fulcio.js';
import { makeKey, pemOf, spkiOf, type KeyPair } from './keys.js';
import { bodyOf, type Logged, type LoggedVerifier } from './rekor-bodies.js';
import { logEntry, type LogEntry } from './rekor.js';
import { managedKeyHint, signContent, type Content } from './signer.js';
import { IDENTITY, ISSUER, type ForgedSigstore } from './sigstore.js';
import { timestamp } from './timestamp.js';
import type { ForgedCertificate } from './x509.js';

export interface SignedBundle {
  readonly bundle: SigstoreBundle;
  readonly key: KeyPair;
  readonly publicKeyPem: string;
  readonly certificate: ForgedCertificate | null;
  readonly signature: Buffer;
  /** The truth about the signature, as a log would record it. */
  readonly logged: Logged;
}

export interface BundleSigning extends BundleOptions {
  /** Exactly one thing that is wrong, by name. */
  readonly fault?: BundleFault;
}

/** Signs a file or a statement in any way that Sigstore knows, soundly unless the options say otherwise. */
export function signBundle(
  sigstore: ForgedSigstore,
  content: Content,
  asked: BundleSigning = {},
): SignedBundle {
  const { fault, ...wanted } = asked;
  const options = fault === undefined ? wanted : BUNDLE_FAULTS[fault](wanted, sigstore);
  const { at = sigstore.at, version = 'v0.3', signer = {}, entries = [{}] } = options;
  const key = typeof signer.key === 'object' ? signer.key : makeKey(signer.key);
  const certificate = signer.type === 'key' ? null : certify(sigstore, signer, key, at);
  const material =
    signer.type === 'key'
      ? { publicKey: { hint: signer.hint ?? managedKeyHint(key) } }
      : certificate && present(sigstore, certificate, signer, version);
  const { part, signature, about, keyDetails } = signContent(content, key, options);
  const verifier: LoggedVerifier = certificate
    ? { type: 'certificate', der: certificate.der, keyDetails }
    : { type: 'publicKey', der: spkiOf(key), keyDetails };
  const logged = { ...about, verifier };
  const usualKind = 'message' in content ? 'hashedrekord' : 'dsse';
  const tlogEntries = entries.map((own) =>
    enter(sigstore, logged, {
      kind: usualKind,
      proof: version !== '0.1' || own.log?.version === 2,
      at: later(at, 1),
      ...own,
    }),
  );
  const timeless = tlogEntries.every((entry) => entry.inclusionPromise === undefined);
  const { timestamps = timeless ? [{}] : [] } = options;
  const tokens = timestamps.map(
    ({ tsa = sigstore.tsa, at: own = later(at, 2), over = signature, ...token }) => ({
      signedTimestamp: timestamp(tsa, over, own, token).toString('base64'),
    }),
  );
  const bundle: SigstoreBundle = {
    mediaType: BUNDLE_MEDIA_TYPES[version],
    verificationMaterial: {
      ...material,
      tlogEntries,
      ...(tokens.length > 0 ? { timestampVerificationData: { rfc3161Timestamps: tokens } } : {}),
    },
    ...part,
  };
  options.spoil?.(bundle);
  return { bundle, key, publicKeyPem: pemOf(key), certificate, signature, logged };
}

const later = (at: Date, seconds: number) => new Date(at.getTime() + 1000 * seconds);

function certify(
  sigstore: ForgedSigstore,
  signer: CertificateSigner,
  key: KeyPair,
  at: Date,
): ForgedCertificate {
  const {
    authority = sigstore.fulcio.intermediate,
    altNames = [{ email: IDENTITY }],
    issuer = ISSUER,
  } = signer;
  const { claims = {}, scts = [{}], certificate = {} } = signer;
  const { ctLog } = sigstore;
  return issueCertificate(authority, { at, key, altNames, issuer, ctLog, claims, scts, certificate });
}

/** The certificate as the bundle's version holds it. */
function present(
  { fulcio }: ForgedSigstore,
  certificate: ForgedCertificate,
  signer: CertificateSigner,
  version: BundleVersion,
): Partial<VerificationMaterial> {
  const raw = ({ der }: ForgedCertificate): RawBytes => ({ rawBytes: der.toString('base64') });
  const { chain = version === '0.1' || version === '0.2' ? 'leaf' : 'none' } = signer;
  if (chain === 'none') return { certificate: raw(certificate) };
  const above =
    chain === 'leaf'
      ? []
      : chain === 'intermediate'
        ? [fulcio.intermediate]
        : [fulcio.intermediate, fulcio.root];
  return { x509CertificateChain: { certificates: [certificate, ...above].map(raw) } };
}

function enter(
  sigstore: ForgedSigstore,
  truth: Logged,
  {
    log = sigstore.rekor,
    kind = 'dsse',
    at = sigstore.at,
    about = {},
    body,
    spoil,
    ...options
  }: EntryOptions,
): LogEntry {
  const logged = { ...truth, ...(typeof about === 'function' ? about(truth) : about) };
  const right = bodyOf(log.version ?? 1, kind, logged);
  const entry = logEntry(log, body?.(right) ?? right, { at, ...options });
  spoil?.(entry);
  return entry;
}
