import type { Bytes } from './der.js';
import type { Envelope } from './dsse.js';
import { sha256, type Hash } from './keys.js';
import { toPem } from './x509.js';

/** What Rekor records of a signature: one canonical JSON text (keys in alphabetical order) for each kind and version. */

export type BodyKind = 'hashedrekord' | 'dsse' | 'intoto';

export interface LogBody {
  readonly kind: string;
  readonly version: string;
  readonly bytes: Bytes;
}

/** The key that a signature is to be checked with, DER: a certificate or a SubjectPublicKeyInfo. */
export interface LoggedVerifier {
  readonly type: 'certificate' | 'publicKey';
  readonly der: Bytes;
  /** Named by version 2 alone. */
  readonly keyDetails: string;
}

export interface Digest {
  readonly hash: Hash;
  readonly value: Bytes;
}

/** What an entry is about. Each kind takes the parts that it knows of. */
export interface Logged {
  readonly signature: Bytes;
  readonly verifier: LoggedVerifier;
  /** Of the bytes that were signed: of a file, or of an envelope's pre-authentication encoding. */
  readonly signedDigest: Digest;
  readonly payloadDigest: Digest;
  readonly envelopeDigest: Digest;
  readonly payloadType: string;
  /** How many times the one signature is in an entry about an envelope; once when absent. */
  readonly signatureCount?: number;
}

const SHA2_NAMES: Partial<Record<Hash, string>> = {
  sha256: 'SHA2_256',
  sha384: 'SHA2_384',
  sha512: 'SHA2_512',
};

/** As sigstore's protocol buffers call it. */
export const protoHash = (hash: Hash) => SHA2_NAMES[hash] ?? 'HASH_ALGORITHM_UNSPECIFIED';

const base64 = (bytes: Bytes | string) => Buffer.from(bytes).toString('base64');
const hexDigest = ({ hash, value }: Digest) => ({
  algorithm: hash,
  value: Buffer.from(value).toString('hex'),
});
const base64Digest = ({ hash, value }: Digest) => ({ algorithm: protoHash(hash), digest: base64(value) });
const repeated = <T>(logged: Logged, item: T): T[] =>
  Array.from({ length: logged.signatureCount ?? 1 }, () => item);

/** Version 1 takes PEM, in Base64 once more. */
const pemVerifier = ({ type, der }: LoggedVerifier) =>
  base64(toPem(der, type === 'certificate' ? 'CERTIFICATE' : 'PUBLIC KEY'));

const derVerifier = ({ type, der, keyDetails }: LoggedVerifier) =>
  type === 'certificate'
    ? { keyDetails, x509Certificate: { rawBytes: base64(der) } }
    : { keyDetails, publicKey: { rawBytes: base64(der) } };

const SPECS = {
  1: {
    hashedrekord: (logged: Logged) => ({
      data: { hash: hexDigest(logged.signedDigest) },
      signature: {
        content: base64(logged.signature),
        publicKey: { content: pemVerifier(logged.verifier) },
      },
    }),
    dsse: (logged: Logged) => ({
      envelopeHash: hexDigest(logged.envelopeDigest),
      payloadHash: hexDigest(logged.payloadDigest),
      signatures: repeated(logged, {
        signature: base64(logged.signature),
        verifier: pemVerifier(logged.verifier),
      }),
    }),
    intoto: (logged: Logged) => ({
      content: {
        envelope: {
          payloadType: logged.payloadType,
          // In Base64 twice.
          signatures: repeated(logged, {
            publicKey: pemVerifier(logged.verifier),
            sig: base64(base64(logged.signature)),
          }),
        },
        hash: hexDigest(logged.envelopeDigest),
        payloadHash: hexDigest(logged.payloadDigest),
      },
    }),
  },
  2: {
    hashedrekord: (logged: Logged) => ({
      hashedRekordV002: {
        data: base64Digest(logged.signedDigest),
        signature: { content: base64(logged.signature), verifier: derVerifier(logged.verifier) },
      },
    }),
    dsse: (logged: Logged) => ({
      dsseV002: {
        payloadHash: base64Digest(logged.payloadDigest),
        signatures: repeated(logged, {
          content: base64(logged.signature),
          verifier: derVerifier(logged.verifier),
        }),
      },
    }),
  },
} as const;

export const jsonBody = (kind: string, version: string, spec: unknown): LogBody => ({
  kind,
  version,
  bytes: Buffer.from(JSON.stringify({ apiVersion: version, kind, spec })),
});

/** Rekor v2 has no kind `intoto`: asked for one, it takes `dsse`. */
export function bodyOf(rekor: 1 | 2, kind: BodyKind, logged: Logged): LogBody {
  if (rekor === 1) return jsonBody(kind, kind === 'intoto' ? '0.0.2' : '0.0.1', SPECS[1][kind](logged));
  const known = kind === 'intoto' ? 'dsse' : kind;
  return jsonBody(known, '0.0.2', SPECS[2][known](logged));
}

/** What a log takes down of an envelope. */
export function loggedEnvelope(
  envelope: Envelope,
): Pick<Logged, 'payloadDigest' | 'envelopeDigest' | 'payloadType'> {
  return {
    payloadDigest: { hash: 'sha256', value: sha256(Buffer.from(envelope.payload, 'base64')) },
    envelopeDigest: { hash: 'sha256', value: sha256(Buffer.from(JSON.stringify(envelope))) },
    payloadType: envelope.payloadType,
  };
}

/** Kind `dsse`, version 0.0.1, of an envelope with one signature: what signers of models have had so far. */
export function dsseBody(envelope: Envelope, certificate: Bytes): LogBody {
  const about = loggedEnvelope(envelope);
  return bodyOf(1, 'dsse', {
    ...about,
    signature: Buffer.from(envelope.signatures[0]?.sig ?? '', 'base64'),
    verifier: { type: 'certificate', der: certificate, keyDetails: '' },
    signedDigest: about.payloadDigest,
  });
}
