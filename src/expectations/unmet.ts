import type { Reason } from '../reason.js';
import type { FileResult, HashAlgorithm, Report } from '../report.js';
import type { KeyKind, Requirements } from './expectations.js';

/** What a check found of what can be asked for. */
export interface Found {
  /** Verified ones. */
  readonly log: boolean;
  readonly timestamp: boolean;
  /** By which the files were named; none where that could not be told. */
  readonly hashAlgorithms: readonly HashAlgorithm[];
  /** Null for one that is not in the list, or could not be told. */
  readonly signatureAlgorithm: KeyKind | null;
  /** Signed, unsigned and missing ones; not what was left out. The attacker's. */
  readonly paths: readonly string[];
}

/** What the organisation asks for and the signature, or the model, does not have. */
export function unmet(organisation: string, requires: Requirements, found: Found): Reason[] {
  const { hashAlgorithms, signatureAlgorithms } = requires;
  const reasons: Reason[] = [];
  if (requires.log && !found.log) reasons.push({ code: 'log-required', organisation });
  if (requires.timestamp && !found.timestamp) reasons.push({ code: 'timestamp-required', organisation });
  if (hashAlgorithms !== null) {
    const other = found.hashAlgorithms.find((algorithm) => !hashAlgorithms.includes(algorithm));
    if (other !== undefined || found.hashAlgorithms.length === 0)
      reasons.push(notAllowed(organisation, 'hash', other ?? '', hashAlgorithms));
  }
  if (signatureAlgorithms !== null) {
    const { signatureAlgorithm: used } = found;
    if (used === null || !signatureAlgorithms.includes(used))
      reasons.push(notAllowed(organisation, 'signature', used ?? '', signatureAlgorithms));
  }
  const types = found.paths.flatMap((path) => {
    const type = forbiddenType(path, requires);
    return type === null ? [] : [{ path, type }];
  });
  const [first] = types;
  if (first !== undefined)
    reasons.push({ code: 'file-type-not-allowed', organisation, ...first, count: types.length });
  return reasons;
}

function notAllowed(
  organisation: string,
  what: 'hash' | 'signature',
  algorithm: string,
  allowed: readonly string[],
): Reason {
  return { code: 'algorithm-not-allowed', organisation, what, algorithm, allowed };
}

/** By the name alone: what is inside of a file, nobody looked at. Null where it is allowed. */
function forbiddenType(path: string, { fileTypes, deniedFileTypes }: Requirements): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  // Windows takes `a.pkl.` for `a.pkl`.
  const plain = name.replace(/[. ]+$/, '');
  const denied = deniedFileTypes.find((type) => isOfType(plain, type) || isOfType(name, type));
  if (denied !== undefined) return denied;
  return fileTypes === null || fileTypes.some((type) => isOfType(name, type)) ? null : endingOf(name);
}

function isOfType(name: string, type: string): boolean {
  return type.startsWith('.') ? name.endsWith(type) : name === type;
}

/** The whole name where it has no ending. */
function endingOf(name: string): string {
  return name.slice(Math.max(0, name.lastIndexOf('.')));
}

/** Out of what a check whose signature holds has found. */
export function foundIn({
  signer,
  trust,
  logEntries,
  timestamps,
  manifest,
  claim,
  files,
}: Pick<Report, 'signer' | 'trust' | 'logEntries' | 'timestamps' | 'manifest' | 'claim' | 'files'>): Found {
  const key =
    signer?.method === 'key'
      ? trust.material.find(({ kind }) => kind === 'public-key')?.name
      : signer?.certificate.publicKey;
  const ofFiles = files.flatMap(({ algorithm }) => algorithm ?? []);
  return {
    log: logEntries.some(({ log, inclusion }) => log !== null && inclusion.length > 0),
    timestamp: timestamps.length > 0,
    hashAlgorithms: manifest !== null ? [manifest.hashType] : claim === null ? [] : [...new Set(ofFiles)],
    signatureAlgorithm: key === undefined ? null : keyKind(key),
    paths: namesOf(files),
  };
}

/** What was left out does not count; nor, in a download cache, what it calls the blobs that were not signed. */
function namesOf(files: readonly FileResult[]): readonly string[] {
  const isCache = files.some(({ foundAs }) => foundAs !== undefined);
  return files
    .filter(({ state }) => state !== 'ignored' && !(isCache && state === 'unsigned'))
    .map(({ path }) => path);
}

/** Of a key as the report names it; null for one that no entry can allow. */
export function keyKind(name: string): KeyKind | null {
  switch (name) {
    case 'ECDSA P-256':
      return 'ecdsa-p256';
    case 'ECDSA P-384':
      return 'ecdsa-p384';
    case 'ECDSA P-521':
      return 'ecdsa-p521';
    case 'Ed25519':
      return 'ed25519';
  }
  const bits = Number(/^RSA (\d+) bit$/.exec(name)?.[1] ?? 0);
  if (bits >= 4096) return 'rsa-4096';
  if (bits >= 3072) return 'rsa-3072';
  return bits >= 2048 ? 'rsa-2048' : null;
}
