import { checkTrustedRoot, digest, verifySignature, type Certificate } from '#sigstore';
import * as embedded from '#trusted-root';
import { equalBytes, toHex, toUtf8 } from '../bytes.js';
import { parseJson } from '../json.js';
import type { TrustFacts } from '../report.js';
import type { TrustInput } from '../request.js';
import { refusal, success, type Result } from '../result.js';
import { Malformed, Untrusted } from '../untrusted.js';
import { readCertificatesPem, readPublicKeyPem, type PemPublicKey } from './pem.js';

/** What the person trusts and expects, parsed and usable. */
export type Trust =
  | { readonly method: 'key'; readonly key: PemPublicKey; readonly facts: TrustFacts }
  | {
      readonly method: 'certificate';
      /** Self-signed: nothing else is an anchor. */
      readonly anchors: readonly Certificate[];
      /** The rest of what the person supplied: helps to build a path, is trusted for nothing. */
      readonly others: readonly Certificate[];
      readonly subject: string | null;
      readonly facts: TrustFacts;
    }
  | {
      readonly method: 'sigstore';
      readonly identity: string;
      readonly issuer: string;
      readonly trustedRoot: unknown;
      readonly facts: TrustFacts;
    }
  | { readonly method: 'inspect'; readonly trustedRoot: unknown; readonly facts: TrustFacts };

type Input<M extends TrustInput['method']> = Extract<TrustInput, { method: M }>;

/** Reads what the person supplied. Refuses what is empty or cannot be used, before any of it is relied on. */
export function parseTrust(input: TrustInput): Result<Trust> {
  switch (input.method) {
    case 'key':
      return parseKey(input);
    case 'certificate':
      return parseCertificates(input);
    case 'sigstore':
      return parseSigstore(input);
    case 'inspect': {
      const root = parseTrustedRoot(input.trustedRoot);
      return root.ok
        ? success({ method: 'inspect', ...root.value, facts: facts('inspect', root.value) })
        : root;
    }
  }
}

function parseKey(input: Input<'key'>): Result<Trust> {
  const key = readPublicKeyPem(input.publicKey);
  if (!key.ok) return refusal({ code: 'public-key-unusable', problem: key.problem });
  const { fingerprint, facts: known } = key.value;
  return success({
    method: 'key',
    key: key.value,
    facts: {
      method: 'key',
      source: 'supplied',
      material: [{ kind: 'public-key', name: known.name, sha256: fingerprint }],
      expected: {},
    },
  });
}

function parseCertificates(input: Input<'certificate'>): Result<Trust> {
  if (input.subject?.trim() === '') return refusal({ code: 'subject-empty' });
  const certificates = readCertificatesPem(typeof input.roots === 'string' ? [input.roots] : input.roots);
  if (!certificates.ok) return refusal({ code: 'root-unusable', problem: certificates.problem });
  if (certificates.value.some(({ signatureAlgorithm }) => signatureAlgorithm.hash === null)) {
    return refusal({ code: 'root-unusable', problem: 'unsupported-algorithm' });
  }
  const anchors = certificates.value.filter(isSelfSigned);
  const others = certificates.value.filter((certificate) => !anchors.includes(certificate));
  if (anchors.length === 0) {
    return refusal({ code: 'root-not-self-signed', subject: others[0]?.subjectText ?? '' });
  }
  return success({
    method: 'certificate',
    anchors,
    others,
    subject: input.subject ?? null,
    facts: {
      method: 'certificate',
      source: 'supplied',
      material: anchors.map((anchor) => ({
        kind: 'certificate',
        name: anchor.subjectText,
        sha256: toHex(digest('sha256', anchor.der)),
      })),
      expected: input.subject === undefined ? {} : { subject: input.subject },
    },
  });
}

function isSelfSigned(certificate: Certificate): boolean {
  const { hash } = certificate.signatureAlgorithm;
  return (
    equalBytes(certificate.subject, certificate.issuer) &&
    hash !== null &&
    verifySignature(certificate.spki, hash, certificate.tbs, certificate.signature)
  );
}

function parseSigstore(input: Input<'sigstore'>): Result<Trust> {
  if (input.identity.trim() === '') return refusal({ code: 'identity-empty' });
  if (input.issuer.trim() === '') return refusal({ code: 'issuer-empty' });
  const root = parseTrustedRoot(input.trustedRoot);
  if (!root.ok) return root;
  const { identity, issuer } = input;
  return success({
    method: 'sigstore',
    identity,
    issuer,
    ...root.value,
    facts: facts('sigstore', root.value, { identity, issuer }),
  });
}

interface Root {
  readonly trustedRoot: unknown;
  readonly source: 'embedded' | 'supplied';
  readonly name: string;
  readonly sha256: string;
}

function facts(
  method: 'sigstore' | 'inspect',
  root: Root,
  expected: TrustFacts['expected'] = {},
): TrustFacts {
  return {
    method,
    source: root.source,
    material: [{ kind: 'trusted-root', name: root.name, sha256: root.sha256 }],
    expected,
  };
}

function parseTrustedRoot(input: string | object | undefined): Result<Root> {
  if (input === undefined) {
    const { json, source, sha256 } = embedded;
    const trustedRoot: unknown = JSON.parse(json);
    return success({ trustedRoot, source: 'embedded', name: source, sha256 });
  }
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  const json = parseJson(text);
  if (!json.ok) return refusal({ code: 'trusted-root-unusable', detail: 'it is not JSON' });
  const fault = faultOf(json.value) ?? checkTrustedRoot(json.value);
  if (fault !== null) return refusal({ code: 'trusted-root-unusable', detail: fault });
  const sha256 = toHex(digest('sha256', toUtf8(text)));
  return success({
    trustedRoot: json.value,
    source: 'supplied',
    name: 'a trusted root that you supplied',
    sha256,
  });
}

const ROOT_MEDIA_TYPES: readonly string[] = [
  'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
  'application/vnd.dev.sigstore.trustedroot.v0.1+json',
  'application/vnd.dev.sigstore.trustedroot+json;version=0.2',
  'application/vnd.dev.sigstore.trustedroot.v0.2+json',
];

/** What the Sigstore library would let pass: without a start of validity it takes a key to be valid since 1970. */
function faultOf(json: unknown): string | null {
  try {
    const root = new Untrusted(json, 'trusted root');
    const mediaType = root.get('mediaType');
    if (!ROOT_MEDIA_TYPES.includes(mediaType.string())) mediaType.fail('is not one that we know');
    for (const key of ['tlogs', 'ctlogs']) {
      for (const log of root.optional(key)?.array(100) ?? []) {
        log.get('publicKey').get('validFor').get('start').string();
      }
    }
    for (const authority of [
      ...root.get('certificateAuthorities').array(100),
      ...(root.optional('timestampAuthorities')?.array(100) ?? []),
    ]) {
      authority.get('validFor').get('start').string();
    }
    return null;
  } catch (error) {
    if (error instanceof Malformed) return error.message;
    throw error;
  }
}
