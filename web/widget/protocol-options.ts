/** What a page may ask of the frame, out of what it posted. All of it is that page's word. */
import type { CertificateTrust, KeyTrust, SigstoreTrust } from '../../src/index.js';
import type { Options } from './options.js';
import { address, list, member, Odd, oneOf, text, textOrNull } from './read.js';

/** In characters, entries, bytes. What is beyond is refused. */
export const LIMITS = {
  name: 255,
  identity: 4096,
  address: 8192,
  path: 4096,
  files: 10_000,
  pem: 256 * 1024,
  roots: 20,
  trustedRoot: 8 * 2 ** 20,
  /** What the verifier reads of a bundle at most. */
  bundle: 64 * 2 ** 20,
  run: 2 ** 31,
  height: 4000,
} as const;

/** All that a page may ask for. What else stands there is left out. */
export function readOptions(value: unknown): Options {
  const claimed = member(value, 'claimed') ?? null;
  const page = member(value, 'page') ?? null;
  return {
    modelName: textOrNull(member(value, 'modelName'), LIMITS.name, 'modelName'),
    claimed: claimed === null ? null : signer(claimed),
    files: files(member(value, 'files')),
    language: oneOf(member(value, 'language'), ['en', 'de'], 'language'),
    theme: oneOf(member(value, 'theme'), ['auto', 'light', 'dark'], 'theme'),
    density: oneOf(member(value, 'density'), ['badge', 'card', 'full'], 'density'),
    page: page === null ? null : address(page, LIMITS.address, 'page'),
  };
}

function files(value: unknown): Options['files'] {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return address(value, LIMITS.address, 'files');
  return list(value, LIMITS.files, 'files', (item) => ({
    path: text(member(item, 'path'), LIMITS.path, 'path'),
    url: address(member(item, 'url'), LIMITS.address, 'url'),
  }));
}

function signer(value: unknown): NonNullable<Options['claimed']> {
  const method = oneOf(member(value, 'method'), ['sigstore', 'key', 'certificate'], 'method');
  switch (method) {
    case 'sigstore':
      return sigstore(value);
    case 'key':
      return { method, publicKey: text(member(value, 'publicKey'), LIMITS.pem, 'publicKey'), ...root(value) };
    case 'certificate':
      return certificate(value);
  }
}

function sigstore(value: unknown): SigstoreTrust {
  const [identity, pattern] = [member(value, 'identity'), member(value, 'identityPattern')];
  const issuer = text(member(value, 'issuer'), LIMITS.identity, 'issuer');
  if (identity !== undefined && pattern !== undefined) throw new Odd('identity is named twice');
  const whom =
    pattern === undefined
      ? { identity: text(identity, LIMITS.identity, 'identity') }
      : { identityPattern: text(pattern, LIMITS.identity, 'identityPattern') };
  return { method: 'sigstore', issuer, ...whom, ...root(value) };
}

function root(value: unknown): Pick<KeyTrust, 'trustedRoot'> {
  const given = textOrNull(member(value, 'trustedRoot'), LIMITS.trustedRoot, 'trustedRoot');
  return given === null ? {} : { trustedRoot: given };
}

const CERTIFICATE_TEXTS = [
  'subject',
  'subjectAltName',
  'leafFingerprint',
  'intermediateFingerprint',
] as const;

function certificate(value: unknown): CertificateTrust {
  const roots = member(value, 'roots');
  const texts: Partial<Record<(typeof CERTIFICATE_TEXTS)[number], string>> = Object.fromEntries(
    CERTIFICATE_TEXTS.flatMap((name) => {
      const given = textOrNull(member(value, name), LIMITS.identity, name);
      return given === null ? [] : [[name, given]];
    }),
  );
  const pem = (item: unknown) => text(item, LIMITS.pem, 'roots');
  if (roots === undefined || roots === null) return { method: 'certificate', ...texts };
  const given = typeof roots === 'string' ? pem(roots) : list(roots, LIMITS.roots, 'roots', pem);
  return { method: 'certificate', roots: given, ...texts };
}
