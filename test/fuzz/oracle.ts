/** What a green verdict claims, told anew with Node's means and none of the verifier's. */
import { createHash, createPublicKey, verify, X509Certificate, type KeyObject } from 'node:crypto';
import {
  digest,
  PAYLOAD_TYPE,
  preAuthEncoding,
  preAuthEncodingV02,
  type ForgedFiles,
  type HashType,
} from '../forge/index.js';

/** Null when the statement lists exactly these files with these bytes; else what is wrong. `ignored` may be there unsigned. */
export async function statementFault(
  payload: Uint8Array,
  files: ForgedFiles,
  ignored: readonly string[] = [],
): Promise<string | null> {
  const statement = JSON.parse(Buffer.from(payload).toString()) as Statement;
  if (statement._type !== 'https://in-toto.io/Statement/v1') return 'another type of statement';
  const listed =
    statement.predicateType === 'https://model_signing/Digests/v0.1'
      ? oldEntries(statement)
      : statement.predicateType === 'https://model_signing/signature/v1.0'
        ? entries(statement)
        : 'another type of predicate';
  if (typeof listed === 'string') return listed;
  const left = new Map(Object.entries(files).map(([path, bytes]) => [path, { bytes, at: 0, seen: false }]));
  for (const { name, start, end, hashType, hex } of listed.ranges) {
    const [only, ...others] = left.keys();
    const file = left.get(name === '.' && others.length === 0 ? (only ?? '') : name);
    if (file === undefined) return `${name} is signed and not here`;
    if (file.seen && (start !== file.at || end === Infinity)) return `${name} is listed twice`;
    if (start !== file.at) return `${name} has a gap`;
    if (end !== Infinity && end > file.bytes.length) return `${name} is too short`;
    if ((await digest(hashType, file.bytes.subarray(start, end))) !== hex) return `${name} differs`;
    file.at = Math.min(end, file.bytes.length);
    file.seen = true;
  }
  const excused = [...listed.ignored, ...ignored, '.git', '.gitignore', '.gitattributes', '.github'];
  for (const [path, { bytes, at, seen }] of left) {
    if (seen && at === bytes.length) continue;
    if (seen) return `${path} is signed in part`;
    if (!excused.some((rule) => path === rule || path.startsWith(`${rule}/`))) return `${path} is not signed`;
  }
  return null;
}

/** As it should be; what is not makes this oracle throw or find a fault, and either fails the test. */
interface Statement {
  readonly _type: string;
  readonly predicateType: string;
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicate: {
    readonly serialization: {
      readonly method: string;
      readonly hash_type: HashType;
      readonly ignore_paths?: readonly string[];
    };
    readonly resources: readonly {
      readonly name: string;
      readonly digest: string;
      readonly algorithm: string;
    }[];
  };
}

interface Range {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly hashType: HashType;
  readonly hex: string;
}

interface Listed {
  readonly ranges: readonly Range[];
  readonly ignored: readonly string[];
}

function entries({ subject, predicate: { serialization, resources } }: Statement): Listed | string {
  const stated = subject.map(({ digest: { sha256 } }) => sha256);
  const root = createHash('sha256');
  for (const resource of resources) root.update(Buffer.from(resource.digest, 'hex'));
  if (stated.length !== 1 || stated[0] !== root.digest('hex')) return 'the root digest differs';
  if (resources.length === 0) return 'nothing is listed';
  const ranges = resources.map(({ name, digest: hex, algorithm }): Range | null => {
    const hashType = serialization.hash_type;
    if (algorithm !== hashType) return null;
    if (serialization.method === 'files') return { name, start: 0, end: Infinity, hashType, hex };
    const [, path, start, end] = /^(.*):(\d+):(\d+)$/s.exec(name) ?? [];
    return path === undefined ? null : { name: path, start: Number(start), end: Number(end), hashType, hex };
  });
  const known = ranges.filter((range) => range !== null).sort((a, b) => a.start - b.start);
  if (known.length !== ranges.length) return 'an entry makes no sense';
  return { ranges: known, ignored: serialization.ignore_paths ?? [] };
}

function oldEntries({ subject }: Statement): Listed {
  const ranges = subject.map(({ name, digest: { sha256: hex } }) => ({
    name,
    start: 0,
    end: Infinity,
    hashType: 'sha256' as const,
    hex,
  }));
  return { ranges, ignored: [] };
}

/** What the signer did, and whom the person expects. */
export interface Expected {
  /** Every payload that the expected signer has signed, in base64. */
  readonly payloads: ReadonlySet<string>;
  /** The signer's public key; or the certificates that name the signer, DER in base64. */
  readonly key: KeyObject | null;
  readonly certificates: ReadonlySet<string>;
}

interface BundleShape {
  readonly dsseEnvelope: {
    readonly payload: string;
    readonly payloadType: string;
    readonly signatures: readonly { readonly sig: string }[];
  };
  readonly verificationMaterial: {
    readonly certificate?: { readonly rawBytes: string };
    readonly x509CertificateChain?: { readonly certificates: readonly { readonly rawBytes: string }[] };
  };
}

/**
 * Null when green is right: the payload is one that the expected signer signed, the signature in the bundle is over these
 * very bytes and by the expected key or the key of a certificate that names the signer, and the statement lists the files.
 */
export async function greenFault(
  bundleText: string,
  expected: Expected,
  files: ForgedFiles,
  ignored: readonly string[] = [],
): Promise<string | null> {
  const { dsseEnvelope, verificationMaterial: material } = JSON.parse(bundleText) as BundleShape;
  const payload = Buffer.from(dsseEnvelope.payload, 'base64');
  if (!expected.payloads.has(payload.toString('base64'))) return 'nobody signed this payload';
  if (dsseEnvelope.payloadType !== PAYLOAD_TYPE) return 'another type of payload';
  const leaf = material.certificate ?? material.x509CertificateChain?.certificates[0];
  const der = leaf === undefined ? null : Buffer.from(leaf.rawBytes, 'base64');
  if (der !== null && !expected.certificates.has(der.toString('base64'))) return 'another certificate';
  const key = der === null ? expected.key : new X509Certificate(der).publicKey;
  if (key === null) return 'no key';
  const [signature, ...others] = dsseEnvelope.signatures;
  if (signature === undefined || others.length > 0) return 'not one signature';
  if (!isSigned(key, payload, Buffer.from(signature.sig, 'base64'))) return 'the signature does not hold';
  return statementFault(payload, files, ignored);
}

function isSigned(key: KeyObject, payload: Uint8Array, signature: Uint8Array): boolean {
  const curve = createPublicKey({ key: key.export({ type: 'spki', format: 'pem' }) }).asymmetricKeyDetails
    ?.namedCurve;
  const hash = curve === 'secp521r1' ? 'sha512' : curve === 'secp384r1' ? 'sha384' : 'sha256';
  // The format of v0.2.0 goes with its own statement only, which `statementFault` reads.
  return (
    verify(hash, preAuthEncoding(payload), key, signature) ||
    verify(hash, preAuthEncodingV02(payload), key, signature) ||
    verify('sha256', preAuthEncodingV02(payload), key, signature)
  );
}
