import type { Certificate } from '#sigstore';
import { equalBytes, toUtf8 } from '../bytes.js';
import type { Reason, SignerReason } from '../reason.js';
import { sanText } from './facts.js';
import { derUtf8String, fulcioExtension } from './fulcio.js';
import { nearMiss } from '../near-miss.js';
import { fitsPattern } from '../pattern.js';

/** Who a Fulcio certificate names, and who confirmed it (Fulcio docs/oid-info.md). Bytes are as signed. */
export interface FulcioIdentity {
  readonly type: 'email' | 'uri' | 'other-name';
  readonly identity: Uint8Array;
  readonly issuer: Uint8Array;
}

const ISSUER_V1 = 1;
const ISSUER_V2 = 8;
const USERNAME = '1.3.6.1.4.1.57264.1.7';

/** Exactly one name, and one issuer: with two, one reader could compare the one and show the other. */
export function readIdentity(
  leaf: Certificate,
): FulcioIdentity | Extract<SignerReason, { code: 'identity-ambiguous' }> {
  const [name, ...others] = leaf.subjectAltNames;
  if (name === undefined || others.length > 0) {
    return {
      code: 'identity-ambiguous',
      detail: `the certificate holds ${String(leaf.subjectAltNames.length)} names`,
    };
  }
  const type = name.type === 'email' || name.type === 'uri' ? name.type : null;
  if (type === null && !(name.type === 'other-name' && name.oid === USERNAME)) {
    return {
      code: 'identity-ambiguous',
      detail: 'the certificate names its holder in a way that we do not know',
    };
  }
  const v1 = fulcioExtension(leaf, ISSUER_V1);
  const v2 = fulcioExtension(leaf, ISSUER_V2);
  const issuer = v2 === null ? v1 : derUtf8String(v2);
  if (issuer === null)
    return { code: 'identity-ambiguous', detail: 'the certificate does not say who confirmed the name' };
  if (v1 !== null && !equalBytes(v1, issuer)) {
    return { code: 'identity-ambiguous', detail: 'the certificate names two issuers' };
  }
  return { type: type ?? 'other-name', identity: name.bytes, issuer };
}

/** One identity, or everyone who fits a pattern: which of the two is the person's own decision, never guessed. */
export type ExpectedIdentity =
  | { readonly kind: 'exact'; readonly identity: string }
  | { readonly kind: 'pattern'; readonly pattern: string };

/** Compared byte for byte, never as text; the issuer never as a pattern. */
export function compareIdentity(found: FulcioIdentity, expected: ExpectedIdentity, issuer: string): Reason[] {
  const reasons: Reason[] = [];
  const actual = show(found.identity);
  if (expected.kind === 'pattern') {
    const { pattern } = expected;
    if (!fitsPattern(found.identity, pattern))
      reasons.push({ code: 'identity-not-in-pattern', pattern, actual });
  } else if (!equalBytes(found.identity, toUtf8(expected.identity))) {
    const { identity } = expected;
    reasons.push({
      code: 'identity-differs',
      expected: identity,
      actual,
      nearMiss: nearMiss(identity, actual),
    });
  }
  if (!equalBytes(found.issuer, toUtf8(issuer))) {
    const confirmed = show(found.issuer);
    reasons.push({
      code: 'issuer-differs',
      expected: issuer,
      actual: confirmed,
      nearMiss: nearMiss(issuer, confirmed),
    });
  }
  return reasons;
}

export function show(bytes: Uint8Array): string {
  return sanText({ bytes });
}
