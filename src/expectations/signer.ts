import { BOUNDS } from '../bounds.js';
import { patternProblem } from '../pattern.js';
import type { CertificateTrust, SigstoreTrust } from '../request.js';
import type { SignerTrust } from './expectations.js';
import { MAX_NAME, type Part } from './part.js';

const MAX_IDENTITY = 4096;
const MAX_MATERIALS = 200;
const MAX_ROOTS = 20;
const FINGERPRINT = /^(?:[0-9A-Fa-f]{64}|[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){31})$/;

/** What signers refer to by name. */
export interface Materials {
  readonly trustedRoots: ReadonlyMap<string, string>;
  readonly publicKeys: ReadonlyMap<string, string>;
  readonly certificates: ReadonlyMap<string, string>;
}

/** Whether a key, certificate or root in it can be used is told by the check that needs it. */
export function readMaterials(file: Part): Materials {
  const named = (member: string, read: (part: Part) => string) =>
    new Map((file.optional(member)?.members(MAX_MATERIALS) ?? []).map(([name, part]) => [name, read(part)]));
  const pem = (part: Part) => part.text(BOUNDS.pemCharacters);
  return {
    trustedRoots: named('trustedRoots', (part) => JSON.stringify(part.object())),
    publicKeys: named('publicKeys', pem),
    certificates: named('certificates', pem),
  };
}

export function readSigner(part: Part, materials: Materials): SignerTrust {
  const method = part.get('method').choice(['sigstore', 'key', 'certificate']);
  switch (method) {
    case 'sigstore':
      return sigstore(part, materials);
    case 'key':
      part.onlyMembers(['method', 'publicKey', 'trustedRoot']);
      return {
        method,
        publicKey: referred(part.get('publicKey'), materials.publicKeys),
        ...trustedRoot(part, materials),
      };
    case 'certificate':
      return certificate(part, materials);
  }
}

function sigstore(part: Part, materials: Materials): SigstoreTrust {
  part.onlyMembers(['method', 'identity', 'identityPattern', 'issuer', 'trustedRoot']);
  const member = part.oneOf(['identity', 'identityPattern']);
  const base = {
    method: 'sigstore',
    issuer: part.get('issuer').text(MAX_IDENTITY),
    ...trustedRoot(part, materials),
  } as const;
  if (member === 'identity') return { ...base, identity: part.get(member).text(MAX_IDENTITY) };
  const pattern = part.get(member);
  const identityPattern = pattern.text(BOUNDS.patternCharacters);
  if (patternProblem(identityPattern) !== null) pattern.fail('pattern-too-wide', identityPattern);
  return { ...base, identityPattern };
}

const NAMES = ['subject', 'subjectAltName'] as const;
const FINGERPRINTS = ['leafFingerprint', 'intermediateFingerprint'] as const;
type Text = (typeof NAMES)[number] | (typeof FINGERPRINTS)[number];

function certificate(part: Part, { certificates }: Materials): CertificateTrust {
  part.onlyMembers(['method', 'roots', ...NAMES, ...FINGERPRINTS]);
  const roots = part
    .optional('roots')
    ?.texts(MAX_ROOTS, (root) => knownName(root, certificates))
    .flatMap((name) => certificates.get(name) ?? []);
  const texts: [Text, string][] = [];
  for (const key of NAMES) {
    const text = part.optional(key);
    if (text !== null) texts.push([key, text.text(MAX_IDENTITY)]);
  }
  for (const key of FINGERPRINTS) {
    const text = part.optional(key);
    if (text !== null) texts.push([key, text.textLike(FINGERPRINT, 'not-a-fingerprint')]);
  }
  const found: Partial<Record<Text, string>> = Object.fromEntries(texts);
  // Without any of them, nothing would end the path.
  const ends = [roots, found.leafFingerprint, found.intermediateFingerprint];
  if (ends.every((end) => end === undefined)) part.get('roots');
  return { method: 'certificate', ...(roots === undefined ? {} : { roots }), ...found };
}

function trustedRoot(part: Part, { trustedRoots }: Materials): { readonly trustedRoot?: string } {
  const name = part.optional('trustedRoot');
  return name === null ? {} : { trustedRoot: referred(name, trustedRoots) };
}

function knownName(part: Part, known: ReadonlyMap<string, string>): string {
  const name = part.text(MAX_NAME);
  return known.has(name) ? name : part.fail('unknown-name', name);
}

function referred(part: Part, known: ReadonlyMap<string, string>): string {
  return known.get(knownName(part, known)) ?? part.fail('unknown-name');
}
