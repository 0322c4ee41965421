import { randomBytes } from 'node:crypto';
import { explicit, generalizedTime, integer, octets, oid, sequence, setOf, time, type Bytes } from './der.js';
import {
  algorithmOf,
  digestAlgorithm,
  flipBit,
  hashFor,
  hashOf,
  sha256,
  signBytes,
  type Hash,
} from './keys.js';
import type { ForgedTsa } from './tsa.js';

const OID_SIGNED_DATA = oid('1.2.840.113549.1.7.2');
const OID_DATA = oid('1.2.840.113549.1.7.1');
const OID_TST_INFO = oid('1.2.840.113549.1.9.16.1.4');
const OID_CONTENT_TYPE = oid('1.2.840.113549.1.9.3');
const OID_MESSAGE_DIGEST = oid('1.2.840.113549.1.9.4');
const OID_SIGNING_TIME = oid('1.2.840.113549.1.9.5');
const OID_SIGNING_CERTIFICATE = oid('1.2.840.113549.1.9.16.2.12');
const OID_SIGNING_CERTIFICATE_V2 = oid('1.2.840.113549.1.9.16.2.47');
const POLICY = oid('1.3.6.1.4.1.57264.2');

/** Whatever may be different about a timestamp, or wrong with it; left alone, it is sound. */
export interface TokenOptions {
  /** Of the imprint; SHA-256 when absent. */
  readonly imprint?: Hash;
  /** Of what the authority signs; as long as its curve when absent. */
  readonly hash?: Hash;
  /** What the token carries: its signer's certificate (as usual), the intermediate too, or nothing. */
  readonly embedded?: 'leaf' | 'chain' | 'none';
  /** The signer, by hash (ESS): in the newer attribute, or the older with SHA-1; not at all; or another certificate. */
  readonly signingCertificate?: 'v2' | 'v1' | 'absent' | 'another';
  /** The attribute says that a plain file was signed. */
  readonly wrongContentType?: boolean;
  /** So does the content itself. */
  readonly wrongEncapsulatedType?: boolean;
  readonly wrongMessageDigest?: boolean;
  /** PKIStatus: 0 is granted, 1 granted with modifications, 2 a rejection. */
  readonly status?: number;
  readonly flipped?: boolean;
  /** How many times its signerInfo is in there, each with its own signature. */
  readonly signerInfos?: number;
  /** After the response. */
  readonly trailing?: Bytes;
  /** The signerInfo names another serial number. */
  readonly wrongSerial?: boolean;
}

/** A TimeStampResp over `signature`, DER (RFC 3161 §2.4.2, RFC 5652 §5). */
export function timestamp(tsa: ForgedTsa, signature: Bytes, at: Date, options: TokenOptions = {}): Buffer {
  const { imprint = 'sha256', embedded = 'leaf', status = 0, signerInfos = 1 } = options;
  const { hash = hashFor(tsa.leaf.key) } = options;
  const info = sequence(
    integer(1),
    POLICY,
    sequence(digestAlgorithm(imprint), octets(hashOf(imprint, signature))),
    integer(randomBytes(8)),
    generalizedTime(at),
  );
  const contentType = options.wrongEncapsulatedType === true ? OID_DATA : OID_TST_INFO;
  const authorities = embedded === 'chain' && tsa.intermediate ? [tsa.intermediate.der] : [];
  const signedData = sequence(
    integer(3),
    setOf(digestAlgorithm(hash)),
    sequence(contentType, explicit(0, octets(info))),
    ...(embedded === 'none' ? [] : [explicit(0, tsa.leaf.der, ...authorities)]),
    setOf(...Array.from({ length: signerInfos }, () => signerInfo(tsa, info, at, hash, options))),
  );
  const token = sequence(OID_SIGNED_DATA, explicit(0, signedData));
  return Buffer.concat([sequence(sequence(integer(status)), token), options.trailing ?? Buffer.alloc(0)]);
}

function signerInfo(tsa: ForgedTsa, info: Bytes, at: Date, hash: Hash, options: TokenOptions): Buffer {
  const { leaf } = tsa;
  const digest = hashOf(hash, info);
  const attributes = [
    sequence(OID_CONTENT_TYPE, setOf(options.wrongContentType === true ? OID_DATA : OID_TST_INFO)),
    sequence(OID_SIGNING_TIME, setOf(time(at))),
    sequence(
      OID_MESSAGE_DIGEST,
      setOf(octets(options.wrongMessageDigest === true ? flipBit(digest) : digest)),
    ),
    ...signingCertificate(tsa, options.signingCertificate ?? 'v2'),
  ];
  const signed = setOf(...attributes);
  const signature = signBytes(leaf.key, signed, hash);
  const serial = options.wrongSerial === true ? flipBit(leaf.serial) : leaf.serial;
  return sequence(
    integer(1),
    sequence(leaf.issuer, integer(serial)),
    digestAlgorithm(hash),
    // What is signed bears the tag of a SET; what is sent, [0] (RFC 5652 §5.4).
    Buffer.concat([Buffer.from([0xa0]), signed.subarray(1)]),
    algorithmOf(leaf.key, hash),
    octets(options.flipped === true ? flipBit(signature) : signature),
  );
}

/** ESSCertID of RFC 2634 §5.4, or ESSCertIDv2 of RFC 5035 §4, whose hash is SHA-256 unless said otherwise. */
function signingCertificate({ leaf, root }: ForgedTsa, kind: 'v2' | 'v1' | 'absent' | 'another'): Bytes[] {
  if (kind === 'absent') return [];
  const { der, issuer, serial } = kind === 'another' ? root : leaf;
  // IssuerSerial: the issuer as a directory name, [4] EXPLICIT.
  const issuerSerial = sequence(sequence(explicit(4, issuer)), integer(serial));
  const id = sequence(octets(kind === 'v1' ? hashOf('sha1', der) : sha256(der)), issuerSerial);
  const attribute = kind === 'v1' ? OID_SIGNING_CERTIFICATE : OID_SIGNING_CERTIFICATE_V2;
  return [sequence(attribute, setOf(sequence(sequence(id))))];
}
