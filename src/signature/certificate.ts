import { digest, readCertificate, type Certificate } from '#sigstore';
import type { ChainMaterial } from '../bundle/material.js';
import { equalBytes, fromUtf8, toHex } from '../bytes.js';
import type { NearMiss, Reason } from '../reason.js';
import type { Pins } from '../trust/trust.js';
import { verifyChain, type ChainOutcome, type Path } from './chain.js';

import { certificateFacts, sanText } from './facts.js';
import { isHostName } from './name-forms.js';
import { nearMiss } from '../near-miss.js';
import { NO_LOG, type SignatureOutcome, type SignatureResult } from './result.js';
import {
  needsWholeFile,
  verifyModelSignature,
  verifySigstoreSignature,
  WHOLE_FILE,
  type Signed,
} from './signed.js';

/** What the person supplied: whom to trust, and perhaps whose certificate it must be. Null when nobody was named. */
export interface CertificateExpectation {
  /** Null: no root; then a pinned certificate out of the bundle ends the path. */
  readonly anchors: readonly Certificate[] | null;
  readonly others: readonly Certificate[];
  readonly subject: string | null;
  readonly subjectAltName: string | null;
  readonly pins: Pins;
}

/**
 * The certificate method (OMS 1.0 §8.2): the envelope by the leaf, the leaf by a path to a root that the person supplied, or
 * to a certificate that the person pinned.
 */
export function verifyCertificate(
  signed: Signed,
  material: ChainMaterial,
  expected: CertificateExpectation | null,
  now: Date,
): SignatureOutcome {
  const certificates = material.certificates.map(readCertificate);
  const bad = certificates.indexOf(null);
  const [leaf, ...rest] = certificates.filter((certificate) => certificate !== null);
  if (leaf === undefined || bad >= 0) {
    const at = `x509CertificateChain.certificates[${String(bad)}]`;
    return { ok: false, reasons: [{ code: 'certificate-malformed', at }], facts: null };
  }
  const base = {
    method: 'certificate',
    subject: nameOf(leaf),
    certificate: certificateFacts(leaf),
    chain: [],
  } as const;
  const { key } = leaf;
  if (key === null || (signed.isModel && key.type !== 'ec')) {
    const detail = key?.name ?? 'an unknown kind of key';
    return { ok: false, reasons: [{ code: 'signature-unsupported', detail }], facts: base };
  }
  const valid = signed.isModel
    ? verifyModelSignature(signed, leaf.spki, key, 'sha256')
    : verifySigstoreSignature(signed, leaf.spki, key);
  if (!valid && needsWholeFile(signed, key))
    return { ok: false, reasons: [{ code: 'signature-unsupported', detail: WHOLE_FILE }], facts: base };
  const { chain, missed } = chainOf(leaf, rest, expected, now);
  const facts = { ...base, chain: chain.path.map(certificateFacts) };
  const different = [...(expected === null ? [] : differences(leaf, expected)), ...missed];

  const reasons: Reason[] = [
    ...(valid ? [] : [{ code: 'signature-differs' } as const]),
    ...different,
    ...(chain.ok ? [] : [chain.reason]),
    // A root that nobody supplied cannot be found: that is the reason, and "nobody named" says what to do about it.
    ...(expected === null ? [{ code: 'nobody-named' } as const] : []),
  ];
  const mathHolds = valid && (chain.ok || chain.reason.code !== 'chain-signature-differs');
  return {
    ok: true,
    value: {
      ...NO_LOG,
      signature: mathHolds ? 'valid' : 'invalid',
      signer: signerValue(mathHolds, chain.ok, different.length > 0, expected),
      facts,
      source: expected === null ? 'none' : null,
      reasons,
    },
  };
}

/**
 * With roots, a path to one of them that goes through what was pinned; without, a path that ends at what was pinned.
 * `missed`: the pinned authority is not where it should be, which says nothing against the path that there is.
 */
function chainOf(
  leaf: Certificate,
  rest: readonly Certificate[],
  expected: CertificateExpectation | null,
  now: Date,
): { readonly chain: ChainOutcome; readonly missed: readonly Reason[] } {
  const only = (chain: ChainOutcome) => ({ chain, missed: [] });
  if (expected === null) return only(verifyChain(leaf, rest, [], now));
  const { anchors, others, pins } = expected;
  const candidates = [...others, ...rest];
  const { intermediate } = pins;
  const missed: Reason | null =
    intermediate === null
      ? null
      : {
          code: 'certificate-differs',
          which: 'intermediate',
          expected: intermediate,
          actual: candidates.slice(0, MAX_SHOWN).map(fingerprintOf),
        };
  if (anchors !== null) {
    // Without the root: that one was supplied as a whole.
    const through = (path: Path) =>
      missed === null || path.slice(0, -1).some((issuer) => fingerprintOf(issuer) === intermediate)
        ? null
        : missed;
    const chain = verifyChain(leaf, candidates, anchors, now, through);
    return chain.ok || chain.reason !== missed
      ? only(chain)
      : { chain: { ok: true, path: chain.path }, missed: [missed] };
  }
  if (missed === null)
    return only(verifyChain(leaf, rest, pins.leaf === fingerprintOf(leaf) ? [leaf] : [], now));
  // The signer's own certificate, put there twice, is no authority above itself.
  const above = candidates.filter((certificate) => !equalBytes(certificate.der, leaf.der));
  const pinned = above.filter((certificate) => fingerprintOf(certificate) === intermediate);
  const chain = verifyChain(leaf, above, pinned, now);
  // It may be in the bundle and have nothing to do with the signer; and then nothing vouches for the name either.
  const isMissed = !chain.ok && chain.reason.code === 'chain-without-trusted-root';
  return { chain, missed: isMissed ? [missed] : [] };
}

function fingerprintOf({ der }: Certificate): string {
  return toHex(digest('sha256', der));
}

function signerValue(
  mathHolds: boolean,
  chainHolds: boolean,
  differs: boolean,
  expected: CertificateExpectation | null,
): SignatureResult['signer'] {
  if (!mathHolds) return 'not-checked';
  if (differs) return 'different';
  if (!chainHolds || expected === null) return 'untrusted';
  const { subject, subjectAltName, pins } = expected;
  return subject !== null || subjectAltName !== null || pins.leaf !== null ? 'expected' : 'vouched-for';
}

/** For people: the subject, else the first alternative name of a kind that people go by. Empty if there is neither. */
function nameOf(leaf: Certificate): string {
  const alternative = leaf.subjectAltNames.find(
    ({ type }) => type === 'email' || type === 'uri' || type === 'dns',
  );
  return leaf.subjectText !== '' || alternative === undefined ? leaf.subjectText : sanText(alternative);
}

/** How a distinguished name begins (RFC 4514 §3); anything else is a name of another kind. */
const DISTINGUISHED_NAME = /^(?:[A-Za-z]+|\d+(?:\.\d+)+)=/;

/** Everything that the person said about the signer's own certificate, each on its own. */
function differences(leaf: Certificate, { subject, subjectAltName, pins }: CertificateExpectation): Reason[] {
  const reasons: Reason[] = [];
  if (subject !== null) {
    const names = namesLike(leaf, subject);
    if (!names.includes(subject)) {
      const nearMiss = nearestMiss(subject, names);
      reasons.push({ code: 'subject-differs', expected: subject, actual: nameOf(leaf), nearMiss });
    }
  }
  if (subjectAltName !== null) {
    const names = alternativesLike(leaf, subjectAltName);
    if (!names.includes(subjectAltName)) {
      const actual = leaf.subjectAltNames.slice(0, MAX_SHOWN).map(sanText);
      const nearMiss = nearestMiss(subjectAltName, names);
      reasons.push({ code: 'subject-alt-name-differs', expected: subjectAltName, actual, nearMiss });
    }
  }
  if (pins.leaf !== null && pins.leaf !== fingerprintOf(leaf)) {
    const actual = [fingerprintOf(leaf)];
    reasons.push({ code: 'certificate-differs', which: 'leaf', expected: pins.leaf, actual });
  }
  return reasons;
}

const MAX_SHOWN = 20;

function nearestMiss(expected: string, names: readonly string[]): NearMiss | null {
  return names.map((name) => nearMiss(expected, name)).find((miss) => miss !== null) ?? null;
}

/**
 * The expected subject is compared with names of its own kind only: a whole distinguished name with the subject, an e-mail
 * address, URI or host name with alternative names of that type, and any other text with a subject that is one common
 * name. Else a CA's word about a host could pass for its word about a person, and a common name could carry an address that
 * name constraints forbid. A host may stand in the common name if it stands nowhere else: there the constraints see it.
 */
function namesLike(leaf: Certificate, expected: string): string[] {
  // With a blank behind each comma, as we show it, or without, as RFC 4514 §2.1 has it: no comma of a value is bare.
  if (DISTINGUISHED_NAME.test(expected))
    return [leaf.subjectText, leaf.subjectText.replace(/(?<!\\), /g, ',')];
  // Escaped in the text (RFC 4514 §2.4); a value that begins "#" is no text.
  const commonName = /^CN=(?!#)((?:[^,+\\]|\\.)*)$/.exec(leaf.subjectText)?.[1]?.replace(/\\(.)/g, '$1');
  const type = typeOf(expected);
  const alternatives = alternativesLike(leaf, expected);
  const counts =
    type === 'dns' &&
    (isName(expected) || (isHostName(expected) && leaf.subjectAltNames.every((name) => name.type !== 'dns')));
  return commonName === undefined || !counts ? alternatives : [commonName, ...alternatives];
}

/** Something that is called so, and no address of any kind. */
function isName(text: string): boolean {
  return !text.includes('.') || /\s/.test(text);
}

function typeOf(expected: string): 'uri' | 'email' | 'dns' {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(expected) ? 'uri' : expected.includes('@') ? 'email' : 'dns';
}

/** As text of well-formed UTF-8, which is one to one with the bytes. */
function alternativesLike(leaf: Certificate, expected: string): string[] {
  const type = typeOf(expected);
  return leaf.subjectAltNames
    .filter((name) => name.type === type)
    .map((name) => fromUtf8(name.bytes))
    .filter((name) => name !== null);
}
