import { digest, type Certificate } from '#sigstore';
import { toHex } from '../bytes.js';
import { isSignedBy, mayHaveIssued } from '../issued.js';
import { patternProblem } from '../pattern.js';
import type { MaterialFacts } from '../report.js';
import type { TrustInput } from '../request.js';
import { refusal, success, type Result } from '../result.js';
import type { ExpectedIdentity } from '../signature/identity.js';
import { readCertificatesPem, readPublicKeyPem, type PemPublicKey } from './pem.js';
import { parseTrustedRoot, type Refreshed, type SigstoreRoot } from './trusted-root.js';

/** What the person trusts and expects, parsed and usable. */
export type Trust =
  | {
      readonly method: 'key';
      readonly key: PemPublicKey;
      readonly root: SigstoreRoot;
      /** The person supplied it, so that logs it does not know are refused. */
      readonly asksRoot: boolean;
      readonly facts: MaterialFacts;
    }
  | {
      readonly method: 'certificate';
      /** Self-signed: nothing else is an anchor. Null: none was supplied, and a pinned certificate ends the path. */
      readonly anchors: readonly Certificate[] | null;
      /** The rest of what the person supplied: helps to build a path, is trusted for nothing. */
      readonly others: readonly Certificate[];
      readonly subject: string | null;
      readonly subjectAltName: string | null;
      readonly pins: Pins;
      readonly facts: MaterialFacts;
    }
  | {
      readonly method: 'sigstore';
      readonly identity: ExpectedIdentity;
      readonly issuer: string;
      readonly root: SigstoreRoot;
      readonly facts: MaterialFacts;
    }
  | { readonly method: 'inspect'; readonly root: SigstoreRoot; readonly facts: MaterialFacts };

/** SHA-256 of DER, lower-case hex. */
export interface Pins {
  readonly leaf: string | null;
  readonly intermediate: string | null;
}

type Input<M extends TrustInput['method']> = Extract<TrustInput, { method: M }>;

/** Reads what the person supplied. Refuses what is empty or cannot be used, before any of it is relied on. */
export function parseTrust(input: TrustInput, refreshed: Refreshed): Result<Trust> {
  switch (input.method) {
    case 'key':
      return parseKey(input, refreshed);
    case 'certificate':
      return parseCertificates(input);
    case 'sigstore':
      return parseSigstore(input, refreshed);
    case 'inspect': {
      const root = parseTrustedRoot(input.trustedRoot, refreshed);
      return root.ok
        ? success({ method: 'inspect', root: root.value, facts: facts('inspect', root.value) })
        : root;
    }
  }
}

function parseKey(input: Input<'key'>, refreshed: Refreshed): Result<Trust> {
  const key = readPublicKeyPem(input.publicKey);
  if (!key.ok) return refusal({ code: 'public-key-unusable', problem: key.problem });
  const root = parseTrustedRoot(input.trustedRoot, refreshed);
  if (!root.ok) return root;
  const { fingerprint, facts: known } = key.value;
  const { origin, name, sha256 } = root.value;
  const isAsked = input.trustedRoot !== undefined;
  return success({
    method: 'key',
    key: key.value,
    root: root.value,
    asksRoot: isAsked,
    facts: {
      method: 'key',
      source: 'supplied',
      root: isAsked ? origin : null,
      material: [
        { kind: 'public-key', name: known.name, sha256: fingerprint },
        ...(isAsked ? [{ kind: 'trusted-root', name, sha256 } as const] : []),
      ],
      expected: {},
    },
  });
}

function parseCertificates(input: Input<'certificate'>): Result<Trust> {
  const { subject = null, subjectAltName = null } = input;
  if (subject?.trim() === '') return refusal({ code: 'subject-empty' });
  if (subjectAltName?.trim() === '') return refusal({ code: 'subject-alt-name-empty' });
  const pins = parsePins(input);
  if (!pins.ok) return pins;
  const { leaf, intermediate } = pins.value;
  const texts = typeof input.roots === 'string' ? [input.roots] : (input.roots ?? []);
  const isPinned = leaf !== null || intermediate !== null;
  if (texts.length === 0 && !isPinned) return refusal({ code: 'root-needed' });
  const roots = texts.length === 0 ? null : parseRoots(texts);
  if (roots?.ok === false) return roots;
  const { anchors, others } = roots?.value ?? { anchors: null, others: [] };
  return success({
    method: 'certificate',
    anchors,
    others,
    subject,
    subjectAltName,
    pins: pins.value,
    facts: {
      method: 'certificate',
      source: 'supplied',
      root: null,
      material: (anchors ?? []).map((anchor) => ({
        kind: 'certificate',
        name: anchor.subjectText,
        sha256: toHex(digest('sha256', anchor.der)),
      })),
      expected: {
        ...(subject === null ? {} : { subject }),
        ...(subjectAltName === null ? {} : { subjectAltName }),
        ...(leaf === null ? {} : { leafFingerprint: leaf }),
        ...(intermediate === null ? {} : { intermediateFingerprint: intermediate }),
      },
    },
  });
}

function parseRoots(
  texts: readonly string[],
): Result<{ readonly anchors: readonly Certificate[]; readonly others: readonly Certificate[] }> {
  const certificates = readCertificatesPem(texts);
  if (!certificates.ok) return refusal({ code: 'root-unusable', problem: certificates.problem });
  if (certificates.value.every(({ signatureAlgorithm }) => signatureAlgorithm.known === null))
    return refusal({ code: 'root-unusable', problem: 'unsupported-algorithm' });
  if (certificates.value.every(({ key }) => key === null))
    return refusal({ code: 'root-unusable', problem: 'unsupported-key' });
  const anchors = certificates.value.filter(isSelfSigned);
  const others = certificates.value.filter((certificate) => !anchors.includes(certificate));
  if (anchors.length === 0)
    return refusal({ code: 'root-not-self-signed', subject: others[0]?.subjectText ?? '' });
  if (anchors.every(({ version }) => version !== 3))
    return refusal({ code: 'root-unusable', problem: 'unsupported-version' });
  return success({ anchors, others });
}

function parsePins(input: Input<'certificate'>): Result<Pins> {
  const leaf = input.leafFingerprint === undefined ? null : parseFingerprint(input.leafFingerprint);
  if (leaf === '') return unusable('leaf', input.leafFingerprint);
  const { intermediateFingerprint } = input;
  const intermediate =
    intermediateFingerprint === undefined ? null : parseFingerprint(intermediateFingerprint);
  if (intermediate === '') return unusable('intermediate', intermediateFingerprint);
  return success({ leaf, intermediate });
}

function unusable(which: 'leaf' | 'intermediate', fingerprint = ''): Result<never> {
  return refusal({ code: 'fingerprint-unusable', which, fingerprint: fingerprint.slice(0, 200) });
}

/** SHA-256 in hex, as OpenSSL and others print it; empty when it is not. */
function parseFingerprint(text: string): string {
  const digits = text
    .trim()
    .replace(/^sha-?256(?: fingerprint)?[ =:]\s*/i, '')
    .replace(/[\s:]/g, '')
    .toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : '';
}

function isSelfSigned(certificate: Certificate): boolean {
  return mayHaveIssued(certificate, certificate) && isSignedBy(certificate, certificate);
}

function parseSigstore(input: Input<'sigstore'>, refreshed: Refreshed): Result<Trust> {
  const identity = parseIdentity(input);
  if (!identity.ok) return identity;
  if (input.issuer.trim() === '') return refusal({ code: 'issuer-empty' });
  const root = parseTrustedRoot(input.trustedRoot, refreshed);
  if (!root.ok) return root;
  const { issuer } = input;
  const expected =
    identity.value.kind === 'exact'
      ? { identity: identity.value.identity, issuer }
      : { identityPattern: identity.value.pattern, issuer };
  return success({
    method: 'sigstore',
    identity: identity.value,
    issuer,
    root: root.value,
    facts: facts('sigstore', root.value, expected),
  });
}

function parseIdentity({ identity, identityPattern }: Input<'sigstore'>): Result<ExpectedIdentity> {
  if (identityPattern === undefined) {
    return identity.trim() === ''
      ? refusal({ code: 'identity-empty' })
      : success({ kind: 'exact', identity });
  }
  const problem = patternProblem(identityPattern);
  return problem === null
    ? success({ kind: 'pattern', pattern: identityPattern })
    : refusal({ code: 'pattern-unusable', pattern: identityPattern.slice(0, 500), problem });
}

function facts(
  method: 'sigstore' | 'inspect',
  root: SigstoreRoot,
  expected: MaterialFacts['expected'] = {},
): MaterialFacts {
  return {
    method,
    source: root.origin.source,
    root: root.origin,
    material: [{ kind: 'trusted-root', name: root.name, sha256: root.sha256 }],
    expected,
  };
}
