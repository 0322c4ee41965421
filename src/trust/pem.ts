import { digest, readCertificate, readPublicKey, type Certificate, type KeyFacts } from '#sigstore';
import { BOUNDS } from '../bounds.js';
import { fromBase64, toBase64, toHex, toUtf8 } from '../bytes.js';
import type { PemProblem } from '../reason.js';

/** A public key that the person supplied, or that an old bundle carries. */
export interface PemPublicKey {
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** The canonical PEM text: 64 columns and a final newline, however the file was wrapped. */
  readonly pem: string;
  readonly facts: KeyFacts;
  /** SHA-256, hex, of the canonical PEM text: what `publicKey.hint` holds (OMS 1.0 §4.1). */
  readonly fingerprint: string;
  /** SHA-256 of the DER: what cosign writes there, in base64. */
  readonly derDigest: Uint8Array;
}

type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: PemProblem };

const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\s]*)-----END \1-----/g;

/** One `PUBLIC KEY` block (RFC 7468 §13); text around it is allowed, as OpenSSL writes it. ECDSA, RSA or Ed25519. */
export function readPublicKeyPem(text: string): Read<PemPublicKey> {
  const blocks = readBlocks(text);
  if (!blocks.ok) return blocks;
  const keys = blocks.value.filter(({ label }) => label === 'PUBLIC KEY');
  const [key] = keys;
  if (key === undefined) return { ok: false, problem: otherKind(blocks.value, 'is-a-certificate') };
  if (keys.length > 1) return { ok: false, problem: 'several-keys' };
  const facts = readPublicKey(key.der);
  if (facts === null) return { ok: false, problem: 'unsupported-key' };
  const { der } = key;
  return {
    ok: true,
    value: {
      spki: der,
      pem: canonicalPem(der),
      facts,
      fingerprint: fingerprint(der),
      derDigest: digest('sha256', der),
    },
  };
}

/** Every `CERTIFICATE` block (RFC 7468 §5) of one or more PEM texts. At least one. */
export function readCertificatesPem(texts: readonly string[]): Read<readonly Certificate[]> {
  const certificates: Certificate[] = [];
  for (const text of texts) {
    const blocks = readBlocks(text);
    if (!blocks.ok) return blocks;
    const found = blocks.value.filter(({ label }) => label === 'CERTIFICATE');
    if (found.length === 0) return { ok: false, problem: otherKind(blocks.value, 'is-a-public-key') };
    for (const { der } of found) {
      const certificate = readCertificate(der);
      if (certificate === null) return { ok: false, problem: 'malformed' };
      certificates.push(certificate);
    }
  }
  return certificates.length === 0 ? { ok: false, problem: 'empty' } : { ok: true, value: certificates };
}

/** SHA-256, hex, of the canonical PEM text. */
export function fingerprint(spki: Uint8Array): string {
  return toHex(digest('sha256', toUtf8(canonicalPem(spki))));
}

function canonicalPem(spki: Uint8Array): string {
  const lines = toBase64(spki).match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n');
}

interface Block {
  readonly label: string;
  readonly der: Uint8Array;
}

function readBlocks(text: string): Read<readonly Block[]> {
  if (text.trim() === '') return { ok: false, problem: 'empty' };
  if (text.length > BOUNDS.pemCharacters) return { ok: false, problem: 'too-large' };
  const blocks: Block[] = [];
  for (const [, label, body] of text.matchAll(BLOCK)) {
    const der = fromBase64((body ?? '').replace(/\s/g, ''));
    if (der === null || der.length === 0) return { ok: false, problem: 'malformed' };
    blocks.push({ label: label ?? '', der });
  }
  return blocks.length === 0 ? { ok: false, problem: 'not-pem' } : { ok: true, value: blocks };
}

function otherKind(blocks: readonly Block[], other: PemProblem): PemProblem {
  const labels = blocks.map(({ label }) => label);
  if (labels.some((label) => label.endsWith('PRIVATE KEY'))) return 'is-a-private-key';
  const expected = other === 'is-a-certificate' ? 'CERTIFICATE' : 'PUBLIC KEY';
  return labels.includes(expected) ? other : 'unsupported-key';
}
