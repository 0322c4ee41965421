import { BOUNDS } from '../bounds.js';
import { equalBytes, fromBase64, fromHex, fromUtf8 } from '../bytes.js';
import type { LogEntry } from '../bundle/log-entry.js';
import { parseJson } from '../json.js';
import type { Reason } from '../reason.js';
import { Malformed, Untrusted } from '../untrusted.js';
import { payloadDigest, signedDigest, type Signed } from './signed.js';

/** DER: what the log must have been shown. */
export type LoggedSigner =
  | { readonly kind: 'certificate'; readonly der: Uint8Array }
  | { readonly kind: 'key'; readonly der: Uint8Array };

type LogHash = 'sha256' | 'sha384' | 'sha512';

/** What a log entry says that it is about. */
interface LogBody {
  readonly over: 'signed' | 'payload';
  readonly hash: LogHash;
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
  readonly signer: LoggedSigner;
}

/**
 * Holds an entry's body against the bundle: the same bytes, the same signature, the same certificate or key. A log vouches for
 * what it was shown; an entry about anything else proves nothing here, however well it is logged (CVE-2022-36056).
 * @sigstore/verify compares neither certificate nor key.
 */
export function bodyProblem(entry: LogEntry, signed: Signed, signer: LoggedSigner): Reason | null {
  const kind = `${entry.kind} ${entry.version}`;
  const readBody = Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
  if (readBody === undefined) return { code: 'log-entry-unsupported', kind };
  const text = fromUtf8(entry.body);
  const json = text === null ? null : parseJson(text);
  if (json?.ok !== true) return malformed('body', 'is not JSON');
  try {
    const body = new Untrusted(json.value, 'body');
    if (body.get('kind').string() !== entry.kind || body.get('apiVersion').string() !== entry.version)
      return { code: 'log-entry-differs', about: 'kind' };
    const { over, hash, digest, signature, signer: logged } = readBody(body.get('spec'));
    const here = over === 'signed' ? signedDigest(signed, hash) : payloadDigest(signed, hash);
    if (here === null || !equalBytes(here, digest)) return { code: 'log-entry-differs', about: 'artifact' };
    if (!equalBytes(signature, signed.content.signature))
      return { code: 'log-entry-differs', about: 'signature' };
    if (logged.kind !== signer.kind || !equalBytes(logged.der, signer.der))
      return { code: 'log-entry-differs', about: signer.kind };
    return null;
  } catch (error) {
    if (error instanceof Malformed) return malformed(error.at, error.problem);
    throw error;
  }
}

function malformed(at: string, problem: string): Reason {
  return { code: 'log-entry-malformed', at: at.slice(0, 200), problem };
}

/** By kind and version; what each holds is in Rekor's types, and in rekor/v2 of the protobuf specification. */
const READERS: Readonly<Record<string, (spec: Untrusted) => LogBody>> = {
  'hashedrekord 0.0.1': (spec) => {
    const signature = spec.get('signature');
    return {
      over: 'signed',
      ...hexHash(spec.get('data').get('hash')),
      signature: signature.get('content').base64(BOUNDS.signatureBytes),
      signer: pemSigner(signature.get('publicKey').get('content')),
    };
  },
  'hashedrekord 0.0.2': (spec) => {
    const own = spec.get('hashedRekordV002');
    return { over: 'signed', ...protobufHash(own.get('data')), ...protobufSignature(own.get('signature')) };
  },
  'dsse 0.0.1': (spec) => {
    const signature = onlyOne(spec.get('signatures'));
    return {
      over: 'payload',
      ...hexHash(spec.get('payloadHash')),
      signature: signature.get('signature').base64(BOUNDS.signatureBytes),
      signer: pemSigner(signature.get('verifier')),
    };
  },
  'dsse 0.0.2': (spec) => {
    const own = spec.get('dsseV002');
    const signature = protobufSignature(onlyOne(own.get('signatures')));
    return { over: 'payload', ...protobufHash(own.get('payloadHash')), ...signature };
  },
  'intoto 0.0.2': (spec) => {
    const content = spec.get('content');
    const signature = onlyOne(content.get('envelope').get('signatures'));
    const sig = signature.get('sig');
    // Base64 of base64.
    const inner = fromUtf8(sig.base64(2 * BOUNDS.signatureBytes));
    return {
      over: 'payload',
      ...hexHash(content.get('payloadHash')),
      signature: (inner === null ? null : fromBase64(inner)) ?? sig.fail('is not base64 of base64'),
      signer: pemSigner(signature.get('publicKey')),
    };
  },
};

function onlyOne(list: Untrusted): Untrusted {
  const [one, ...others] = list.array(100);
  return one !== undefined && others.length === 0 ? one : list.fail('must have one entry');
}

const HASHES: Readonly<Record<string, LogHash>> = {
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  SHA2_256: 'sha256',
  SHA2_384: 'sha384',
  SHA2_512: 'sha512',
};

function hashName(algorithm: Untrusted): LogHash {
  const name = algorithm.string();
  return (
    (Object.hasOwn(HASHES, name) ? HASHES[name] : undefined) ??
    algorithm.fail('is not a hash that we compute')
  );
}

function hexHash(hash: Untrusted): Pick<LogBody, 'hash' | 'digest'> {
  const value = hash.get('value');
  return {
    hash: hashName(hash.get('algorithm')),
    digest: fromHex(value.string()) ?? value.fail('is not lower-case hex'),
  };
}

function protobufHash(hash: Untrusted): Pick<LogBody, 'hash' | 'digest'> {
  return { hash: hashName(hash.get('algorithm')), digest: hash.get('digest').base64(64) };
}

function protobufSignature(signature: Untrusted): Pick<LogBody, 'signature' | 'signer'> {
  const verifier = signature.get('verifier');
  const certificate = verifier.optional('x509Certificate');
  const key = verifier.optional('publicKey');
  if ((certificate === null) === (key === null)) verifier.fail('must be a certificate or a key');
  const raw = (certificate ?? key ?? verifier).get('rawBytes').base64(BOUNDS.certificateBytes);
  return {
    signature: signature.get('content').base64(BOUNDS.signatureBytes),
    signer: { kind: certificate === null ? 'key' : 'certificate', der: raw },
  };
}

const PEM = /^\s*-----BEGIN (CERTIFICATE|PUBLIC KEY)-----([A-Za-z0-9+/=\s]*)-----END \1-----\s*$/;

/** Base64 of one PEM block. */
function pemSigner(pem: Untrusted): LoggedSigner {
  const text = fromUtf8(pem.base64(2 * BOUNDS.certificateBytes));
  const [, label, content = ''] = (text === null ? null : PEM.exec(text)) ?? [];
  const der = fromBase64(content.replace(/\s/g, ''));
  if (label === undefined || der === null) return pem.fail('is not one PEM certificate or key');
  return { kind: label === 'CERTIFICATE' ? 'certificate' : 'key', der };
}
